/**
 * Every rule, in the order in which a packet and a negotiation come to what they are about: what comes first must be
 * mended first. Is IPsec there, does the traffic get to where it would be protected, do the messages arrive, do the ends
 * agree on how to negotiate and prove who they are, do they agree on what to protect and how, do the packets arrive.
 */
import { permittedOut, tunnelGroup } from './asa-rules.ts';
import { CHILD_RULES } from './child-rules.ts';
import { DATA_RULES } from './data-rules.ts';
import { noMulticast, noServer } from './dmvpn-rules.ts';
import { espBlocked, ikeBlocked, natTraversalBlocked } from './filter-rules.ts';
import { aggressiveOff, keyringOutOfReach, noAnswer, profileForOthers } from './ike-peer-rules.ts';
import { IKE_RULES, keysDiffer, noKey } from './ike-rules.ts';
import { IDENTITY_RULES } from './ikev2-profiles.ts';
import { authenticationLost, methodsDiffer, noProfileReference, secretsDiffer, suitesDiffer, versionsDiffer } from './ikev2-rules.ts'; // prettier-ignore
import { incompleteMap, notApplied, reversedList, wrongInterface, wrongMapPeer } from './map-rules.ts';
import { natBeforeCrypto, natExemption } from './nat-rules.ts';
import { expired, notYetValid, revoked, strangeAuthority } from './pki-rules.ts';
import { noLicence } from './platform-rules.ts';
import { ikeOff, noRoute, outerInterfaceDown, recursion, tunnelVrf } from './reachability-rules.ts';
import type { Rule } from './rule.ts';
import { SELECTOR_RULES } from './selector-rules.ts';
import { defaultMode, keysOfTunnels, modesDiffer, noProtection, oneSided, packetSize, profileUndefined, sharedEnds, shutdown, wrongPeer } from './tunnel-rules.ts'; // prettier-ignore

const REACHABILITY = [outerInterfaceDown, recursion, tunnelVrf, noRoute];
const TUNNELS = [shutdown, wrongPeer, oneSided, noProtection, profileUndefined, sharedEnds];
const MAPS = [incompleteMap, notApplied, wrongInterface, reversedList, natBeforeCrypto, natExemption, wrongMapPeer];
const FIRST_MESSAGE = [ikeOff, ikeBlocked, noProfileReference, versionsDiffer];
const FIRST_PHASE = [aggressiveOff, ...IKE_RULES, suitesDiffer];
const PROOF = [notYetValid, expired, strangeAuthority, revoked, tunnelGroup, keyringOutOfReach, noKey, profileForOthers, natTraversalBlocked, keysDiffer, authenticationLost, methodsDiffer, ...IDENTITY_RULES, secretsDiffer]; // prettier-ignore
const SECOND_PHASE = [modesDiffer, ...SELECTOR_RULES, ...CHILD_RULES];
const PACKETS = [espBlocked, keysOfTunnels, permittedOut, noServer, noMulticast, ...DATA_RULES, packetSize, defaultMode]; // prettier-ignore

export const RULES: readonly Rule[] = [
  noLicence,
  ...REACHABILITY,
  ...TUNNELS,
  ...MAPS,
  ...FIRST_MESSAGE,
  ...FIRST_PHASE,
  ...PROOF,
  ...SECOND_PHASE,
  ...PACKETS,
  noAnswer,
];
