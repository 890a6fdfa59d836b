/** show crypto ikev2 cluster [detail]: load balancing of FlexVPN. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { conclude } from '../account.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { words } from '../values.ts';

export interface Ikev2Cluster extends Sourced {
  /** "CLB Master", "CLB Slave". */
  role: string;
  status?: string;
  clusterAddress?: string;
  /** What else is said, by its label. */
  settings: Record<string, string>;
  gateways: ClusterGateway[];
}

/** One row of its table, by the names of the columns. */
export type ClusterGateway = Record<string, string>;

class State extends Records<Ikev2Cluster> {
  columns: string[] = [];
}

const FIELDS = [
  says<Ikev2Cluster, [string]>(/^Status\s*: ?(.+)$/, ([status]) => ({ status })),
  says<Ikev2Cluster, [string]>(/^Cluster IP\s*: ?(\S.*)$/, ([clusterAddress]) => ({ clusterAddress })),
];

const TABLE = new RuleTable<State>([
  rule<State, [string]>(/^Role\s*: ?(CLB .+)$/, (state, [role], line) =>
    state.begin(line, { role, settings: {}, gateways: [] }),
  ),
  ...FIELDS,
  rule<State, [string]>(
    /^(Gateway\s+Role\s+.*)$/,
    (state, [text]) => (state.columns = words(text)),
    ({ last }) => last !== undefined,
  ),
  passes<State>(/^-{5,}$/),
  rule<State, [string]>(
    /^(\d+\.\d+\.\d+\.\d+\s+\S+\s+.*)$/,
    ({ last, columns }, [text]) => {
      const values = words(text);
      return last?.gateways.push(Object.fromEntries(columns.map((name, index) => [name, values[index] ?? ''])));
    },
    ({ columns }) => columns.length > 0,
  ),
  rule<State, [string, string | undefined]>(
    /^([A-Za-z](?:[\w /()-]*[\w/()-])?)\s*:(?: ?(.+))?$/,
    ({ last }, [label, value]) => last && (last.settings[label] = value ?? ''),
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowCryptoIkev2Cluster(text: string): Parsed<Ikev2Cluster> {
  const state = new State();
  const reading = readLines(text, TABLE, state);
  return conclude(reading, state.all, state.last !== undefined && state.last.status === undefined);
}
