/** show ip nhrp [brief | detail | static | dynamic | vrf V | tunnel N], show ipv6 nhrp */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, keeps, passes, says } from '../records.ts';
import { conclude } from '../account.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, integer, named, words } from '../values.ts';

export interface NhrpEntry extends Sourced {
  /** "10.0.0.2/32". */
  target: string;
  via?: string;
  vrf?: string;
  interface?: string;
  /** As printed. */
  created?: string;
  /** "never", or what remains. */
  expire?: string;
  /** static, dynamic, incomplete, local. */
  type?: string;
  flags?: string[];
  nbma?: string;
  claimedNbma?: string;
  group?: string;
  requester?: string;
  requestId?: number;
  hasSocket?: boolean;
  /** Of `brief`: "S", "D", with letters of flags behind a slash. */
  typeAndFlags?: string;
  others?: string[];
}

class Entries extends Records<NhrpEntry> {
  /** Of `brief`, before the line with the network. */
  next: { interface: string; via: string; nbma: string; line: number } | undefined;
}

const NETWORK = String.raw`[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*\/\d+`;

const ENTRY = [
  rule<Entries, [string, string | undefined, string | undefined, string | undefined]>(
    new RegExp(String.raw`^(${NETWORK})(?: \(([^)]+)\))?,?(?: via ([^\s,]+))?(?:,? (\S+ created .*))?$`),
    (entries, [target, vrf, via, rest], line) => {
      const created = rest === undefined ? {} : createdOf(rest);
      return created !== undefined && entries.begin(line, { target, vrf, via, ...created });
    },
  ),
  rule<Entries, [string]>(
    /^(\S+ created .+)$/,
    (entries, [text], line) => {
      const created = createdOf(text);
      return created !== undefined && entries.set(line, created);
    },
    ({ last }) => last !== undefined,
  ),
];

type Created = Pick<NhrpEntry, 'interface' | 'created' | 'expire'>;

/** `Tunnel0 created 00:21:03, never expire`, `Tunnel0 created 00:01:13, expire 01:58:46` */
function createdOf(text: string): Created | undefined {
  const match = /^(\S+) created ([^,\s]+),? (?:(never) expire|expire (\S+))$/.exec(text);
  const [, name, created, never, expire] = match ?? [];
  if (name === undefined || created === undefined) return undefined;
  return { interface: name, created, expire: never ?? expire ?? '' };
}

const FIELDS = [
  says<NhrpEntry, [string, string]>(/^Type: (\S+?),? Flags: ?(.*)$/, ([type, flags]) => ({
    type,
    flags: words(flags),
  })),
  says<NhrpEntry, [string]>(/^NBMA address: (\S+)$/, ([nbma]) => ({ nbma })),
  says<NhrpEntry, [string]>(/^\(Claimed NBMA address: (\S+?)\)$/, ([claimedNbma]) => ({ claimedNbma })),
  says<NhrpEntry>(/^\(no-socket\)$/, () => ({ hasSocket: false })),
  says<NhrpEntry, [string]>(/^(?:Tunnel )?Group: (.+)$/, ([group]) => ({ group })),
  says<NhrpEntry, [string, string]>(/^Requester: (\S+) Request ID: (\d+)$/, ([requester, id]) => ({
    requester,
    requestId: integer(id),
  })),
  says<NhrpEntry, [string]>(
    /^((?:Preference|Cache hits|Registration|Label|Next-hop|Next hop|Pkts|Domain|Color|Bandwidth|Local|Authoritative|SGT|Registered|BFD|Client|Out label|Priority)\b.*)$/i,
    ([other], { others }) => ({ others: appended(others, other) }),
  ),
];

const BRIEF = [
  passes<Entries>(/^\*{5,}$/),
  passes<Entries>(/^(?:NOTE: .*|Legend: Type --> .*|Flags --> .*|a - authoritative.*|[-=]{5,}(?: +[-=]+)*)$/),
  passes<Entries>(/^(?:Intf\s+NextHop Address\s+NBMA Address|Target Network\s+T\/Flag|Target\s+Via\s+NBMA\s+Mode.*)$/),
  rule<Entries, [string, string, string]>(
    /^([A-Z][A-Za-z]*[\d/.]+)\s+(\S+)\s+([0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*)$/,
    (entries, [name, via, nbma], line) => (entries.next = { interface: name, via, nbma, line }),
  ),
  rule<Entries, [string, string]>(
    new RegExp(String.raw`^(${NETWORK})\s+([SDIL]\/\S*)$`),
    (entries, [target, typeAndFlags], line) => {
      const { next } = entries;
      entries.next = undefined;
      if (!next) return false;
      const { interface: name, via, nbma } = next;
      entries.begin(next.line, { target, typeAndFlags, interface: name, via, nbma });
      return entries.set(line, { target });
    },
  ),
  rule<Entries, [string, string, string, string, string, string | undefined]>(
    new RegExp(
      String.raw`^(${NETWORK})\s+(\S+)\s+(\S+)\s+(static|dynamic|incomplete|local)\s+([^\s<]+)(?:\s*<([^<>]*)>)?$`,
    ),
    (entries, [target, via, nbma, type, name, claimed], line) =>
      entries.begin(line, { target, via, nbma, type, interface: name, claimedNbma: named(claimed) }),
  ),
];

const TABLE = new RuleTable<Entries>([...ENTRY, ...FIELDS, ...BRIEF, keeps<NhrpEntry, Entries>()]);

export function parseShowIpNhrp(text: string): Parsed<NhrpEntry> {
  const entries = new Entries();
  const reading = readLines(text, TABLE, entries);
  const { last, next } = entries;
  const isOpen =
    next !== undefined || (last !== undefined && last.typeAndFlags === undefined && last.type === undefined);
  // A network alone is the first line of an entry, or a line of another answer.
  const whole = entries.all.filter((entry) => entry.interface !== undefined || entry.via !== undefined);
  return conclude(reading, whole, isOpen);
}
