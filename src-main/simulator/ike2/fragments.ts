/** Pieces of an encrypted payload (RFC 7383): each is sealed by itself, so that a piece that is not genuine is dropped. */
import { concat } from '../../base/bytes.ts';

/** The headers of IP and UDP, and the non-ESP marker. */
const outerHeaders = 20 + 8 + 4;
/** The header of IKE, and those of the payload: generic, number and total. */
const innerHeaders = 28 + 4 + 4;
/** More than any message of ours; a peer may not make us keep more than that. */
const mostFragments = 64;

/** @param mtu bytes of the packet that a piece may fill */
export function split(text: Uint8Array, mtu: number, overhead: number): Uint8Array[] {
  const size = Math.max(64, mtu - outerHeaders - innerHeaders - overhead);
  const count = Math.max(1, Math.ceil(text.length / size));
  return Array.from({ length: count }, (_, i) => text.subarray(i * size, (i + 1) * size));
}

export function isTooLong(messageLength: number, mtu: number): boolean {
  return messageLength + outerHeaders > mtu;
}

/** The pieces of the message that is expected next. */
export class Reassembly {
  #messageId = -1;
  #total = 0;
  #first = 0;
  readonly #pieces = new Map<number, Uint8Array>();

  /**
   * @returns the whole, with what it begins with, when this was the last piece that was missing
   */
  add(piece: {
    messageId: number;
    number: number;
    total: number;
    inner: number;
    text: Uint8Array;
  }): { first: number; text: Uint8Array } | undefined {
    const { messageId, number, total, inner, text } = piece;
    if (total > mostFragments) return undefined;
    // More pieces than before: the peer has cut it smaller (section 2.5.2). Fewer: a late one.
    if (messageId !== this.#messageId || total > this.#total) this.#begin(messageId, total);
    if (total !== this.#total) return undefined;
    if (number === 1) this.#first = inner;
    this.#pieces.set(number, text.slice());
    if (this.#pieces.size < total) return undefined;
    const all = Array.from({ length: total }, (_, i) => this.#pieces.get(i + 1) ?? new Uint8Array());
    const whole = { first: this.#first, text: concat(...all) };
    this.#begin(-1, 0);
    return whole;
  }

  #begin(messageId: number, total: number): void {
    this.#messageId = messageId;
    this.#total = total;
    this.#pieces.clear();
  }
}
