/**
 * What access lists report of packets that match an entry with `log`: the first packet of a flow at once, and then every
 * five minutes how many there were (Cisco, "ACL logging"). A flow that has been silent that long is forgotten.
 */
import type { Clock } from '../../../base/clock.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import type { AccessEntry } from './access-entry.ts';
import type { AccessList } from './access-list.ts';
import { looksInside, portsOf } from './access-match.ts';
import { isEntry } from './access-entry.ts';

const interval = 300_000;
/** Flows that are remembered at one time. */
const maximumFlows = 1000;

/** A flow as it is reported. */
export interface AccessReport {
  readonly list: AccessList;
  readonly action: AccessEntry['action'];
  readonly protocol: number;
  readonly source: number;
  readonly destination: number;
  /** Of TCP and UDP: 0 unless an entry up to this one has looked at ports, as IOS has it. */
  readonly ports: readonly [number, number] | undefined;
  /** Of ICMP: type and code. */
  readonly icmp: readonly [number, number] | undefined;
  readonly packets: number;
}

export class AccessLog {
  readonly #packets = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly report: (report: AccessReport) => void,
  ) {}

  note(list: AccessList, entry: AccessEntry, packet: Ipv4Packet): void {
    const flow = flowOf(list, entry, packet);
    const { protocol, source, destination, ports, icmp } = flow;
    const key = [list.name, entry.sequence, protocol, source, destination, ports, icmp].join(' ');
    const known = this.#packets.get(key);
    if (known !== undefined) {
      this.#packets.set(key, known + 1);
      return;
    }
    if (this.#packets.size >= maximumFlows) return;
    this.#packets.set(key, 0);
    this.report({ ...flow, packets: 1 });
    this.#reportLater(key, flow);
  }

  #reportLater(key: string, flow: Omit<AccessReport, 'packets'>): void {
    this.clock.after(interval, () => {
      const packets = this.#packets.get(key) ?? 0;
      this.#packets.delete(key);
      if (packets === 0) return;
      this.report({ ...flow, packets });
      this.#packets.set(key, 0);
      this.#reportLater(key, flow);
    });
  }
}

function flowOf(list: AccessList, entry: AccessEntry, packet: Ipv4Packet): Omit<AccessReport, 'packets'> {
  const { protocol, source, destination, payload } = packet;
  const isIcmp = protocol === ipProtocols.icmp;
  const before = list.entries.filter(isEntry).filter(({ sequence }) => sequence <= entry.sequence);
  const ports = portsOf(packet);
  return {
    list,
    action: entry.action,
    protocol,
    source,
    destination,
    ports: ports && (before.some(looksInside) ? ports : [0, 0]),
    icmp: isIcmp ? [payload[0] ?? 0, payload[1] ?? 0] : undefined,
  };
}
