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

/**
 * The parser of a command, abbreviated as IOS allows ("sh cry isa sa"): every word begins one of the entry's words. Of
 * several the one with the most words, then the one with a word typed in full. A command may also be spelled as files
 * are named: `show_crypto_ipsec_transform_set`.
 */
export function parserOf(platform: string, command: string): CommandParser | undefined {
  const [before = '', filter = ''] = command
    .trim()
    .toLowerCase()
    .replace(/^do /, '')
    .split(/\s*\|\s*/);
  const own = COMMANDS.filter((entry) => entry.platforms.some((one) => one === platform));
  const best = bestOf(own, before.split(/[\s_]+/));
  // What is counted is not shown.
  const isCounted = /^c(?:o(?:u(?:nt?)?)?)?\b/.test(filter) || (best && wordAfter(best, before) === 'count');
  return isCounted ? own.find((entry) => entry.command === '| count') : best;
}

function bestOf(entries: readonly CommandParser[], typed: readonly string[]): CommandParser | undefined {
  const fitting = entries.filter((entry) => isOf(typed, entry.command));
  const best = fitting.sort((a, b) => rank(b.command, typed) - rank(a.command, typed))[0];
  const spelled = spelledOf(entries, typed);
  const isLonger = spelled && lettersOf(spelled.command).length > lettersOf(best?.command ?? '').length;
  return isLonger && !best?.command.includes('A.B.C.D') ? spelled : best;
}

/** The longest entry that is typed in full, whatever stands for its blanks and hyphens. */
function spelledOf(entries: readonly CommandParser[], typed: readonly string[]): CommandParser | undefined {
  const letters = lettersOf(typed.join(' '));
  const fitting = entries.filter(({ command }) => letters.startsWith(lettersOf(command)));
  return fitting.sort((a, b) => lettersOf(b.command).length - lettersOf(a.command).length)[0];
}

function lettersOf(command: string): string {
  return command.replace(/[\s_-]+/g, '').toLowerCase();
}

/** The word behind those that are the entry's own. */
function wordAfter({ command }: CommandParser, typed: string): string | undefined {
  return typed.split(/[\s_]+/)[command.split(' ').length];
}

function isOf(typed: readonly string[], command: string): boolean {
  const full = command.split(' ');
  return full.every((word, index) => {
    const given = typed[index] ?? '';
    if (word === 'A.B.C.D') return /^\d+\.\d+\.\d+\.\d+(?:\/\d+)?$/.test(given);
    return given !== '' && (word === 'WORD' || word.startsWith(given));
  });
}

function rank(command: string, typed: readonly string[]): number {
  const full = command.split(' ');
  const exact = full.filter((word, index) => word === typed[index]).length;
  return full.length * 100 + exact;
}
