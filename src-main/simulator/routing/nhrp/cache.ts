/** What a tunnel knows of who is where: addresses inside, and the outer addresses that they are reached by. */
import { hostMask, networkOf } from '../../../base/address.ts';
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';

export interface NhrpEntry {
  readonly network: number;
  readonly mask: number;
  /** Incomplete: somebody has been asked, and has not said it. */
  readonly kind: 'static' | 'dynamic' | 'incomplete';
  /** Undefined while it is incomplete. */
  readonly nbma: number | undefined;
  /** Behind a translation: what the station believes its outer address to be. */
  readonly claimedNbma?: number | undefined;
  /** Of a prefix: the station that it is behind, inside. Left out where the entry is the station's own. */
  readonly via?: number;
  /** It is this router's own, and others have been told of it. */
  readonly isLocal?: boolean;
  /** Known from a question that has come of it. */
  readonly isImplicit?: boolean;
  /** It has told us itself. */
  readonly isRegistered: boolean;
  /** Nobody else may have the address before its time is over. */
  readonly isUnique: boolean;
  /** Virtual time in milliseconds. */
  readonly createdAt: number;
  expiresAt: number | undefined;
  /** When a packet last went by it. */
  usedAt: number | undefined;
  hits: number;
  /** Who has been told of it, by request: to be told when it is so no more. */
  readonly requesters: Map<number, number>;
}

/** What has been told by the station itself or by the operator: there is no other way to it. */
export const isFirm = ({ kind, isRegistered }: NhrpEntry): boolean => kind === 'static' || isRegistered;

export type NewEntry = Omit<NhrpEntry, 'createdAt' | 'expiresAt' | 'usedAt' | 'hits' | 'requesters'>;

export class NhrpCache {
  readonly #entries = new Map<string, NhrpEntry>();
  readonly #ends = new Map<string, Stop>();

  /** @param expired its time is over, and it is gone */
  constructor(
    private readonly clock: Clock,
    private readonly expired: (entry: NhrpEntry) => void,
  ) {}

  /** By address. */
  get entries(): NhrpEntry[] {
    return [...this.#entries.values()].sort((a, b) => a.network - b.network);
  }

  get(address: number, mask = hostMask): NhrpEntry | undefined {
    return this.#entries.get(keyOf({ network: networkOf(address, mask), mask }));
  }

  /** The entry that fits most exactly. */
  lookup(address: number): NhrpEntry | undefined {
    const exact = this.get(address);
    if (exact) return exact;
    let best: NhrpEntry | undefined;
    for (const entry of this.#entries.values()) {
      const isFitting = networkOf(address, entry.mask) === entry.network;
      if (isFitting && (!best || entry.mask > best.mask)) best = entry;
    }
    return best;
  }

  /** Puts an entry in the place of the one before. What says the same as that goes on with a new end. @param seconds undefined: it has none */
  put(entry: NewEntry, seconds: number | undefined): NhrpEntry {
    const key = keyOf(entry);
    const known = this.#entries.get(key);
    const now = this.clock.now();
    const expiresAt = seconds === undefined ? undefined : now + 1000 * seconds;
    const made = { ...newRecord(now), ...(saysSameOf(known, entry) ? recordOf(known) : {}), ...entry, expiresAt };
    this.#entries.set(key, made);
    this.#ends.get(key)?.();
    this.#ends.delete(key);
    if (seconds !== undefined)
      this.#ends.set(
        key,
        this.clock.after(1000 * seconds, () => this.#expire(made)),
      );
    return made;
  }

  remove(entry: NhrpEntry): void {
    const key = keyOf(entry);
    if (!this.#entries.delete(key)) return;
    this.#ends.get(key)?.();
    this.#ends.delete(key);
  }

  #expire(entry: NhrpEntry): void {
    this.remove(entry);
    this.expired(entry);
  }
}

const keyOf = ({ network, mask }: Pick<NhrpEntry, 'network' | 'mask'>): string => `${network} ${mask}`;

/** What an entry has been through. */
type Record = Pick<NhrpEntry, 'createdAt' | 'usedAt' | 'hits' | 'requesters'>;

const newRecord = (now: number): Record => ({ createdAt: now, usedAt: undefined, hits: 0, requesters: new Map() });

const recordOf = ({ createdAt, usedAt, hits, requesters }: NhrpEntry): Record => ({
  createdAt,
  usedAt,
  hits,
  requesters,
});

function saysSameOf(known: NhrpEntry | undefined, entry: NewEntry): known is NhrpEntry {
  return known?.kind === entry.kind && known.nbma === entry.nbma && known.isRegistered === entry.isRegistered;
}
