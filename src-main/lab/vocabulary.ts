/**
 * Every word that a lab can be written with, and what belongs to it: made of the schemas that check labs, so that nothing
 * is told to an author that the program does not take.
 */
import { z } from 'zod';
import { actionKinds } from './action-file.ts';
import { verbs } from './expectation.ts';
import { readings } from './question.ts';
import { role } from './words.ts';

export interface Word {
  /** Under which key of lab.yml it stands. */
  under: 'expect' | 'actions' | 'answer';
  name: string;
  says: string;
  keys: WordKey[];
}

interface WordKey {
  name: string;
  isRequired: boolean;
  /** What may stand there, as it is written: `[ROLE, ROLE]`, `up | down`. */
  takes: string;
  says: string;
}

/** In the order in which the schemas have them. */
export function vocabulary(): Word[] {
  return [...wordsOf('expect', verbs), ...wordsOf('actions', actionKinds), ...wordsOf('answer', readings)];
}

function wordsOf(under: Word['under'], schemas: Readonly<Record<string, z.ZodType>>): Word[] {
  return Object.entries(schemas).map(([name, schema]) => {
    const described = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) as Described;
    return { under, name, says: described.description ?? '', keys: keysOf(described) };
  });
}

/** What is used of a JSON Schema. */
interface Described {
  description?: string;
  type?: string;
  properties?: Record<string, Described>;
  required?: string[];
  enum?: (string | number)[];
  const?: string | number;
  anyOf?: Described[];
  items?: Described | Described[];
}

/** Of several shapes the keys of all: what belongs to each is required in none. */
function keysOf({ properties, required = [], anyOf = [] }: Described): WordKey[] {
  const own = Object.entries(properties ?? {}).map(([name, one]) => ({
    name,
    isRequired: required.includes(name),
    takes: takenBy(one),
    says: one.description ?? '',
  }));
  const others = anyOf.flatMap((one) => keysOf(one)).map((key) => ({ ...key, isRequired: false }));
  const all = [...own, ...others];
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}

function takenBy(one: Described): string {
  if (one.description === role.description) return 'ROLE';
  if (one.anyOf) return [...new Set(one.anyOf.map((each) => takenBy(each)))].join(' | ');
  if (one.enum) return one.enum.map(String).join(' | ');
  return one.const === undefined ? collectionOf(one) : String(one.const);
}

function collectionOf({ items, properties, type = '' }: Described): string {
  if (Array.isArray(items)) return `[${items.map((each) => takenBy(each)).join(', ')}]`;
  if (items) return `[${takenBy(items)}, …]`;
  const named = Object.entries(properties ?? {}).map(([name, each]) => `${name}: ${takenBy(each)}`);
  return named.length > 0 ? `{${named.join(', ')}}` : (nouns[type] ?? 'TEXT');
}

const nouns: Readonly<Record<string, string>> = {
  boolean: 'true | false',
  integer: 'NUMBER',
  number: 'NUMBER',
  object: '{NAME: VALUE, …}',
};
