/** The commands of IOS and IOS XE whose answers are read. */
import type { CommandParser } from '../command-parser.ts';
import { parseCount } from './count.ts';
import { parseLog } from './log.ts';
import { parsePing } from './ping.ts';
import { parseShowAccessLists } from './show-access-lists.ts';
import { parseShowArp } from './show-arp.ts';
import { parseShowClock } from './show-clock.ts';
import { parseShowCryptoAutovpnSession } from './show-crypto-autovpn-session.ts';
import { parseShowCryptoCallAdmission } from './show-crypto-call-admission.ts';
import { parseShowCryptoDiagnoseError } from './show-crypto-diagnose-error.ts';
import { parseShowCryptoEli } from './show-crypto-eli.ts';
import { parseShowCryptoEngineAccelerator } from './show-crypto-engine-accelerator.ts';
import { parseShowCryptoEngineConfiguration } from './show-crypto-engine-configuration.ts';
import { parseShowCryptoEngineConnectionsActive } from './show-crypto-engine-connections-active.ts';
import { parseShowCryptoEngine } from './show-crypto-engine.ts';
import { parseShowCryptoEntropy } from './show-crypto-entropy.ts';
import { parseShowCryptoExitTrace } from './show-crypto-exit-trace.ts';
import { parseShowCryptoGdoi } from './show-crypto-gdoi.ts';
import { parseShowCryptoGdoiParts } from './show-crypto-gdoi-parts.ts';
import { parseShowCryptoIkev2Authorization } from './show-crypto-ikev2-authorization.ts';
import { parseShowCryptoIkev2ClientFlexvpn } from './show-crypto-ikev2-client-flexvpn.ts';
import { parseShowCryptoIkev2Cluster } from './show-crypto-ikev2-cluster.ts';
import { parseShowCryptoIkev2Policy } from './show-crypto-ikev2-policy.ts';
import { parseShowCryptoIkev2Profile } from './show-crypto-ikev2-profile.ts';
import { parseShowCryptoIkev2Proposal } from './show-crypto-ikev2-proposal.ts';
import { parseShowCryptoIkev2Sa } from './show-crypto-ikev2-sa.ts';
import { parseShowCryptoIkev2Session } from './show-crypto-ikev2-session.ts';
import { parseShowCryptoIkev2StatsExt } from './show-crypto-ikev2-stats-ext.ts';
import { parseShowCryptoIkev2Stats } from './show-crypto-ikev2-stats.ts';
import { parseShowCryptoIpsecClientEzvpn } from './show-crypto-ipsec-client-ezvpn.ts';
import { parseShowCryptoIpsecProfile } from './show-crypto-ipsec-profile.ts';
import { parseShowCryptoIpsecSaAddress } from './show-crypto-ipsec-sa-address.ts';
import { parseShowCryptoIpsecSaIdentity } from './show-crypto-ipsec-sa-identity.ts';
import { parseShowCryptoIpsecSa } from './show-crypto-ipsec-sa.ts';
import { parseShowCryptoIpsecSecurityAssociation } from './show-crypto-ipsec-security-association.ts';
import { parseShowCryptoIpsecTransformSet } from './show-crypto-ipsec-transform-set.ts';
import { parseShowCryptoIsakmpKey } from './show-crypto-isakmp-key.ts';
import { parseShowCryptoIsakmpPeers } from './show-crypto-isakmp-peers.ts';
import { parseShowCryptoIsakmpPolicy } from './show-crypto-isakmp-policy.ts';
import { parseShowCryptoIsakmpProfile } from './show-crypto-isakmp-profile.ts';
import { parseShowCryptoIsakmpSaDetail } from './show-crypto-isakmp-sa-detail.ts';
import { parseShowCryptoIsakmpSa } from './show-crypto-isakmp-sa.ts';
import { parseShowCryptoKeyMypubkey } from './show-crypto-key-mypubkey.ts';
import { parseShowCryptoKeyPubkeyChain } from './show-crypto-key-pubkey-chain.ts';
import { parseShowCryptoMap } from './show-crypto-map.ts';
import { parseShowCryptoMib } from './show-crypto-mib.ts';
import { parseShowCryptoPkiCertificates } from './show-crypto-pki-certificates.ts';
import { parseShowCryptoPkiTimers } from './show-crypto-pki-timers.ts';
import { parseShowCryptoPkiTrustpoints } from './show-crypto-pki-trustpoints.ts';
import { parseShowCryptoPki } from './show-crypto-pki.ts';
import { parseShowCryptoRuleset } from './show-crypto-ruleset.ts';
import { parseShowCryptoSaCount } from './show-crypto-sa-count.ts';
import { parseShowCryptoSessionBrief } from './show-crypto-session-brief.ts';
import { parseShowCryptoSessionSums } from './show-crypto-session-sums.ts';
import { parseShowCryptoSession } from './show-crypto-session.ts';
import { parseShowCryptoSockets } from './show-crypto-sockets.ts';
import { parseShowCryptoSsl } from './show-crypto-ssl.ts';
import { parseShowCryptoState } from './show-crypto-state.ts';
import { parseShowDmvpn } from './show-dmvpn.ts';
import { parseShowInterfacesDescription } from './show-interfaces-description.ts';
import { parseShowInterfacesStatus } from './show-interfaces-status.ts';
import { parseShowInterfacesTables } from './show-interfaces-tables.ts';
import { parseShowInterfaces } from './show-interfaces.ts';
import { parseShowInventory } from './show-inventory.ts';
import { parseShowIpEigrpNeighbors } from './show-ip-eigrp-neighbors.ts';
import { parseShowIpInterfaceBrief } from './show-ip-interface-brief.ts';
import { parseShowIpInterface } from './show-ip-interface.ts';
import { parseShowIpNatStatistics } from './show-ip-nat-statistics.ts';
import { parseShowIpNatTranslations } from './show-ip-nat-translations.ts';
import { parseShowIpNhrpGroups } from './show-ip-nhrp-groups.ts';
import { parseShowIpNhrpMulticast } from './show-ip-nhrp-multicast.ts';
import { parseShowIpNhrpNhs } from './show-ip-nhrp-nhs.ts';
import { parseShowIpNhrpStats } from './show-ip-nhrp-stats.ts';
import { parseShowIpNhrpSummary } from './show-ip-nhrp-summary.ts';
import { parseShowIpNhrpTraffic } from './show-ip-nhrp-traffic.ts';
import { parseShowIpNhrp } from './show-ip-nhrp.ts';
import { parseShowIpOspfNeighbor } from './show-ip-ospf-neighbor.ts';
import { parseShowIpOspfNeighborDetail } from './show-ip-ospf-neighbor-detail.ts';
import { parseShowIpProtocols } from './show-ip-protocols.ts';
import { parseShowIpRoute } from './show-ip-route.ts';
import { parseShowIpRouteAny } from './show-ip-route-any.ts';
import { parseShowIpRouteEntry } from './show-ip-route-entry.ts';
import { parseShowIpRouteSummary } from './show-ip-route-summary.ts';
import { parseShowIpSockets } from './show-ip-sockets.ts';
import { parseShowIpv6InterfaceBrief } from './show-ipv6-interface-brief.ts';
import { parseShowIpv6Route } from './show-ipv6-route.ts';
import { parseShowLoggingOnboard } from './show-logging-onboard.ts';
import { parseShowLogging } from './show-logging.ts';
import { parseShowMonitorEventTrace } from './show-monitor-event-trace.ts';
import { parseShowPlatformCrypto } from './show-platform-crypto.ts';
import { parseShowPlatformIpsec } from './show-platform-ipsec.ts';
import { parseShowRunningConfig } from './show-running-config.ts';
import { parseShowTunnelEndpoints } from './show-tunnel-endpoints.ts';
import { parseShowTunnelProtectionStatistics } from './show-tunnel-protection-statistics.ts';
import { parseShowUsers } from './show-users.ts';
import { parseShowVersion } from './show-version.ts';
import { parseShowVrf } from './show-vrf.ts';
import { parseShowVrfDetail } from './show-vrf-detail.ts';
import { parseTraceroute } from './traceroute.ts';

const IOS = ['ios', 'iosxe'] as const;
const ios = (command: string, parse: CommandParser['parse']): CommandParser => ({ platforms: IOS, command, parse });

export const IOS_COMMANDS: readonly CommandParser[] = [
  ios('ping', parsePing),
  ios('show access-lists', parseShowAccessLists),
  ios('show arp', parseShowArp),
  ios('show clock', parseShowClock),
  ios('show configuration', parseShowRunningConfig),
  ios('show crypto autovpn session', parseShowCryptoAutovpnSession),
  ios('show crypto ca certificates', parseShowCryptoPkiCertificates),
  ios('show crypto ca crls', parseShowCryptoPki),
  ios('show crypto ca timers', parseShowCryptoPkiTimers),
  ios('show crypto ca trustpoints', parseShowCryptoPkiTrustpoints),
  ios('show crypto call admission statistics', parseShowCryptoCallAdmission),
  ios('show crypto datapath', parseShowCryptoState),
  ios('show crypto debug-condition', parseShowCryptoState),
  ios('show crypto dynamic-map', parseShowCryptoMap),
  ios('show crypto eli', parseShowCryptoEli),
  ios('show crypto engine accelerator', parseShowCryptoEngine),
  ios('show crypto engine accelerator statistic', parseShowCryptoEngineAccelerator),
  ios('show crypto engine brief', parseShowCryptoEngineConfiguration),
  ios('show crypto engine configuration', parseShowCryptoEngineConfiguration),
  ios('show crypto engine connections', parseShowCryptoEngine),
  ios('show crypto engine connections active', parseShowCryptoEngineConnectionsActive),
  ios('show crypto engine qos', parseShowCryptoEngine),
  ios('show crypto entropy status', parseShowCryptoEntropy),
  ios('show crypto gdoi', parseShowCryptoGdoi),
  ios('show crypto gdoi feature', parseShowCryptoGdoiParts),
  ios('show crypto gdoi gm', parseShowCryptoGdoiParts),
  ios('show crypto gdoi ipsec', parseShowCryptoGdoiParts),
  ios('show crypto gdoi ks', parseShowCryptoGdoiParts),
  ios('show crypto gkm', parseShowCryptoGdoi),
  ios('show crypto gkm feature', parseShowCryptoGdoiParts),
  ios('show crypto gkm gm', parseShowCryptoGdoiParts),
  ios('show crypto gkm ipsec', parseShowCryptoGdoiParts),
  ios('show crypto gkm ks', parseShowCryptoGdoiParts),
  ios('show crypto ha', parseShowCryptoState),
  ios('show crypto identity', parseShowCryptoState),
  ios('show crypto ikev2 authorization policy', parseShowCryptoIkev2Authorization),
  ios('show crypto ikev2 certificate-cache', parseShowCryptoIkev2Authorization),
  ios('show crypto ikev2 client flexvpn', parseShowCryptoIkev2ClientFlexvpn),
  ios('show crypto ikev2 cluster', parseShowCryptoIkev2Cluster),
  ios('show crypto ikev2 count', parseShowCryptoSaCount),
  ios('show crypto ikev2 diagnose error', parseShowCryptoDiagnoseError),
  ios('show crypto ikev2 diagnose error count', parseShowCryptoExitTrace),
  ios('show crypto ikev2 name-mangler', parseShowCryptoIkev2Authorization),
  ios('show crypto ikev2 performance', parseShowCryptoIkev2Authorization),
  ios('show crypto ikev2 policy', parseShowCryptoIkev2Policy),
  ios('show crypto ikev2 profile', parseShowCryptoIkev2Profile),
  ios('show crypto ikev2 proposal', parseShowCryptoIkev2Proposal),
  ios('show crypto ikev2 sa', parseShowCryptoIkev2Sa),
  ios('show crypto ikev2 sa count', parseShowCryptoSaCount),
  ios('show crypto ikev2 session', parseShowCryptoIkev2Session),
  ios('show crypto ikev2 stats', parseShowCryptoIkev2Stats),
  ios('show crypto ikev2 stats exchange', parseShowCryptoIkev2StatsExt),
  ios('show crypto ikev2 stats ext-service', parseShowCryptoIkev2StatsExt),
  ios('show crypto ikev2 stats priority-queue', parseShowCryptoIkev2StatsExt),
  ios('show crypto ikev2 stats timeout', parseShowCryptoIkev2StatsExt),
  ios('show crypto ipsec client ezvpn', parseShowCryptoIpsecClientEzvpn),
  ios('show crypto ipsec default profile', parseShowCryptoIpsecProfile),
  ios('show crypto ipsec default transform-set', parseShowCryptoIpsecTransformSet),
  ios('show crypto ipsec policy', parseShowCryptoState),
  ios('show crypto ipsec profile', parseShowCryptoIpsecProfile),
  ios('show crypto ipsec sa', parseShowCryptoIpsecSa),
  ios('show crypto ipsec sa address', parseShowCryptoIpsecSaAddress),
  ios('show crypto ipsec sa count', parseShowCryptoSaCount),
  ios('show crypto ipsec sa identity', parseShowCryptoIpsecSaIdentity),
  ios('show crypto ipsec security-association', parseShowCryptoIpsecSecurityAssociation),
  ios('show crypto ipsec security-association-lifetime', parseShowCryptoIpsecSecurityAssociation),
  ios('show crypto ipsec spi-lookup', parseShowCryptoState),
  ios('show crypto ipsec transform-set', parseShowCryptoIpsecTransformSet),
  ios('show crypto isakmp default policy', parseShowCryptoIsakmpPolicy),
  ios('show crypto isakmp diagnose error', parseShowCryptoDiagnoseError),
  ios('show crypto isakmp diagnose error count', parseShowCryptoExitTrace),
  ios('show crypto isakmp ha', parseShowCryptoState),
  ios('show crypto isakmp key', parseShowCryptoIsakmpKey),
  ios('show crypto isakmp peers', parseShowCryptoIsakmpPeers),
  ios('show crypto isakmp policy', parseShowCryptoIsakmpPolicy),
  ios('show crypto isakmp profile', parseShowCryptoIsakmpProfile),
  ios('show crypto isakmp sa', parseShowCryptoIsakmpSa),
  ios('show crypto isakmp sa count', parseShowCryptoSaCount),
  ios('show crypto isakmp sa detail', parseShowCryptoIsakmpSaDetail),
  ios('show crypto isakmp sa vrf WORD detail', parseShowCryptoIsakmpSaDetail),
  ios('show crypto key mypubkey', parseShowCryptoKeyMypubkey),
  ios('show crypto key pubkey-chain', parseShowCryptoKeyPubkeyChain),
  ios('show crypto key storage', parseShowCryptoKeyPubkeyChain),
  ios('show crypto map', parseShowCryptoMap),
  ios('show crypto mib', parseShowCryptoMib),
  ios('show crypto optional', parseShowCryptoState),
  ios('show crypto pki benchmarks', parseShowCryptoPki),
  ios('show crypto pki certificates', parseShowCryptoPkiCertificates),
  ios('show crypto pki counters', parseShowCryptoPki),
  ios('show crypto pki crls', parseShowCryptoPki),
  ios('show crypto pki server', parseShowCryptoPki),
  ios('show crypto pki sessions', parseShowCryptoPki),
  ios('show crypto pki timers', parseShowCryptoPkiTimers),
  ios('show crypto pki token', parseShowCryptoPki),
  ios('show crypto pki trustpoints', parseShowCryptoPkiTrustpoints),
  ios('show crypto pki trustpool', parseShowCryptoPkiCertificates),
  ios('show crypto pki trustpool policy', parseShowCryptoPki),
  ios('show crypto ruleset', parseShowCryptoRuleset),
  ios('show crypto session', parseShowCryptoSession),
  ios('show crypto session brief', parseShowCryptoSessionBrief),
  ios('show crypto session groups', parseShowCryptoSessionSums),
  ios('show crypto session summary', parseShowCryptoSessionSums),
  ios('show crypto sockets', parseShowCryptoSockets),
  ios('show crypto ssl', parseShowCryptoSsl),
  ios('show dmvpn', parseShowDmvpn),
  ios('show interfaces', parseShowInterfaces),
  ios('show interfaces WORD accounting', parseShowInterfacesTables),
  ios('show interfaces WORD capabilities', parseShowInterfacesTables),
  ios('show interfaces WORD counters', parseShowInterfacesTables),
  ios('show interfaces WORD stats', parseShowInterfacesTables),
  ios('show interfaces WORD summary', parseShowInterfacesTables),
  ios('show interfaces WORD switchport', parseShowInterfacesTables),
  ios('show interfaces WORD transceiver', parseShowInterfacesTables),
  ios('show interfaces WORD trunk', parseShowInterfacesTables),
  ios('show interfaces accounting', parseShowInterfacesTables),
  ios('show interfaces capabilities', parseShowInterfacesTables),
  ios('show interfaces counters', parseShowInterfacesTables),
  ios('show interfaces description', parseShowInterfacesDescription),
  ios('show interfaces irb', parseShowInterfacesTables),
  ios('show interfaces stats', parseShowInterfacesTables),
  ios('show interfaces status', parseShowInterfacesStatus),
  ios('show interfaces summary', parseShowInterfacesTables),
  ios('show interfaces switchport', parseShowInterfacesTables),
  ios('show interfaces transceiver', parseShowInterfacesTables),
  ios('show interfaces trunk', parseShowInterfacesTables),
  ios('show inventory', parseShowInventory),
  ios('show ip access-lists', parseShowAccessLists),
  ios('show ip arp', parseShowArp),
  ios('show ip eigrp neighbors', parseShowIpEigrpNeighbors),
  ios('show ip interface', parseShowIpInterface),
  ios('show ip interface brief', parseShowIpInterfaceBrief),
  ios('show ip interface WORD brief', parseShowIpInterfaceBrief),
  ios('show ip nat statistics', parseShowIpNatStatistics),
  ios('show ip nat translations', parseShowIpNatTranslations),
  ios('show ip nhrp', parseShowIpNhrp),
  ios('show ip nhrp group', parseShowIpNhrpGroups),
  ios('show ip nhrp group-map', parseShowIpNhrpGroups),
  ios('show ip nhrp interest', parseShowIpNhrpGroups),
  ios('show ip nhrp multicast', parseShowIpNhrpMulticast),
  ios('show ip nhrp nhs', parseShowIpNhrpNhs),
  ios('show ip nhrp nhs redundancy', parseShowIpNhrpGroups),
  ios('show ip nhrp path', parseShowIpNhrpGroups),
  ios('show ip nhrp self', parseShowIpNhrpGroups),
  ios('show ip nhrp stats', parseShowIpNhrpStats),
  ios('show ip nhrp summary', parseShowIpNhrpSummary),
  ios('show ip nhrp traffic', parseShowIpNhrpTraffic),
  ios('show ip ospf neighbor', parseShowIpOspfNeighbor),
  ios('show ip ospf neighbor detail', parseShowIpOspfNeighborDetail),
  ios('show ip protocols', parseShowIpProtocols),
  ios('show ip route', parseShowIpRouteAny),
  ios('show ip route A.B.C.D', parseShowIpRouteEntry),
  ios('show ip route A.B.C.D A.B.C.D longer-prefixes', parseShowIpRoute),
  ios('show ip route A.B.C.D longer-prefixes', parseShowIpRoute),
  ios('show ip route summary', parseShowIpRouteSummary),
  ios('show ip route vrf WORD A.B.C.D', parseShowIpRouteEntry),
  ios('show ip route vrf WORD summary', parseShowIpRouteSummary),
  ios('show ip sockets', parseShowIpSockets),
  ios('show ip vrf', parseShowVrf),
  ios('show ip vrf detail', parseShowVrfDetail),
  ios('show ipv6 access-list', parseShowAccessLists),
  ios('show ipv6 interface brief', parseShowIpv6InterfaceBrief),
  ios('show ipv6 nhrp', parseShowIpNhrp),
  ios('show ipv6 nhrp nhs', parseShowIpNhrpNhs),
  ios('show ipv6 nhrp summary', parseShowIpNhrpSummary),
  ios('show ipv6 nhrp traffic', parseShowIpNhrpTraffic),
  ios('show ipv6 protocols', parseShowIpProtocols),
  ios('show ipv6 route', parseShowIpv6Route),
  ios('show logging', parseShowLogging),
  ios('show logging history', parseShowLoggingOnboard),
  ios('show logging onboard', parseShowLoggingOnboard),
  ios('show monitor event-trace crypto', parseShowMonitorEventTrace),
  ios('show nhrp', parseShowIpNhrp),
  ios('show nhrp attribute', parseShowIpNhrpGroups),
  ios('show nhrp group', parseShowIpNhrpGroups),
  ios('show nhrp group-map', parseShowIpNhrpGroups),
  ios('show nhrp multicast', parseShowIpNhrpMulticast),
  ios('show nhrp nhs', parseShowIpNhrpNhs),
  ios('show nhrp stats', parseShowIpNhrpStats),
  ios('show nhrp summary', parseShowIpNhrpSummary),
  ios('show nhrp traffic', parseShowIpNhrpTraffic),
  ios('show platform cerm-information', parseShowPlatformCrypto),
  ios('show platform hardware crypto-device', parseShowPlatformCrypto),
  ios('show platform hardware qfp active feature ipsec', parseShowPlatformIpsec),
  ios('show platform hardware qfp active feature ipsec datapath', parseShowPlatformCrypto),
  ios('show platform hardware qfp active statistics drop', parseShowPlatformCrypto),
  ios('show platform hardware throughput crypto', parseShowPlatformCrypto),
  ios('show platform software ipsec', parseShowPlatformCrypto),
  ios('show running-config', parseShowRunningConfig),
  ios('show derived-config', parseShowRunningConfig),
  ios('more system:running-config', parseShowRunningConfig),
  ios('show startup-config', parseShowRunningConfig),
  ios('show tunnel endpoints', parseShowTunnelEndpoints),
  ios('show tunnel interface', parseShowTunnelEndpoints),
  ios('show tunnel protection statistics', parseShowTunnelProtectionStatistics),
  ios('show users', parseShowUsers),
  ios('show version', parseShowVersion),
  ios('show vrf', parseShowVrf),
  ios('show vrf detail', parseShowVrfDetail),
  ios('traceroute', parseTraceroute),
  // What a console shows while debugs run, and what they leave in a file.
  ios('debug', parseLog),
  ios('debug crypto isakmp', parseLog),
  ios('debug crypto ipsec', parseLog),
  ios('terminal monitor', parseLog),
  // Any answer through `| count`.
  ios('| count', parseCount),
];
