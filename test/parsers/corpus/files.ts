/** The outputs that others collected, with the parser that reads each of them if there is one. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parserOf } from '../../../src-main/parsers/catalogue.ts';
import type { CommandParser, ParsedPlatform } from '../../../src-main/parsers/command-parser.ts';

export const CORPUS = path.resolve(import.meta.dirname, '../../../../shared/corpus/outputs');

export interface CollectedOutput {
  file: string;
  source: string;
  /** Absent for other makes of device. */
  platform: ParsedPlatform | undefined;
  /** As the collection's folder says it: "show_crypto_ipsec_sa". */
  command: string;
  text: string;
  golden: unknown;
  parser: CommandParser | undefined;
}

const PLATFORMS: Readonly<Record<string, ParsedPlatform>> = {
  ios: 'ios',
  cisco_ios: 'ios',
  iosxe: 'iosxe',
  'iosxe-cat9k-c9500': 'iosxe',
  asa: 'asa',
  cisco_asa: 'asa',
  linux: 'linux',
  libreswan: 'linux',
  strongswan: 'linux',
};

export function collectedOutputs(): CollectedOutput[] {
  if (!existsSync(CORPUS)) return [];
  const [, ...rows] = readFileSync(path.join(CORPUS, 'INDEX.tsv'), 'utf8').trim().split('\n');
  return rows.map(outputOf);
}

function outputOf(row: string): CollectedOutput {
  const [source = '', folder = '', command = '', file = '', hasGolden] = row.split('\t');
  const platform = PLATFORMS[folder];
  const golden: unknown = hasGolden === 'yes' ? JSON.parse(read(file.replace(/\.txt$/, '.golden.json'))) : undefined;
  const parser = platform && parserOf(platform, command);
  return { file, source, platform, command, text: read(file), golden, parser };
}

function read(file: string): string {
  return readFileSync(path.join(CORPUS, file), 'utf8');
}
