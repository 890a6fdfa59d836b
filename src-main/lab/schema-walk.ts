/** Finds the way about in a zod schema: what stands at a path, and which alternative of a union a value is meant as. */
import type { z } from 'zod';

export type Schema = z.core.$ZodType;

interface At {
  schema: Schema;
  value: unknown;
}

/** The schema and the value at a path; unions on the way are taken as the value seems to mean them. */
export function schemaAt(schema: Schema, value: unknown, path: readonly (string | number)[]): At {
  let at: At = { schema, value };
  for (const step of path) at = { schema: childOf(at, step), value: memberOf(at.value, step) };
  return { schema: unwrapped(at.schema), value: at.value };
}

/** The alternative of a union that shares most keys with a map; undefined when it shares none with any. */
export function bestOption(schema: Schema, value: unknown): { option: Schema; index: number } | undefined {
  const options = optionsOf(schema);
  if (options.length === 0) return undefined;
  const byType = options.findIndex((option) => definition(option).type !== 'object' && isOfType(option, value));
  if (byType !== -1) return { option: options[byType] ?? schema, index: byType };
  const common = sharedKeys(options);
  let best: { option: Schema; index: number } | undefined;
  let bestScore = 0;
  options.forEach((option, index) => {
    const score = scoreOf(option, value, common);
    if (score > bestScore) [best, bestScore] = [{ option, index }, score];
  });
  return best;
}

/** The keys that may stand at a place, and those that only another alternative of the union around it knows. */
export function keysOf(schema: Schema, value: unknown): { own: string[]; others: string[] } {
  const options = optionsOf(schema);
  if (options.length === 0) return { own: shapeKeys(schema), others: [] };
  const all = [...new Set(options.flatMap((option) => shapeKeys(option)))];
  const choice = bestOption(schema, value);
  if (!choice) return { own: all, others: [] };
  const own = shapeKeys(choice.option);
  return { own, others: all.filter((key) => !own.includes(key)) };
}

/** Whether a number may stand there, and not any text whatever: a text of one's own would not be told from a number. */
export function takesNumber(schema: Schema): boolean {
  const def = definition(schema);
  if (def.type === 'number') return true;
  if (def.type !== 'union') return false;
  return def.options.some((option) => takesNumber(option)) && !def.options.some(isAnyText);
}

function isAnyText(schema: Schema): boolean {
  const def = definition(schema);
  return def.type === 'string' && (def.checks ?? []).length === 0;
}

/** The keys of a union by which its alternatives can be told apart. */
export function tellingKeys(schema: Schema): string[] {
  const options = optionsOf(schema);
  const common = sharedKeys(options);
  return [...new Set(options.flatMap((option) => shapeKeys(option)))].filter((key) => !common.has(key));
}

function definition(schema: Schema): z.core.$ZodTypes['_zod']['def'] {
  return (unwrapped(schema) as z.core.$ZodTypes)._zod.def;
}

function unwrapped(schema: Schema): Schema {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'lazy') return unwrapped(def.getter());
  return def.type === 'optional' ? unwrapped(def.innerType) : schema;
}

function optionsOf(schema: Schema): readonly Schema[] {
  const def = definition(schema);
  return def.type === 'union' ? def.options : [];
}

function shapeKeys(schema: Schema): string[] {
  const def = definition(schema);
  return def.type === 'object' ? Object.keys(def.shape) : [];
}

function childOf({ schema, value }: At, step: string | number): Schema {
  const def = definition(schema);
  switch (def.type) {
    case 'object':
      return def.shape[step] ?? schema;
    case 'record':
      return def.valueType;
    case 'array':
      return def.element;
    case 'tuple':
      return def.items[Number(step)] ?? schema;
    case 'union': {
      const option = bestOption(schema, value)?.option;
      return option ? childOf({ schema: option, value }, step) : schema;
    }
    default:
      return schema;
  }
}

function isOfType(schema: Schema, value: unknown): boolean {
  const def = definition(schema);
  if (def.type === 'tuple') return Array.isArray(value) && value.length === def.items.length;
  return def.type === typeof value || (def.type === 'enum' && typeof value === 'string');
}

function memberOf(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
}

/** Keys that every alternative has tell nothing. */
function sharedKeys(options: readonly Schema[]): ReadonlySet<string> {
  const [first, ...rest] = options.map((option) => new Set(shapeKeys(option)));
  return new Set([...(first ?? [])].filter((key) => rest.every((keys) => keys.has(key))));
}

function scoreOf(option: Schema, value: unknown, common: ReadonlySet<string>): number {
  if (typeof value !== 'object' || value === null) return 0;
  return shapeKeys(option).filter((key) => !common.has(key) && key in value).length;
}
