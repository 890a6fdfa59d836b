/** What the schema finds wrong, in words for an author: what was expected, what stands there, how to mend it. */
import type { z } from 'zod';
import type { Path } from '../base/path.ts';
import { didYouMean, nearest } from './near.ts';
import type { Fault } from './report.ts';
import { bestOption, keysOf, schemaAt, tellingKeys, type Schema } from './schema-walk.ts';

interface SchemaFault extends Fault {
  path: Path;
  isAboutKey: boolean;
}

type Issue = z.core.$ZodIssue;

/** Every fault of a value that the schema has refused. */
export function schemaFaults(schema: Schema, value: unknown, issues: readonly Issue[]): SchemaFault[] {
  return issues.flatMap((issue) => faultsOf({ schema, value, base: [] }, issue));
}

/** A part of the document: its schema, its value, and the way to it. */
interface Part {
  schema: Schema;
  value: unknown;
  base: Path;
}

function faultsOf(part: Part, issue: Issue): SchemaFault[] {
  const path = pathOf(issue);
  const { schema, value } = schemaAt(part.schema, part.value, path);
  const here: Part = { schema, value, base: [...part.base, ...path] };
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(here, key));
  if (issue.code === 'invalid_union') return unionFaults(here, issue);
  return [{ path: here.base, isAboutKey: issue.code === 'invalid_key', ...faultOf(issue, value) }];
}

function pathOf(issue: Issue): (string | number)[] {
  return issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function unknownKey(part: Part, key: string): SchemaFault {
  const known = keysOf(part.schema, part.value);
  const mend = known.others.includes(key)
    ? `"${key}" does not go together with what stands beside it: give it an entry of its own`
    : didYouMean(key, known.own.concat(known.others));
  return { path: [...part.base, key], isAboutKey: true, message: `unknown key "${key}"`, mend };
}

/** Speaks of the alternative that was meant, not of all of them. */
function unionFaults(part: Part, issue: Extract<Issue, { code: 'invalid_union' }>): SchemaFault[] {
  const choice = bestOption(part.schema, part.value);
  const meant = choice && issue.errors[choice.index];
  if (meant) return meant.flatMap((one) => faultsOf(isAboutKeys(one) ? part : { ...part, schema: choice.option }, one));
  const { own } = keysOf(part.schema, part.value);
  const telling = tellingKeys(part.schema).join(', ');
  const values = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (values.length > 0) return [{ path: part.base, isAboutKey: false, ...notOneOf(values, part.value) }];
  if (!isMap(part.value) || own.length === 0) {
    const mend = telling ? `write a map with one of: ${telling}` : 'see the published schema for what may stand here';
    return [{ path: part.base, isAboutKey: false, message: `nothing that may stand here: ${shown(part.value)}`, mend }];
  }
  const unknown = Object.keys(part.value).filter((key) => !own.includes(key));
  if (unknown.length > 0) return unknown.map((key) => unknownKey(part, key));
  return [{ path: part.base, isAboutKey: false, message: 'something is missing', mend: `add one of: ${telling}` }];
}

/** A key that the alternative does not know may be known to another one: the whole union is looked at. */
function isAboutKeys(issue: Issue): boolean {
  return issue.code === 'unrecognized_keys' && issue.path.length === 0;
}

function faultOf(issue: Exclude<Issue, { code: 'unrecognized_keys' | 'invalid_union' }>, value: unknown): Fault {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, value, issue.path.at(-1));
    case 'invalid_value':
      return notOneOf(issue.values.map(String), value);
    case 'invalid_format':
      return { message: `${issue.message}; found ${shown(value)}`, mend: 'write it in this form' };
    case 'too_small':
      return outOfBounds(
        issue.origin,
        `at least ${issue.inclusive === false ? 'more than ' : ''}${issue.minimum}`,
        value,
      );
    case 'too_big':
      return outOfBounds(issue.origin, `at most ${issue.maximum}`, value);
    case 'invalid_key':
      return { message: issue.issues[0]?.message ?? issue.message, mend: 'choose another name' };
    default:
      return { message: issue.message, mend: 'see the published schema for what may stand here' };
  }
}

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  array: 'a list',
  tuple: 'a list',
};

function wrongType(expected: string, value: unknown, key: PropertyKey | undefined): Fault {
  const noun = nouns[expected] ?? expected;
  if (value === undefined || value === null)
    return { message: `expected ${noun}, found nothing`, mend: typeof key === 'string' ? `add "${key}"` : 'add it' };
  const message = `expected ${noun}, found ${shown(value)}`;
  if (expected === 'string' && typeof value !== 'object') return { message, mend: 'put it in quotes' };
  return { message, mend: mendOf(expected, noun, value) };
}

function mendOf(expected: string, noun: string, value: unknown): string {
  if (expected === 'number' && typeof value === 'string' && !Number.isNaN(Number(value)))
    return 'write it without quotes';
  if (noun === 'a list' && (typeof value === 'string' || typeof value === 'number'))
    return `write it in brackets, with commas between several: [${value}]`;
  return `write ${noun} here`;
}

function notOneOf(values: readonly string[], value: unknown): Fault {
  const expected = values.length === 1 ? `expected ${values[0] ?? ''}` : `expected one of ${values.join(', ')}`;
  const near = typeof value === 'string' ? nearest(value, values) : undefined;
  const mend = near === undefined ? `write ${values.length === 1 ? 'it' : 'one of them'}` : `did you mean "${near}"?`;
  return { message: `${expected}; found ${shown(value)}`, mend };
}

const measures: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', record: ' entries' };

function outOfBounds(origin: string, bound: string, value: unknown): Fault {
  const size = Array.isArray(value) || typeof value === 'string' ? value.length : shown(value);
  const message = `expected ${bound.replace('at least more than', 'more than')}${measures[origin] ?? ''}, found ${size}`;
  return { message, mend: 'keep within this bound' };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
