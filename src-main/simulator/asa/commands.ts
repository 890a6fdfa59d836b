/** Everything that can be typed at a firewall, feature by feature. Declared once, when this module is loaded. */
import { declareAccessLists } from './access/access-list-commands.ts';
import { declareCaptures } from './inspection/capture-commands.ts';
import { declareCertificates } from './certificates/certificate-commands.ts';
import { declareClearConfigure } from './clear-configure.ts';
import { declareConfigurationFiles } from './configuration-files.ts';
import { declareCryptoExec } from './crypto/crypto-exec.ts';
import { declareCryptoIpsec, ipsecProposalMode } from './crypto/crypto-ipsec-commands.ts';
import { declareCryptoMaps } from './crypto/crypto-map-commands.ts';
import { declareCryptoPolicies, ikev1PolicyMode, ikev2PolicyMode } from './crypto/crypto-policy-commands.ts';
import { declareDebugCommands } from './debug-commands.ts';
import { declareFiles } from './file-commands.ts';
import { declareIdentity } from './identity.ts';
import { declareInterfaceCommands } from './interface-commands.ts';
import { declareIpsecProfiles, ipsecProfileMode } from './crypto/ipsec-profile-commands.ts';
import { declareKeys } from './certificates/key-commands.ts';
import { declareKeptLines } from './kept-lines.ts';
import { declareLogging } from './logging-commands.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';
import { declareMtu } from './mtu-commands.ts';
import { declareNatCommands } from './nat/nat-commands.ts';
import { declareNotSimulated } from './not-simulated.ts';
import { declareObjectCommands, networkGroupMode, networkObjectMode } from './objects/object-commands.ts';
import { declareOspf, routerOspfMode } from './ospf-commands.ts';
import { declarePacketTracer } from './inspection/packet-tracer.ts';
import { declarePing } from './ping.ts';
import { classMapMode, declarePolicyCommands, policyClassMode, policyMode } from './policy-commands.ts';
import { declareReloadTimer } from './reload-timer.ts';
import { declareRouteCommands } from './route-commands.ts';
import { declareProtocolGroups, icmpGroupMode, protocolGroupMode } from './objects/protocol-group-commands.ts';
import { declareServiceObjects, serviceGroupMode, serviceObjectMode } from './objects/service-object-commands.ts';
import { declareSessionCommands } from './session-commands.ts';
import { declareShowCertificates } from './certificates/show-certificates.ts';
import { declareShowConnections } from './inspection/show-connections.ts';
import { declareShowInterfaces } from './show-interfaces.ts';
import { declareIpsecStatistics } from './crypto/show-ipsec-statistics.ts';
import { declareShowOspf } from './show-ospf.ts';
import { declareShowRoute } from './show-route.ts';
import { declareShowRules } from './access/show-rules.ts';
import { declareShowState } from './show-state.ts';
import { declareTechSupport } from './show-tech-support.ts';
import { declareShowVersion } from './show-version.ts';
import { declareShowSessions } from './crypto/show-vpn-sessions.ts';
import { chainMode, declareChains } from './certificates/trustpoint-chain.ts';
import { declareTimeouts } from './inspection/timeout-commands.ts';
import { declareTrustpoints } from './certificates/trustpoint-commands.ts';
import { revocationListMode, trustpointMode } from './certificates/trustpoint-mode.ts';
import { declareGroupPolicies, groupPolicyMode } from './crypto/group-policy-commands.ts';
import { declareTunnelGroups, tunnelGroupGeneralMode, tunnelGroupIpsecMode } from './crypto/tunnel-group-commands.ts';

/** In the order of the running configuration, where they have a place in it. */
const declarations: readonly (() => void)[] = [
  declareSessionCommands,
  declareIdentity,
  declareInterfaceCommands,
  declareMtu,
  declareObjectCommands,
  declareServiceObjects,
  declareProtocolGroups,
  declareAccessLists,
  declareLogging,
  declareNatCommands,
  declareOspf,
  declareRouteCommands,
  declareTimeouts,
  declarePolicyCommands,
  declareCryptoIpsec,
  declareIpsecProfiles,
  declareCryptoMaps,
  declareKeys,
  declareTrustpoints,
  declareChains,
  declareCertificates,
  declareCryptoPolicies,
  declareTunnelGroups,
  declareGroupPolicies,
  declareClearConfigure,
  declareKeptLines,
  declareConfigurationFiles,
  declareFiles,
  declareReloadTimer,
  declareShowVersion,
  declareTechSupport,
  declareShowState,
  declareShowInterfaces,
  declareShowRoute,
  declareShowOspf,
  declareShowRules,
  declareShowConnections,
  declareCryptoExec,
  declareIpsecStatistics,
  declareShowCertificates,
  declareShowSessions,
  declareDebugCommands,
  declarePing,
  declarePacketTracer,
  declareCaptures,
  declareNotSimulated,
];

for (const declare of declarations) declare();

/** All modes with their commands. A test looks for faults in them (cli/faults.ts). */
export const asaModes = [
  execMode,
  configureMode,
  interfaceMode,
  routerOspfMode,
  networkObjectMode,
  networkGroupMode,
  serviceObjectMode,
  serviceGroupMode,
  protocolGroupMode,
  icmpGroupMode,
  policyMode,
  policyClassMode,
  classMapMode,
  trustpointMode,
  revocationListMode,
  chainMode,
  ikev1PolicyMode,
  ikev2PolicyMode,
  ipsecProposalMode,
  ipsecProfileMode,
  tunnelGroupGeneralMode,
  tunnelGroupIpsecMode,
  groupPolicyMode,
] as const;
