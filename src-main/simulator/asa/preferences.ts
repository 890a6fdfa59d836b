/** What is configured of a firewall itself that is neither an address nor a rule: its domain, its pager, lines that are kept. */

import type { Destinations } from '../ios/log/log.ts';

export const defaultHostname = 'ciscoasa';

/** The ways to a command line, as `aaa authentication … console LOCAL` names them. */
export type Way = 'enable' | 'http' | 'serial' | 'ssh' | 'telnet';

export interface SyslogHost {
  /** As `nameif` has it. */
  readonly interfaceName: string;
  readonly address: number;
}

export class Preferences {
  /** `aaa authentication WAY console LOCAL`: who comes by it logs in with a name of its own. */
  readonly localAuthentication = new Set<Way>();
  /** `pager lines N` */
  pagerLines = defaultPagerLines;
  /** `logging enable` */
  isLogging = false;
  /** Up to which severity messages go where; undefined when none go there. */
  readonly logLevels: Pick<Destinations, 'console' | 'monitor' | 'buffer' | 'trap'> = {
    console: undefined,
    monitor: undefined,
    buffer: undefined,
    trap: undefined,
  };
  /** `logging host` */
  readonly syslogHosts: SyslogHost[] = [];
  /** `logging timestamp` */
  hasTimestamps = false;
  /** Lines that change nothing in this simulator, by the words that name them, each in its section. */
  readonly kept = new Map<string, { readonly section: string; readonly line: string }>();
}

const defaultPagerLines = 24;
