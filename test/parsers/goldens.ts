/** The golden folders: one for each platform and command, `case.txt` beside the `case.json` that it must give. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import type { Parsed } from '../../src-main/parsers/parsed.ts';

export interface Golden {
  platform: (typeof PLATFORMS)[number];
  command: string;
  name: string;
  text: string;
  parse: (text: string) => Parsed<unknown>;
  /** Where the result that is expected is kept. */
  file: string;
}

const PLATFORMS = ['ios', 'asa', 'linux', 'vpcs'] as const;

/** Every case under test/parsers/PLATFORM/COMMAND, with the parser of its folder's name. */
export async function goldens(): Promise<Golden[]> {
  return (await Promise.all(PLATFORMS.map(goldensOf))).flat();
}

async function goldensOf(platform: Golden['platform']): Promise<Golden[]> {
  const room = path.resolve(import.meta.dirname, platform);
  if (!existsSync(room)) return [];
  const folders = readdirSync(room, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const perFolder = folders.map(async ({ name: command }) => {
    const parse = await parserIn(platform, command);
    const texts = readdirSync(path.join(room, command)).filter((file) => file.endsWith('.txt'));
    return texts.map((file): Golden => {
      const text = readFileSync(path.join(room, command, file), 'utf8');
      const name = file.replace(/\.txt$/, '');
      return { platform, command, name, text, parse, file: path.join(room, command, `${name}.json`) };
    });
  });
  return (await Promise.all(perFolder)).flat();
}

async function parserIn(platform: string, command: string): Promise<Golden['parse']> {
  const module = (await import(`../../src-main/parsers/${platform}/${command}.ts`)) as Record<string, unknown>;
  const parse = Object.values(module).find((value) => typeof value === 'function' && value.name.startsWith('parse'));
  if (typeof parse !== 'function') throw new Error(`no parser in ${platform}/${command}.ts`);
  return parse as Golden['parse'];
}

/** What is expected, or with UPDATE=1 what is from now on. */
export async function expectedOf({ file }: Golden, actual: unknown): Promise<unknown> {
  if (process.env['UPDATE'] === '1') {
    writeFileSync(file, await format(JSON.stringify(actual), { parser: 'json', printWidth: 120 }));
  }
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
}

/** A result without the numbers of lines, to compare captures that differ in noise. */
export function withoutLines(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLines);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !['line', 'lastLine', 'at', 'unknown'].includes(name));
  return Object.fromEntries(kept.map(([name, one]) => [name, withoutLines(one)]));
}
