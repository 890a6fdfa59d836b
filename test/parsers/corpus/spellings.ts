/**
 * The same value in the spellings of several tools: case, leading zeros, dotted masks, "0x", units, brackets, short and
 * long names of interfaces, durations as texts and as seconds. Two values are the same if they share a spelling.
 */

const BRACKETS = /^[[({<"'*.]+|[\])}>"',;:.]+$/g;
const INTERFACE = /^([a-z][a-z-]+?)-? ?(\d+(?:[/.:]\d+)*)$/;
const MASK = /^(?:255|0)\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
/** `1d02h`, `2 weeks, 3 days, 4 hours`, `00:01:02` */
const CLOCK = /^(?:(\d+)d)?(\d+):(\d\d)(?::(\d\d))?$/;
const SECONDS = { y: 31_536_000, w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 } as const;

export function spellingsOf(value: string | number): string[] {
  const plain = String(value).trim().toLowerCase().replace(/\s+/g, ' ').replace(BRACKETS, '');
  const found = [plain];
  for (const respell of [asNumber, asAmount, asHexadecimal, asPrefix, asInterface, asSeconds, asUnit]) {
    const other = respell(plain);
    if (other !== undefined && !found.includes(other)) found.push(other);
  }
  return found;
}

/** Words of a text with several values in it. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/[\r\n\t,;=(){}[\]"'|<>]+/g, ' ')
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function asNumber(text: string): string | undefined {
  const digits = text.replace(/(?<=\d),(?=\d{3})/g, '');
  return /^-?\d+(?:\.\d+)?$/.test(digits) ? String(Number(digits)) : undefined;
}

/** Only what says so, or has a letter in it: "10" alone is ten. */
function asHexadecimal(text: string): string | undefined {
  const digits =
    /^0x([0-9a-f]{1,13})$/.exec(text)?.[1] ?? /^(?=.*[a-f])(?=.*\d)([0-9a-f]{6,8})(?:_[io])?$/.exec(text)?.[1];
  return digits === undefined ? undefined : String(parseInt(digits, 16));
}

function asPrefix(text: string): string | undefined {
  if (!MASK.test(text)) return undefined;
  const bits = text
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(bits) ? `/${bits.indexOf('0') < 0 ? 32 : bits.indexOf('0')}` : undefined;
}

function asInterface(text: string): string | undefined {
  const [, name = '', number = ''] = INTERFACE.exec(text) ?? [];
  return name === '' ? undefined : `${name.slice(0, 2)}${number}`;
}

function asSeconds(text: string): string | undefined {
  const [, days = '0', ...parts] = CLOCK.exec(text) ?? [];
  const [hours, minutes, seconds] = parts.map(Number);
  if (hours !== undefined) return `${Number(days) * 86_400 + hours * 3600 + (minutes ?? 0) * 60 + (seconds || 0)} s`;
  if (!/^(?:\d+ ?(?:years?|weeks?|days?|hours?|minutes?|mins?|seconds?|secs?|ms|[ywdhms]),? ?)+$/.test(text))
    return undefined;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+) ?([ywdhms])/g))
    sum += Number(number) * SECONDS[unit as keyof typeof SECONDS];
  return `${sum} s`;
}

/** The number of something that has a unit. */
function asAmount(text: string): string | undefined {
  const number = /^(\d+(?:\.\d+)?)(?:%|[ -]?(?:bytes?|[kmg]b|k|bits?|kbits?|kilobytes?|usecs?|microseconds?|seconds?|secs?|sec|ms|packets?|pkts)\b.*)$/.exec(text)?.[1]; // prettier-ignore
  return number === undefined ? undefined : String(Number(number));
}

/** The name of a unit alone: our fields have theirs in their names. */
function asUnit(text: string): string | undefined {
  if (/^k-?bytes?$|^kb$/.test(text)) return 'kilobytes';
  return /^secs?$/.test(text) ? 'seconds' : undefined;
}
