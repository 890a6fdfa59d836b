/** show crypto gdoi | show crypto gkm [group G | gm | ks]: groups of group encrypted transport, as blocks of labels. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { words } from '../values.ts';

export interface GdoiGroup extends Sourced {
  name: string;
  /** By their labels: "Group Identity", "Rekeys received", "Registration status". */
  values: Record<string, string>;
  /** Entries of the access list that the key server gave. */
  accessList: string[];
}

class Groups extends Records<GdoiGroup> {
  /** The last line was an entry: it may have been broken, and its rest may be cut. */
  isInList = false;
}

const hasGroup = ({ last }: Groups): boolean => last !== undefined;

const TABLE = new RuleTable<Groups>([
  passes(
    /^(?:GROUP INFORMATION|ACL Downloaded From KS .*|(?:KEK|TEK) POLICY.*|TEK POLICY for .*|Key Server List .*|Rekeys received|-{5,})$/,
  ),
  rule<Groups, [string]>(/^Group Name\s*: ?(\S+)(?: \(.*\))?$/i, (groups, [name], line) =>
    groups.begin(line, { name, values: {}, accessList: [] }),
  ),
  rule<Groups, [string]>(
    /^(?:access-list\s+)?((?:permit|deny) \S.*)$/,
    (groups, [entry]) => {
      groups.isInList = true;
      groups.last?.accessList.push(entry);
    },
    hasGroup,
  ),
  rule<Groups, [string, string | undefined]>(
    /^([A-Za-z][\w\s/().-]*(?:\([\w:]+\)\s*)?):(?:\s+(\S.*))?$/,
    (groups, [label, value = '']) => {
      groups.isInList = false;
      if (groups.last) groups.last.values[words(label).join(' ')] = value;
    },
    hasGroup,
  ),
]);

export function parseShowCryptoGdoi(text: string): Parsed<GdoiGroup> {
  const groups = new Groups();
  const reading = readLines(text, TABLE, groups);
  const { last } = groups;
  const isCutInList = reading.isLoose && groups.isInList;
  return conclude(reading, groups.all, isCutInList || (last !== undefined && Object.keys(last.values).length === 0));
}
