/** The commands of IOS and IOS XE whose answers are read. */
import type { CommandParser } from '../command-parser.ts';
import { parseCount } from './count.ts';
import { parseLog } from './log.ts';
import { parsePing } from './ping.ts';
import { parseShowAccessLists } from './show-access-lists.ts';
import { parseShowClock } from './show-clock.ts';
import { parseShowCryptoDiagnoseError } from './show-crypto-diagnose-error.ts';
import { parseShowCryptoEngineConnectionsActive } from './show-crypto-engine-connections-active.ts';
import { parseShowCryptoIkev2ClientFlexvpn } from './show-crypto-ikev2-client-flexvpn.ts';
import { parseShowCryptoIkev2Cluster } from './show-crypto-ikev2-cluster.ts';
import { parseShowCryptoIkev2Policy } from './show-crypto-ikev2-policy.ts';
import { parseShowCryptoIkev2Profile } from './show-crypto-ikev2-profile.ts';
import { parseShowCryptoIkev2Proposal } from './show-crypto-ikev2-proposal.ts';
import { parseShowCryptoIkev2Sa } from './show-crypto-ikev2-sa.ts';
import { parseShowCryptoIkev2Session } from './show-crypto-ikev2-session.ts';
import { parseShowCryptoIkev2Stats } from './show-crypto-ikev2-stats.ts';
import { parseShowCryptoIkev2StatsExt } from './show-crypto-ikev2-stats-ext.ts';
import { parseShowCryptoIpsecProfile } from './show-crypto-ipsec-profile.ts';
import { parseShowCryptoIpsecSa } from './show-crypto-ipsec-sa.ts';
import { parseShowCryptoIpsecSecurityAssociation } from './show-crypto-ipsec-security-association.ts';
import { parseShowCryptoIpsecTransformSet } from './show-crypto-ipsec-transform-set.ts';
import { parseShowCryptoIsakmpKey } from './show-crypto-isakmp-key.ts';
import { parseShowCryptoIsakmpPeers } from './show-crypto-isakmp-peers.ts';
import { parseShowCryptoIsakmpPolicy } from './show-crypto-isakmp-policy.ts';
import { parseShowCryptoIsakmpProfile } from './show-crypto-isakmp-profile.ts';
import { parseShowCryptoIsakmpSa } from './show-crypto-isakmp-sa.ts';
import { parseShowCryptoIsakmpSaDetail } from './show-crypto-isakmp-sa-detail.ts';
import { parseShowCryptoMap } from './show-crypto-map.ts';
import { parseShowCryptoSaCount } from './show-crypto-sa-count.ts';
import { parseShowCryptoSession } from './show-crypto-session.ts';
import { parseShowDmvpn } from './show-dmvpn.ts';
import { parseShowInterfaces } from './show-interfaces.ts';
import { parseShowIpInterfaceBrief } from './show-ip-interface-brief.ts';
import { parseShowIpNhrp } from './show-ip-nhrp.ts';
import { parseShowIpNhrpNhs } from './show-ip-nhrp-nhs.ts';
import { parseShowIpNhrpStats } from './show-ip-nhrp-stats.ts';
import { parseShowIpNhrpSummary } from './show-ip-nhrp-summary.ts';
import { parseShowIpNhrpTraffic } from './show-ip-nhrp-traffic.ts';
import { parseShowIpRoute } from './show-ip-route.ts';
import { parseShowIpRouteEntry } from './show-ip-route-entry.ts';
import { parseShowIpSockets } from './show-ip-sockets.ts';
import { parseShowLogging } from './show-logging.ts';
import { parseShowRunningConfig } from './show-running-config.ts';
import { parseShowTunnelProtectionStatistics } from './show-tunnel-protection-statistics.ts';
import { parseShowVersion } from './show-version.ts';

const IOS = ['ios', 'iosxe'] as const;
const ios = (command: string, parse: CommandParser['parse']): CommandParser => ({ platforms: IOS, command, parse });

export const IOS_COMMANDS: readonly CommandParser[] = [
  ios('show crypto isakmp policy', parseShowCryptoIsakmpPolicy),
  ios('show crypto isakmp key', parseShowCryptoIsakmpKey),
  ios('show crypto isakmp sa', parseShowCryptoIsakmpSa),
  ios('show crypto isakmp sa detail', parseShowCryptoIsakmpSaDetail),
  ios('show crypto isakmp sa count', parseShowCryptoSaCount),
  ios('show crypto isakmp diagnose error', parseShowCryptoDiagnoseError),
  ios('show crypto ikev2 sa', parseShowCryptoIkev2Sa),
  ios('show crypto ikev2 sa count', parseShowCryptoSaCount),
  ios('show crypto ikev2 count', parseShowCryptoSaCount),
  ios('show crypto ikev2 session', parseShowCryptoIkev2Session),
  ios('show crypto ikev2 proposal', parseShowCryptoIkev2Proposal),
  ios('show crypto ikev2 policy', parseShowCryptoIkev2Policy),
  ios('show crypto ikev2 profile', parseShowCryptoIkev2Profile),
  ios('show crypto ikev2 stats', parseShowCryptoIkev2Stats),
  ios('show crypto ikev2 stats ext-service', parseShowCryptoIkev2StatsExt),
  ios('show crypto ikev2 stats exchange', parseShowCryptoIkev2StatsExt),
  ios('show crypto ikev2 stats priority-queue', parseShowCryptoIkev2StatsExt),
  ios('show crypto ikev2 stats timeout', parseShowCryptoIkev2StatsExt),
  ios('show crypto ikev2 diagnose error', parseShowCryptoDiagnoseError),
  ios('show crypto ikev2 client flexvpn', parseShowCryptoIkev2ClientFlexvpn),
  ios('show crypto ikev2 cluster', parseShowCryptoIkev2Cluster),
  ios('show crypto ipsec transform-set', parseShowCryptoIpsecTransformSet),
  ios('show crypto ipsec profile', parseShowCryptoIpsecProfile),
  ios('show crypto ipsec sa', parseShowCryptoIpsecSa),
  ios('show crypto ipsec sa count', parseShowCryptoSaCount),
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
  ios('show crypto isakmp default policy', parseShowCryptoIsakmpPolicy),
  ios('show crypto isakmp peers', parseShowCryptoIsakmpPeers),
  ios('show crypto isakmp profile', parseShowCryptoIsakmpProfile),
  ios('show dmvpn', parseShowDmvpn),
  ios('show ip nhrp', parseShowIpNhrp),
  ios('show ipv6 nhrp', parseShowIpNhrp),
  ios('show nhrp', parseShowIpNhrp),
  ios('show ip nhrp nhs', parseShowIpNhrpNhs),
  ios('show ipv6 nhrp nhs', parseShowIpNhrpNhs),
  ios('show ip nhrp stats', parseShowIpNhrpStats),
  ios('show nhrp stats', parseShowIpNhrpStats),
  ios('show ip nhrp traffic', parseShowIpNhrpTraffic),
  ios('show ipv6 nhrp traffic', parseShowIpNhrpTraffic),
  ios('show nhrp traffic', parseShowIpNhrpTraffic),
  ios('show ip nhrp summary', parseShowIpNhrpSummary),
  ios('show ipv6 nhrp summary', parseShowIpNhrpSummary),
  ios('show tunnel protection statistics', parseShowTunnelProtectionStatistics),
  ios('show ip sockets', parseShowIpSockets),
  // Any answer through `| count`.
  ios('| count', parseCount),
];
