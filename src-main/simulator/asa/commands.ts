/** Everything that can be typed at a firewall, feature by feature. Declared once, when this module is loaded. */
import { declareAccessLists } from './access-list-commands.ts';
import { declareCaptures } from './capture-commands.ts';
import { declareCertificates } from './certificate-commands.ts';
import { declareClearConfigure } from './clear-configure.ts';
import { declareConfigurationFiles } from './configuration-files.ts';
import { declareCryptoExec } from './crypto-exec.ts';
import { declareCryptoIpsec, ipsecProposalMode } from './crypto-ipsec-commands.ts';
import { declareCryptoMaps } from './crypto-map-commands.ts';
import { declareCryptoPolicies, ikev1PolicyMode, ikev2PolicyMode } from './crypto-policy-commands.ts';
import { declareDebugCommands } from './debug-commands.ts';
import { declareFiles } from './file-commands.ts';
import { declareIdentity } from './identity.ts';
import { declareInterfaceCommands } from './interface-commands.ts';
import { declareIpsecProfiles, ipsecProfileMode } from './ipsec-profile-commands.ts';
import { declareKeys } from './key-commands.ts';
import { declareKeptLines } from './kept-lines.ts';
import { declareLogging } from './logging-commands.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';
import { declareMtu } from './mtu-commands.ts';
import { declareNatCommands } from './nat-commands.ts';
import { declareNotSimulated } from './not-simulated.ts';
import { declareObjectCommands, networkGroupMode, networkObjectMode } from './object-commands.ts';
import { declareOspf, routerOspfMode } from './ospf-commands.ts';
import { declarePacketTracer } from './packet-tracer.ts';
import { declarePing } from './ping.ts';
import { classMapMode, declarePolicyCommands, policyClassMode, policyMode } from './policy-commands.ts';
import { declareReloadTimer } from './reload-timer.ts';
import { declareRouteCommands } from './route-commands.ts';
import { declareServiceObjects, serviceGroupMode, serviceObjectMode } from './service-object-commands.ts';
import { declareSessionCommands } from './session-commands.ts';
import { declareShowCertificates } from './show-certificates.ts';
import { declareShowConnections } from './show-connections.ts';
import { declareShowInterfaces } from './show-interfaces.ts';
import { declareIpsecStatistics } from './show-ipsec-statistics.ts';
import { declareShowOspf } from './show-ospf.ts';
import { declareShowRoute } from './show-route.ts';
import { declareShowRules } from './show-rules.ts';
import { declareShowState } from './show-state.ts';
import { declareTechSupport } from './show-tech-support.ts';
import { declareShowVersion } from './show-version.ts';
import { declareShowSessions } from './show-vpn-sessions.ts';
import { chainMode, declareChains } from './trustpoint-chain.ts';
import { declareTimeouts } from './timeout-commands.ts';
import { declareTrustpoints } from './trustpoint-commands.ts';
import { revocationListMode, trustpointMode } from './trustpoint-mode.ts';
import {
  declareTunnelGroups,
  groupPolicyMode,
  tunnelGroupGeneralMode,
  tunnelGroupIpsecMode,
} from './tunnel-group-commands.ts';

/** In the order of the running configuration, where they have a place in it. */
const declarations: readonly (() => void)[] = [
  declareSessionCommands,
  declareIdentity,
  declareInterfaceCommands,
  declareMtu,
  declareObjectCommands,
  declareServiceObjects,
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
