/** Values inside lines. */

/** A counter or size, as is or inside a line; undefined when it is no whole number or too large to be exact. */
export function integer(text: string | undefined, from = 0, to = text?.length ?? 0): number | undefined {
  if (text === undefined || to - from > 16) return undefined;
  const value = number(text, from, to, 10);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** An SPI or a flag word, with or without 0x, as is or inside a line. */
export function hexadecimal(text: string | undefined, from = 0, to = text?.length ?? 0): number | undefined {
  if (text === undefined) return undefined;
  const start = text.startsWith('0x', from) || text.startsWith('0X', from) ? from + 2 : from;
  return to - start > 13 ? undefined : number(text, start, to, 16);
}

function number(text: string, from: number, to: number, base: 10 | 16): number | undefined {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = digitOf(text.charCodeAt(i));
    if (digit >= base) return undefined;
    value = value * base + digit;
  }
  return from < to ? value : undefined;
}

/** Infinity when it is none. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 6 ? letter + 10 : Infinity;
}

/** A part of a line without blanks at its ends, which are not copied first. */
export function trimmed(text: string, from: number, to: number): string {
  let [start, end] = [from, to];
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

/** Words between blanks. */
export function words(text: string | undefined): string[] {
  const found: string[] = [];
  if (text === undefined) return found;
  for (let from = 0; from < text.length;) {
    let to = from;
    while (to < text.length && text.charCodeAt(to) > 0x20) to++;
    if (to > from) found.push(text.slice(from, to));
    from = to + 1;
  }
  return found;
}

/** What stands between commas, without blanks at its ends; nothing for nothing, as in IOS's `{a,b,}`. */
export function listed(text: string): string[] {
  const found: string[] = [];
  for (let from = 0; from <= text.length;) {
    const comma = text.indexOf(',', from);
    const to = comma < 0 ? text.length : comma;
    const one = trimmed(text, from, to);
    if (one !== '') found.push(one);
    from = to + 1;
  }
  return found;
}

/** The list with one more entry: the same list, as a copy for each line would cost the square of their number. */
export function appended<T>(list: T[] | undefined, entry: T): T[] {
  if (!list) return [entry];
  list.push(entry);
  return list;
}

/** The entries with one more, or with another value: the same ones, for the same reason. */
export function entered<T>(entries: Record<string, T> | undefined, name: string, value: T): Record<string, T> {
  const all = entries ?? {};
  all[name] = value;
  return all;
}

/** The text, unless it only says that there is none: "(none)", "none", "not set". */
export function named(text: string | undefined): string | undefined {
  const name = text?.trim();
  return name === undefined || name === '' || /^\(?none\)?$/i.test(name) ? undefined : name;
}

/** The fields that have a value. */
export function withValues<T extends object>(fields: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const all = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}

/** Y and N, as IOS answers its own questions: `PFS (Y/N): N`. */
export function isYes(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : /^y/i.test(text);
}
