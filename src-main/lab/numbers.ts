/**
 * Numbers and amounts that a seed changes: `{{lifetime}}` and "at least {{count}}" where a step wants a number. The
 * schema is held against the default and against both bounds of the variables, so that it holds for every seed.
 */
import type { Path } from '../base/path.ts';
import { didYouMean } from './near.ts';
import type { Report } from './report.ts';
import { schemaAt, takesNumber, type Schema } from './schema-walk.ts';
import type { Words } from './variables.ts';

/** A text of lab.yml in which a number follows from a variable. */
export interface NumberPlace {
  path: Path;
  text: string;
}

const template = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** All of the steps, in the order of the file. */
export function numberPlaces(schema: Schema, file: unknown): NumberPlace[] {
  const steps = memberOf(file, 'steps');
  return textsIn(steps, ['steps']).filter(({ path }) => takesNumber(schemaAt(schema, file, path).schema));
}

function textsIn(value: unknown, path: Path): NumberPlace[] {
  if (typeof value === 'string') return value.includes('{{') ? [{ path, text: value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => textsIn(memberOf(value, key), [...path, key]));
}

function memberOf(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
}

/** What the variables of the kind number are: as the author has them, or at one of their bounds. */
export function numberWords(file: unknown, at: 'default' | 'from' | 'to'): Words {
  const variables = Object.entries((memberOf(file, 'variables') ?? {}) as Record<string, unknown>);
  const numbers = variables.filter(([, variable]) => memberOf(variable, 'kind') === 'number');
  return new Map(numbers.map(([name, variable]) => [name, String(memberOf(variable, at))]));
}

/** Names that are no numbers. */
export function reportUnknown(places: readonly NumberPlace[], words: Words, report: Report): void {
  for (const { path, text } of places)
    for (const [whole, name = ''] of text.matchAll(template))
      if (!words.has(name))
        report.addAtWords(path, whole, {
          message: `no variable of the kind number is called {{${name}}}`,
          mend: didYouMean(name, [...words.keys()]),
        });
}

/** A copy of the file in which the numbers stand; the rest is shared. */
export function withNumbers<T>(file: T, places: readonly NumberPlace[], words: Words): T {
  return places.reduce((whole, { path, text }) => replaced(whole, path, filled(text, words)) as T, file);
}

function filled(text: string, words: Words): string | number {
  const whole = text.replace(template, (_, name: string) => words.get(name) ?? '');
  return /^\d+$/.test(whole) ? Number(whole) : whole;
}

function replaced(value: unknown, [key, ...rest]: Path, by: string | number): unknown {
  if (key === undefined) return by;
  const inside = replaced(memberOf(value, key), rest, by);
  if (Array.isArray(value)) return value.map((one: unknown, index) => (index === key ? inside : one));
  return { ...(value as Record<string, unknown>), [key]: inside };
}
