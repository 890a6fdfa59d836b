/** The crypto commands, for the list of all commands. */
import { attachUsers, declareAaa } from './crypto-aaa.ts';
import { declareCryptoClear } from './crypto-clear.ts';
import { clientGroupMode, declareClientGroup } from './crypto-client-group.ts';
import { declareMapClients } from './crypto-client-terms.ts';
import { declareCompliance } from './crypto-compliance.ts';
import { declareEzvpn, ezvpnMode } from './crypto-ezvpn.ts';
import { declareEzvpnExec, logEzvpn } from './crypto-ezvpn-exec.ts';
import { declareForeignCrypto } from './crypto-foreign.ts';
import { declareIpsecLifetime } from './crypto-ipsec-lifetime.ts';
import { declareIpsecProfile, ipsecProfileMode } from './crypto-ipsec-profile.ts';
import { declareIpsecAssociationSettings, declareIpsecPacketSettings } from './crypto-ipsec-settings.ts';
import { declareTransformSet, transformSetMode } from './crypto-ipsec-transform-set.ts';
import { declareIsakmpEnable } from './crypto-isakmp-enable.ts';
import { declareIsakmpKey } from './crypto-isakmp-key.ts';
import { declareIsakmpPeer, isakmpPeerMode } from './crypto-isakmp-peer.ts';
import { declareIsakmpPolicy, isakmpPolicyMode } from './crypto-isakmp-policy.ts';
import { declareIsakmpProfile, isakmpProfileMode } from './crypto-isakmp-profile.ts';
import { declareIsakmpSettings } from './crypto-isakmp-settings.ts';
import { declareKeyring, keyringMode } from './crypto-keyring.ts';
import { declareCryptoMap, declareDynamicMap } from './crypto-map.ts';
import { declareCryptoMapAccess } from './crypto-map-access.ts';
import { declareCryptoMapInterface } from './crypto-map-interface.ts';
import { cryptoMapMode } from './crypto-map-mode.ts';
import { declareReverseRoute } from './crypto-map-reverse-route.ts';
import { declareSessionKey } from './crypto-map-session-key.ts';
import { declareCryptoMapSettings } from './crypto-map-settings.ts';
import { declareShowIpsec } from './show/crypto-show-ipsec.ts';
import { declareShowIsakmp } from './show/crypto-show-isakmp.ts';
import { declareShowSessions } from './show/crypto-show-session.ts';
import { declareLoggingSession, logSessions } from './crypto-logging-session.ts';
import { logCrypto } from './crypto-syslog.ts';
import { attachRelease, declareSmartDefaults } from './crypto-smart-defaults.ts';
import { declareTunnelProtection } from './crypto-tunnel-protection.ts';
import { declareDebugConditions } from '../debug/debug-crypto-condition.ts';
import { debugEngine, declareDebugEngine } from '../debug/debug-crypto-engine.ts';
import { debugIpsec, declareDebugIpsec } from '../debug/debug-crypto-ipsec.ts';
import { debugIsakmp, declareDebugIsakmp } from '../debug/debug-crypto-isakmp.ts';
import type { IosDevice } from '../device.ts';
import { ikev2Declarations, ikev2Modes, ikev2Services } from '../ikev2/ikev2.ts';
import { declareLocalPool } from './ip-local-pool.ts';
import { configureMode, execMode, interfaceMode } from '../modes.ts';
import { pkiDeclarations, pkiModes, pkiServices } from '../pki/pki.ts';

/** In the order of the running configuration, where they have a place in it. */
export const cryptoDeclarations: readonly (() => void)[] = [
  declareFirstWords,
  declareAaa,
  declareCompliance,
  declareLoggingSession,
  ...pkiDeclarations,
  ...ikev2Declarations,
  declareKeyring,
  declareSmartDefaults,
  declareIsakmpPolicy,
  declareIsakmpKey,
  declareIsakmpEnable,
  declareIsakmpSettings,
  declareIsakmpPeer,
  declareClientGroup,
  declareIsakmpProfile,
  declareIpsecLifetime,
  declareIpsecAssociationSettings,
  declareTransformSet,
  declareIpsecPacketSettings,
  declareIpsecProfile,
  declareEzvpn,
  declareDynamicMap,
  declareCryptoMap,
  declareCryptoMapSettings,
  declareCryptoMapAccess,
  declareReverseRoute,
  declareSessionKey,
  declareCryptoMapInterface,
  declareMapClients,
  declareLocalPool,
  declareEzvpnExec,
  declareTunnelProtection,
  declareShowIsakmp,
  declareShowIpsec,
  declareShowSessions,
  declareForeignCrypto,
  declareCryptoClear,
  declareDebugIsakmp,
  declareDebugIpsec,
  declareDebugEngine,
  declareDebugConditions,
];

/** What listens to a router's crypto: services.ts attaches it. */
export const cryptoServices: readonly ((device: IosDevice) => void)[] = [
  ...pkiServices,
  ...ikev2Services,
  attachUsers,
  attachRelease,
  logCrypto,
  logEzvpn,
  logSessions,
  debugIsakmp,
  debugIpsec,
  debugEngine,
];

export const cryptoModes = [
  ...pkiModes,
  ...ikev2Modes,
  isakmpPolicyMode,
  transformSetMode,
  ipsecProfileMode,
  cryptoMapMode,
  keyringMode,
  isakmpProfileMode,
  isakmpPeerMode,
  clientGroupMode,
  ezvpnMode,
];

/** Words that lead to these commands and to many others. */
function declareFirstWords(): void {
  execMode.words({
    show: 'Show running system information',
    clear: 'Reset functions',
    no: 'Disable debugging functions',
    debug: "Debugging functions (see also 'undebug')",
    undebug: "Disable debugging functions (see also 'debug')",
  });
  configureMode.words({ crypto: 'Encryption module', no: 'Negate a command or set its defaults' });
  interfaceMode.words({
    no: 'Negate a command or set its defaults',
    tunnel: 'protocol-over-protocol tunneling',
  });
}
