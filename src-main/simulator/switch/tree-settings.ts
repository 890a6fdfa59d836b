/** What is configured of the spanning trees of a switch. */
import type { TreePort } from './spanning-tree.ts';
import type { SwitchPort } from './switch-port.ts';

interface PortSettings {
  isEdge: boolean;
  cost: number | undefined;
  priority: number;
}

const defaultPriority = 32_768;
/** IEEE 802.1D-1998 table 8-5, short form: 1 Gbit/s, 100 Mbit/s, 10 Mbit/s. IOL's Ethernets count as 10 Mbit/s. */
const costs: readonly (readonly [name: RegExp, cost: number])[] = [
  [/^(?:Gigabit|Ten|TwoGig)/, 4],
  [/^Fast/, 19],
  [/^Ethernet/, 100],
];

export class TreeSettings {
  mode: 'pvst' | 'rapid-pvst' = 'pvst';
  /** `spanning-tree portfast default`: for every port that is no trunk. */
  isEdgeByDefault = false;
  /** By VLAN; the number of the VLAN is added to it (`extend system-id`). */
  readonly priorities = new Map<number, number>();
  /** `no spanning-tree vlan` */
  readonly off = new Set<number>();
  readonly ports = new Map<string, PortSettings>();

  get isRapid(): boolean {
    return this.mode === 'rapid-pvst';
  }

  /** Half of a second stands for the handshake of 802.1w. */
  get forwardDelay(): number {
    return this.isRapid ? 500 : 15_000;
  }

  isOn(vlan: number): boolean {
    return !this.off.has(vlan);
  }

  priorityOf(vlan: number): number {
    return (this.priorities.get(vlan) ?? defaultPriority) + vlan;
  }

  of(name: string): PortSettings {
    const known = this.ports.get(name);
    if (known) return known;
    const settings: PortSettings = { isEdge: false, cost: undefined, priority: 128 };
    this.ports.set(name, settings);
    return settings;
  }

  placeOf({ name, number, mode }: SwitchPort): TreePort {
    const { isEdge, cost, priority } = this.of(name);
    const isEnd = mode !== 'trunk' && (isEdge || this.isEdgeByDefault);
    return { name, id: priority * 0x100 + number, cost: cost ?? costOf(name), isEdge: isEnd };
  }
}

function costOf(name: string): number {
  return costs.find(([pattern]) => pattern.test(name))?.[1] ?? 100;
}
