/** What main mode has learned so far; thrown away when the association is established. */
import type { DhKeyPair } from '../crypto/dh-group.ts';
import type { Protection } from './protection.ts';

export interface Phase1Negotiation {
  /** SAi_b: the initiator's offer as it was sent, without the generic header; both ends prove to have seen it. */
  offer: Uint8Array;
  /** We are the responder, and our lifetime is the shorter one: the initiator does not know it yet. */
  isLifetimeShorter: boolean;
  keyPair: DhKeyPair | undefined;
  peerPublic: Uint8Array;
  /** The cipher of the last two messages. */
  protection: Protection | undefined;
}

export function newNegotiation(): Phase1Negotiation {
  const nothing = new Uint8Array();
  return { offer: nothing, isLifetimeShorter: false, keyPair: undefined, peerPublic: nothing, protection: undefined };
}
