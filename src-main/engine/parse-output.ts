/** What a device printed, as records: the result of `quickmode parse`, whose shape is published as a JSON Schema. */
import { Failure } from '../base/errors.ts';
import { COMMANDS, commandsOf, parserOf } from '../parsers/catalogue.ts';
import { PLATFORMS, type CommandParser, type ParsedPlatform } from '../parsers/command-parser.ts';
import { nearOf } from '../parsers/near.ts';
import type { Outcome, Quote } from '../parsers/parsed.ts';
import { quotesOf } from '../parsers/quotes.ts';
import { textOfOutput } from './output-bytes.ts';

/** Of the shape of results and records: any change to what is there is a new number. */
export const resultVersion = 1;

export interface ParseResult {
  version: typeof resultVersion;
  platform: ParsedPlatform;
  /** As it was given. */
  command: string;
  /** The entry of the catalogue that reads it: it says which records these are. */
  parser: string;
  outcome: Outcome;
  records: readonly unknown[];
  /** The lines that were not understood: the first ten thousand. */
  unknown: Quote[];
  /** How many more there are. */
  furtherUnknown?: number;
  /** For `rejected`: the line that says so. */
  rejection?: Quote;
}

/** @throws Failure unknown-platform, unknown-command */
export function commandParserOf(platform: string, command: string): CommandParser {
  const known = PLATFORMS.find((one) => one === platform);
  if (known === undefined)
    throw new Failure(
      'bad-input',
      'unknown-platform',
      `There is no platform "${platform}".${meant(nearOf(platform, PLATFORMS))} There are ${PLATFORMS.join(', ')}.`,
    );
  const parser = parserOf(known, command);
  if (parser) return parser;
  throw new Failure(
    'bad-input',
    'unknown-command',
    `No parser reads "${command}" of ${platform}.${meant(nearOf(command, commandsOf(known)))} All of them: quickmode parse --list --platform ${platform}`,
  );
}

function meant(near: readonly string[]): string {
  return near.length === 0 ? '' : ` Did you mean ${near.map((one) => `"${one}"`).join(' or ')}?`;
}

export function parseOutput(
  { platform, command }: { platform: string; command: string },
  bytes: Uint8Array,
): ParseResult {
  const parser = commandParserOf(platform, command);
  const text = textOfOutput(bytes);
  const { records, outcome, unknown, furtherUnknown, rejection } = parser.parse(text);
  return {
    version: resultVersion,
    platform: platform as ParsedPlatform,
    command,
    parser: parser.command,
    outcome,
    records,
    unknown: quotesOf(text, unknown),
    ...(furtherUnknown === undefined ? {} : { furtherUnknown }),
    ...(rejection === undefined ? {} : { rejection }),
  };
}

/** What can be read, in the order of the catalogue. */
export function parsedCommands(platform?: string): { platform: string; command: string }[] {
  return COMMANDS.flatMap(({ platforms, command }) =>
    platforms.filter((one) => platform === undefined || one === platform).map((one) => ({ platform: one, command })),
  );
}
