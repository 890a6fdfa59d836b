/** The link state database of one area, and which of two advertisements is the newer one (RFC 2328 section 13.1). */
import type { Lsa, LsaHeader } from '../../wire/ospf/lsa.ts';
import type { LsaKey } from '../../wire/ospf/message.ts';

/** Seconds. */
export const maximumAge = 3600;
const ageDifference = 900;

export interface StoredLsa {
  lsa: Lsa;
  /** Virtual time in milliseconds at which it was put here, with the age that it then had. */
  since: number;
}

export class LinkStateDatabase {
  readonly #all = new Map<string, StoredLsa>();

  constructor(private readonly now: () => number) {}

  get(key: LsaKey): Lsa | undefined {
    const stored = this.#all.get(keyOf(key));
    return stored && this.#aged(stored);
  }

  put(lsa: Lsa): void {
    this.#all.set(keyOf(lsa.header), { lsa, since: this.now() });
  }

  remove(key: LsaKey): void {
    this.#all.delete(keyOf(key));
  }

  /** As old as they are now, in the order of type, id and router. */
  all(): Lsa[] {
    const aged = [...this.#all.values()].map((stored) => this.#aged(stored));
    return aged.sort(({ header: a }, { header: b }) => a.type - b.type || a.id - b.id || a.router - b.router);
  }

  #aged({ lsa, since }: StoredLsa): Lsa {
    const age = Math.min(maximumAge, lsa.header.age + Math.floor((this.now() - since) / 1000));
    return age === lsa.header.age ? lsa : { ...lsa, header: { ...lsa.header, age } };
  }
}

export function keyOf({ type, id, router }: LsaKey): string {
  return `${type} ${id} ${router}`;
}

/** Positive when a is newer, negative when b is, 0 when they are the same. */
export function compareAge(a: LsaHeader, b: LsaHeader): number {
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  if (a.checksum !== b.checksum) return a.checksum - b.checksum;
  const [isOldA, isOldB] = [a.age >= maximumAge, b.age >= maximumAge];
  if (isOldA !== isOldB) return isOldA ? 1 : -1;
  return Math.abs(a.age - b.age) > ageDifference ? b.age - a.age : 0;
}
