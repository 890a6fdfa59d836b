/** show crypto ikev2 profile [NAME] */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { conclude } from '../account.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, entered, integer, named, words } from '../values.ts';

export interface Ikev2Profile extends Sourced {
  name: string;
  references?: number;
  frontVrf?: string;
  insideVrf?: string;
  /** Addresses and interfaces the profile is bound to. */
  localMatches?: string[];
  /** "address 10.1.1.2 255.255.255.255", "fqdn domain example.com". */
  identities?: string[];
  certificateMaps?: string[];
  /** "address 10.1.1.1", "fqdn r1.example.com"; absent for none. */
  localIdentity?: string;
  remoteIdentity?: string;
  localAuthentication?: string;
  /** Several may be allowed. */
  remoteAuthentication?: string[];
  keyring?: string;
  trustpoints?: string[];
  lifetimeSeconds?: number;
  /** "disabled", or "interval 10, retry-interval 2, periodic". */
  deadPeerDetection?: string;
  natKeepalive?: string;
  virtualTemplate?: string;
  mode?: string;
  /** What has no field here, by its label. */
  others?: Record<string, string>;
}

type Part = (text: string, profile: Ikev2Profile) => { [Name in keyof Ikev2Profile]?: Ikev2Profile[Name] | undefined };

const LABELS: Record<string, Part> = {
  'ref count': (text) => ({ references: integer(text) }),
  fvrf: (frontVrf) => ({ frontVrf }),
  ivrf: (text) => ({ insideVrf: named(text) }),
  'local address/interface': (text) => ({ localMatches: manyOf(text) }),
  'certificate maps': (text) => ({ certificateMaps: manyOf(text) }),
  'local identity': (text) => ({ localIdentity: named(text) }),
  'remote identity': (text) => ({ remoteIdentity: named(text) }),
  'local authentication method': (localAuthentication) => ({ localAuthentication }),
  'remote authentication method(s)': (text) => ({ remoteAuthentication: words(text) }),
  keyring: (text) => ({ keyring: named(text) }),
  'trustpoint(s)': (text) => ({ trustpoints: manyOf(text) }),
  lifetime: (text) => ({ lifetimeSeconds: integer(text.split(' ', 1)[0]) }),
  dpd: (deadPeerDetection) => ({ deadPeerDetection }),
  'nat-keepalive': (natKeepalive) => ({ natKeepalive }),
  'virtual-template': (text) => ({ virtualTemplate: named(text) }),
  mode: (mode) => ({ mode }),
};

const manyOf = (text: string): string[] | undefined => (named(text) === undefined ? undefined : [text]);

class Profiles extends Records<Ikev2Profile> {
  /** What was read last. */
  value = '';
  /** The list whose entries stand on lines of their own. */
  list: 'identities' | 'localMatches' | 'certificateMaps' | 'trustpoints' | undefined;
}

const LISTS = {
  'local address/interface': 'localMatches',
  identities: 'identities',
  'certificate maps': 'certificateMaps',
  'trustpoint(s)': 'trustpoints',
} as const;

function readLabel(profiles: Profiles, label: string, value: string, line: number): boolean {
  const { last } = profiles;
  const name = label.toLowerCase();
  profiles.value = value;
  if (!last) return false;
  profiles.list = value === '' ? LISTS[name as keyof typeof LISTS] : undefined;
  if (profiles.list !== undefined) return true;
  const read = LABELS[name];
  return profiles.set(line, read ? read(value, last) : { others: entered(last.others, label, value) });
}

const FIELDS = [
  says<Ikev2Profile, [string]>(/^((?:address|fqdn|email|key-id|any) ?.*)$/, ([identity], profile) => ({
    identities: appended(profile.identities, identity),
  })),
];

const TABLE = new RuleTable<Profiles>([
  rule<Profiles, [string]>(/^IKEv2 profile ?: (\S+)$/, (profiles, [name], line) => profiles.begin(line, { name })),
  passes<Profiles>(/^Match criteria:$/i),
  rule<Profiles, [string, string | undefined]>(
    /^([A-Za-z][\w /()-]*?) ?:(?: (.*)|)$/,
    (profiles, [label, value = ''], line) => readLabel(profiles, label, value.trim(), line),
    ({ last }) => last !== undefined,
  ),
  rule<Profiles, [string]>(
    /^((?:[A-Za-z0-9]|\(sign\)|\(verify\))\S*(?: \S+)*)$/,
    (profiles, [text], line) => {
      const { list, last } = profiles;
      if (list === undefined || !last) return false;
      return profiles.set(line, { [list]: appended(last[list], text) });
    },
    ({ list }) => list !== undefined,
  ),
  rule<Profiles, [string]>(
    /^mode (\S+)$/,
    (profiles, [mode], line) => profiles.set(line, { mode }),
    ({ last }) => last !== undefined,
  ),
  ...FIELDS,
  // `config-exchange:` has its lines below it.
  rule<Profiles, [string]>(
    /^((?:set|request|accept|send|redirect|initial|aaa|no)\b [\w ,-]+)$/i,
    (profiles, [text], line) => profiles.set(line, { others: entered(profiles.last?.others, text, '') }),
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowCryptoIkev2Profile(text: string): Parsed<Ikev2Profile> {
  const profiles = new Profiles();
  const reading = readLines(text, TABLE, profiles);
  const { last, value } = profiles;
  const isCutInWord = reading.isLoose && /^(?:n|no|non)$/.test(value);
  return conclude(reading, profiles.all, isCutInWord || (last !== undefined && last.lifetimeSeconds === undefined));
}
