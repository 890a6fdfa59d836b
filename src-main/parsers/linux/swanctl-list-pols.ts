/** swanctl --list-pols [--trap | --pass | --drop], and the same with --raw and --pretty: policies without associations. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, says, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { words } from '../values.ts';
import { putVici, type ViciFields } from './vici-fields.ts';
import { isVici, readVici } from './vici.ts';

export interface SwanPolicy extends Sourced {
  child: string;
  /** The connection that it is of. */
  connection?: string;
  /** TUNNEL, TRANSPORT, BEET for a trap; PASS and DROP. */
  mode?: string;
  localSelectors?: string[];
  remoteSelectors?: string[];
}

const TABLE = new RuleTable<Records<SwanPolicy>>([
  // Releases before 5.8 do not name the connection.
  begins<SwanPolicy, [string | undefined, string, string]>(
    /^(?:(\S{1,100})\/)?([^\s/]{1,100}), ([A-Z_]{3,20})$/,
    ([connection, child, mode]) => ({ connection, child, mode }),
  ),
  says<SwanPolicy, [string]>(/^local:\s{1,4}(.*)$/, ([text]) => ({ localSelectors: words(text) })),
  says<SwanPolicy, [string]>(/^remote:\s{1,4}(.*)$/, ([text]) => ({ remoteSelectors: words(text) })),
]);

const FIELDS: ViciFields<SwanPolicy> = [
  ['child', 'child'],
  ['ike', 'connection'],
  ['mode', 'mode'],
  ['local-ts', 'localSelectors', 'list'],
  ['remote-ts', 'remoteSelectors', 'list'],
];

export function parseSwanctlListPols(text: string): Parsed<SwanPolicy> {
  if (!isVici(text)) return parseRecords(text, TABLE, ({ remoteSelectors }) => remoteSelectors === undefined);
  const { messages, reading, isOpen } = readVici(text);
  const found = messages.filter(({ name }) => name === 'list-policy event').flatMap(({ sections }) => sections);
  const policies = found.map((section) =>
    putVici<SwanPolicy>({ line: section.line, at: {}, child: section.name }, section, FIELDS),
  );
  return conclude(reading, policies, isOpen);
}
