/** The VLANs of an Ethernet port: each has a plug of its own, as if it were a cable (IEEE 802.1Q). */
import type { Plug } from '../network/link.ts';
import { vlanOf, withoutVlanTag, withVlanTag } from '../wire/vlan.ts';

export interface VlanMembership {
  readonly id: number;
  /** `encapsulation dot1Q N native`: its frames have no tag. */
  readonly isNative: boolean;
}

export class VlanTrunk {
  readonly #members = new Map<number, { readonly plug: Plug; readonly isNative: boolean }>();

  /** @param send puts a frame on the cable */
  constructor(private readonly send: (frame: Uint8Array) => void) {}

  join({ id, isNative }: VlanMembership): Plug {
    const plug: Plug = {
      send: (frame) => this.send(isNative ? frame : withVlanTag(frame, id)),
      onFrame: () => undefined,
    };
    this.#members.set(id, { plug, isNative });
    return plug;
  }

  leave(id: number): void {
    this.#members.delete(id);
  }

  /** Hands a frame to the VLAN that it belongs to. False when it is for the port itself. */
  deliver(frame: Uint8Array): boolean {
    const vlan = vlanOf(frame);
    if (vlan !== undefined) {
      // A frame of a VLAN that is not here belongs to nobody.
      this.#members.get(vlan)?.plug.onFrame(withoutVlanTag(frame));
      return true;
    }
    for (const { plug, isNative } of this.#members.values()) {
      if (!isNative) continue;
      plug.onFrame(frame);
      return true;
    }
    return false;
  }
}
