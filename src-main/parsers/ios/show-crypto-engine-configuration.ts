/** show crypto engine configuration, show crypto engine brief: a block for each engine, a line for each fact. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';

export interface CryptoEngine extends Sourced {
  /** "Cisco VPN Software Implementation", "unknown". */
  name: string;
  /** "hardware", "software". */
  type?: string;
  /** "installed", "Enabled". */
  state?: string;
  /** What else is said, by label: "AES CBC", "Maximum SA index", "crypto lib version". */
  values: Record<string, string>;
}

type State = Records<CryptoEngine>;

function setValue(engines: State, [label, value = '']: readonly [string, string | undefined], line: number): boolean {
  const { last } = engines;
  if (!last) return false;
  if (label === 'crypto engine type') return engines.set(line, { type: value });
  if (label === 'crypto engine state' || label === 'State') return engines.set(line, { state: value });
  last.values[label] = value;
  last.at[label] = line;
  return true;
}

const TABLE = new RuleTable<State>([
  begins<CryptoEngine, [string]>(/^crypto engine name:\s*(\S.*)$/i, ([name]) => ({ name, values: {} })),
  passes(/^(?:Encryption Process Info|Crypto Adjacency Counts):$/),
  rule<State, [string, string | undefined]>(
    /^((?:[A-Za-z]|3 ?DES)[\w-]*(?: [\w-]+)*):\s*(\S.*)?$/,
    (engines, groups, line) => setValue(engines, groups, line),
    ({ last }) => last !== undefined,
  ),
  passes(/^(?:No hardware crypto engine present|There are no crypto engines).*$/i),
]);

export function parseShowCryptoEngineConfiguration(text: string): Parsed<CryptoEngine> {
  return parseRecords(text, TABLE, ({ type }) => type === undefined);
}
