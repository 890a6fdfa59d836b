/** show users */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface UserLine extends Sourced {
  /** "0 con 0", "194 vty 0"; an interface for those of PPP. */
  terminal: string;
  /** The line this was asked on. */
  isOwn: boolean;
  user?: string;
  host?: string;
  idle: string;
  location?: string;
}

type Row = [own: string | undefined, terminal: string, user: string | undefined, host: string | undefined, idle: string,
  location: string | undefined]; // prettier-ignore

const TABLE = new RuleTable<Records<UserLine>>([
  passes(/^Line\s+User\s+Host\(s\)\s+Idle\s+Location$/),
  passes(/^Interface\s+User\s+Mode\s+Idle\s+Peer Address$/),
  begins<UserLine, Row>(
    /^(\*)?\s*(\d+ (?:con|vty|aux|tty) \d+)(?:\s+(\S+))??\s+(idle|\d+\.\d+\.\d+\.\d+|[\w.-]+)\s+((?:\d+:)?\d+:\d+(?::\d+)?|never|\d+[ywdh]\S*)(?:\s+(\S+))?$/,
    ([own, terminal, user, host, idle, location]) => ({
      terminal,
      isOwn: own !== undefined,
      user,
      host,
      idle,
      location,
    }),
  ),
]);

export function parseShowUsers(text: string): Parsed<UserLine> {
  return parseRecords(text, TABLE);
}
