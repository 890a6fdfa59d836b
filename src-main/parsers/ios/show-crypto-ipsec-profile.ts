/**
 * show crypto ipsec profile
 * Seed 000 (12.4: names of transform sets alone), corpus genie iosxe (17: what they hold, Responder-Only, Mixed-mode).
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, keeps, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, integer, isYes } from '../values.ts';
import { lifetimeVolumeOf } from './lifetime-volume.ts';
import { transformSetRules, type ListedTransformSet, type TransformSetList } from './transform-set-list.ts';

export interface IpsecProfile extends Sourced {
  name: string;
  description?: string;
  isakmpProfile?: string;
  ikev2Profile?: string;
  lifetimeKilobytes?: number;
  /** What stands instead of a number of kilobytes: "KB Vol Rekey Disabled". */
  lifetimeVolume?: string;
  lifetimeSeconds?: number;
  idleSeconds?: number;
  isResponderOnly?: boolean;
  pfs?: boolean;
  /** As printed: "group14". */
  dhGroup?: string;
  mixedMode?: string;
  transformSets: ListedTransformSet[];
  /** Lines of the profile that have no field here. */
  others?: string[];
}

class Profiles extends Records<IpsecProfile> {
  list: TransformSetList | undefined;
}

const FIELDS = [
  says<IpsecProfile, [string]>(/^Description: ?(.*)$/, ([description]) => ({ description })),
  says<IpsecProfile, [string]>(/^ISAKMP Profile: (\S+)$/i, ([isakmpProfile]) => ({ isakmpProfile })),
  says<IpsecProfile, [string]>(/^IKEv2 Profile: (\S+)$/i, ([ikev2Profile]) => ({ ikev2Profile })),
  says<IpsecProfile, [string, string]>(
    /^Security association lifetime: ([^/]{0,60})\/(\d+) seconds$/,
    ([volume, seconds]) => ({ ...lifetimeVolumeOf(volume), lifetimeSeconds: integer(seconds) }),
  ),
  says<IpsecProfile, [string]>(/^Security association idle ?time: (\d+) .*$/, ([idle]) => ({
    idleSeconds: integer(idle),
  })),
  says<IpsecProfile, [string]>(/^Responder-Only \(Y\/N\): ([YN])$/, ([yes]) => ({ isResponderOnly: isYes(yes) })),
  says<IpsecProfile, [string]>(/^PFS \(Y\/N\): ([YN])$/, ([yes]) => ({ pfs: isYes(yes) })),
  says<IpsecProfile, [string]>(/^DH group:\s*(\S+)$/, ([dhGroup]) => ({ dhGroup })),
  says<IpsecProfile, [string]>(/^Mixed-mode ?: (\S+)$/, ([mixedMode]) => ({ mixedMode })),
  says<IpsecProfile, [string]>(
    /^((?:Dualstack|Identity|Replay window|Antireplay|Interface|QOS|Reverse|Redundancy|Local-address|SGT|PFS group|ACL|Access) ?.*)$/i,
    ([other], { others }) => ({
      others: appended(others, other),
    }),
  ),
];

const TABLE = new RuleTable<Profiles>([
  rule<Profiles, [string]>(/^IPSEC profile (\S+)$/i, (profiles, [name], line) => {
    profiles.begin(line, { name, transformSets: [] });
    profiles.list = { sets: profiles.last?.transformSets ?? [], isOpen: false };
  }),
  ...transformSetRules<Profiles>((profiles) => profiles.list),
  ...FIELDS,
  keeps<IpsecProfile, Profiles>(),
]);

export function parseShowCryptoIpsecProfile(text: string): Parsed<IpsecProfile> {
  const profiles = new Profiles();
  const reading = readLines(text, TABLE, profiles);
  const { last, list } = profiles;
  return conclude(
    reading,
    profiles.all,
    last !== undefined && (list?.isOpen === true || (last.transformSets.length === 0 && list?.isClosed !== true)),
  );
}
