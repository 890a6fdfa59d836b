/** The router as an end of ICMP: it answers echo requests, and probes others as `ping` does. */
import type { Clock } from '../../base/clock.ts';
import { u16 } from '../../base/bytes.ts';
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { emitIcmp, parseIcmp, type IcmpMessage } from '../wire/icmp.ts';
import { ipProtocols, ipv4HeaderLength, parseIpv4Packet, type Ipv4Packet } from '../wire/ipv4.ts';
import { isMalformed } from '../wire/malformed.ts';
import type { Ipv4Stack } from './ipv4-stack.ts';

export interface Probe {
  destination: number;
  source?: number;
  /** Length of the whole IP packet in bytes, 36 at least (IOS's own minimum), as `ping ... size` counts it. */
  size: number;
  dontFragment: boolean;
  /** Milliseconds to wait for an answer. */
  timeout: number;
  timeToLive?: number;
  typeOfService?: number;
  /** What fills the packet, over and over; 0xABCD when left out. */
  pattern?: number;
  /** The table of routes that it leaves by; left out, that of its source. */
  vrf?: string | undefined;
}

export type ProbeOutcome =
  | { kind: 'reply'; milliseconds: number; from: number; timeToLive: number }
  | { kind: 'unreachable'; code: number; from: number }
  | { kind: 'time-exceeded'; from: number }
  | { kind: 'timeout' };

/** What a router says about a packet of ours. */
export interface IcmpError {
  readonly from: number;
  readonly kind: 'unreachable' | 'timeExceeded';
  readonly code: number;
  /** Of "fragmentation needed": what the next link lets through; 0 where the router does not say it (RFC 1191). */
  readonly nextHopMtu: number;
  /** Of the packet that it is about. */
  readonly protocol: number;
  readonly destination: number;
  /** The first bytes after its header: eight at least, as a rule. */
  readonly start: Uint8Array;
}

interface Waiting {
  sentAt: number;
  settle: (outcome: ProbeOutcome) => void;
}

const icmpHeaderLength = 8;
/** The filling that IOS names in extended ping: "Data pattern [0xABCD]". */
export const defaultPattern = 0xabcd;

export class IcmpEndpoint {
  /** Errors about packets that were sent from here. */
  readonly errors = new Emitter<IcmpError>();
  readonly #waiting = new Map<string, Waiting>();
  /** Whether answers to an identifier go to somebody else: to a host that is translated to an address of this router. */
  isTaken: (identifier: number) => boolean = () => false;
  #identifier = 0;

  constructor(
    private readonly clock: Clock,
    private readonly stack: Ipv4Stack,
  ) {
    stack.protocols.set(ipProtocols.icmp, (packet) => this.#receive(packet));
  }

  /** An identifier of its own for a run of probes, so that two pings at once do not take each other's answers. */
  newIdentifier(): number {
    const first = (this.#identifier + 1) & 0xffff;
    do this.#identifier = (this.#identifier + 1) & 0xffff;
    while (this.isTaken(this.#identifier) && ((this.#identifier + 1) & 0xffff) !== first);
    return this.#identifier;
  }

  /** Sends one echo request and calls `done` once with what became of it, unless it is stopped before. */
  probe(probe: Probe, identifier: number, sequence: number, done: (outcome: ProbeOutcome) => void): Stop {
    const key = `${identifier} ${sequence}`;
    const giveUp = this.clock.after(probe.timeout, () => settle({ kind: 'timeout' }));
    const stop = (): void => {
      giveUp();
      this.#waiting.delete(key);
    };
    const settle = (outcome: ProbeOutcome): void => {
      stop();
      done(outcome);
    };
    this.#waiting.set(key, { sentAt: this.clock.now(), settle });
    const { destination, source, dontFragment, timeToLive, typeOfService, size } = probe;
    const data = filling(Math.max(0, size - ipv4HeaderLength - icmpHeaderLength), probe.pattern ?? defaultPattern);
    this.stack.originate({
      protocol: ipProtocols.icmp,
      destination,
      dontFragment,
      payload: emitIcmp({ kind: 'echo', identifier, sequence, data }),
      ...(source === undefined ? {} : { source }),
      ...('vrf' in probe ? { vrf: probe.vrf } : {}),
      ...(timeToLive === undefined ? {} : { timeToLive }),
      ...(typeOfService === undefined ? {} : { typeOfService }),
    });
    return stop;
  }

  #receive(packet: Ipv4Packet): boolean {
    const message = parseIcmp(packet.payload);
    if (isMalformed(message)) return true;
    if (message.kind === 'echo') this.#answer(packet, message);
    else if (message.kind === 'echoReply') this.#hear(packet, `${message.identifier} ${message.sequence}`);
    else if (message.kind === 'unreachable' || message.kind === 'timeExceeded') this.#hearError(packet.source, message);
    return true;
  }

  #answer(packet: Ipv4Packet, { identifier, sequence, data }: IcmpMessage & { kind: 'echo' | 'echoReply' }): void {
    this.stack.originate({
      protocol: ipProtocols.icmp,
      source: packet.destination,
      destination: packet.source,
      dontFragment: packet.dontFragment,
      typeOfService: packet.typeOfService,
      payload: emitIcmp({ kind: 'echoReply', identifier, sequence, data }),
    });
  }

  #hear({ source: from, timeToLive }: Ipv4Packet, key: string): void {
    const waiting = this.#waiting.get(key);
    waiting?.settle({ kind: 'reply', milliseconds: this.clock.now() - waiting.sentAt, from, timeToLive });
  }

  #hearError(from: number, message: IcmpMessage & { kind: 'unreachable' | 'timeExceeded' }): void {
    const original = quoted(message.original);
    if (!original) return;
    const nextHopMtu = message.kind === 'unreachable' ? message.nextHopMtu : 0;
    this.errors.emit({ from, kind: message.kind, code: message.code, nextHopMtu, ...original });
    const waiting = this.#waiting.get(aboutOf(original) ?? '');
    if (message.kind === 'unreachable') waiting?.settle({ kind: 'unreachable', code: message.code, from });
    else waiting?.settle({ kind: 'time-exceeded', from });
  }
}

function filling(length: number, pattern: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index % 2 === 0 ? pattern >> 8 : pattern & 0xff));
}

type Quotation = Pick<IcmpError, 'protocol' | 'destination' | 'start'>;

/** Which probe of ours an error is about: the identifier and sequence number in the first eight bytes it quotes. */
function aboutOf({ protocol, start }: Quotation): string | undefined {
  if (protocol !== ipProtocols.icmp || start.length < icmpHeaderLength) return undefined;
  return `${u16(start, 4)} ${u16(start, 6)}`;
}

/** The quotation is shorter than its own total length says, so the packet parser would refuse it. */
function quoted(original: Uint8Array): Quotation | undefined {
  if (original.length < ipv4HeaderLength) return undefined;
  const whole = new Uint8Array(Math.max(original.length, u16(original, 2)));
  whole.set(original);
  const packet = parseIpv4Packet(whole);
  if (isMalformed(packet)) return undefined;
  const { protocol, destination, payload } = packet;
  return { protocol, destination, start: payload.subarray(0, original.length - ipv4HeaderLength) };
}
