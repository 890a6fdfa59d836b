/** The way of packets through ESP: which association seals a packet, which one opens it, and what is refused. */
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Unopened } from '../ipsec/association-usage.ts';
import type { EspSecurityAssociation } from '../ipsec/esp-security-association.ts';
import { parseEsp } from '../wire/esp.ts';
import { ipProtocols, ipv4HeaderLength, parseIpv4Packet, emitIpv4Packet, type Ipv4Packet } from '../wire/ipv4.ts';
import { isMalformed } from '../wire/malformed.ts';
import type { RouterEvent } from './events.ts';
import type { Ipv4Stack, Originated } from './ipv4-stack.ts';
import type { ProtectedFlow, SaPair } from './protected-flow.ts';

export interface EspOwner {
  clock: Clock;
  random: Random;
  stack: Ipv4Stack;
  notify(event: RouterEvent): void;
}

/** The same complaint about the same peer is made once a minute (faults.tsv, TUN-PROT-ONESIDE: "about once a minute"). */
const complaintInterval = 60_000;

const unopenedCounters = { 'mac-error': 'verifyFailed', replay: 'replayFailed', malformed: 'malformed' } as const;

export class EspPath {
  readonly #inbound = new Map<number, { flow: ProtectedFlow; pair: SaPair }>();
  readonly #complaints = new Map<string, number>();

  constructor(private readonly owner: EspOwner) {}

  hasInbound(spi: number): boolean {
    return this.#inbound.has(spi);
  }

  addInbound(flow: ProtectedFlow, pair: SaPair): void {
    this.#inbound.set(pair.inbound.spi, { flow, pair });
  }

  removeInbound({ inbound }: SaPair): void {
    this.#inbound.delete(inbound.spi);
  }

  /** Protects a packet that runs between the two peers themselves (GRE), in the mode that was negotiated. */
  protect(flow: ProtectedFlow | undefined, packet: Originated & { source: number }): void {
    if (flow?.current?.child.proposal.mode !== 'transport') {
      this.protectWhole(flow, emitIpv4Packet(this.owner.stack.packetOf(packet, packet.source)));
      return;
    }
    this.#seal(flow, packet.payload, packet.protocol);
  }

  /** Protects a whole packet in tunnel mode. */
  protectWhole(flow: ProtectedFlow | undefined, packet: Uint8Array): void {
    if (flow) this.#seal(flow, packet, ipProtocols.ipv4);
  }

  /** How large a packet may be so that, sealed in tunnel mode, it fits an outer packet of `outerMtu` bytes. */
  roomIn(flow: ProtectedFlow | undefined, outerMtu: number): number {
    const association = flow?.current?.outbound;
    return association ? association.roomIn(outerMtu - ipv4HeaderLength) : outerMtu;
  }

  receive(packet: Ipv4Packet): void {
    const esp = parseEsp(packet.payload);
    if (isMalformed(esp)) return;
    const found = this.#inbound.get(esp.spi);
    if (!found || found.flow.local !== packet.destination) return this.#noteInvalidSpi(packet, esp.spi);
    const { flow, pair } = found;
    const opened = pair.inbound.open(esp, packet.payload);
    if (typeof opened === 'string') return this.#noteUnopened(flow, pair.inbound, opened, esp.sequence);
    const { counters } = flow;
    counters.decaps++;
    counters.decrypt++;
    counters.verify++;
    this.#deliver(flow, pair, opened);
  }

  /** Whether a packet that came in clear should have been protected: it is then dropped, and complained of. */
  refusesInClear(flows: readonly ProtectedFlow[], { source, destination, protocol }: Ipv4Packet): boolean {
    if (!flows.some(({ local, remote }) => local === destination && remote === source)) return false;
    this.#complain({ kind: 'not-ipsec', local: destination, remote: source, protocol });
    return true;
  }

  #seal(flow: ProtectedFlow, payload: Uint8Array, nextHeader: number): void {
    const association = flow.current?.outbound;
    if (!association) {
      flow.counters.sendErrors++;
      return;
    }
    const sealed = association.seal(payload, nextHeader);
    flow.counters.encaps++;
    flow.counters.encrypt++;
    flow.counters.digest++;
    const { local, remote } = flow;
    this.owner.stack.originate({ protocol: ipProtocols.esp, source: local, destination: remote, payload: sealed });
  }

  #deliver(
    flow: ProtectedFlow,
    pair: SaPair,
    { payload, nextHeader }: { payload: Uint8Array; nextHeader: number },
  ): void {
    const tunnel = flow.of.carrier;
    const isGre = flow.localSelector.protocol === ipProtocols.gre;
    if (pair.child.proposal.mode === 'transport') {
      if (isGre && nextHeader === ipProtocols.gre) tunnel.receiveGre(payload);
      return;
    }
    if (nextHeader !== ipProtocols.ipv4) return;
    if (!isGre) return tunnel.receiveInner(payload);
    const inner = parseIpv4Packet(payload);
    if (!isMalformed(inner) && inner.protocol === ipProtocols.gre) tunnel.receiveGre(inner.payload);
  }

  #noteInvalidSpi({ source, destination, protocol }: Ipv4Packet, spi: number): void {
    this.#complain({ kind: 'invalid-spi', local: destination, remote: source, protocol, spi });
  }

  #noteUnopened(flow: ProtectedFlow, { connectionId }: EspSecurityAssociation, why: Unopened, sequence: number): void {
    flow.counters.receiveErrors++;
    flow.counters[unopenedCounters[why]]++;
    if (why === 'mac-error') this.#complain({ kind: 'mac-error', connectionId });
    if (why === 'replay') this.#complain({ kind: 'replay-error', connectionId, sequence });
  }

  #complain(event: RouterEvent): void {
    const key = 'remote' in event ? `${event.kind} ${event.remote}` : event.kind;
    const last = this.#complaints.get(key);
    const now = this.owner.clock.now();
    if (last !== undefined && now - last < complaintInterval) return;
    this.#complaints.set(key, now);
    this.owner.notify(event);
  }
}
