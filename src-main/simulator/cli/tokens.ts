/** The tokens there are: keywords, kinds of argument, ranges of numbers. */
import { parseIpv4 } from '../../base/address.ts';
import type { Prefix } from './arguments.ts';
import { InterfaceToken } from './interface-token.ts';
import { rank, type Fit, type Listed, type Token, type Value } from './token.ts';
import { isAbbreviation, restFrom, sharedLength, type Line } from './words.ts';

/** Of ASCII letters, which are what keywords begin with, the lower case. */
const lowerCase = 0x20;
const nothing: readonly Fit[] = [];

class Keyword implements Token {
  readonly isKeyword = true;
  readonly #first: number;
  readonly #exact: readonly Fit[];
  readonly #abbreviated: readonly Fit[];

  constructor(readonly text: string) {
    const fit = { key: text, value: text, consumed: 1 };
    this.#first = text.charCodeAt(0) | lowerCase;
    this.#exact = [{ ...fit, rank: rank.keyword }];
    this.#abbreviated = [{ ...fit, rank: rank.abbreviation }];
  }

  fit(line: Line, index: number): readonly Fit[] {
    const word = line.words[index]?.text ?? '';
    // Of all the keywords that a word may be, few begin as it does.
    if (word !== '' && (word.charCodeAt(0) | lowerCase) !== this.#first) return nothing;
    if (!isAbbreviation(word, this.text)) return nothing;
    return word.length === this.text.length ? this.#exact : this.#abbreviated;
  }

  reach(word: string): number {
    return sharedLength(word, this.text);
  }

  list(partial: string): readonly Listed[] {
    return isAbbreviation(partial, this.text) ? [{ word: this.text, completes: true }] : [];
  }
}

/** A word of a certain form. */
class Typed implements Token {
  readonly isKeyword = false;

  /** @param begins what the beginning of such a word looks like */
  constructor(
    readonly text: string,
    private readonly read: (word: string) => Value | undefined,
    private readonly begins: RegExp,
    private readonly rank: number,
  ) {}

  fit(line: Line, index: number): readonly Fit[] {
    const value = this.read(line.words[index]?.text ?? '');
    return value === undefined ? [] : [{ rank: this.rank, key: this.text, value, consumed: 1 }];
  }

  reach(): number {
    return 0;
  }

  list(partial: string): readonly Listed[] {
    return this.begins.test(partial) ? [{ word: this.text, completes: false }] : [];
  }
}

/** The rest of the line, whatever it is. */
const restOfLine: Token = {
  text: 'LINE',
  isKeyword: false,
  fit: (line, index) => [
    { rank: rank.line, key: 'LINE', value: restFrom(line, index), consumed: line.words.length - index },
  ],
  reach: () => 0,
  list: () => [{ word: 'LINE', completes: false }],
};

const address = new Typed('A.B.C.D', parseIpv4, /^[\d.]*$/, rank.typed);

const tokens: Readonly<Record<string, Token>> = {
  'A.B.C.D': address,
  // IOS shows masks as addresses, and leaves it to the command to refuse one with holes.
  MASK: address,
  WILDCARD: address,
  'A.B.C.D/nn': new Typed('A.B.C.D/nn', readPrefix, /^[\d./]*$/, rank.typed),
  'H.H.H': new Typed('H.H.H', readMac, /^[\da-f.]*$/i, rank.typed),
  IPV6: new Typed('X:X:X:X::X', readIpv6, /^[\da-f:]*$/i, rank.typed),
  HEX: new Typed('Hex-data', readHex, /^(0x?)?[\da-f]*$/i, rank.typed),
  TIME: new Typed('hh:mm:ss', readTime, /^[\d:]*$/, rank.typed),
  WORD: new Typed('WORD', (word) => word, /^/, rank.word),
  LINE: restOfLine,
  INTERFACE: new InterfaceToken(),
};

/** The tokens that a kind stands for: several for `{des|3des}`, one for all else. */
export function tokensOf(kind: string): Token[] {
  if (kind.startsWith('{')) return kind.slice(1, -1).split('|').flatMap(tokensOf);
  if (kind.startsWith('<')) return [rangeOf(kind)];
  const known = Object.hasOwn(tokens, kind) ? tokens[kind] : undefined;
  return [known ?? keyword(kind)];
}

function keyword(text: string): Token {
  // Upper case is for kinds of argument: a mistyped WROD would otherwise be taken for a keyword.
  if (text === '' || /^[A-Z.]+$/.test(text) || !/^[\w./:+*-]+$/.test(text)) throw new Error(`no such token: '${text}'`);
  return new Keyword(text);
}

function rangeOf(text: string): Token {
  const [low = NaN, high = NaN] = text.slice(1, -1).split('-').map(Number);
  if (!text.endsWith('>') || !(low <= high)) throw new Error(`not a range: '${text}'`);
  const isHexadecimal = text.includes('0x');
  const form = isHexadecimal ? /^(0x)?[\da-f]+$/i : /^\d+$/;
  const read = (word: string): number | undefined => {
    const value = form.test(word) ? parseInt(word, isHexadecimal ? 16 : 10) : NaN;
    return value >= low && value <= high ? value : undefined;
  };
  return new Typed(text, read, isHexadecimal ? /^(0x?)?[\da-f]*$/i : /^\d*$/, rank.typed);
}

function readPrefix(word: string): Prefix | undefined {
  const [text = '', bits = ''] = word.split('/');
  const value = parseIpv4(text);
  if (value === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  return { address: value, length: Number(bits) };
}

/** Known by its colons: it is told apart from other words, and never used. */
function readIpv6(word: string): string | undefined {
  return /^(?=.*:.*:)[\da-f:]+(\/\d{1,3})?$/i.test(word) ? word : undefined;
}

function readMac(word: string): string | undefined {
  if (!/^[\da-f]{1,4}(\.[\da-f]{1,4}){2}$/i.test(word)) return undefined;
  const groups = word.toLowerCase().split('.');
  return groups.map((group) => group.padStart(4, '0')).join('.');
}

function readHex(word: string): string | undefined {
  return /^(0x)?[\da-f]+$/i.test(word) ? word.replace(/^0x/i, '') : undefined;
}

/** Seconds since midnight. */
function readTime(word: string): number | undefined {
  const [hours = NaN, minutes = NaN, seconds = NaN] = /^\d{1,2}(:\d{1,2}){2}$/.test(word)
    ? word.split(':').map(Number)
    : [];
  return hours < 24 && minutes < 60 && seconds < 60 ? (hours * 60 + minutes) * 60 + seconds : undefined;
}
