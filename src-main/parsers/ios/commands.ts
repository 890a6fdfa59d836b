/** The commands of IOS and IOS XE whose answers are read. */
import type { CommandParser } from '../command-parser.ts';
import { parseLog } from './log.ts';
import { parsePing } from './ping.ts';
import { parseShowAccessLists } from './show-access-lists.ts';
import { parseShowClock } from './show-clock.ts';
import { parseShowCryptoEngineConnectionsActive } from './show-crypto-engine-connections-active.ts';
import { parseShowCryptoIpsecProfile } from './show-crypto-ipsec-profile.ts';
import { parseShowCryptoIpsecSa } from './show-crypto-ipsec-sa.ts';
import { parseShowCryptoIpsecSecurityAssociation } from './show-crypto-ipsec-security-association.ts';
import { parseShowCryptoIpsecTransformSet } from './show-crypto-ipsec-transform-set.ts';
import { parseShowCryptoIsakmpKey } from './show-crypto-isakmp-key.ts';
import { parseShowCryptoIsakmpPolicy } from './show-crypto-isakmp-policy.ts';
import { parseShowCryptoIsakmpSaDetail } from './show-crypto-isakmp-sa-detail.ts';
import { parseShowCryptoIsakmpSa } from './show-crypto-isakmp-sa.ts';
import { parseShowCryptoMap } from './show-crypto-map.ts';
import { parseShowCryptoSession } from './show-crypto-session.ts';
import { parseShowInterfaces } from './show-interfaces.ts';
import { parseShowIpInterfaceBrief } from './show-ip-interface-brief.ts';
import { parseShowIpRouteEntry } from './show-ip-route-entry.ts';
import { parseShowIpRoute } from './show-ip-route.ts';
import { parseShowLogging } from './show-logging.ts';
import { parseShowRunningConfig } from './show-running-config.ts';
import { parseShowVersion } from './show-version.ts';

const IOS = ['ios', 'iosxe'] as const;
const ios = (command: string, parse: CommandParser['parse']): CommandParser => ({ platforms: IOS, command, parse });

export const IOS_COMMANDS: readonly CommandParser[] = [
  ios('show crypto isakmp policy', parseShowCryptoIsakmpPolicy),
  ios('show crypto isakmp key', parseShowCryptoIsakmpKey),
  ios('show crypto isakmp sa', parseShowCryptoIsakmpSa),
  ios('show crypto isakmp sa detail', parseShowCryptoIsakmpSaDetail),
  ios('show crypto ipsec transform-set', parseShowCryptoIpsecTransformSet),
  ios('show crypto ipsec profile', parseShowCryptoIpsecProfile),
  ios('show crypto ipsec sa', parseShowCryptoIpsecSa),
  ios('show crypto ipsec security-association', parseShowCryptoIpsecSecurityAssociation),
  ios('show crypto ipsec security-association-lifetime', parseShowCryptoIpsecSecurityAssociation),
  ios('show crypto engine connections active', parseShowCryptoEngineConnectionsActive),
  ios('show crypto map', parseShowCryptoMap),
  ios('show crypto session', parseShowCryptoSession),
  ios('show interfaces', parseShowInterfaces),
  ios('show ip interface brief', parseShowIpInterfaceBrief),
  ios('show ip route', parseShowIpRoute),
  ios('show ip route A.B.C.D', parseShowIpRouteEntry),
  ios('show version', parseShowVersion),
  ios('show clock', parseShowClock),
  ios('show logging', parseShowLogging),
  ios('show running-config', parseShowRunningConfig),
  ios('show startup-config', parseShowRunningConfig),
  ios('show configuration', parseShowRunningConfig),
  ios('show access-lists', parseShowAccessLists),
  ios('show ip access-lists', parseShowAccessLists),
  ios('show ipv6 access-list', parseShowAccessLists),
  ios('ping', parsePing),
  // What a console shows while debugs run, and what they leave in a file.
  ios('debug crypto isakmp', parseLog),
  ios('debug crypto ipsec', parseLog),
  ios('terminal monitor', parseLog),
];
