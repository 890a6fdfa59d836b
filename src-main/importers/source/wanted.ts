/**
 * Places to look for while a text is read once more. Positions are needed only when there is something to complain of,
 * so the first reading does not keep them.
 */
import type { Path } from '../../base/path.ts';

export class Wanted {
  readonly #children = new Map<string | number, Wanted>();
  /** Where the place was found, as an offset into the text. */
  offset?: number;

  static of(paths: readonly Path[]): Wanted {
    const root = new Wanted();
    for (const path of paths) {
      let place = root;
      for (const step of path) place = place.#child(step);
    }
    return root;
  }

  /** Notes that the place below this one, `step` away, is at `offset`. Returns it when anybody asked for it. */
  found(step: string | number, offset: number): Wanted | undefined {
    const place = this.#children.get(step);
    if (place) place.offset = offset;
    return place;
  }

  /** The offset of the place, or of the nearest one around it that exists in the text. */
  nearest(path: Path): number | undefined {
    let offset = this.offset;
    let place = this.#children.get(path[0] ?? '');
    for (let depth = 1; place?.offset !== undefined; depth++) {
      offset = place.offset;
      place = place.#children.get(path[depth] ?? '');
    }
    return offset;
  }

  #child(step: string | number): Wanted {
    const child = this.#children.get(step) ?? new Wanted();
    this.#children.set(step, child);
    return child;
  }
}
