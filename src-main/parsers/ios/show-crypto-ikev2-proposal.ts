/** show crypto ikev2 proposal [default] */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, says, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { integer, words } from '../values.ts';

export interface Ikev2Proposal extends Sourced {
  /** Absent for the smart default that has none: "default" is a name. */
  name: string;
  /** "disabled": `no crypto ikev2 proposal default`. */
  note?: string;
  /** As printed: "AES-CBC-256". */
  encryption?: string[];
  integrity?: string[];
  prf?: string[];
  groups?: Ikev2Group[];
  /** Additional key exchanges of IOS XE 17.13 and later. */
  additional?: string;
}

/** `DH_GROUP_256_ECP/Group 19` */
export interface Ikev2Group {
  name: string;
  number?: number;
}

function groupsOf(text: string): Ikev2Group[] {
  return [...text.matchAll(/(\S+?)\/Group (\d+)|(\S+)/g)].map(([, name, number, bare]) => {
    const group = integer(number);
    return group === undefined
      ? { name: (bare ?? name ?? '').replace(/\/.*$/, '') }
      : { name: name ?? '', number: group };
  });
}

const TABLE = new RuleTable<Records<Ikev2Proposal>>([
  begins<Ikev2Proposal, [string, string | undefined]>(
    /^IKEv2 proposal ?: (\S+)(?: +\(?([a-z]+)\)?)?$/i,
    ([name, note]) => ({ name, note }),
  ),
  says<Ikev2Proposal, [string]>(/^Encryption\s*: ?(.*)$/, ([text]) => ({ encryption: words(text) })),
  says<Ikev2Proposal, [string]>(/^Integrity\s*: ?(.*)$/, ([text]) => ({ integrity: words(text) })),
  says<Ikev2Proposal, [string]>(/^PRF\s*: ?(.*)$/, ([text]) => ({ prf: words(text) })),
  says<Ikev2Proposal, [string]>(/^DH Group\s*: ?(.*)$/, ([text]) => ({ groups: groupsOf(text) })),
  says<Ikev2Proposal, [string]>(/^((?:AKE|PQC|Additional|Key Exchange)\b.*:.*)$/i, ([additional]) => ({ additional })),
]);

export function parseShowCryptoIkev2Proposal(text: string): Parsed<Ikev2Proposal> {
  return parseRecords(text, TABLE, ({ groups, note }) => groups === undefined && note === undefined);
}
