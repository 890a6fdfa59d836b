/** show crypto gdoi | show crypto gkm [group G | gm | ks]: groups of group encrypted transport, as blocks of labels. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, words } from '../values.ts';

export interface GdoiGroup extends Sourced {
  name: string;
  /** By their labels: "Group Identity", "Rekeys received", "Registration status". */
  values: Record<string, string>;
  /** Entries of the access list that the key server gave. */
  accessList: string[];
  /** Further values of a label that came before, and of a list: "spi: 0x1A2B3C4D(439041101)", "10.0.0.8". */
  others?: string[];
}

class Groups extends Records<GdoiGroup> {
  /** The last line was an entry: it may have been broken, and its rest may be cut. */
  isInList = false;
}

function addValue(groups: Groups, label: string, value: string): void {
  const { last } = groups;
  groups.isInList = false;
  if (!last) return;
  if (last.values[label] === undefined) last.values[label] = value;
  else last.others = appended(last.others, `${label}: ${value}`);
}

const hasGroup = ({ last }: Groups): boolean => last !== undefined;

const TABLE = new RuleTable<Groups>([
  passes(/^%\s*G(?:DOI|KM): No groups? configured.*$/i),
  passes(
    /^(?:GROUP INFORMATION|ACL Downloaded From KS .*|(?:KEK|TEK) POLICY.*|TEK POLICY for .*|Key Server List .*|Rekeys received|-{5,})$/,
  ),
  rule<Groups, [string]>(/^Group Name\s*: ?(\S+)(?: \(.*\))?$/i, (groups, [name], line) =>
    groups.begin(line, { name, values: {}, accessList: [] }),
  ),
  rule<Groups, [string]>(
    /^(?:access-list\s+)?((?:permit|deny) \S.*|(?<=^access-list\s+)[\w.-]+)$/,
    (groups, [entry]) => {
      groups.isInList = true;
      groups.last?.accessList.push(entry);
    },
    hasGroup,
  ),
  rule<Groups, [string, string | undefined]>(
    /^([A-Za-z](?:[\w/.,'-]|\([^()]{0,40}\)| (?=\S)){0,60}\s{0,60}):\s*(\S.*)?$/,
    (groups, [label, value = '']) => addValue(groups, words(label).join(' '), words(value).join(' ')),
    hasGroup,
  ),
  rule<Groups, [string]>(
    /^([\d.]+|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+|[A-Z][A-Za-z]+(?: [A-Za-z]+){0,6})$/,
    (groups, [text]) => {
      groups.isInList = true;
      if (groups.last) groups.last.others = appended(groups.last.others, text);
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
