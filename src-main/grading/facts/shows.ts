/** The commands that grading rests on, in full words, each with the parser of its answer. */
import type { IpsecIdent } from '../../parsers/ios/ipsec-ident.ts';
import type { InterfaceStatus } from '../../parsers/ios/interface-status.ts';
import { parsePing, type Ping } from '../../parsers/ios/ping.ts';
import { parseShowCryptoIpsecProfile, type IpsecProfile } from '../../parsers/ios/show-crypto-ipsec-profile.ts';
import { parseShowCryptoIpsecSa } from '../../parsers/ios/show-crypto-ipsec-sa.ts';
import { parseShowCryptoIpsecTransformSet, type TransformSet } from '../../parsers/ios/show-crypto-ipsec-transform-set.ts'; // prettier-ignore
import { parseShowCryptoIsakmpKey, type IsakmpKey } from '../../parsers/ios/show-crypto-isakmp-key.ts';
import { parseShowCryptoIsakmpPolicy, type IsakmpPolicy } from '../../parsers/ios/show-crypto-isakmp-policy.ts';
import { parseShowCryptoIsakmpSaDetail, type IsakmpSaDetail } from '../../parsers/ios/show-crypto-isakmp-sa-detail.ts';
import { parseShowCryptoIsakmpSa, type IsakmpSa } from '../../parsers/ios/show-crypto-isakmp-sa.ts';
import { parseShowInterfaces } from '../../parsers/ios/show-interfaces.ts';
import { parseShowLogging } from '../../parsers/ios/show-logging.ts';
import { parseShowRunningConfig } from '../../parsers/ios/show-running-config.ts';
import type { RunningConfiguration } from '../../parsers/ios/configuration.ts';
import type { Logging } from '../../parsers/ios/logging.ts';
import type { Parsed } from '../../parsers/parsed.ts';

export interface Show<T> {
  command: string;
  parse: (text: string) => Parsed<T>;
}

const show = <T>(command: string, parse: (text: string) => Parsed<T>): Show<T> => ({ command, parse });

export const ISAKMP_POLICY: Show<IsakmpPolicy> = show('show crypto isakmp policy', parseShowCryptoIsakmpPolicy);
export const ISAKMP_KEY: Show<IsakmpKey> = show('show crypto isakmp key', parseShowCryptoIsakmpKey);
export const TRANSFORM_SET: Show<TransformSet> = show(
  'show crypto ipsec transform-set',
  parseShowCryptoIpsecTransformSet,
);
export const IPSEC_PROFILE: Show<IpsecProfile> = show('show crypto ipsec profile', parseShowCryptoIpsecProfile);
export const ISAKMP_SA: Show<IsakmpSa> = show('show crypto isakmp sa', parseShowCryptoIsakmpSa);
export const ISAKMP_SA_DETAIL: Show<IsakmpSaDetail> = show(
  'show crypto isakmp sa detail',
  parseShowCryptoIsakmpSaDetail,
);
export const IPSEC_SA: Show<IpsecIdent> = show('show crypto ipsec sa', parseShowCryptoIpsecSa);
export const RUNNING_CONFIGURATION: Show<RunningConfiguration> = show('show running-config', parseShowRunningConfig);
export const LOGGING: Show<Logging> = show('show logging', parseShowLogging);

export function interfaceShow(name: string): Show<InterfaceStatus> {
  return show(`show interfaces ${name}`, parseShowInterfaces);
}

/** @param command as it was typed */
export function pingShow(command: string): Show<Ping> {
  return show(command, parsePing);
}
