/** show platform hardware qfp active feature ipsec … | show platform software ipsec …: blocks of labels and values. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { words } from '../values.ts';

export interface PlatformIpsec extends Sourced {
  /** Its heading: "QFP ipsec sa Information", "QFP IPSEC state". */
  title: string;
  /** By their labels, as printed; a label that comes again has the last value. */
  values: Record<string, string>;
  /** Rows of tables: a name and its numbers. */
  rows: { line: number; name: string; values: number[] }[];
}

const has = ({ last }: Records<PlatformIpsec>): boolean => last !== undefined;

function setValue({ last }: Records<PlatformIpsec>, label: string, value: string, line: number): boolean {
  if (!last) return false;
  last.values[label] = value;
  last.at[label] = line;
  return true;
}

const TABLE = new RuleTable<Records<PlatformIpsec>>([
  rule<Records<PlatformIpsec>, [string]>(/^(QFP (?:ipsec|IPSEC|IPSec) [\w ]+):?$/, (blocks, [title], line) =>
    blocks.begin(line, { title, values: {}, rows: [] }),
  ),
  passes(/^-{10,}$/),
  passes(/^Type\s+Request\s+Reply \(OK\)\s+Reply \(Error\)$/),
  passes(/^Message counter:$/),
  // `: src:IKE  valid:Yes  soft-life-expired:No`
  rule<Records<PlatformIpsec>, [string]>(
    /^: ?(\S+:.*)$/,
    (blocks, [text], line) => text.split(/\s+/).every((part) => {
      const colon = part.indexOf(':');
      return colon > 0 && setValue(blocks, part.slice(0, colon), part.slice(colon + 1), line);
    }),
    has,
  ),
  rule<Records<PlatformIpsec>, [string, string]>(
    /^([A-Za-z][\w\s.()/-]*): ?(\S.*)$/,
    (blocks, [label, value], line) => setValue(blocks, words(label).join(' '), value, line),
    has,
  ),
  rule<Records<PlatformIpsec>, [string, string]>(
    /^([A-Z][A-Za-z]*(?: [\w-]+)*)((?:\s+\d+){2,6})$/,
    ({ last }, [name, values], line) => last?.rows.push({ line, name, values: words(values).map(Number) }),
    has,
  ),
]); // prettier-ignore

export function parseShowPlatformIpsec(text: string): Parsed<PlatformIpsec> {
  const blocks = new Records<PlatformIpsec>();
  const reading = readLines(text, TABLE, blocks);
  const { last } = blocks;
  return conclude(
    reading,
    blocks.all,
    last !== undefined && Object.keys(last.values).length === 0 && last.rows.length === 0,
  );
}
