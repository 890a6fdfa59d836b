/** Which messages of a log a lab means: by name, by words, or by the event that the parsers know. */
import type { z } from 'zod';
import type { logMatch } from '../../lab/words.ts';
import type { LogFields, LogMessage } from './logs.ts';

export type LogMatch = z.infer<typeof logMatch>;

/** "CRYPTO-4-IKMP_BAD_MESSAGE", also without its severity; the number of a message of an ASA; words in any line. */
export function isMeant(wanted: LogMatch, message: LogMessage): boolean {
  if (typeof wanted !== 'string') return message.event === wanted.event && hasFields(message.fields, wanted.with ?? {});
  const name = message.name?.toUpperCase();
  const asked = wanted.trim().replace(/^%/, '').toUpperCase();
  if (name !== undefined && (asked === name || asked === name.replace(/-[0-7]-/, '-') || name.endsWith(`-${asked}`)))
    return true;
  return squeezed(message.text).includes(squeezed(wanted));
}

/** In words, for what is expected. */
export function describeMatch(wanted: LogMatch): string {
  if (typeof wanted === 'string') return `"${wanted}"`;
  const fields = Object.entries(wanted.with ?? {}).map(([name, value]) => `${name} ${value}`);
  return [wanted.event, ...fields].join(', ');
}

/** Compared as text without case: what is a number in one release may be a word in another. */
export function hasFields(fields: LogFields, wanted: Readonly<Record<string, string | number | boolean>>): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const found = fieldOf(fields, name);
    return found !== undefined && squeezed(textOf(found)) === squeezed(String(value));
  });
}

/** @param path a name, or names with dots between them where a field has fields of its own */
export function fieldOf(fields: LogFields, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    return (value as Record<string, unknown>)[name];
  }, fields);
}

export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
