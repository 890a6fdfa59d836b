/** Values inside lines. */

/** A counter or size; undefined when it is no whole number or too large to be exact. */
export function integer(text: string | undefined): number | undefined {
  if (text === undefined || text === '' || text.length > 16) return undefined;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return Number.isSafeInteger(value) ? value : undefined;
}

/** An SPI or a flag word, with or without 0x. */
export function hexadecimal(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const start = text.startsWith('0x') || text.startsWith('0X') ? 2 : 0;
  if (text.length === start || text.length > start + 13) return undefined;
  for (let i = start; i < text.length; i++) if (!isHexDigit(text.charCodeAt(i))) return undefined;
  return parseInt(start === 0 ? text : text.slice(start), 16);
}

function isHexDigit(code: number): boolean {
  const letter = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (letter >= 0x61 && letter <= 0x66);
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
    const one = text.slice(from, to).trim();
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

/** The text, unless it only says that there is none: "(none)", "none", "not set". */
export function named(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' || /^\(?none\)?$/i.test(trimmed) ? undefined : trimmed;
}

/** Y and N, as IOS answers its own questions: `PFS (Y/N): N`. */
export function isYes(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : /^y/i.test(text);
}
