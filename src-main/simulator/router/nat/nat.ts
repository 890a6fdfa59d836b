/**
 * Network address translation as IOS does it (`ip nat inside source`): between interfaces that are marked inside and
 * outside. On the way out a packet is translated after it was routed and before crypto maps see it; on the way in before
 * it is routed ("NAT order of operation"). ESP and others without ports pass one address that many share as long as no
 * two hosts talk to the same far end.
 */
import type { Clock } from '../../../base/clock.ts';
import { u8 } from '../../../base/bytes.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import type { AccessLists } from '../access/access-list.ts';
import type { Interface } from '../interface.ts';
import { choosePort } from './nat-port.ts';
import {
  endsOfPacket,
  isIcmpErrorPacket,
  quotedEnds,
  withEnd,
  withQuotedEnd,
  type End,
  type Ends,
} from './nat-rewrite.ts';
import { defaultNatTimers, type NatPool, type NatRule, type NatTimer } from './nat-rules.ts';
import { NatTable, type FlowTranslation } from './nat-table.ts';
import { isPermitted, permits, type RouteMap } from '../routing/route-map.ts';

/** What translation needs of the router it is part of. */
export interface NatOwner {
  readonly clock: Clock;
  readonly accessLists: AccessLists;
  readonly routeMaps: ReadonlyMap<string, RouteMap>;
  readonly interfaces: ReadonlyMap<string, Interface>;
  /** On which side an interface is, where that is not what `ip nat inside` and `outside` say. */
  readonly sideOf?: (one: Interface) => Interface['natSide'];
}

/** A packet that has come inside, and the table that it is in there. */
interface Inside {
  readonly packet: Ipv4Packet;
  readonly vrf: string | undefined;
}

/** By which interface a packet leaves, and in which table it came. */
interface Passage {
  readonly out: Interface;
  readonly vrf: string | undefined;
}

const domain = 53;
const FIN_OR_RST = 0x05;
const SYN = 0x02;
const ACK = 0x10;
const tcpFlags = 13;
/** Packets in pieces whose first piece has been translated. */
const maximumInPieces = 64;

export class Nat {
  readonly rules: NatRule[] = [];
  readonly pools = new Map<string, NatPool>();
  readonly timers: Record<NatTimer, number> = { ...defaultNatTimers };
  readonly table: NatTable;
  hits = 0;
  misses = 0;
  readonly #pieces = new Map<string, FlowTranslation>();

  constructor(private readonly owner: NatOwner) {
    this.table = new NatTable(owner.clock);
  }

  /**
   * From inside to outside. A packet for which there is no address left is lost.
   * @param vrf the table that it has come in by
   */
  outbound(packet: Ipv4Packet, out: Interface, incoming?: Interface, vrf = incoming?.vrf): Ipv4Packet | 'taken' {
    if (!this.#leavesInside(out, incoming)) return packet;
    if (isIcmpErrorPacket(packet)) return this.#errorOutbound(packet, vrf);
    const ends = endsOfPacket(packet);
    if (!ends) return this.#pieceOutbound(packet, vrf);
    const known = this.table.flowOfLocal(ends, vrf);
    const flow = known ?? this.#newFlow(packet, ends, { out, vrf });
    if (flow === 'none') return packet;
    if (flow === 'full') return 'taken';
    this.#used(flow, packet, known !== undefined, vrf);
    return withEnd(packet, 'source', flow.global);
  }

  /** From outside to inside: what nothing is known of passes as it is. */
  inbound(packet: Ipv4Packet, incoming: Interface): Ipv4Packet {
    return this.inboundTo(packet, incoming).packet;
  }

  /** The same, with the table of routes that the packet goes on in. */
  inboundTo(packet: Ipv4Packet, incoming: Interface): Inside {
    const { vrf } = incoming;
    const asItIs = { packet, vrf };
    if (this.#sideOf(incoming) !== 'outside' || this.rules.length === 0) return asItIs;
    if (isIcmpErrorPacket(packet)) return this.#errorInbound(packet, vrf) ?? asItIs;
    const ends = endsOfPacket(packet);
    if (!ends) return this.#pieceInbound(packet, vrf) ?? asItIs;
    const known = this.table.flowOfGlobal(ends, vrf);
    const flow = known ?? this.#flowFromOutside(packet, ends, incoming);
    if (!flow) return asItIs;
    this.#used(flow, packet, known !== undefined, vrf);
    return { packet: withEnd(packet, 'destination', flow.local), vrf: flow.vrf };
  }

  /** A table is gone: its rules and translations go with it. */
  removeVrf(vrf: string): void {
    this.rules.splice(0, this.rules.length, ...this.rules.filter((rule) => rule.vrf !== vrf));
    this.table.clear((one) => one.vrf === vrf);
  }

  /** Whether the router answers ARP for an address, in a table, because it stands for another one inside. */
  standsFor(address: number, vrf: string | undefined): boolean {
    return this.rules.some((rule) => {
      if (!isKnownIn(vrf, rule)) return false;
      if (rule.kind === 'static') return rule.global === address;
      if (rule.kind === 'static-port') return 'address' in rule.global && rule.global.address === address;
      const pool = 'pool' in rule.target ? this.pools.get(rule.target.pool) : undefined;
      return pool !== undefined && address >= pool.first && address <= pool.last;
    });
  }

  #leavesInside(out: Interface, incoming: Interface | undefined): boolean {
    const isFromInside = incoming ? this.#sideOf(incoming) === 'inside' : this.rules.length > 0;
    return isFromInside && this.#sideOf(out) === 'outside';
  }

  #sideOf(one: Interface): Interface['natSide'] {
    return this.owner.sideOf ? this.owner.sideOf(one) : one.natSide;
  }

  #newFlow(packet: Ipv4Packet, ends: Ends, { out, vrf }: Passage): FlowTranslation | 'none' | 'full' {
    const isOf = (rule: NatRule): boolean => rule.vrf === vrf && (!rule.isMatchedInVrf || out.vrf === vrf);
    const fixed = this.#staticOf(ends, (rule) => isOf(rule) && this.#isLetBy(rule, packet, out));
    const isMeant = (rule: NatRule): boolean => isOf(rule) && this.#isMeantBy(rule, packet, out);
    const dynamic = fixed ? undefined : this.rules.find(isMeant);
    const rule = fixed?.rule ?? dynamic;
    if (!rule) return 'none';
    this.table.prune();
    const global = fixed?.global ?? this.#dynamicGlobal(rule, ends);
    return (global && this.#add(rule, { ...ends, global, outsideVrf: out.vrf })) ?? 'full';
  }

  #add(
    rule: NatRule,
    { protocol, source: local, destination, global, outsideVrf }: Ends & Pick<FlowTranslation, 'global' | 'outsideVrf'>,
  ): FlowTranslation | undefined {
    const isOverloaded = rule.kind === 'dynamic' && rule.isOverloaded;
    const state = { isOverloaded, expiresAt: Infinity, isClosing: false };
    const flow = { vrf: rule.vrf, outsideVrf, protocol, local, global, outside: destination, rule, ...state };
    return this.table.addFlow(flow) ? flow : undefined;
  }

  /** What is configured for this very port, or else for the address. */
  #staticOf(
    { protocol, source }: Ends,
    isMeant: (rule: NatRule) => boolean,
  ): { rule: NatRule; global: End } | undefined {
    const rules = this.rules.filter((rule) => rule.kind !== 'dynamic' && isMeant(rule));
    for (const rule of rules) {
      if (rule.kind !== 'static-port' || rule.local !== source.address || rule.localPort !== source.port) continue;
      const global = this.#addressOf(rule.global);
      if (protocol === ipProtocols[rule.protocol] && global !== undefined) {
        return { rule, global: { address: global, port: rule.globalPort } };
      }
    }
    const rule = rules.find((one) => one.kind === 'static' && one.local === source.address);
    return rule?.kind === 'static' ? { rule, global: { address: rule.global, port: source.port } } : undefined;
  }

  #flowFromOutside(packet: Ipv4Packet, ends: Ends, incoming: Interface): FlowTranslation | undefined {
    const { protocol, source, destination } = ends;
    const found = this.#localOf(ends, incoming.vrf);
    if (!found) return undefined;
    // A route map is asked about the answer: what it leaves alone on the way out is not meant on the way in.
    const answer = withEnd(withEnd(packet, 'source', found.local), 'destination', source);
    if (!this.#isLetBy(found.rule, answer, incoming)) return undefined;
    const about = { protocol, source: found.local, destination: source, global: destination };
    return this.#add(found.rule, { ...about, outsideVrf: incoming.vrf });
  }

  /** @param vrf the table outside */
  #localOf({ protocol, destination }: Ends, vrf: string | undefined): { rule: NatRule; local: End } | undefined {
    const rules = this.rules.filter((rule) => isKnownIn(vrf, rule));
    for (const rule of rules) {
      if (rule.kind !== 'static-port' || rule.globalPort !== destination.port) continue;
      const isAddress = this.#addressOf(rule.global) === destination.address;
      if (isAddress && protocol === ipProtocols[rule.protocol]) {
        return { rule, local: { address: rule.local, port: rule.localPort } };
      }
    }
    const rule = rules.find((one) => one.kind === 'static' && one.global === destination.address);
    if (rule?.kind === 'static') return { rule, local: { address: rule.local, port: destination.port } };
    const known = this.table.addressOfGlobal(destination.address);
    if (!known || !isKnownIn(vrf, known.rule)) return undefined;
    return { rule: known.rule, local: { address: known.local, port: destination.port } };
  }

  /** Whether a configured translation has no route map, or one that permits the packet. */
  #isLetBy(rule: NatRule, packet: Ipv4Packet, out: Interface): boolean {
    if (rule.kind === 'dynamic' || rule.routeMap === undefined) return true;
    const { accessLists, routeMaps } = this.owner;
    return permits(routeMaps.get(rule.routeMap), accessLists, packet, out);
  }

  #isMeantBy(rule: NatRule, packet: Ipv4Packet, out: Interface): boolean {
    if (rule.kind !== 'dynamic') return false;
    // What already has the address that it would get needs no translation: the router's own IKE, as a rule.
    if ('interface' in rule.target && this.#addressOf(rule.target) === packet.source) return false;
    const { accessLists, routeMaps } = this.owner;
    if ('list' in rule.meant) return isPermitted(accessLists, rule.meant.list, packet);
    return permits(routeMaps.get(rule.meant.routeMap), accessLists, packet, out);
  }

  #dynamicGlobal(rule: NatRule, { protocol, source }: Ends): End | undefined {
    if (rule.kind !== 'dynamic') return undefined;
    if (!rule.isOverloaded) return this.#ownAddress(rule, source);
    for (const address of this.#candidates(rule)) {
      const isFree = (port: number): boolean => this.table.isPortFree(protocol, { address, port }, source, rule.vrf);
      const port = choosePort(protocol, source.port, isFree);
      if (port !== undefined) return { address, port };
    }
    return undefined;
  }

  /** From a pool without overload every host inside gets an address for itself, while there are any. */
  #ownAddress(rule: NatRule, { address: local, port }: End): End | undefined {
    const { vrf } = rule;
    const known = this.table.addressOf(local, vrf);
    if (known) return { address: known.global, port };
    const taken = new Set(this.table.addresses().map(({ global }) => global));
    const global = firstOf(this.#candidates(rule), (address) => !taken.has(address));
    if (global === undefined) return undefined;
    this.table.addAddress({ vrf, local, global, rule, expiresAt: this.owner.clock.now() + 1000 * this.timers.timeout });
    return { address: global, port };
  }

  *#candidates(rule: NatRule): Iterable<number> {
    if (rule.kind !== 'dynamic') return;
    if ('interface' in rule.target) {
      const address = this.#addressOf(rule.target);
      if (address !== undefined) yield address;
      return;
    }
    const pool = this.pools.get(rule.target.pool);
    if (pool) for (let address = pool.first; address <= pool.last; address++) yield address;
  }

  #addressOf(target: { address: number } | { interface: string }): number | undefined {
    return 'address' in target ? target.address : this.owner.interfaces.get(target.interface)?.sourceAddress;
  }

  /** @param vrf the table that the packet has come in by */
  #used(flow: FlowTranslation, packet: Ipv4Packet, isKnown: boolean, vrf: string | undefined): void {
    if (isKnown) this.hits++;
    else this.misses++;
    const now = this.owner.clock.now();
    flow.isClosing ||= isClosing(packet);
    flow.expiresAt = now + 1000 * this.timers[timerOf(flow, packet)];
    const address = this.table.addressOf(flow.local.address, flow.vrf);
    if (address?.expiresAt !== undefined) address.expiresAt = now + 1000 * this.timers.timeout;
    if (packet.moreFragments) this.#rememberPiece(pieceKeyOf(packet, vrf), flow);
  }

  #rememberPiece(key: string, flow: FlowTranslation): void {
    const [oldest] = this.#pieces.keys();
    if (this.#pieces.size >= maximumInPieces && oldest !== undefined) this.#pieces.delete(oldest);
    this.#pieces.set(key, flow);
  }

  #pieceOutbound(packet: Ipv4Packet, vrf: string | undefined): Ipv4Packet {
    const flow = this.#pieces.get(pieceKeyOf(packet, vrf));
    return flow ? withEnd(packet, 'source', flow.global) : packet;
  }

  #pieceInbound(packet: Ipv4Packet, vrf: string | undefined): Inside | undefined {
    const flow = this.#pieces.get(pieceKeyOf(packet, vrf));
    return flow && { packet: withEnd(packet, 'destination', flow.local), vrf: flow.vrf };
  }

  /** About a packet that came from outside: it was sent to the global address. */
  #errorOutbound(packet: Ipv4Packet, vrf: string | undefined): Ipv4Packet {
    const about = quotedEnds(packet);
    const sent = about && { protocol: about.protocol, source: about.destination, destination: about.source };
    const flow = sent && this.table.flowOfLocal(sent, vrf);
    if (!flow) return packet;
    const told = withQuotedEnd(packet, 'destination', flow.global);
    return packet.source === flow.local.address ? { ...told, source: flow.global.address } : told;
  }

  #errorInbound(packet: Ipv4Packet, vrf: string | undefined): Inside | undefined {
    const about = quotedEnds(packet);
    const sent = about && { protocol: about.protocol, source: about.destination, destination: about.source };
    const flow = sent && this.table.flowOfGlobal(sent, vrf);
    if (!flow) return undefined;
    const told = { ...withQuotedEnd(packet, 'source', flow.local), destination: flow.local.address };
    return { packet: told, vrf: flow.vrf };
  }
}

/**
 * Whether the addresses of a rule are known in a table outside: in its own, and unless it is matched there alone in the
 * global one ("Match-in-VRF Support for NAT", IOS XE, where the own one needs `match-in-vrf`).
 */
function isKnownIn(table: string | undefined, { vrf, isMatchedInVrf = false }: NatRule): boolean {
  return table === vrf || (table === undefined && !isMatchedInVrf);
}

function firstOf<T>(all: Iterable<T>, isMeant: (one: T) => boolean): T | undefined {
  for (const one of all) if (isMeant(one)) return one;
  return undefined;
}

function pieceKeyOf({ protocol, source, destination, identification }: Ipv4Packet, vrf = ''): string {
  return `${protocol} ${source} ${destination} ${identification} ${vrf}`;
}

function flagsOf({ protocol, payload }: Ipv4Packet): number {
  return protocol === ipProtocols.tcp && payload.length > tcpFlags ? u8(payload, tcpFlags) : 0;
}

function isClosing(packet: Ipv4Packet): boolean {
  return (flagsOf(packet) & FIN_OR_RST) !== 0;
}

function timerOf({ protocol, outside, isClosing: isAtEnd }: FlowTranslation, packet: Ipv4Packet): NatTimer {
  if (protocol === ipProtocols.icmp) return 'icmp-timeout';
  if (protocol === ipProtocols.udp) return outside.port === domain ? 'dns-timeout' : 'udp-timeout';
  if (protocol !== ipProtocols.tcp) return 'timeout';
  if (isAtEnd) return 'finrst-timeout';
  return (flagsOf(packet) & (SYN | ACK)) === SYN ? 'syn-timeout' : 'tcp-timeout';
}
