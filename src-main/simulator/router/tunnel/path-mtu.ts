/** What a path lets through in one piece as routers on it have said, until that is forgotten (RFC 1191 section 6.3). */
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';

/** Minutes after which a larger packet is tried again. */
export const usualAging = 10;

export class PathMtu {
  /** In bytes; undefined while nobody has complained. */
  bytes: number | undefined;
  /** Virtual time in milliseconds at which it is forgotten; undefined for never. */
  expiresAt: number | undefined;
  #stop: Stop = () => undefined;

  /** @param minutes undefined remembers it for good */
  learn(clock: Clock, bytes: number, minutes: number | undefined): void {
    this.forget();
    this.bytes = bytes;
    if (minutes === undefined) return;
    this.expiresAt = clock.now() + 60_000 * minutes;
    this.#stop = clock.after(60_000 * minutes, () => this.forget());
  }

  forget(): void {
    this.#stop();
    this.bytes = undefined;
    this.expiresAt = undefined;
  }
}
