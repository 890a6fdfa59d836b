/**
 * A plain switch: it learns which station is behind which port, and floods what it does not know (IEEE 802.1D). Without
 * VLANs it passes frames on as they are, with tags or without; with them each VLAN is a switch of its own (802.1Q).
 */
import type { Clock } from '../../base/clock.ts';
import { hexOf } from '../../base/bytes.ts';
import { isMalformed } from '../wire/malformed.ts';
import { parseEthernet } from '../wire/ethernet.ts';
import { vlanOf, withoutVlanTag, withVlanTag } from '../wire/vlan.ts';
import type { Plug } from './link.ts';

/** Milliseconds after which a station that is silent is forgotten: the standard's default ageing time. */
const ageingTime = 300_000;

/** An access port carries its one VLAN without tags, a trunk all of them, its own without. */
interface PortVlan {
  readonly mode: 'access' | 'trunk';
  readonly id: number;
}

interface Port {
  plug: Plug;
  vlan: PortVlan | undefined;
}

export class Bridge {
  readonly #ports: Port[] = [];
  /** By VLAN and address. */
  readonly #stations = new Map<string, { port: Port; seen: number }>();

  constructor(private readonly clock: Clock) {}

  plugIn(plug: Plug, vlan?: PortVlan): void {
    const port = { plug, vlan };
    this.#ports.push(port);
    plug.onFrame = (frame) => this.#receive(frame, port);
  }

  #receive(bytes: Uint8Array, from: Port): void {
    const frame = parseEthernet(bytes);
    if (isMalformed(frame)) return;
    const vlan = vlanThrough(from, bytes);
    if (vlan === 'none') return;
    this.#stations.set(`${vlan} ${hexOf(frame.source)}`, { port: from, seen: this.clock.now() });
    const known = this.#stations.get(`${vlan} ${hexOf(frame.destination)}`);
    const isFresh = known !== undefined && this.clock.now() - known.seen < ageingTime;
    const to = isFresh ? [known.port] : this.#ports;
    for (const port of to) if (port !== from) send(port, bytes, vlan);
  }
}

/** The VLAN of a frame that comes in: 'any' where the port has none, 'none' where it belongs to no VLAN of the port. */
function vlanThrough({ vlan }: Port, bytes: Uint8Array): number | 'any' | 'none' {
  if (!vlan) return 'any';
  const tag = vlanOf(bytes);
  if (tag === undefined) return vlan.id;
  return vlan.mode === 'trunk' ? tag : 'none';
}

function send({ plug, vlan }: Port, bytes: Uint8Array, of: number | 'any'): void {
  if (!vlan || of === 'any') {
    plug.send(bytes);
    return;
  }
  if (vlan.mode === 'access' && vlan.id !== of) return;
  const plain = vlanOf(bytes) === undefined ? bytes : withoutVlanTag(bytes);
  plug.send(vlan.id === of ? plain : withVlanTag(plain, of));
}
