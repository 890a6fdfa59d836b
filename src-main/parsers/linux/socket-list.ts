/** ss -ulpn, ss -tn: sockets; a daemon of IKE listens at UDP 500 and 4500. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer } from '../values.ts';
import { parseRows } from './rows.ts';

export interface ListedSocket extends Sourced {
  /** Where sockets of several kinds are shown: "udp", "tcp". */
  kind?: string;
  /** "UNCONN", "LISTEN", "ESTAB". */
  state: string;
  receiveQueue: number;
  sendQueue: number;
  /** "*" and "0.0.0.0" for any. */
  local: string;
  localInterface?: string;
  /** Names are possible without -n; "*" for any. */
  localPort: string;
  peer: string;
  peerPort: string;
  processes: { name: string; id: number }[];
}

type Socket = [kind: string | undefined, state: string, receive: string, send: string, local: string,
  localInterface: string | undefined, localPort: string, peer: string, peerPort: string, process: string | undefined]; // prettier-ignore

const processesIn = (text = ''): ListedSocket['processes'] =>
  [...text.matchAll(/\("([^"]+)",pid=(\d+)/g)].map(([, name = '', id]) => ({ name, id: Number(id) }));

/** An address of IPv6 without its brackets; the name of an interface may have parted it from one of them. */
const bare = (address: string): string => address.replace(/^\[|\]$/g, '');

const TABLE = new RuleTable<Records<ListedSocket>>([
  passes(/^(?:Netid\s+)?State\s+Recv-Q\s+Send-Q\s+Local Address:Port\s+Peer Address:Port.*$/),
  rule<Records<ListedSocket>, Socket>(
    /^(?:(udp|tcp|raw|u_str|icmp6?|sctp|dccp|mptcp)\s+)?([A-Z][A-Z0-9-]+)\s+(\d+)\s+(\d+)\s+(\S*?)(?:%([^\s:\]]+))?\]?:([\w*-]+)\s+(\S+):([\w*-]+)(?:\s+(users:\S+))?(?:\s.*)?$/,
    (sockets, [kind, state, receive, send, local, localInterface, localPort, peer, peerPort, process], line) =>
      sockets.begin(line, {
        kind,
        state,
        receiveQueue: integer(receive),
        sendQueue: integer(send),
        local: bare(local),
        localInterface,
        localPort,
        peer: bare(peer),
        peerPort,
        processes: processesIn(process),
      }),
  ),
]);

export function parseSocketList(text: string): Parsed<ListedSocket> {
  return parseRows(text, TABLE, new Records<ListedSocket>());
}
