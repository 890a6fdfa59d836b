/** A port of a switch: what is configured on it, and to which VLANs its frames belong. */
import type { Plug } from '../network/link.ts';
import { vlanOf, withoutVlanTag, withVlanTag } from '../wire/vlan.ts';

export type PortMode = 'access' | 'trunk';

interface SwitchPortOptions {
  readonly name: string;
  /** From 1, in the order of the hardware. */
  readonly number: number;
  readonly mac: Uint8Array;
  /** Whether it is configured to work. */
  readonly isOn: () => boolean;
  readonly counted: (direction: 'in' | 'out', frame: Uint8Array) => void;
}

/** Which VLANs a trunk carries before anybody has said so: all. */
export const allVlans = { first: 1, last: 4094 } as const;

export class SwitchPort {
  readonly name: string;
  readonly number: number;
  readonly mac: Uint8Array;
  /** `no switchport`: it belongs to the router, and to no VLAN. */
  isRouted = false;
  /** Undefined until somebody has said: the port would agree with its neighbour by DTP, and carries its access VLAN. */
  mode: PortMode | undefined;
  accessVlan = 1;
  nativeVlan = 1;
  /** Undefined for all. */
  allowed: ReadonlySet<number> | undefined;
  isDot1q = false;
  isNonegotiate = false;
  /** What the router behind sends while the port is routed, and hears. */
  readonly inner: Plug;
  cable: Plug | undefined;

  constructor(private readonly options: SwitchPortOptions) {
    this.name = options.name;
    this.number = options.number;
    this.mac = options.mac;
    this.inner = {
      send: (frame) => {
        if (this.isRouted) this.cable?.send(frame);
      },
      onFrame: () => undefined,
    };
  }

  get isUp(): boolean {
    return this.cable !== undefined && this.options.isOn();
  }

  carries(vlan: number): boolean {
    if (this.isRouted) return false;
    if (this.mode !== 'trunk') return vlan === this.accessVlan;
    return this.allowed?.has(vlan) ?? true;
  }

  /** The VLAN of a frame that comes in and the frame without its tag; undefined for one that belongs to none. */
  classify(bytes: Uint8Array): { readonly vlan: number; readonly frame: Uint8Array } | undefined {
    const tag = vlanOf(bytes);
    const vlan = tag ?? (this.mode === 'trunk' ? this.nativeVlan : this.accessVlan);
    if (!this.carries(vlan) || (tag !== undefined && this.mode !== 'trunk')) return undefined;
    return { vlan, frame: tag === undefined ? bytes : withoutVlanTag(bytes) };
  }

  hasTag(vlan: number): boolean {
    return this.mode === 'trunk' && vlan !== this.nativeVlan;
  }

  send(frame: Uint8Array, vlan: number): void {
    if (!this.isUp) return;
    const bytes = this.hasTag(vlan) ? withVlanTag(frame, vlan) : frame;
    this.options.counted('out', bytes);
    this.cable?.send(bytes);
  }

  countInput(bytes: Uint8Array): void {
    this.options.counted('in', bytes);
  }
}
