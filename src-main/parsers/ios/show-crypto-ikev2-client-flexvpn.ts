/** show crypto ikev2 client flexvpn [NAME] */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, says, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface FlexvpnClient extends Sourced {
  profile: string;
  /** ACTIVE, NEGOTIATING, READY …; as printed. */
  state?: string;
  peer?: string;
  source?: string;
  insideVrf?: string;
  frontVrf?: string;
  backupGroup?: string;
  tunnelInterface?: string;
  assignedAddress?: string;
  assignedIpv6Address?: string;
}

const says1 = (pattern: RegExp, name: keyof FlexvpnClient): ReturnType<typeof says<FlexvpnClient, [string]>> =>
  says<FlexvpnClient, [string]>(pattern, ([value]) => ({ [name]: value.trim() }));

const TABLE = new RuleTable<Records<FlexvpnClient>>([
  begins<FlexvpnClient, [string]>(/^Profile\s+: ?(\S+)$/, ([profile]) => ({ profile })),
  says1(/^Current state ?: ?(\S.*)$/, 'state'),
  says1(/^Peer ?: ?(\S.*)$/, 'peer'),
  says1(/^Source ?: ?(\S.*)$/, 'source'),
  says1(/^ivrf ?: ?(\S.*)$/i, 'insideVrf'),
  says1(/^fvrf ?: ?(\S.*)$/i, 'frontVrf'),
  says1(/^Backup group ?: ?(\S.*)$/i, 'backupGroup'),
  says1(/^Tunnel interface ?: ?(\S.*)$/i, 'tunnelInterface'),
  says1(/^Assigned IP(?:v4)? address ?: ?(\S*)$/i, 'assignedAddress'),
  says1(/^Assigned IPv6 address ?: ?(\S*)$/i, 'assignedIpv6Address'),
]);

export function parseShowCryptoIkev2ClientFlexvpn(text: string): Parsed<FlexvpnClient> {
  const parsed = parseRecords(text, TABLE, ({ tunnelInterface }) => tunnelInterface === undefined);
  return parsed;
}
