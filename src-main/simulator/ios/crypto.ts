/** The crypto commands, for the list of all commands. */
import { declareCryptoClear } from './crypto-clear.ts';
import { declareIpsecLifetime } from './crypto-ipsec-lifetime.ts';
import { declareIpsecProfile, ipsecProfileMode } from './crypto-ipsec-profile.ts';
import { declareTransformSet, transformSetMode } from './crypto-ipsec-transform-set.ts';
import { declareIsakmpEnable } from './crypto-isakmp-enable.ts';
import { declareIsakmpKey } from './crypto-isakmp-key.ts';
import { declareIsakmpPolicy, isakmpPolicyMode } from './crypto-isakmp-policy.ts';
import { declareShowIpsec } from './crypto-show-ipsec.ts';
import { declareShowIsakmp, declareShowSessions } from './crypto-show-isakmp.ts';
import { declareTunnelProtection } from './crypto-tunnel-protection.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';

/** In the order of the running configuration, where they have a place in it. */
export const cryptoDeclarations: readonly (() => void)[] = [
  declareFirstWords,
  declareIsakmpPolicy,
  declareIsakmpKey,
  declareIsakmpEnable,
  declareIpsecLifetime,
  declareTransformSet,
  declareIpsecProfile,
  declareTunnelProtection,
  declareShowIsakmp,
  declareShowIpsec,
  declareShowSessions,
  declareCryptoClear,
];

export const cryptoModes = [isakmpPolicyMode, transformSetMode, ipsecProfileMode];

/** Words that lead to these commands and to many others. */
function declareFirstWords(): void {
  execMode.words({ show: 'Show running system information', clear: 'Reset functions' });
  configureMode.words({ crypto: 'Encryption module', no: 'Negate a command or set its defaults' });
  interfaceMode.words({
    no: 'Negate a command or set its defaults',
    tunnel: 'protocol-over-protocol tunneling',
  });
}
