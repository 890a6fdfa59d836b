/** show ip nhrp nhs [detail | tunnel N] */
import { conclude } from '../account.ts';
import { put, type Parsed } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import type { NextHopServer } from './dmvpn.ts';
import { NEXT_HOP_SERVER, nextHopServerOf } from './next-hop-server.ts';

/** Servers of a tunnel, and requests to them that wait for their answer. */
export interface NextHopServers extends NextHopServer {
  pending?: { line: number; requestId: number; retry: number; state: string }[];
}

class Servers extends Records<NextHopServers> {
  interface: string | undefined;
}

function addServer(servers: Servers, name: string | undefined, text: string, line: number): true {
  const { at, ...fields } = nextHopServerOf(text, line);
  servers.begin(line, { interface: name, ...fields });
  Object.assign(servers.last?.at ?? {}, at);
  return true;
}

type Pending = [id: string, retry: string, server: string, state: string | undefined];

const TABLE = new RuleTable<Servers>([
  passes(/^Legend: E=Expecting replies,.*$/),
  rule<Servers, [string]>(/^([A-Z][A-Za-z-]*\d+):$/, (servers, [name]) => (servers.interface = name)),
  // 12.4 has both on one line.
  rule<Servers, [string, string]>(
    /^([A-Z][A-Za-z-]*\d+):\s+(\S+\s+[ERWD]{1,3}(?:\s.*)?)$/,
    (servers, [name, text], line) => NEXT_HOP_SERVER.test(text) && addServer(servers, name, text, line),
  ),
  rule<Servers, [string]>(
    NEXT_HOP_SERVER,
    (servers, [text], line) => addServer(servers, servers.interface, text, line),
    (servers) => servers.interface !== undefined,
  ),
  rule<Servers, [string, string | undefined]>(
    /^Current Request ID: (\d+)(?: \(Ack: (\d+)\))?$/,
    ({ last }, [id, ack], line) => {
      if (last) put(last, line, { requestId: Number(id), acknowledgedId: ack === undefined ? undefined : Number(ack) });
    },
    ({ last }) => last !== undefined,
  ),
  rule<Servers, [string]>(
    /^Protection Socket Requested: (TRUE|FALSE)$/i,
    ({ last }, [word], line) => last && put(last, line, { isSocketRequested: /true/i.test(word) }),
    ({ last }) => last !== undefined,
  ),
  passes(/^Pending Registration Requests:$/),
  rule<Servers, Pending>(
    /^Registration Request: Reqid (\d+), Ret (\d+)\s+NHS (\S+)(?: (.+))?$/,
    ({ all }, [id, retry, server, state = ''], line) => {
      const owner = all.find((one) => one.server === server);
      if (!owner) return false;
      (owner.pending ??= []).push({ line, requestId: Number(id), retry: Number(retry), state });
      return true;
    },
  ),
]);

export function parseShowIpNhrpNhs(text: string): Parsed<NextHopServers> {
  const servers = new Servers();
  const reading = readLines(text, TABLE, servers);
  return conclude(reading, servers.all);
}
