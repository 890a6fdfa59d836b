/** Which Ethernet address belongs to which neighbour. */
import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/emitter.ts';

export interface ArpEntry {
  mac: Uint8Array;
  /** Virtual time at which it was learned, in milliseconds; undefined for the router's own addresses. */
  learned: number;
  /** It has grown too old, and the neighbour has been asked whether it still holds. */
  isAsked?: boolean;
}

/** IOS keeps an entry for four hours ("ARP timeout 04:00:00" in show interfaces). */
export const arpTimeout = 4 * 3600_000;
/** Milliseconds in which a neighbour whose entry has grown too old may answer. Ours. */
const grace = 2000;

export class ArpCache {
  /** An address whose neighbour is known from now on, or known anew. */
  readonly learned = new Emitter<number>();
  readonly #entries = new Map<number, ArpEntry>();

  constructor(private readonly clock: Clock) {}

  learn(address: number, mac: Uint8Array): void {
    this.#entries.set(address, { mac: mac.slice(), learned: this.clock.now() });
    this.learned.emit(address);
  }

  find(address: number): ArpEntry | undefined {
    const entry = this.#entries.get(address);
    return entry && this.clock.now() - entry.learned < arpTimeout ? entry : undefined;
  }

  /**
   * An entry that has grown too old holds for a moment more, in which the neighbour is to be asked: IOS asks before it lets
   * one go, so that no packet is lost (from memory).
   */
  revive(address: number): ArpEntry | undefined {
    const entry = this.#entries.get(address);
    if (!entry || entry.isAsked === true) return undefined;
    entry.isAsked = true;
    entry.learned = this.clock.now() - arpTimeout + grace;
    return entry;
  }

  entries(): readonly (readonly [number, ArpEntry])[] {
    return [...this.#entries].filter(([address]) => this.find(address));
  }

  forget(address: number): void {
    this.#entries.delete(address);
  }

  clear(): void {
    this.#entries.clear();
  }
}
