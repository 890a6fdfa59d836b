/** The commands of IKE version 2, for the list of the crypto commands. */
import { debugIkev2, declareDebugIkev2 } from '../debug/debug-crypto-ikev2.ts';
import type { IosDevice } from '../device.ts';
import { declareIkev2Authorization, ikev2AuthorizationMode } from './ikev2-authorization.ts';
import { declareClearIkev2 } from './ikev2-clear.ts';
import { declareIkev2Global } from './ikev2-global.ts';
import { declareIkev2Keyring, ikev2KeyringMode, ikev2KeyringPeerMode } from './ikev2-keyring.ts';
import { declareIkev2Policy, ikev2PolicyMode } from './ikev2-policy.ts';
import { ikev2ProfileMode } from './ikev2-profile-mode.ts';
import { declareIkev2Profile } from './ikev2-profile.ts';
import { declareIkev2Proposal, ikev2ProposalMode } from './ikev2-proposal.ts';
import { declareShowIkev2Configuration, declareShowIkev2State } from './ikev2-show.ts';
import { attachIkev2, declareIkev2Logging } from './ikev2-syslog.ts';

/** In the order of the running configuration. */
export const ikev2Declarations: readonly (() => void)[] = [
  declareIkev2Authorization,
  declareIkev2Proposal,
  declareIkev2Policy,
  declareIkev2Keyring,
  declareIkev2Profile,
  declareIkev2Global,
  declareIkev2Logging,
  declareShowIkev2Configuration,
  declareShowIkev2State,
  declareClearIkev2,
  declareDebugIkev2,
];

export const ikev2Modes = [
  ikev2AuthorizationMode,
  ikev2ProposalMode,
  ikev2PolicyMode,
  ikev2KeyringMode,
  ikev2KeyringPeerMode,
  ikev2ProfileMode,
];

/** What listens to a router's IKE version 2. */
export const ikev2Services: readonly ((device: IosDevice) => void)[] = [attachIkev2, debugIkev2];
