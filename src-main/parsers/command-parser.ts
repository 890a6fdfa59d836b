/** What a platform's table of commands holds. */
import type { Parsed } from './parsed.ts';

/** Those whose answers are read. */
export type ParsedPlatform = 'ios' | 'iosxe' | 'asa' | 'linux' | 'vpcs';

export interface CommandParser {
  platforms: readonly ParsedPlatform[];
  /** In full: "show crypto isakmp sa". `A.B.C.D` stands for an address, `WORD` for any one word. */
  command: string;
  parse: (text: string) => Parsed<unknown>;
}
