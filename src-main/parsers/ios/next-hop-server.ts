/** The line of one next hop server: in `show ip nhrp nhs` and `show dmvpn detail`. */
import { integer } from '../values.ts';
import { put } from '../parsed.ts';
import type { NextHopServer } from './dmvpn.ts';

/** `100.0.0.100  RE  NBMA Address: 101.1.1.1 priority = 0 cluster = 0  req-sent 105434  req-failed 0  repl-recv 105434 (00:00:58 ago)` */
export const NEXT_HOP_SERVER =
  /^((?:\d+\.\d+\.\d+\.\d+|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)\s+[ERWD]{1,3}(?:\s+(?:NBMA |priority|cluster|req-).*)?)$/;

export function nextHopServerOf(text: string, line: number): NextHopServer {
  const [, server = '', state = '', rest = ''] = /^(\S+)\s+(\S+)(.*)$/.exec(text) ?? [];
  const one: NextHopServer = { line, at: {}, server, state };
  const after = (name: string): string | undefined => new RegExp(`${name} ?=? ?(\\S+)`).exec(rest)?.[1];
  put(one, line, {
    server,
    state,
    nbma: after('NBMA Address:'),
    priority: integer(after('priority')),
    cluster: integer(after('cluster')),
    requestsSent: integer(after('req-sent')),
    requestsFailed: integer(after('req-failed')),
    repliesReceived: integer(after('repl-recv')),
    age: /\(([^\s()]+) ago\)/.exec(rest)?.[1],
  });
  return one;
}
