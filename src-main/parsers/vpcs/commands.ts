/** The commands of VPCS whose answers are read. */
import type { CommandParser } from '../command-parser.ts';
import { parsePing } from './ping.ts';

const vpcs = (command: string, parse: CommandParser['parse']): CommandParser => ({
  platforms: ['vpcs'],
  command,
  parse,
});

export const VPCS_COMMANDS: readonly CommandParser[] = [vpcs('ping', parsePing)];
