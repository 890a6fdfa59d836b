/** An unmanaged switch: it learns which station is behind which port, and floods what it does not know (IEEE 802.1D). */
import type { Clock } from '../../base/clock.ts';
import { hexOf } from '../../base/bytes.ts';
import { isMalformed } from '../wire/malformed.ts';
import { parseEthernet } from '../wire/ethernet.ts';
import type { Plug } from './link.ts';

/** Milliseconds after which a station that is silent is forgotten: the standard's default ageing time. */
const ageingTime = 300_000;

export class Bridge {
  readonly #ports: Plug[] = [];
  readonly #stations = new Map<string, { port: Plug; seen: number }>();

  constructor(private readonly clock: Clock) {}

  plugIn(port: Plug): void {
    this.#ports.push(port);
    port.onFrame = (frame) => this.#receive(frame, port);
  }

  #receive(bytes: Uint8Array, from: Plug): void {
    const frame = parseEthernet(bytes);
    if (isMalformed(frame)) return;
    this.#stations.set(hexOf(frame.source), { port: from, seen: this.clock.now() });
    const known = this.#stations.get(hexOf(frame.destination));
    const isFresh = known !== undefined && this.clock.now() - known.seen < ageingTime;
    const to = isFresh ? [known.port] : this.#ports;
    for (const port of to) if (port !== from) port.send(bytes);
  }
}
