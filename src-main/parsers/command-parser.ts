/** What a platform's table of commands holds. */
import type { Parsed } from './parsed.ts';

/** Those whose answers are read. */
export const PLATFORMS = ['ios', 'iosxe', 'asa', 'linux', 'vpcs'] as const;
export type ParsedPlatform = (typeof PLATFORMS)[number];

export interface CommandParser {
  platforms: readonly ParsedPlatform[];
  /** In full: "show crypto isakmp sa". `A.B.C.D` stands for an address, `WORD` for any one word. */
  command: string;
  parse: (text: string) => Parsed<unknown>;
}
