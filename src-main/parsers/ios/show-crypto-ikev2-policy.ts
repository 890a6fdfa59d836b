/** show crypto ikev2 policy [NAME] */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, keeps, parseRecords, passes, says, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { appended } from '../values.ts';

export interface Ikev2Policy extends Sourced {
  name: string;
  /** "disabled". */
  note?: string;
  /** "any", "global", or a name. */
  frontVrf?: string;
  /** "any", or addresses. */
  localAddresses?: string[];
  proposals?: string[];
  /** Lines of a label that have no field here, as printed. */
  others?: string[];
}

const TABLE = new RuleTable<Records<Ikev2Policy>>([
  begins<Ikev2Policy, [string, string | undefined]>(
    /^IKEv2 policy\s*: ?(\S+)(?: +\(?([a-z]+)\)?)?$/i,
    ([name, note]) => ({
      name,
      note,
    }),
  ),
  passes(/^Match criteria:?$/i),
  says<Ikev2Policy, [string]>(/^(?:Match )?FVRF\s*: ?(.+)$/i, ([frontVrf]) => ({ frontVrf })),
  says<Ikev2Policy, [string]>(/^(?:Match )?(?:Local address|address local|local)\s*:? ?(.+)$/i, ([local], policy) => ({
    localAddresses: appended(policy.localAddresses, local),
  })),
  says<Ikev2Policy, [string]>(/^Proposal\s*: ?(.+)$/i, ([proposal], policy) => ({
    proposals: appended(policy.proposals, proposal.trim()),
  })),
  keeps<Ikev2Policy>(),
]);

export function parseShowCryptoIkev2Policy(text: string): Parsed<Ikev2Policy> {
  return parseRecords(text, TABLE, ({ proposals, note }) => proposals === undefined && note === undefined);
}
