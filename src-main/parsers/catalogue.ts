/** Which parser reads which command, by the words of the command as people type them. */
import { ASA_COMMANDS } from './asa/commands.ts';
import type { CommandParser, ParsedPlatform } from './command-parser.ts';
import { IOS_COMMANDS } from './ios/commands.ts';
import { LINUX_COMMANDS } from './linux/commands.ts';
import { VPCS_COMMANDS } from './vpcs/commands.ts';

/** A command with more words is read by the longest entry that it begins with. */
export const COMMANDS: readonly CommandParser[] = [
  ...IOS_COMMANDS,
  ...ASA_COMMANDS,
  ...LINUX_COMMANDS,
  ...VPCS_COMMANDS,
];

export function commandsOf(platform: ParsedPlatform): string[] {
  return COMMANDS.filter(({ platforms }) => platforms.includes(platform)).map(({ command }) => command);
}

/** An entry with what looking for it needs. */
interface Entry {
  parser: CommandParser;
  words: readonly string[];
  /** Without what may stand between words. */
  letters: string;
}

const entries = new Map<string, Entry[]>();
for (const parser of COMMANDS) {
  const entry: Entry = { parser, words: parser.command.split(' '), letters: lettersOf(parser.command) };
  for (const platform of parser.platforms) entries.set(platform, [...(entries.get(platform) ?? []), entry]);
}

/** What was found before: the same few commands are looked for all the time. */
const found = new Map<string, CommandParser | undefined>();
/** More different commands than this nobody types: then they are not kept. */
const MOST_FOUND = 2000;

/**
 * The parser of a command, abbreviated as IOS allows ("sh cry isa sa"): every word begins one of the entry's words. Of
 * several the one with the most words, then the one with a word typed in full. A command may also be spelled as files
 * are named: `show_crypto_ipsec_transform_set`.
 */
export function parserOf(platform: string, command: string): CommandParser | undefined {
  const key = `${platform} ${command}`;
  if (found.has(key)) return found.get(key);
  const parser = search(entries.get(platform) ?? [], command);
  if (found.size < MOST_FOUND && key.length < 200) found.set(key, parser);
  return parser;
}

function search(own: readonly Entry[], command: string): CommandParser | undefined {
  const [before = '', filter = ''] = command
    .trim()
    .replace(/^(?:do|sudo) /i, '')
    .split(/\s*\|\s*/);
  const typed = before.split(/[\s_]+/).map(asTyped);
  const best = bestOf(own, typed);
  // What is counted is not shown.
  const isCounted = /^c(?:o(?:u(?:nt?)?)?)?\b/i.test(filter) || (best && typed[best.words.length] === 'count');
  return (isCounted ? own.find(({ parser }) => parser.command === '| count') : best)?.parser;
}

/** An option of one letter is another one in capitals: `swanctl -l`, `swanctl -L`. */
const asTyped = (word: string): string => (/^-[A-Za-z]+$/.test(word) ? word : word.toLowerCase());

function bestOf(own: readonly Entry[], typed: readonly string[]): Entry | undefined {
  const fitting = own.filter((entry) => isOf(typed, entry));
  const best = fitting.sort((a, b) => rank(b, typed) - rank(a, typed))[0];
  const spelled = spelledOf(own, typed);
  const isLonger = spelled && spelled.letters.length > (best?.letters ?? '').length;
  return isLonger && !best?.words.includes('A.B.C.D') ? spelled : best;
}

/** The longest entry that is typed in full, whatever stands for its blanks and hyphens. */
function spelledOf(own: readonly Entry[], typed: readonly string[]): Entry | undefined {
  // It ends where a word of what was typed ends: `show ipsec` is no `show ip`.
  const beginnings = new Set(typed.map((_, index) => lettersOf(typed.slice(0, index + 1).join(' '))));
  const fitting = own.filter(
    ({ letters, words }) => beginnings.has(letters) && !words.some((word) => /^-\w$/.test(word)),
  );
  return fitting.sort((a, b) => b.letters.length - a.letters.length)[0];
}

function lettersOf(command: string): string {
  return command.replace(/[\s_-]+/g, '').toLowerCase();
}

function isOf(typed: readonly string[], { words, parser }: Entry): boolean {
  // Programs are called by their whole name.
  if (parser.platforms.includes('linux') && words[0] !== typed[0]) return false;
  return words.every((word, index) => isWord(word, typed[index] ?? ''));
}

function isWord(word: string, given: string): boolean {
  if (word.startsWith('-')) return given === word || (/^--\w/.test(given) && word.startsWith(given));
  if (word === 'A.B.C.D') return /^\d+\.\d+\.\d+\.\d+(?:\/\d+)?$/.test(given);
  return given !== '' && (word === 'WORD' || word.startsWith(given));
}

function rank({ words }: Entry, typed: readonly string[]): number {
  return words.length * 100 + words.filter((word, index) => word === typed[index]).length;
}
