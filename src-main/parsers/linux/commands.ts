/** The commands of Linux and VPCS whose answers are read. */
import type { CommandParser } from '../command-parser.ts';

export const LINUX_COMMANDS: readonly CommandParser[] = [];
