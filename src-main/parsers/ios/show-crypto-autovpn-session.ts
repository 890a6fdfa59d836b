/** show crypto autovpn session [peer-no N]: VPN registries of IOS XE. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { words } from '../values.ts';

export interface AutovpnDevice extends Sourced {
  deviceNumber: string;
  id: string;
  /** "Hub", "Spoke". */
  role: string;
  isLocal: boolean;
  links: Record<string, string>[];
  registries: { name: string; address: string; links: Record<string, string>[] }[];
}

/** Rows of its tables, by the names of the columns; sessions have a record of their own. */
export interface AutovpnSession extends Sourced {
  peer: string;
  local: string;
  remote: string;
  localWan: number;
  peerWan: number;
  type: string;
  state: string;
  interface: string;
  isInitiator: boolean;
}

class State extends Records<AutovpnDevice | AutovpnSession> {
  device: AutovpnDevice | undefined;
  rows: Record<string, string>[] | undefined;
  columns: string[] = [];
}

function openDevice(
  state: State,
  isLocal: boolean,
  [deviceNumber, id, role]: [string, string, string],
  line: number,
): void {
  const device: AutovpnDevice = { line, at: {}, deviceNumber, id, role, isLocal, links: [], registries: [] };
  state.all.push(device);
  state.device = device;
  state.rows = device.links;
}

type Row = [peer: string, local: string, remote: string, localWan: string, peerWan: string, type: string, status: string,
  name: string, initiator: string]; // prettier-ignore

const TABLE = new RuleTable<State>([
  passes(/^(?:Local Information:|Local-WAN info learnt.*|Peers learnt from.*|Session Details:|-{10,})$/),
  rule<State, [string, string, string]>(/^Device Number: ?(\S+), ID: ?(\S+), Role: ?(\S+)$/, (state, groups, line) => openDevice(state, true, groups, line)),
  rule<State, [string, string, string]>(/^Peer Number: ?(\S+), ID: ?(\S+), Role: ?(\S+)$/, (state, groups, line) => openDevice(state, false, groups, line)),
  rule<State, [string, string]>(/^(VPN Registry-\d+)\s+(\S+)$/, ({ device }, [name, address]) => device?.registries.push({ name, address, links: [] }), ({ device }) => device !== undefined),
  rule<State, [string]>(/^(Local-WAN\s+\S.*|Peer-WAN\s+.*)$/, (state, [text]) => {
    state.columns = words(text);
    state.rows = text.includes('Status') ? state.device?.registries.at(-1)?.links : state.device?.links;
  }),
  passes(/^Peer-No\s+Local-IP:Port\s+.*Initiator$/),
  rule<State, [string]>(
    /^(WAN-?\w*\s+\S.*)$/,
    ({ rows, columns }, [text]) => {
      const values = words(text);
      if (values.length > columns.length) return false;
      return rows?.push(Object.fromEntries(values.map((value, index) => [columns[index] ?? `column ${index + 1}`, value])));
    },
    ({ rows }) => rows !== undefined,
  ),
  rule<State, Row>(
    /^(\d+)\s+(\S+:\d+)\s+(\S+:\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(Yes|No)$/,
    (state, [peer, local, remote, localWan, peerWan, type, status, name, initiator], line) =>
      state.begin(line, { peer, local, remote, localWan: Number(localWan), peerWan: Number(peerWan), type, state: status, interface: name, isInitiator: initiator === 'Yes' }),
  ),
]); // prettier-ignore

export function parseShowCryptoAutovpnSession(text: string): Parsed<AutovpnDevice | AutovpnSession> {
  const state = new State();
  const reading = readLines(text, TABLE, state);
  return conclude(reading, state.all);
}
