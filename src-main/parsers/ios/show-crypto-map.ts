/**
 * show crypto map [tag NAME | interface I]
 *
 * A record is one entry (name and sequence number). `Interfaces using crypto map` stands once, after the last entry of a
 * name, and holds for all of them. Layouts: seed 001 (12.x), corpus genie iosxe (17), public notes (15: profile
 * instances and dynamic entries).
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, keeps, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, integer, isYes } from '../values.ts';
import { lifetimeVolumeOf } from './lifetime-volume.ts';
import { transformSetRules, type ListedTransformSet, type TransformSetList } from './transform-set-list.ts';

export interface CryptoMapEntry extends Sourced {
  name: string;
  sequence: number;
  /** "ipsec-isakmp", "ipsec-manual", "gdoi"; "template" is an entry of a dynamic map. */
  kind?: string;
  family?: 'IPv4' | 'IPv6';
  description?: string;
  peers: string[];
  currentPeer?: string;
  accessList?: string;
  /** The lines of the list that the map shows, as printed. */
  accessListEntries: { text: string; line: number }[];
  isakmpProfile?: string;
  ikev2Profile?: string;
  /** Of a map that `tunnel protection` made. */
  ipsecProfile?: string;
  lifetimeKilobytes?: number;
  /** What stands instead of a number of kilobytes: "KB Vol Rekey Disabled". */
  lifetimeVolume?: string;
  lifetimeSeconds?: number;
  isResponderOnly?: boolean;
  pfs?: boolean;
  dhGroup?: string;
  mixedMode?: string;
  transformSets: ListedTransformSet[];
  /** `dynamic-map` template that the entry refers to, or was made from. */
  dynamicTemplate?: string;
  /** Made for `tunnel protection`. */
  isProfileInstance?: boolean;
  /** Lacks a peer, an access list or a transform set, and is out of use for it. */
  isIncomplete: boolean;
  interfaces: string[];
  others?: string[];
}

class Entries extends Records<CryptoMapEntry> {
  list: TransformSetList | undefined;
  /** The map whose interfaces are being listed. */
  used: string | undefined;
  /** All entries of a map have one list of interfaces. */
  readonly interfaces = new Map<string, { names: string[]; line?: number }>();

  open(line: number, name: string, sequence: number, fields: Partial<CryptoMapEntry>): void {
    const { names } = this.interfacesOf(name);
    const lists = { peers: [], accessListEntries: [], transformSets: [], interfaces: names };
    this.begin(line, { ...fields, name, sequence, ...lists, isIncomplete: false });
    this.list = { sets: this.last?.transformSets ?? [], isOpen: false };
    this.used = undefined;
  }

  interfacesOf(name: string): { names: string[]; line?: number } {
    const known = this.interfaces.get(name) ?? { names: [] };
    this.interfaces.set(name, known);
    return known;
  }

  close(): void {
    for (const entry of this.all) {
      const { line } = this.interfacesOf(entry.name);
      if (line === undefined) delete entry.at['interfaces'];
      else entry.at['interfaces'] = line;
    }
  }
}

const hasEntry = ({ last }: Entries): boolean => last !== undefined;
type Heading = [family: 'IPv4' | 'IPv6' | undefined, name: string, sequence: string, kind: string | undefined, template: string | undefined]; // prettier-ignore

const HEADINGS = [
  passes<Entries>(/^Crypto Map: ?".*" (?:idb|pubseq): .*$/i),
  passes<Entries>(/^No crypto maps found\.?$/i),
  rule<Entries, Heading>(
    /^Crypto Map (?:(IPv4|IPv6) )?"([^"]*)" (\d+)(?: ([\w-]+))?(?: dynamic (\S+))?$/i,
    (entries, [family, name, sequence, kind, template], line) => {
      const fields: Partial<CryptoMapEntry> = {};
      if (family !== undefined) fields.family = family;
      if (kind !== undefined) fields.kind = kind;
      if (template !== undefined) fields.dynamicTemplate = template;
      entries.open(line, name, Number(sequence), fields);
    },
  ),
  rule<Entries, [string, string]>(/^Crypto Map Template ?"([^"]*)" (\d+)$/i, (entries, [name, sequence], line) => {
    entries.open(line, name, Number(sequence), { kind: 'template' });
  }),
  rule<Entries, [string]>(/^Interfaces using crypto map (.*?):?$/, (entries, [name], line) => {
    entries.used = name;
    // IOS XE lists them again after every entry.
    entries.interfacesOf(name).names.length = 0;
    entries.interfacesOf(name).line = line;
  }),
  rule<Entries, [string]>(
    /^([A-Z][A-Za-z-]* ?\d[\d/.:]*)$/i,
    (entries, [name]) => entries.interfacesOf(entries.used ?? '').names.push(name),
    ({ used }) => used !== undefined,
  ),
];

/** Peers and the traffic that is protected. */
const TRAFFIC = [
  rule<Entries, [string]>(
    /^Peer ?= ?(\S+)(?: .*)?$/i,
    ({ last }, [peer], line) => {
      last?.peers.push(peer);
      if (last) last.at['peers'] ??= line;
    },
    hasEntry,
  ),
  says<CryptoMapEntry, [string]>(/^Current peer: ?(\S+)$/, ([currentPeer]) => ({ currentPeer })),
  says<CryptoMapEntry, [string | undefined]>(/^(?:Extended )?IP(?:v6)? access list ?(\S+)?$/i, ([accessList]) => ({
    accessList,
  })),
  says<CryptoMapEntry, [string]>(/^Access-List (\S+?):?(?: dynamic: (?:True|False))?$/i, ([accessList]) => ({
    accessList,
  })),
  says<CryptoMapEntry, [string, string]>(/^dynamic \(created from dynamic map (.*)\)$/, ([dynamicTemplate]) => ({
    dynamicTemplate,
  })),
  says<CryptoMapEntry, [string]>(/^Dynamic map template tag: (\S+)$/, ([dynamicTemplate]) => ({ dynamicTemplate })),
  rule<Entries, [string]>(
    /^((?:access-list .*|permit .*|deny .*))$/,
    ({ last }, [text], line) => {
      last?.accessListEntries.push({ text, line });
      if (last) last.at['accessListEntries'] ??= line;
    },
    hasEntry,
  ),
  passes<Entries>(/^No matching address list set\.$/),
];

const PROPERTIES = [
  says<CryptoMapEntry, [string]>(/^Description: ?(.*)$/, ([description]) => ({ description })),
  says<CryptoMapEntry>(/^Map is a PROFILE INSTANCE\.?$/, () => ({ isProfileInstance: true })),
  says<CryptoMapEntry>(/^WARNING: This crypto map is in an incomplete state!$/, () => ({ isIncomplete: true })),
  says<CryptoMapEntry, [string]>(/^ISAKMP Profile: (\S+)$/i, ([isakmpProfile]) => ({ isakmpProfile })),
  says<CryptoMapEntry, [string]>(/^Profile name: (\S+)$/, ([ipsecProfile]) => ({ ipsecProfile })),
  says<CryptoMapEntry, [string]>(/^IKEv2 Profile: (\S+)$/i, ([ikev2Profile]) => ({ ikev2Profile })),
  says<CryptoMapEntry, [string, string]>(
    /^Security[ -]association lifetime: ([^/]{0,60})\/(\d+) seconds$/,
    ([volume, seconds]) => ({ ...lifetimeVolumeOf(volume), lifetimeSeconds: integer(seconds) }),
  ),
  says<CryptoMapEntry, [string]>(/^Responder-Only \(Y\/N\): ([YN])$/, ([yes]) => ({ isResponderOnly: isYes(yes) })),
  says<CryptoMapEntry, [string]>(/^PFS \(Y\/N\): ([YN])$/, ([yes]) => ({ pfs: isYes(yes) })),
  says<CryptoMapEntry, [string]>(/^DH group:\s*(\S+)$/, ([dhGroup]) => ({ dhGroup })),
  says<CryptoMapEntry, [string]>(/^Mixed-mode ?: (\S+)$/, ([mixedMode]) => ({ mixedMode })),
  // The keys of `ipsec-manual` are nobody's business.
  passes<Entries>(/^(?:(?:cipher|auth)[ _])?key ?:.*$/i),
  says<CryptoMapEntry, [string]>(
    /^((?:\(missing|Always create|Discover enabled|Extended IP access check|Reverse Route|QOS|Antireplay|Security association idle ?time|Identity|server address|Inbound|Outbound|Local-address|Redundancy|TED|Connection Id =|identity number|Group Name:) ?.*)$/i,
    ([other], { others }) => ({ others: appended(others, other) }),
  ),
];

const TABLE = new RuleTable<Entries>([
  ...transformSetRules<Entries>((entries) => entries.list),
  ...HEADINGS,
  ...TRAFFIC,
  ...PROPERTIES,
  keeps<CryptoMapEntry, Entries>(),
]);

export function parseShowCryptoMap(text: string): Parsed<CryptoMapEntry> {
  const entries = new Entries();
  const reading = readLines(text, TABLE, entries);
  entries.close();
  return conclude(reading, entries.all, entries.last !== undefined && isOpen(entries.last, entries));
}

/** A template has no interfaces; its transform sets come late. */
function isOpen({ kind, transformSets }: CryptoMapEntry, { used, list }: Entries): boolean {
  return kind === 'template' ? list?.isOpen === true || transformSets.length === 0 : used === undefined;
}
