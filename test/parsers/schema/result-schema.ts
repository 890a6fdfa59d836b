/** The JSON Schema of what `quickmode parse` prints, made of the types of the records. */
import path from 'node:path';
import { format } from 'prettier';
import type ts from 'typescript';
import { resultVersion } from '../../../src-main/engine/parse-output.ts';
import { COMMANDS } from '../../../src-main/parsers/catalogue.ts';
import { PLATFORMS, type CommandParser } from '../../../src-main/parsers/command-parser.ts';
import { recordTypes } from './record-types.ts';
import { TypeSchemas, type Schema } from './type-schema.ts';

export const PUBLISHED = path.resolve(import.meta.dirname, '../../../resources/schemas/parse.schema.json');

const QUOTE: Schema = {
  type: 'object',
  description: 'a line of the text, counted from 0',
  properties: { line: { type: 'number' }, text: { type: 'string' } },
  required: ['line', 'text'],
  additionalProperties: false,
};

export function resultSchema(): Schema {
  const { checker, typeOf } = recordTypes();
  const schemas = new TypeSchemas(checker, roomOf);
  const kinds = new Map<string, { platforms: Set<string>; commands: Set<string>; record: Schema }>();
  for (const { platforms, command, parse } of inOrder(COMMANDS))
    for (const platform of platforms) {
      const record = schemas.of(typeOf(platform, parse));
      const key = JSON.stringify(record);
      const kind = kinds.get(key) ?? { platforms: new Set(), commands: new Set(), record };
      kinds.set(key, kind);
      kind.platforms.add(platform);
      kind.commands.add(command);
    }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'What quickmode parse prints',
    anyOf: [...kinds.values()].map((kind) => resultOf(kind)),
    definitions: { Quote: QUOTE, ...schemas.definitions },
  };
}

/** The file does not change when the tables of commands are put in another order. */
function inOrder(commands: readonly CommandParser[]): CommandParser[] {
  const rank = ({ platforms: [platform = 'ios'], command }: CommandParser): string =>
    `${PLATFORMS.indexOf(platform)} ${command}`;
  return [...commands].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** "Ios", "Asa": what tells two types of one name apart. */
function roomOf(type: ts.Type): string {
  const file = (type.aliasSymbol ?? type.getSymbol())?.declarations?.[0]?.getSourceFile().fileName ?? '';
  const room = path.basename(path.dirname(file));
  return room.charAt(0).toUpperCase() + room.slice(1);
}

function resultOf(kind: { platforms: Set<string>; commands: Set<string>; record: Schema }): Schema {
  const properties = {
    version: { const: resultVersion },
    platform: { enum: [...kind.platforms] },
    command: { type: 'string', description: 'as it was given' },
    parser: { enum: [...kind.commands], description: 'which records these are' },
    outcome: { enum: ['complete', 'empty', 'rejected', 'truncated'] },
    records: { type: 'array', items: kind.record },
    unknown: { type: 'array', items: { $ref: '#/definitions/Quote' } },
    furtherUnknown: { type: 'number' },
    rejection: { $ref: '#/definitions/Quote' },
  };
  const required = ['version', 'platform', 'command', 'parser', 'outcome', 'records', 'unknown'];
  return { type: 'object', properties, required, additionalProperties: false };
}

export function printed(schema: Schema): Promise<string> {
  return format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });
}
