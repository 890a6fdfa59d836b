/**
 * The firewall in a router: two stations that every packet passes that comes in, in clear or out of a tunnel. What belongs
 * to a connection passes, translated; the first packet of another is judged, and makes a connection when it may pass.
 */
import type { Clock } from '../../../base/clock.ts';
import { Emitter } from '../../../base/emitter.ts';
import { Reassembly } from '../../router/fragmentation.ts';
import type { Interface } from '../../router/interface.ts';
import type { Router } from '../../router/router.ts';
import type { Hop } from '../../router/routing/routing-table.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import { udpPorts } from '../../wire/udp.ts';
import type { AsaConfiguration } from '../configuration.ts';
import { Connections, type Belonging, type Connection } from './connections.ts';
import { FlowJudge, type Arrival, type Judgement } from './flow-judgement.ts';
import type { NamedInterface } from '../named-interfaces.ts';
import type { DropReason, Tracer } from './phase.ts';
import {
  endsOfPacket,
  icmpOf,
  isIcmpError,
  quotedEnds,
  reversed,
  withEnds,
  withQuotedEnds,
  type Ends,
} from './transport.ts';

export type FirewallEvent =
  | { readonly kind: 'built'; readonly connection: Connection }
  | { readonly kind: 'ended'; readonly connection: Connection; readonly reason: string }
  /** A peer begins a negotiation, and no crypto map is on the interface. */
  | { readonly kind: 'unbound-ike'; readonly peer: number }
  | { readonly kind: 'dropped'; readonly reason: DropReason; readonly packet: Ipv4Packet }
  | { readonly kind: 'judged'; readonly arrival: Arrival; readonly judgement: Judgement };

interface FirewallParts {
  readonly clock: Clock;
  readonly router: Router;
  readonly configuration: AsaConfiguration;
}

/** From here on are the ports by which a firewall asks. */
const firstOwnPort = 49_152;
const lowestPort = 1024;
const highestPort = 65535;

export class Firewall {
  readonly connections: Connections;
  readonly events = new Emitter<FirewallEvent>();
  readonly drops = new Map<DropReason, number>();
  readonly #router: Router;
  readonly #configuration: AsaConfiguration;
  readonly #judge: FlowJudge;
  readonly #reassembly: Reassembly;
  /** What came in clear and has passed: it comes by the second station too. */
  readonly #passed = new WeakSet<Ipv4Packet>();
  readonly #diverted = new WeakMap<Ipv4Packet, Hop>();

  constructor({ clock, router, configuration }: FirewallParts) {
    this.#router = router;
    this.#configuration = configuration;
    this.connections = new Connections(clock, configuration.timeouts);
    this.connections.ended = (connection, reason) => this.events.emit({ kind: 'ended', connection, reason });
    this.#reassembly = new Reassembly(clock);
    this.#judge = new FlowJudge({
      router,
      configuration,
      allocate: (packet, address, ends) => this.#allocate(packet, address, ends),
    });
    for (const one of router.interfaces.values()) one.answersForOthers = false;
    router.standsForMore = (address) => configuration.nat.standsFor(address);
    router.ipv4.policyOf = (packet) => {
      const hop = this.#diverted.get(packet);
      return hop && { packet, hop };
    };
    router.ipv4.filters.push((packet, one) => this.#receiveClear(packet, one));
    router.ipv4.inbound.push((packet, one) => this.#receiveInner(packet, one));
  }

  /** What would become of the first packet of a flow; nothing is sent, and no connection made. */
  probe(packet: Ipv4Packet, ingress: NamedInterface, trace: Tracer): Judgement {
    return this.#judge.judge({ packet, ingress, isDecrypted: ingress.tunnel !== undefined }, trace);
  }

  count(reason: DropReason): void {
    this.drops.set(reason, (this.drops.get(reason) ?? 0) + 1);
  }

  #receiveClear(piece: Ipv4Packet, one: Interface): Ipv4Packet | 'taken' {
    const packet = this.#reassembly.add(piece);
    if (!packet) return 'taken';
    const passed = this.#pass(packet, one, one.carrier.kind === 'tunnel');
    if (passed !== 'taken') this.#passed.add(passed);
    return passed;
  }

  #receiveInner(packet: Ipv4Packet, one: Interface): Ipv4Packet | 'taken' {
    if (this.#passed.delete(packet)) return packet;
    return this.#pass(packet, one, true);
  }

  #pass(packet: Ipv4Packet, one: Interface, isDecrypted: boolean): Ipv4Packet | 'taken' {
    const ingress = this.#configuration.interfaces.of(one);
    if (ingress?.name === undefined) return this.#drop('interface-down', packet);
    if (this.#isForRouting(packet)) return packet;
    const belonging = this.connections.find(packet, ingress);
    if (belonging) return this.#passOn({ packet, ingress, isDecrypted }, belonging);
    if (isIcmpError(packet)) {
      const told = this.#passError(packet, ingress);
      if (told) return told;
    }
    const arrival = { packet, ingress, isDecrypted };
    if (this.#isForBox(arrival)) return this.#keeps(arrival) ? packet : this.#drop('acl-drop', packet);
    return ingress.isManagementOnly ? this.#drop('acl-drop', packet) : this.#begin(arrival);
  }

  #passOn(arrival: Arrival, belonging: Belonging): Ipv4Packet | 'taken' {
    const { packet } = arrival;
    const { connection, isForward } = belonging;
    const ends = isForward ? connection.far : reversed(connection.near);
    const isAsked = !isForward && packet.protocol === ipProtocols.icmp && !this.#configuration.inspected.has('icmp');
    if (isAsked) {
      const real = withEnds(packet, ends);
      const denial = this.#judge.deny({ ...arrival, packet: real }, connection.ingress, () => undefined);
      if (denial.kind === 'drop') return this.#refuse(arrival, denial);
    }
    this.connections.note(belonging, packet);
    return this.#divert(onward(withEnds(packet, ends)), isForward ? connection.divert : undefined);
  }

  /** Sends it where a rule of translation wants it, whatever the routes say. */
  #divert(packet: Ipv4Packet, hop: Hop | undefined): Ipv4Packet {
    if (hop) this.#diverted.set(packet, hop);
    return packet;
  }

  #begin(arrival: Arrival): Ipv4Packet | 'taken' {
    const { packet, ingress } = arrival;
    const judgement = this.#judge.judge(arrival);
    if (judgement.kind === 'drop') return this.#refuse(arrival, judgement);
    this.events.emit({ kind: 'judged', arrival, judgement });
    const { egress, far, rule, divert } = judgement;
    const { protocol } = packet;
    const made = { protocol, ingress, egress, near: endsOfPacket(packet), far, icmp: icmpOf(packet), rule, divert };
    const connection = this.connections.add(made);
    this.events.emit({ kind: 'built', connection });
    this.connections.note({ connection, isForward: true }, packet);
    return this.#divert(onward(withEnds(packet, far)), divert);
  }

  /** An error about a packet of a connection goes to whoever sent that. */
  #passError(packet: Ipv4Packet, ingress: NamedInterface): Ipv4Packet | undefined {
    const quoted = quotedEnds(packet);
    const found = quoted && this.connections.findEnds(quoted.protocol, reversed(quoted.ends), ingress);
    if (!found || !this.#configuration.inspected.has('icmp')) return undefined;
    const { near, far } = found.connection;
    const ends = found.isForward ? reversed(far) : near;
    const payload = withQuotedEnds(packet.payload, ends.source, ends.destination);
    return onward({ ...packet, destination: ends.source, payload });
  }

  /** What routers tell each other, where the firewall takes part in it: nothing else is for one of its groups. */
  #isForRouting({ protocol, destination }: Ipv4Packet): boolean {
    return protocol === ipProtocols.ospf && this.#router.routing.listensTo(destination);
  }

  /** Whether a packet is for the firewall itself, and not for somebody behind it by translation. */
  #isForBox({ packet, ingress }: Arrival): boolean {
    const { interfaces, nat } = this.#configuration;
    const { destination } = packet;
    const isOwn = interfaces.named.some(({ one }) => one.isUp && one.address?.address === destination);
    if (!isOwn) return false;
    return nat.forMapped(ingress.name ?? '', { protocol: packet.protocol, ...endsOfPacket(packet) }) === undefined;
  }

  /**
   * What is for the firewall itself is asked about at no access list of an interface. It answers at the address of the
   * interface by which a packet came, and through a tunnel at the one that `management-access` names; IKE where it is
   * enabled. Sessions of its command line do not come this way.
   */
  #keeps({ packet, ingress, isDecrypted }: Arrival): boolean {
    const { managementAccess, interfaces } = this.#configuration;
    const inner = managementAccess === undefined ? undefined : interfaces.byName(managementAccess);
    const isManaged = isDecrypted && packet.destination === inner?.one.address?.address;
    if (packet.destination !== ingress.one.address?.address && !isManaged) return false;
    if (packet.protocol === ipProtocols.tcp) return false;
    return packet.protocol !== ipProtocols.udp || this.#keepsDatagram(packet, ingress);
  }

  #keepsDatagram(packet: Ipv4Packet, ingress: NamedInterface): boolean {
    return this.#isAwaited(packet) || this.#keepsIke(packet, ingress);
  }

  /** An answer to what the firewall itself has asked, as of an authority. */
  #isAwaited(packet: Ipv4Packet): boolean {
    const { destinationPort } = endsOfPacket(packet);
    return destinationPort >= firstOwnPort && this.#router.udp.isOpen(destinationPort);
  }

  #keepsIke(packet: Ipv4Packet, { name = '' }: NamedInterface): boolean {
    const { crypto } = this.#configuration;
    const { destinationPort } = endsOfPacket(packet);
    const isIke = destinationPort === udpPorts.isakmp || destinationPort === udpPorts.natTraversal;
    const isEnabled = crypto.ikev1Interfaces.has(name) || crypto.ikev2Interfaces.has(name);
    if (!isIke || !isEnabled) return false;
    if (!this.#router.ipsec.isOn) this.events.emit({ kind: 'unbound-ike', peer: packet.source });
    return this.#router.ipsec.isOn;
  }

  #refuse(arrival: Arrival, judgement: Judgement & { readonly kind: 'drop' }): 'taken' {
    this.events.emit({ kind: 'judged', arrival, judgement });
    return this.#drop(judgement.reason, arrival.packet);
  }

  #drop(reason: DropReason, packet: Ipv4Packet): 'taken' {
    this.count(reason);
    this.events.emit({ kind: 'dropped', reason, packet });
    return 'taken';
  }

  /** The port of the packet where it is free, else the next that is. */
  #allocate({ protocol }: Ipv4Packet, address: number, ends: Ends): Ends | undefined {
    for (let tried = 0; tried <= highestPort; tried++) {
      const next = ends.sourcePort + tried;
      const sourcePort = next > highestPort ? lowestPort + (next % (highestPort - lowestPort)) : next;
      const far = { ...ends, source: address, sourcePort };
      if (!this.connections.isTaken(protocol, far)) return far;
    }
    return undefined;
  }
}

/** An ASA leaves the time to live as it is (`set connection decrement-ttl` is off): the router takes one from it. */
function onward(packet: Ipv4Packet): Ipv4Packet {
  return { ...packet, timeToLive: packet.timeToLive + 1 };
}
