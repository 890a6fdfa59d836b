/**
 * One step of a path: a datagram to a port that nobody listens on, with a time to live that ends on the way. Whoever drops
 * it says so, and that is how the path is found (Van Jacobson's traceroute).
 */
import { u16 } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { unreachableCodes } from '../wire/icmp.ts';
import { ipProtocols } from '../wire/ipv4.ts';
import type { IcmpEndpoint, IcmpError } from './icmp-endpoint.ts';
import type { UdpEndpoint } from './udp-endpoint.ts';

export interface PathProbe {
  readonly source: number;
  readonly destination: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly timeToLive: number;
  /** Milliseconds to wait for an answer. */
  readonly timeout: number;
}

export type PathOutcome =
  | { kind: 'on-the-way' | 'arrived'; from: number; milliseconds: number }
  /** Neither passed on nor received; the code of "unreachable". */
  | { kind: 'refused'; from: number; code: number }
  | { kind: 'timeout' };

export interface PathProber {
  readonly clock: Clock;
  readonly icmp: IcmpEndpoint;
  readonly udp: UdpEndpoint;
}

const headerLength = 8;

/** Sends it and calls `done` once, unless it is stopped before. */
export function probePath(
  { clock, icmp, udp }: PathProber,
  { timeout, ...probe }: PathProbe,
  done: (outcome: PathOutcome) => void,
): Stop {
  const sentAt = clock.now();
  const settle = (outcome: PathOutcome): void => {
    stop();
    done(outcome);
  };
  const giveUp = clock.after(timeout, () => settle({ kind: 'timeout' }));
  const stopHearing = icmp.errors.on((error) => {
    if (isAbout(error, probe)) settle(outcomeOf(error, clock.now() - sentAt));
  });
  const stop = (): void => {
    giveUp();
    stopHearing();
  };
  udp.send({ ...probe, payload: new Uint8Array(0) });
  return stop;
}

function isAbout({ protocol, destination, start }: IcmpError, probe: Omit<PathProbe, 'timeout'>): boolean {
  if (protocol !== ipProtocols.udp || destination !== probe.destination || start.length < headerLength) return false;
  return u16(start, 0) === probe.sourcePort && u16(start, 2) === probe.destinationPort;
}

function outcomeOf({ kind, code, from }: IcmpError, milliseconds: number): PathOutcome {
  if (kind === 'timeExceeded') return { kind: 'on-the-way', from, milliseconds };
  return code === unreachableCodes.port ? { kind: 'arrived', from, milliseconds } : { kind: 'refused', from, code };
}
