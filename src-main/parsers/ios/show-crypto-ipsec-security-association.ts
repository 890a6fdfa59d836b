/**
 * show crypto ipsec security-association [lifetime]; older releases spell it `security-association-lifetime`
 * The defaults that hold where neither a map nor a profile sets its own (seed 002 step 5).
 */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, type Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer } from '../values.ts';
import { lifetimeVolumeOf } from './lifetime-volume.ts';

export interface SecurityAssociationLifetime extends Sourced {
  /** Absent where the rekey by volume is off. */
  kilobytes?: number;
  /** What stands instead: "KB Vol Rekey Disabled". */
  volume?: string;
  /** Absent where only the idle time was asked for. */
  seconds?: number;
  idleSeconds?: number;
}

const TABLE = new RuleTable<Records<SecurityAssociationLifetime>>([
  begins<SecurityAssociationLifetime, [string, string]>(
    /^Security[ -]association lifetime: ([^/]{0,60})\/(\d+) seconds\.?$/,
    ([text, seconds]) => {
      const { lifetimeKilobytes: kilobytes, lifetimeVolume: volume } = lifetimeVolumeOf(text);
      return { kilobytes, volume, seconds: Number(seconds) };
    },
  ),
  rule<Records<SecurityAssociationLifetime>, [string]>(
    /^Security[ -]association idle-?time: (\d+) seconds\.?$/,
    (records, [idle], line) => {
      if (!records.last) records.begin(line, {});
      return records.set(line, { idleSeconds: integer(idle) });
    },
  ),
]);

export function parseShowCryptoIpsecSecurityAssociation(text: string): Parsed<SecurityAssociationLifetime> {
  return parseRecords(text, TABLE);
}
