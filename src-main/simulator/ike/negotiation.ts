/** What phase 1 has learned so far; thrown away when the association is established. */
import type { DhKeyPair } from '../crypto/dh-group.ts';
import type { PeerKey } from '../pki/credentials.ts';
import type { IdentificationPayload } from '../wire/isakmp/identification.ts';
import type { Association } from './association.ts';
import type { IsakmpPolicy } from './environment.ts';
import type { Protection } from './protection.ts';

export interface Phase1Negotiation {
  /** SAi_b: the initiator's offer as it was sent, without the generic header; both ends prove to have seen it. */
  offer: Uint8Array;
  /** Aggressive mode's initiator has to take a group and a way to authenticate before the responder has chosen. */
  intended: IsakmpPolicy | undefined;
  /** We are the responder, and our lifetime is the shorter one: the initiator does not know it yet. */
  isLifetimeShorter: boolean;
  keyPair: DhKeyPair | undefined;
  peerPublic: Uint8Array;
  sharedSecret: Uint8Array | undefined;
  ownNonce: Uint8Array;
  peerNonce: Uint8Array;
  ownIdentification: IdentificationPayload | undefined;
  peerIdentification: IdentificationPayload | undefined;
  /** DER; undefined until the peer has shown one that we trust. */
  peerCertificate: Uint8Array | undefined;
  /** What the peer's signature is verified with, and what is encrypted for it. */
  peerKey: PeerKey | undefined;
  /** The cipher of the last messages. */
  protection: Protection | undefined;
  /** What the exchange has failed for, when it is not the policy. */
  isProofBad: boolean;
}

export function newNegotiation(): Phase1Negotiation {
  const nothing = new Uint8Array();
  return {
    offer: nothing,
    intended: undefined,
    isLifetimeShorter: false,
    keyPair: undefined,
    peerPublic: nothing,
    sharedSecret: undefined,
    ownNonce: nothing,
    peerNonce: nothing,
    ownIdentification: undefined,
    peerIdentification: undefined,
    peerCertificate: undefined,
    peerKey: undefined,
    protection: undefined,
    isProofBad: false,
  };
}

/** What is agreed on, or before that intended. */
export function policyOf({ policy }: Association, { intended }: Phase1Negotiation): IsakmpPolicy | undefined {
  return policy ?? intended;
}
