/** The commands of Linux and VPCS whose answers are read. */
import type { CommandParser } from '../command-parser.ts';
import { parseSwanctlListSas } from './swanctl-list-sas.ts';

const linux = (command: string, parse: CommandParser['parse']): CommandParser => ({
  platforms: ['linux'],
  command,
  parse,
});

export const LINUX_COMMANDS: readonly CommandParser[] = [linux('swanctl --list-sas', parseSwanctlListSas)];
