/** Which parser reads which command, by the words of the command as people type them. */
import { ASA_COMMANDS } from './asa/commands.ts';
import type { CommandParser, ParsedPlatform } from './command-parser.ts';
import { IOS_COMMANDS } from './ios/commands.ts';
import { LINUX_COMMANDS } from './linux/commands.ts';

/** A command with more words is read by the longest entry that it begins with. */
export const COMMANDS: readonly CommandParser[] = [...IOS_COMMANDS, ...ASA_COMMANDS, ...LINUX_COMMANDS];

export function commandsOf(platform: ParsedPlatform): string[] {
  return COMMANDS.filter(({ platforms }) => platforms.includes(platform)).map(({ command }) => command);
}

/**
 * The parser of a command, abbreviated as IOS allows ("sh cry isa sa"): every word begins one of the entry's words. Of
 * several the one with the most words, then the one with a word typed in full.
 */
export function parserOf(platform: string, command: string): CommandParser | undefined {
  const [before = '', filter = ''] = command
    .trim()
    .toLowerCase()
    .replace(/^do /, '')
    .split(/\s*\|\s*/);
  // What is counted is not shown.
  const typed = /^c(?:o(?:u(?:nt?)?)?)?\b/.test(filter) ? ['|', 'count'] : before.split(/\s+/);
  const fitting = COMMANDS.filter(
    (entry) => entry.platforms.some((one) => one === platform) && isOf(typed, entry.command),
  );
  return fitting.sort((a, b) => rank(b.command, typed) - rank(a.command, typed))[0];
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
