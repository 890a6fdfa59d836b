/** A network between two ends, on a virtual clock: it loses, repeats and delays what it is told to. */
import type { Random } from '../../../src-main/base/random.ts';
import type { UdpPorts } from '../../../src-main/simulator/ike/environment.ts';
import type { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';

export interface Datagram {
  from: 'A' | 'B';
  /** Between which it was sent. */
  ports: UdpPorts;
  bytes: Uint8Array;
  /** Counts the datagrams of both ends. */
  number: number;
}

/** When each copy of a datagram arrives, in milliseconds: none when it is lost, two when it is repeated. */
export type Fate = (datagram: Datagram) => readonly number[];

const latency = 10;
export const reliable: Fate = () => [latency];
export const losing =
  (...numbers: number[]): Fate =>
  ({ number }) =>
    numbers.includes(number) ? [] : [latency];

/** Loses, repeats and reorders, at random. */
export function trouble(random: Random, percent: number): Fate {
  const delay = (): number => 1 + random.int(random.int(4) === 0 ? 3000 : 40);
  return () => {
    if (random.int(100) < percent) return [];
    return random.int(100) < percent ? [delay(), delay()] : [delay()];
  };
}

export class Network {
  readonly sent: Datagram[] = [];

  constructor(
    private readonly clock: VirtualClock,
    /** What becomes of datagrams from now on. */
    public fate: Fate,
  ) {}

  /** @param arrive takes each copy */
  carry(
    from: 'A' | 'B',
    { bytes, ports }: { bytes: Uint8Array; ports: UdpPorts },
    arrive: (copy: Uint8Array) => void,
  ): void {
    const datagram: Datagram = { from, ports, bytes, number: this.sent.length + 1 };
    this.sent.push(datagram);
    for (const delay of this.fate(datagram)) this.clock.after(delay, () => arrive(bytes.slice()));
  }
}
