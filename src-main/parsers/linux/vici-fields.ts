/** Fields of a record out of the values of a section of vici, each with the line that it stands on. */
import { put, type Sourced } from '../parsed.ts';
import type { Fields } from '../records.ts';
import { ViciValues, type ViciSection } from './vici.ts';

type Kind = 'text' | 'number' | 'list' | 'flag';

/** What a value is called there and here, and what it is. */
export type ViciFields<T> = readonly (readonly [vici: string, field: Extract<keyof T, string>, kind?: Kind])[];

export function putVici<T extends Sourced>(record: T, section: ViciSection, fields: ViciFields<T>): T {
  const values = new ViciValues(section);
  for (const [from, to, kind = 'text'] of fields) {
    // What is not there, and a list without entries, is not said.
    const value = kind === 'list' ? wholeNames(values.list(from)) : values[kind](from);
    if (value !== undefined) put(record, values.lineOf(from), { [to]: value } as Fields<T>);
  }
  return record;
}

/** A raw list is cut at blanks, and a distinguished name has such: `[C=CH, O=Lab, CN=moon]`. */
export function wholeNames(items: readonly string[] | undefined): string[] | undefined {
  if (!items || items.length === 0) return undefined;
  const whole: string[] = [];
  for (const item of items) {
    const last = whole.at(-1);
    const isRest = last !== undefined && (last.endsWith(',') || (last.includes('=') && !item.includes('=')));
    if (isRest) whole[whole.length - 1] = `${last} ${item}`;
    else whole.push(item);
  }
  return whole;
}

/** Raw and pretty say 0 where there is no limit and no time. */
export function positive(value: number | undefined): number | undefined {
  return value === undefined || value <= 0 ? undefined : value;
}
