/** show crypto isakmp profile [tag NAME]: 12.4 to IOS XE, which says IKEv1 PROFILE. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { entered, integer, listed } from '../values.ts';

export interface IsakmpProfileStatus extends Sourced {
  name: string;
  references?: number;
  description?: string;
  /** "ip-address 10.0.0.2 255.255.255.255", "fqdn r2.example.com", "group vpn". */
  identities: string[];
  certificateMaps: string[];
  /** `self-identity`: "ip-address", "fqdn", "user-fqdn …". */
  identityPresented?: string;
  /** As printed; "<none>" is absent. */
  keyrings?: string[];
  trustpoints?: string[];
  vrf?: string;
  virtualTemplate?: string;
  others?: Record<string, string>;
}

class Profiles extends Records<IsakmpProfileStatus> {
  list: string[] | undefined;
}

const manyOf = (text: string): string[] | undefined => (/^(?:<(?:n(?:o(?:ne?)?)?)?>?)?$/.test(text) ? undefined : listed(text.replaceAll(' ', ','))); // prettier-ignore

const FIELDS = [
  says<IsakmpProfileStatus, [string]>(/^Ref Count = (\d+)$/i, ([count]) => ({ references: integer(count) })),
  says<IsakmpProfileStatus, [string]>(/^keyring\(?s?\)?: ?(.*)$/i, ([text]) => ({ keyrings: manyOf(text) })),
  says<IsakmpProfileStatus, [string]>(/^trustpoint\(?s?\)?: ?(.*)$/i, ([text]) => ({ trustpoints: manyOf(text) })),
  says<IsakmpProfileStatus, [string]>(/^(?:virtual-template|Virtual Template): ?(.*)$/, ([virtualTemplate]) => ({
    virtualTemplate,
  })),
  says<IsakmpProfileStatus, [string]>(/^vrf: ?(.*)$/i, ([vrf]) => ({ vrf })),
  says<IsakmpProfileStatus, [string]>(/^Description: ?(.*)$/, ([description]) => ({ description })),
];

const TABLE = new RuleTable<Profiles>([
  rule<Profiles, [string]>(
    /^(?:ISAKMP|IKEv1|IKE) PROFILE (\S+)(?: \[?(?:dynamic|static)\]?)?$/i,
    (profiles, [name], line) => {
      profiles.begin(line, { name, identities: [], certificateMaps: [] });
      profiles.list = undefined;
    },
  ),
  ...FIELDS,
  rule<Profiles>(/^Identities matched are:$/i, (profiles) => {
    profiles.list = profiles.last?.identities;
  }),
  rule<Profiles>(/^Certificate maps matched are:$/i, (profiles) => {
    profiles.list = profiles.last?.certificateMaps;
  }),
  rule<Profiles, [string]>(/^Identity presented is: ?(.*)$/i, (profiles, [identityPresented], line) => {
    profiles.list = undefined;
    return profiles.last !== undefined && profiles.set(line, { identityPresented });
  }),
  rule<Profiles, [string]>(
    /^((?:ip-address|ipv6-address|address|fqdn|user|user-fqdn|domain|host|group|key-id|any)\b.*)$/,
    ({ list }, [identity]) => list?.push(identity),
    ({ list }) => list !== undefined,
  ),
  rule<Profiles, [string]>(
    /^([A-Za-z][\w.-]*)$/,
    ({ list }, [name]) => list?.push(name),
    ({ list, last }) => last !== undefined && list === last.certificateMaps && !isWhole(last),
  ),
  rule<Profiles, [string, string]>(
    /^([A-Za-z][\w ()-]*?): ?(.*)$/,
    (profiles, [label, value], line) => profiles.set(line, { others: entered(profiles.last?.others, label, value) }),
    ({ last }) => last !== undefined && isWhole(last),
  ),
]);

export function parseShowCryptoIsakmpProfile(text: string): Parsed<IsakmpProfileStatus> {
  const profiles = new Profiles();
  const reading = readLines(text, TABLE, profiles);
  return conclude(reading, profiles.all, profiles.last !== undefined && !isWhole(profiles.last));
}

/** What follows its identities has begun. */
function isWhole({ identityPresented, keyrings, trustpoints }: IsakmpProfileStatus): boolean {
  return (identityPresented ?? keyrings ?? trustpoints) !== undefined;
}
