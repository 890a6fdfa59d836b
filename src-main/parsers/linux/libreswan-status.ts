/**
 * ipsec status and ipsec whack --status of Libreswan 3 to 5 (older ones print "000 " before every line), as one record:
 * how it is set up, its connections, its states; and ipsec connectionstatus, of which each connection is a record.
 */
import { conclude } from '../account.ts';
import { put, type Parsed, type Sourced } from '../parsed.ts';
import type { Fields } from '../records.ts';
import { ANY_LINE, RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { integer } from '../values.ts';
import { readConnectionLine, type LibreswanConnection } from './libreswan-connection.ts';
import { STATE_RULES, type LibreswanState, type LibreswanStates } from './libreswan-states.ts';

export interface LibreswanStatus extends Sourced {
  /** xfrm, netkey, klips … */
  kernelInterface?: string;
  version?: string;
  interfaces: LibreswanInterface[];
  /** `config setup`, by the printed names. */
  settings: Record<string, string>;
  algorithms: LibreswanAlgorithm[];
  connections: LibreswanConnection[];
  loaded?: number;
  routed?: number;
  active?: number;
  ikeSas?: number;
  halfOpenIkeSas?: number;
  openIkeSas?: number;
  authenticatedIkeSas?: number;
  anonymousIkeSas?: number;
  ipsecSas?: number;
  authenticatedIpsecSas?: number;
  anonymousIpsecSas?: number;
  states: LibreswanState[];
  /** Bare shunts, as printed. */
  shunts: string[];
}

export interface LibreswanInterface {
  name: string;
  address: string;
  port: number;
  protocol?: string;
}

export interface LibreswanAlgorithm {
  /** "ESP encrypt", "AH/ESP auth", "IKE encrypt", "IKE PRF", "IKE DH Key Exchange" … */
  use: string;
  name: string;
}

interface Reading extends LibreswanStates {
  status: LibreswanStatus;
  connections: LibreswanConnection[];
  isInShunts: boolean;
  isBegun: boolean;
}

/** A line that tells something of the daemon. */
function daemon<G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<LibreswanStatus>): Rule<Reading, G> {
  return rule<Reading, G>(pattern, ({ status }, groups, line) => put(status, line, fields(groups)));
}

/** Older releases number their lines: 000 is "for information". */
const START = String.raw`^(?:000 )?`;
const line = (pattern: string): RegExp => new RegExp(`${START}${pattern}$`);
const COUNTED = String.raw`total\((\d+)\)`;

const DAEMON: readonly Rule<Reading>[] = [
  daemon<[string]>(line(String.raw`using kernel interface: (\S+)`), ([kernelInterface]) => ({ kernelInterface })),
  // 3.x: `interface lo/lo 127.0.0.1@4500`; 4.x: `interface lo UDP [::1]:4500`; 5.x: `interface lo 127.0.0.1:UDP/4500 (NAT)`
  rule<Reading, [string, string | undefined, string, string | undefined, string]>(
    line(
      String.raw`interface ([^\s/]+)(?:\/\S+)? (?:(UDP|TCP) )?\[?([0-9A-Fa-f.:%\w]+?)\]?[@:](?:(UDP|TCP)\/)?(\d+)(?: \(.*\))?`,
    ),
    ({ status }, [name, first, address, second, port]) => {
      const protocol = first ?? second;
      const found: LibreswanInterface = { name, address, port: Number(port) };
      status.interfaces.push(protocol === undefined ? found : { ...found, protocol });
    },
  ),
  rule<Reading, [string, string]>(
    line(String.raw`algorithm ([A-Z][A-Za-z/ ()]{1,40}): (.*)`),
    ({ status }, [use, text]) => {
      const name = /(?:^|, )(?:v2name|name)=([^,]+)/.exec(text)?.[1];
      if (name !== undefined) status.algorithms.push({ use, name });
      return name !== undefined;
    },
  ),
  daemon<[string, string | undefined, string]>(
    line(String.raw`Total IPsec connections: loaded (\d+)(?:, routed (\d+))?, active (\d+)`),
    ([loaded, routed, active]) => ({ loaded: integer(loaded), routed: integer(routed), active: integer(active) }),
  ),
  daemon<[string, string, string, string, string]>(
    line(
      `IKE SAs: ${COUNTED}, half-open\\((\\d+)\\), open\\((\\d+)\\), authenticated\\((\\d+)\\), anonymous\\((\\d+)\\)`,
    ),
    ([total, halfOpen, open, authenticated, anonymous]) => ({
      ikeSas: integer(total),
      halfOpenIkeSas: integer(halfOpen),
      openIkeSas: integer(open),
      authenticatedIkeSas: integer(authenticated),
      anonymousIkeSas: integer(anonymous),
    }),
  ),
  daemon<[string, string, string]>(
    line(`IPsec SAs: ${COUNTED}, authenticated\\((\\d+)\\), anonymous\\((\\d+)\\)`),
    ([total, authenticated, anonymous]) => ({
      ipsecSas: integer(total),
      authenticatedIpsecSas: integer(authenticated),
      anonymousIpsecSas: integer(anonymous),
    }),
  ),
  rule(line('State Information: .*'), () => undefined),
  rule<Reading>(line('Bare Shunt list:'), (reading) => {
    reading.isInShunts = true;
  }),
  rule<Reading, [string]>(
    line(String.raw`(\S{1,80} -+\d+-+> \S{1,80} => .*)`),
    ({ status }, [shunt]) => status.shunts.push(shunt),
    ({ isInShunts }) => isInShunts,
  ),
  rule(line('(?:config setup options|(?:Kernel|ESP|AH|IKE) algorithms supported|Connection list):'), () => undefined), // prettier-ignore
  rule(line(String.raw`(?:stats db_ops: .*|virtual-private \(%\w+\):|- (?:dis)?allowed \d* ?subnets?: .*|debug(?::.*| \.\.\.| \S+)|ESP algorithms? wanted: .*)`), () => undefined), // prettier-ignore
  rule(/^000$/, () => undefined),
];

/**
 * `fips mode=disabled;`, `nhelpers=-1, uniqueids=yes`, `nat-traversal: keep-alive=20, nat-ikeport=4500`. The rest of a line
 * that was broken looks the same; two of them put together have no comma between.
 */
const SETTINGS = rule<Reading>(ANY_LINE, ({ status }, _, line, { text }) => {
  const plain = text.replace(/^(?:000 )?(?:nat-traversal: )?/, '');
  if (!/^[A-Za-z][\w -]{0,40}=/.test(plain) || /=[^,;=]* [\w-]{1,40}=/.test(plain)) return false;
  for (const part of plain.split(/[;,] ?(?=[A-Za-z][\w -]{0,40}=|$)/)) {
    const [, name, value = ''] = /^([^=]{1,60})=(.*)$/.exec(part.trim()) ?? [];
    if (name === undefined) continue;
    status.settings[name] = value;
    if (name === 'pluto_version') put(status, line, { version: value });
  }
  return true;
});

type Named = [name: string, instance: string | undefined, rest: string];

const CONNECTION = rule<Reading, Named>(
  new RegExp(String.raw`${START}"([^"]{1,200})"(?:\[(\d+)\])?:\s*(.*)$`),
  ({ connections }, [name, instance, rest], number) => {
    const copy = integer(instance);
    let connection = connections.findLast((one) => one.name === name && one.instance === copy);
    if (!connection) {
      connection = { line: number, at: {}, name, settings: {} };
      put(connection, number, { name, instance: copy });
      connections.push(connection);
    }
    readConnectionLine(connection, rest, number);
  },
);

const TABLE = new RuleTable<Reading>([CONNECTION, ...STATE_RULES, ...DAEMON, SETTINGS]);
const CONNECTIONS = new RuleTable<Reading>([CONNECTION, rule(/^000$/, () => undefined)]);

function newReading(): Reading {
  const connections: LibreswanConnection[] = [];
  const states: LibreswanState[] = [];
  const status: LibreswanStatus = { line: 0, at: {}, interfaces: [], settings: {}, algorithms: [], connections, states, shunts: [] }; // prettier-ignore
  return { status, connections, states, isInShunts: false, isBegun: false };
}

export function parseLibreswanStatus(text: string): Parsed<LibreswanStatus> {
  const found = newReading();
  const reading = readLines(text, TABLE, found);
  const { status } = found;
  const { connections, states } = found;
  // Settings alone are those of anybody.
  const hasAny = (status.kernelInterface ?? status.loaded) !== undefined || connections.length + states.length > 0;
  // The list of shunts is the last; before 3.9 there was none.
  const isCut = reading.isLoose || (status.kernelInterface !== undefined && status.loaded === undefined);
  return conclude(hasAny ? reading : { ...reading, understood: 0 }, hasAny ? [status] : [], hasAny && isCut);
}

export function parseLibreswanConnections(text: string): Parsed<LibreswanConnection> {
  const found = newReading();
  const reading = readLines(text, CONNECTIONS, found);
  return conclude(reading, found.connections, reading.isLoose && found.connections.length > 0);
}
