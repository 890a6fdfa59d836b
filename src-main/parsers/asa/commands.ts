/** The commands of ASA whose answers are read. */
import type { CommandParser } from '../command-parser.ts';

export const ASA_COMMANDS: readonly CommandParser[] = [];
