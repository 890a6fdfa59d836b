/** What belongs to prefixes, found by the longest one that an address is in: one step for each length that there is. */
import { lengthOfMask, networkOf } from '../../../base/address.ts';

export interface Prefixed {
  readonly network: number;
  readonly mask: number;
}

export class PrefixIndex<Entry extends Prefixed> {
  readonly #byMask = new Map<number, Map<number, Entry[]>>();
  /** Longest prefix first. */
  #masks: number[] = [];

  add(entry: Entry): void {
    const { network, mask } = entry;
    const networks = this.#byMask.get(mask) ?? this.#newMask(mask);
    const entries = networks.get(network);
    if (entries) entries.push(entry);
    else networks.set(network, [entry]);
  }

  /** Takes everything away that belongs to the same prefix. */
  clear({ network, mask }: Prefixed): void {
    this.#byMask.get(mask)?.delete(network);
  }

  /** Everything of the same prefix, in the order in which it came. */
  of({ network, mask }: Prefixed): readonly Entry[] {
    return this.#byMask.get(mask)?.get(network) ?? [];
  }

  /** The first that came of the longest prefix. */
  match(address: number): Entry | undefined {
    for (const mask of this.#masks) {
      const entries = this.#byMask.get(mask)?.get(networkOf(address, mask));
      if (entries?.[0]) return entries[0];
    }
    return undefined;
  }

  /** Longest prefix first, then by address. */
  all(): Entry[] {
    return this.#masks.flatMap((mask) =>
      [...(this.#byMask.get(mask) ?? [])].sort(([a], [b]) => a - b).flatMap(([, entries]) => entries),
    );
  }

  #newMask(mask: number): Map<number, Entry[]> {
    const networks = new Map<number, Entry[]>();
    this.#byMask.set(mask, networks);
    this.#masks = [...this.#byMask.keys()].sort((a, b) => (lengthOfMask(b) ?? 0) - (lengthOfMask(a) ?? 0));
    return networks;
  }
}
