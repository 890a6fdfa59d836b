/** show ip nat translations [verbose | vrf V] */
import { conclude } from '../account.ts';
import { put, type Parsed, type Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, integer, listed, words } from '../values.ts';

export interface NatTranslation extends Sourced {
  /** "icmp", "tcp", "udp"; absent for "---". */
  protocol?: string;
  insideGlobal?: string;
  insideLocal?: string;
  outsideLocal?: string;
  outsideGlobal?: string;
  /** `verbose`: "00:02:11". */
  created?: string;
  used?: string;
  left?: string;
  timeoutMilliseconds?: number;
  flags?: string;
  entryId?: string;
  useCount?: number;
  vrf?: string;
  others?: string[];
}

/** An address with its port, a protocol's field, or "---". */
const END = String.raw`(---|[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*)`;
const ROW = new RegExp(String.raw`^(---|[a-z][a-z0-9]*)\s+${END}\s+${END}\s+${END}\s+${END}$`);
type Row = [protocol: string, insideGlobal: string, insideLocal: string, outsideLocal: string, outsideGlobal: string];

const given = (text: string): string | undefined => (text === '---' ? undefined : text);

const FLAGS = /^(?:extended|static|outside|inside|extendable|none|timing-out|pending|port-parity|flags)$/;

/** IOS XE prints when it was, IOS how long ago. */
const DATE = /^\d+\/\d+\/\d+ [\d:]+/;

const NAMES: Record<string, keyof NatTranslation> = {
  create: 'created',
  created: 'created',
  use: 'used',
  used: 'used',
  left: 'left',
  flags: 'flags',
  'entry-id': 'entryId',
  vrf: 'vrf',
};

/** `create 00:02:11, use 00:00:04 timeout:86400000, left 23:59:55, Map-Id(In): 1,`, `use_count: 0, entry-id: 5, lc_entries: 0` */
function readVerbose(record: NatTranslation, text: string, line: number): boolean {
  return listed(text.replace(/\b(timeout:)/, ', $1')).every((part) => {
    const [, name = '', value = ''] = /^([A-Za-z_-]+(?:\([A-Za-z]+\))?):? *(.*)$/.exec(part) ?? [];
    return readNamed(record, name, value, line) || readOther(record, name, value, part);
  });
}

function readNamed(record: NatTranslation, name: string, value: string, line: number): boolean {
  const field = NAMES[name];
  if (name === 'timeout') put(record, line, { timeoutMilliseconds: integer(value) });
  else if (name === 'use_count') put(record, line, { useCount: integer(value) });
  else if (field !== undefined) put(record, line, { [field]: DATE.exec(value)?.[0] ?? value.split(' ', 1)[0] });
  else return false;
  return true;
}

function readOther(record: NatTranslation, name: string, value: string, part: string): boolean {
  if (value === '' && !FLAGS.test(name)) return false;
  record.others = appended(record.others, words(part).join(' '));
  return true;
}

const TABLE = new RuleTable<Records<NatTranslation>>([
  passes(/^Pro\s+Inside global\s+Inside local\s+Outside local\s+Outside global$/),
  passes(/^Total number of translations: \d+$/),
  rule<Records<NatTranslation>, Row>(ROW, (records, [protocol, ...ends], line) => {
    const [insideGlobal, insideLocal, outsideLocal, outsideGlobal] = ends.map(given);
    return records.begin(line, { protocol: given(protocol), insideGlobal, insideLocal, outsideLocal, outsideGlobal });
  }),
  rule<Records<NatTranslation>, [string]>(
    /^((?:created?:?|use_count:|extended|static|flags:|VRF:|vrf:?|Map-Id|Mapping-I|entry-id:|timing-out|none,|IP_Session|Mac-Address:|Input-IDB:|outside|inside|extendable|pending|appl|rate|port-parity).*)$/,
    ({ last }, [text], line) => last !== undefined && readVerbose(last, text, line),
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowIpNatTranslations(text: string): Parsed<NatTranslation> {
  const records = new Records<NatTranslation>();
  const reading = readLines(text, TABLE, records);
  const { last } = records;
  // `verbose` ends with the number of the entry.
  return conclude(reading, records.all, last?.created !== undefined && last.entryId === undefined);
}
