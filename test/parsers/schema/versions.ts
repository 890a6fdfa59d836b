/** What was published under each version of the schema, so that nothing of it changes unnoticed. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Schema } from './type-schema.ts';

export const VERSIONS = path.resolve(import.meta.dirname, 'versions.json');

/** The hash of each definition, by version and name. */
export type Versions = Record<string, Record<string, string>>;

export function versions(): Versions {
  return JSON.parse(readFileSync(VERSIONS, 'utf8')) as Versions;
}

/** Of the definitions, and of what each command's result is made of. */
export function hashesOf({ definitions, anyOf }: Schema): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions as Record<string, Schema>))
    hashes[name] = hashOf(definition);
  for (const { properties } of anyOf as { properties: Record<string, Schema> }[]) {
    const { platform, parser, ...shape } = properties;
    for (const one of platform?.['enum'] as string[])
      for (const command of parser?.['enum'] as string[]) hashes[`${one}: ${command}`] = hashOf(shape);
  }
  return hashes;
}

function hashOf(schema: Schema): string {
  return createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 16);
}
