/** The distinguished encoding rules, read. What is not as expected is thrown as NotDer, and caught where a whole is read. */
import { latin1Of, u8 } from '../../base/bytes.ts';
import { integerOf } from '../crypto/big-integer.ts';
import { tags } from './der.ts';

export class NotDer extends Error {
  override readonly name = 'NotDer';
}

/** One value: its tag, its content, and the bytes of all of it. */
export interface Element {
  tag: number;
  content: Uint8Array;
  whole: Uint8Array;
}

/** Longer than anything that a certificate holds. */
const maximumLengthBytes = 3;

export class DerReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.#at >= this.bytes.length;
  }

  /** The tag of what comes next; undefined at the end. */
  get nextTag(): number | undefined {
    return this.bytes[this.#at];
  }

  any(): Element {
    const start = this.#at;
    if (start + 2 > this.bytes.length) throw new NotDer('the end comes too early');
    const { length, from } = this.#lengthAt(start + 1);
    const end = from + length;
    if (end > this.bytes.length) throw new NotDer('a length leads beyond the end');
    this.#at = end;
    return {
      tag: u8(this.bytes, start),
      content: this.bytes.subarray(from, end),
      whole: this.bytes.subarray(start, end),
    };
  }

  take(tag: number): Element {
    const element = this.any();
    if (element.tag !== tag) throw new NotDer(`tag ${element.tag} in place of ${tag}`);
    return element;
  }

  /** The value if it has this tag. */
  optional(tag: number): Element | undefined {
    return this.nextTag === tag ? this.any() : undefined;
  }

  sequence(): DerReader {
    return new DerReader(this.take(tags.sequence).content);
  }

  integer(): bigint {
    return integerOf(this.take(tags.integer).content);
  }

  objectIdentifier(): string {
    return dottedOf(this.take(tags.objectIdentifier).content);
  }

  /** Of whole bytes. */
  bitString(): Uint8Array {
    return this.take(tags.bitString).content.subarray(1);
  }

  /** Everything up to the end. */
  all(): Element[] {
    const elements: Element[] = [];
    while (!this.isAtEnd) elements.push(this.any());
    return elements;
  }

  #lengthAt(at: number): { length: number; from: number } {
    const first = u8(this.bytes, at);
    if (first < 0x80) return { length: first, from: at + 1 };
    const count = first & 0x7f;
    if (count === 0 || count > maximumLengthBytes) throw new NotDer('a length of a kind that DER does not have');
    return { length: Number(integerOf(this.bytes.subarray(at + 1, at + 1 + count))), from: at + 1 + count };
  }
}

export function dottedOf(content: Uint8Array): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = 128 * value + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [first = 0, ...rest] = numbers;
  const arc = Math.min(2, Math.floor(first / 40));
  return [arc, first - 40 * arc, ...rest].join('.');
}

export function textOf({ content }: Element): string {
  return latin1Of(content);
}

/** Calls `read`; undefined when what it reads is no DER, or not what it should be. */
export function readOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotDer) return undefined;
    throw error;
  }
}
