/**
 * What IKE version 2 does, step by step, for debugging and for the system log. As with version 1 nothing here is text:
 * the command line puts it into words. `sa` is the association itself, as it stands when one looks.
 */
import type { UdpPorts } from '../ike/environment.ts';
import type { Payload } from '../wire/ikev2/payloads.ts';
import type { Ikev2Authentication, Ikev2Identity, Ikev2Proposal } from './configuration.ts';
import type { Ikev2ChildOffer, Ikev2ChildSa } from './ipsec-side.ts';
import type { IkeSuite } from './suite.ts';
import type { Ikev2Sa } from './view.ts';

interface OfSa {
  sa: Ikev2Sa;
}

interface OfMessage {
  /** One of exchanges. */
  exchange: number;
  isRequest: boolean;
  messageId: number;
}

/** Why an association is not there any more. */
export type Ikev2EndReason =
  | 'retransmission' // nothing came back, and the peer has never proved who it is
  | 'policy' // no proposal fits
  | 'authentication' // one end has not proved who it is
  | 'first-child' // and nobody wants it without
  | 'peer-failed' // the peer says that it does not go on
  | 'deleted-by-peer'
  | 'cleared' // by an operator
  | 'expired'
  | 'renewed' // another one has taken its place
  | 'redundant' // both ends have renewed it at once
  | 'initial-contact' // the peer has lost its memory
  | 'dead-peer' // nothing comes back any more
  | 'withdrawn' // the peer has begun the same
  | 'malformed';

export type Ikev2AuthFailure =
  | 'no-profile' // for the peer's identity
  | 'not-expected' // the profile is not for that identity
  | 'no-authorization' // the policy for it, or its list, is not there
  | 'no-key' // pre-shared
  | 'no-certificate' // of ours
  | 'peer-certificate' // is not trusted
  | 'method' // is not the one that the profile asks for
  | 'extensible' // EAP, which is not simulated
  | 'mismatch' // the authenticator is wrong
  | 'refused'; // by the peer

type AssociationEvent =
  /** IPsec asks, and there is no association with the peer. */
  | { kind: 'requested'; local: number; remote: number; profile: string }
  /** It cannot begin: the profile, or the policy, is missing or says too little. */
  | { kind: 'cannot-start'; local: number; remote: number; profile: string; why: 'profile' | 'policy' }
  | { kind: 'policy-used'; local: number; policy: string | undefined; proposals: readonly Ikev2Proposal[] }
  | ({ kind: 'sa-created' } & OfSa)
  /** The slow part: a public value, or what both ends come to. */
  | ({ kind: 'key-exchange'; step: 'public' | 'secret'; group: number; isGood: boolean } & OfSa)
  | ({ kind: 'suite-chosen'; suite: IkeSuite } & OfSa)
  | {
      kind: 'no-suite';
      local: number;
      remote: number;
      received: readonly Ikev2Proposal[];
      expected: readonly Ikev2Proposal[];
    }
  /** The public value is of another group than the one that is agreed on: the initiator begins once more. */
  | { kind: 'wrong-group'; local: number; remote: number; sent: number; wanted: number; isOurs: boolean }
  /** `isOurs`: we ask for it, or got one that does not fit; otherwise the peer asks for it. */
  | { kind: 'cookie'; local: number; remote: number; isOurs: boolean }
  | ({ kind: 'nat-found'; isLocal: boolean; isRemote: boolean } & OfSa)
  | ({ kind: 'ports-changed'; ports: UdpPorts } & OfSa)
  | ({ kind: 'identity'; isOurs: boolean; identity: Ikev2Identity } & OfSa)
  | ({ kind: 'profile-found'; profile: string } & OfSa)
  | ({ kind: 'key-found' | 'key-missing'; profile: string } & OfSa)
  | ({ kind: 'certificate-trusted'; subject: string } & OfSa)
  | ({ kind: 'certificate-refused'; why: string; serial: string; at: number | undefined } & OfSa)
  | ({ kind: 'authenticating' | 'authenticated'; isOurs: boolean; method: Ikev2Authentication } & OfSa)
  | ({ kind: 'authentication-failed'; why: Ikev2AuthFailure; identity: Ikev2Identity | undefined } & OfSa)
  | ({ kind: 'initial-contact'; isOurs: boolean } & OfSa)
  | ({ kind: 'established' } & OfSa)
  /** One end has told the other of addresses and networks. */
  | ({ kind: 'configured' } & OfSa)
  | ({ kind: 'renewing' } & OfSa)
  | ({ kind: 'renewed'; by: Ikev2Sa } & OfSa)
  | ({ kind: 'sa-deleted'; reason: Ikev2EndReason } & OfSa);

type MessageEvent =
  | ({ kind: 'sent'; payloads: readonly Payload[]; fragments: number } & OfMessage & OfSa)
  | ({ kind: 'received'; payloads: readonly Payload[] } & OfMessage & OfSa)
  /** Without an association: the first of one, or what is refused at once. */
  | ({
      kind: 'received-first';
      local: number;
      remote: number;
      initiatorSpi: Uint8Array;
      ports: UdpPorts;
      payloads: readonly Payload[];
    } & OfMessage)
  | ({
      kind: 'answered-first';
      local: number;
      remote: number;
      initiatorSpi: Uint8Array;
      ports: UdpPorts;
      payloads: readonly Payload[];
    } & OfMessage)
  | ({ kind: 'fragment'; number: number; total: number } & OfMessage & OfSa)
  | ({ kind: 'duplicate' } & OfMessage & OfSa)
  | ({ kind: 'retransmitting'; attempt: number } & OfMessage & OfSa)
  | ({ kind: 'exhausted' } & OfMessage & OfSa)
  /** It is not genuine, or belongs to another exchange. */
  | ({ kind: 'disbelieved'; why: 'integrity' | 'message-id' } & OfMessage & OfSa)
  | { kind: 'malformed'; local: number; remote: number; reason: string }
  | { kind: 'version'; local: number; remote: number; version: number }
  | { kind: 'unknown-spi'; local: number; remote: number; initiatorSpi: Uint8Array; responderSpi: Uint8Array }
  | ({ kind: 'unknown-critical'; type: number } & OfSa)
  | ({ kind: 'notify'; isOurs: boolean; type: number; data: Uint8Array } & OfSa)
  | ({ kind: 'dead-peer-detection'; step: 'asked' | 'answered' } & OfSa);

type ChildEvent =
  | ({ kind: 'child-requested'; localIsFirst: boolean } & OfSa)
  | ({
      kind: 'child-judged';
      offer: Ikev2ChildOffer;
      verdict: 'accepted' | 'no-identity' | 'no-proposal' | 'pfs-mismatch';
    } & OfSa)
  | ({ kind: 'child-installed'; child: Ikev2ChildSa } & OfSa)
  /** What the peer offered does not fit, or it has refused ours. */
  | ({ kind: 'child-refused'; isByPeer: boolean; type: number } & OfSa)
  | ({ kind: 'child-deleted'; child: Ikev2ChildSa; reason: 'told' | 'by-peer' | 'renewed' | 'redundant' } & OfSa)
  /** AH around ESP cannot be negotiated in one exchange. */
  | { kind: 'child-impossible'; local: number; remote: number };

export type Ikev2Event = AssociationEvent | MessageEvent | ChildEvent;
