/** A project as a server tells of it, before it is kept: what its routers start with has their owner's passwords in it. */
import { parse } from 'yaml';
import { redact } from '../base/redact.ts';

interface TopologyText {
  name: string;
  text: string;
}

/** The same topology; texts in it are without secrets. What holds none stays as it was written. */
export function maskedTopology({ name, text }: TopologyText): TopologyText {
  const value: unknown = /^\s*\{/.test(text) ? JSON.parse(text) : parse(text);
  const masked = maskedValue(value);
  // JSON is YAML too.
  return masked === value ? { name, text } : { name, text: `${JSON.stringify(masked, undefined, 2)}\n` };
}

const secretKey = /password|secret|token|passphrase|\bpsk\b/i;

/** The value itself where nothing in it is secret. */
function maskedValue(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return masked(value, key);
  if (Array.isArray(value))
    return same(
      value,
      (value as unknown[]).map((one) => maskedValue(one)),
    );
  if (typeof value !== 'object' || value === null) return value;
  const before = Object.entries(value);
  const after = before.map(([name, one]) => [name, maskedValue(one, name)] as const);
  return after.every(([, one], at) => one === before[at]?.[1]) ? value : Object.fromEntries(after);
}

function masked(text: string, key: string): string {
  return secretKey.test(key) && text !== '' ? '<hidden>' : redact(text);
}

function same(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  return after.every((one, at) => one === before[at]) ? before : after;
}
