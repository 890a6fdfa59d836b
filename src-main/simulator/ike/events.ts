/**
 * What IKE does, step by step, for debugging and for the system log. Each vendor's command line puts it into its own
 * words (simulator/ios/debug, simulator/ios/crypto/crypto-syslog.ts): nothing here is text. Events are small and cheap, so
 * they are made whether or not anybody listens; bytes and attributes in them are those of the message, not copies.
 */
import type { Lifetime, Selector } from '../ipsec/proposal.ts';
import type { Attribute } from '../wire/isakmp/attribute.ts';
import type { KnownVendor } from '../wire/isakmp/vendor-id.ts';
import type { RefusedCertificate } from '../pki/credentials.ts';

export type IkeAuthentication = 'pre-share' | 'rsa-sig' | 'rsa-encr';

/** 500 and 500, or with a NAT on the way 4500 and what the NAT has made of it. */
export interface UdpPorts {
  local: number;
  remote: number;
}

export type IkeRole = 'initiator' | 'responder';

/** How far an ISAKMP association is, by the names that show commands use. */
export type IsakmpState =
  | 'MM_NO_STATE'
  | 'MM_SA_SETUP'
  | 'MM_KEY_EXCH'
  | 'MM_KEY_AUTH'
  /** Aggressive mode: begun by nobody yet, its first message sent or received, authenticated by one side. */
  | 'AG_NO_STATE'
  | 'AG_INIT_EXCH'
  | 'AG_AUTH'
  /** Transaction mode between the phases: extended authentication, and the client's configuration. */
  | 'CONF_XAUTH'
  | 'CONF_ADDR'
  | 'QM_IDLE';

/** Main mode message by message: `I3` is the initiator that has sent the third message, `I4` has received the fourth. */
export type MainModeStep =
  | 'ready'
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I4'
  | 'I5'
  | 'I6'
  | 'R1'
  | 'R2'
  | 'R3'
  | 'R4'
  | 'R5'
  /** Aggressive mode: its first message sent by the initiator, received, and answered by the responder. */
  | 'I_AM1'
  | 'R_AM1'
  | 'R_AM2'
  | 'complete'
  /** Deleted; the association is still listed for a while. */
  | 'destroyed';

/** What moves main mode, or aggressive mode, on. */
export type MainModeInput =
  | 'request' // IPsec wants an association
  | 'request-aggressive' // and aggressive mode makes it
  | 'message' // the peer's next message of main mode
  | 'message-aggressive' // or of aggressive mode
  | 'notification' // an informational message
  | 'process' // it has been looked at
  | 'process-complete' // and answered
  | 'process-error' // and is of no use: the step is taken back
  | 'phase1-complete'
  | 'phase1-deleted';

/** Quick mode likewise. `spi-starve`: the responder waits for IPsec to give it an SPI. */
export type QuickModeStep = 'ready' | 'I1' | 'spi-starve' | 'R2' | 'complete';
export type QuickModeInput = 'start' | 'message' | 'got-spi';

/** Why an offered suite does not fit one of our policies, in the order in which attributes are compared. */
export type Phase1Mismatch =
  | 'encryption'
  | 'key-length'
  | 'hash'
  | 'authentication'
  | 'group'
  /** The policy fits, and we hold no pre-shared key for this peer. */
  | 'no-key'
  /** The policy fits, and asks for a certificate or public key: we have none. */
  | 'no-certificate';

export type SaDeletionReason =
  | 'phase1-retransmission' // nothing came back
  | 'phase2-retransmission'
  | 'policy' // no offer fits
  | 'deleted-by-peer'
  | 'cleared' // by an operator
  | 'expired'
  | 'initial-contact' // the peer has lost its memory
  | 'peer-dead' // dead peer detection got no answer
  | 'fatal-informational' // the peer has told us that it is over
  | 'authentication' // signature, certificate or extended authentication
  | 'withdrawn'; // the peer has begun the same

export type NodeDeletionReason =
  | 'done'
  | 'done-await' // at the responder, which waits for the last message
  | 'information'
  | 'retransmission'
  | 'rejected' // by us
  | 'refused' // by the peer
  | 'withdrawn' // the peer has begun the same
  | 'transaction' // done
  | 'sa-deleted';

export type IkeMode = 'main' | 'aggressive' | 'quick' | 'informational' | 'transaction';

/** `connectionId` is the association's number in show commands: 0 until it has keys. */
interface OfSa {
  connectionId: number;
}

/** An exchange after main mode, quick or informational, by its message id. */
interface OfNode extends OfSa {
  messageId: number;
}

type AssociationEvent =
  /** IPsec asks, and there is no association with the peer. */
  | { kind: 'requested'; local: number; remote: number }
  /** What we keep of a peer, with how many associations it has now; `handle` tells peers apart. */
  | { kind: 'peer-used'; remote: number; handle: number; count: number; role: IkeRole }
  | { kind: 'peer-forgotten'; remote: number; handle: number }
  /** `handle` tells associations apart before they have a connection id. */
  | { kind: 'sa-created'; handle: number; role: IkeRole }
  /** There is an association with that peer that is not ready yet: the request waits for it. */
  | { kind: 'request-attached'; connectionId: number; local: number; remote: number }
  /** There is a ready one. */
  | { kind: 'request-served'; connectionId: number; local: number; remote: number }
  /** Without a key main mode is pointless: what was made for it is thrown away at once. */
  | { kind: 'cannot-start'; local: number; remote: number; handle: number; peerHandle: number }
  | ({ kind: 'main-mode-begun' | 'aggressive-mode-begun' } & OfSa)
  /** We are asked, or ask ourselves, for aggressive mode, and the operator has disabled it. */
  | { kind: 'aggressive-mode-disabled'; local: number; remote: number }
  /** The association's end is near, and what it serves needs another one. */
  | ({ kind: 'renewal-begun' } & OfSa)
  | ({ kind: 'state'; input: MainModeInput; from: MainModeStep; to: MainModeStep } & OfSa)
  | ({ kind: 'authenticated'; local: number; remote: number; peerHandle: number } & OfSa)
  /** `idType`: the kind of identification that we send. */
  | ({ kind: 'authenticating'; method: IkeAuthentication; idType: number } & OfSa)
  | ({ kind: 'lifetime-started'; offered: Attribute | undefined; seconds: number } & OfSa)
  /** The peer, as the responder, has a shorter one. */
  | ({ kind: 'lifetime-restarted'; seconds: number } & OfSa)
  | ({ kind: 'initial-contact-sent' } & OfSa)
  | ({ kind: 'initial-contact-taken'; local: number; remote: number } & OfSa)
  | ({ kind: 'sa-deleted'; reason: SaDeletionReason; role: IkeRole; state: IsakmpState; remote: number } & OfSa)
  | ({ kind: 'sa-purged'; handle: number } & OfSa);

type MessageEvent =
  | ({ kind: 'sent'; remote: number; ports: UdpPorts; role: IkeRole; state: IsakmpState } & OfSa)
  /** `role` is undefined when no association knows the message: the first of a new one, or a stray. */
  | ({ kind: 'received'; remote: number; ports: UdpPorts; role: IkeRole | undefined; state: IsakmpState } & OfSa)
  | ({ kind: 'duplicate'; phase: 1 | 2; messageId: number } & OfSa)
  /** A duplicate has no answer (the association is deleted), or its answer left so many milliseconds ago. */
  | ({ kind: 'nothing-to-retransmit'; phase: 1 | 2; state: IsakmpState; since: number | undefined } & OfSa)
  | ({ kind: 'retransmitting'; phase: 1 | 2; state: IsakmpState; messageId: number; attempt: number } & OfSa)
  /**
   * It cannot be read: as a rule it was encrypted with another key. `nextPayload` is what it claims to begin with,
   * `attempt` counts the errors of the association.
   */
  | ({ kind: 'bad-message'; local: number; remote: number; nextPayload: number; attempt: number } & OfSa)
  /** It belongs to no association and begins none. */
  | { kind: 'no-sa'; local: number; remote: number }
  | ({ kind: 'not-encrypted'; local: number; remote: number } & OfSa)
  /** Quick mode before the peer has proved who it is. */
  | ({ kind: 'not-authenticated'; local: number; remote: number } & OfSa)
  | ({ kind: 'unknown-exchange'; local: number; remote: number; exchangeType: number } & OfSa)
  /** An exchange of the peer's has failed. */
  | { kind: 'mode-failed'; mode: IkeMode; remote: number };

type NotedPayload = 'SA' | 'KE' | 'NONCE' | 'ID' | 'HASH' | 'DELETE' | 'CERT' | 'CERT_REQ' | 'SIG' | 'NAT-D' | 'NAT-OA';

type PayloadEvent =
  | ({ kind: 'payload'; payload: NotedPayload } & OfNode)
  | ({ kind: 'vendor-announced'; vendor: KnownVendor } & OfSa)
  | ({ kind: 'vendor-received'; vendor: KnownVendor | undefined; data: Uint8Array } & OfSa)
  | ({ kind: 'identification'; isOurs: boolean; type: number; data: Uint8Array } & UpperLayer & OfSa)
  | ({ kind: 'notify-sent' | 'notify-received'; type: number; protocol: number; spi: Uint8Array } & OfNode)
  /** In clear or from a peer that is not known yet: anybody could have sent it, so it is not believed. */
  | ({ kind: 'notify-disbelieved'; type: number } & OfSa)
  | ({ kind: 'delete-sent'; protocol: number; spi: Uint8Array } & OfNode)
  | ({ kind: 'delete-received'; protocol: number; spis: readonly Uint8Array[] } & OfNode)
  /** An association of IPsec is gone, and there is nothing to tell the peer with. */
  | { kind: 'delete-unsent'; local: number; remote: number; spi: number };

interface UpperLayer {
  protocol: number;
  port: number;
}

type PolicyEvent =
  /** In what a key is looked for: to begin, to judge policies, to derive keys. */
  | ({ kind: 'key-found' | 'key-missing'; remote: number; use: 'begin' | 'policies' | 'keys' } & OfSa)
  | ({ kind: 'suite-checked'; transform: number; priority: number; attributes: readonly Attribute[] } & OfSa)
  /** `isLast`: no other transform follows in the offer. */
  | ({ kind: 'suite-refused'; why: Phase1Mismatch; isLast: boolean } & OfSa)
  | ({ kind: 'suite-accepted'; isLast: boolean } & OfSa)
  | ({ kind: 'no-suite-accepted'; local: number; remote: number } & OfSa);

type QuickModeEvent =
  | ({ kind: 'quick-mode-begun' } & OfNode)
  | ({ kind: 'node-created' | 'node-purged' } & OfNode)
  | ({ kind: 'node-state'; input: QuickModeInput; from: QuickModeStep; to: QuickModeStep } & OfNode)
  | ({ kind: 'node-deleted'; reason: NodeDeletionReason } & OfNode)
  | ({ kind: 'spi-allocated'; role: IkeRole } & OfNode)
  | ({ kind: 'proposal-checked'; proposal: number; transform: OfferedTransform } & OfNode)
  /** We know all of its attributes; IPsec judges it next. */
  | ({ kind: 'proposal-understood' } & OfNode)
  | ({ kind: 'proposal-refused'; why: 'no-identity' | 'no-proposal' | 'pfs-mismatch' | 'unknown' } & OfNode)
  | ({ kind: 'no-proposal-accepted'; local: number; remote: number } & OfNode)
  | ({ kind: 'larval-deleted'; spi: number } & OfNode)
  | ({ kind: 'children-created'; child: CreatedChild } & OfNode);

interface OfferedTransform {
  number: number;
  id: number;
  attributes: readonly Attribute[];
}

interface CreatedChild {
  local: number;
  remote: number;
  localSelector: Selector;
  remoteSelector: Selector;
  inboundSpi: number;
  outboundSpi: number;
  lifetime: Lifetime;
}

/** NAT traversal (RFC 3947) and dead peer detection (RFC 3706). */
type PathEvent =
  /** A NAT-D payload: the hash of our own address and port as the peer sees it, or of the peer's. */
  | ({ kind: 'nat-hash'; isOurs: boolean; isMatch: boolean } & OfSa)
  /** Who is behind a NAT. */
  | ({ kind: 'nat-judged'; isLocalBehind: boolean; isRemoteBehind: boolean } & OfSa)
  /** From now on the association speaks on these ports. */
  | ({ kind: 'ports-changed'; remote: number; ports: UdpPorts } & OfSa)
  | ({ kind: 'nat-keepalive-sent'; local: number; remote: number; ports: UdpPorts } & OfSa)
  /** `attempt` counts the questions that nobody has answered, this one among them. */
  | ({ kind: 'keepalive-sent'; remote: number; sequence: number; attempt: number } & OfSa)
  | ({ kind: 'keepalive-answered'; remote: number; sequence: number } & OfSa)
  /** The peer has asked, and has its answer. */
  | ({ kind: 'keepalive-served'; remote: number; sequence: number } & OfSa)
  | ({ kind: 'peer-dead'; local: number; remote: number } & OfSa);

/** Who the peer is for a packet: `remote` is the packet's end until somebody has answered. */
type DiscoveryEvent =
  | ({ kind: 'discovery-begun'; local: number; remote: number; source: number } & OfSelectors)
  | { kind: 'discovery-sent' | 'discovery-received'; remote: number; role: IkeRole }
  | { kind: 'discovery-repeated'; remote: number; attempt: number }
  | { kind: 'discovery-failed'; remote: number }
  /** We answer a peer, or a peer has answered: what both protect. */
  | ({ kind: 'discovery-answered' | 'discovery-done'; remote: number } & OfSelectors);

interface OfSelectors {
  localSelector: Selector;
  remoteSelector: Selector;
}

type CertificateEvent =
  | ({ kind: 'certificate-requested'; isOurs: boolean; authority: Uint8Array } & OfSa)
  /** Ours goes out. */
  | ({ kind: 'certificate-sent'; subject: Uint8Array } & OfSa)
  /** `refused` is undefined for a trusted one. */
  | ({
      kind: 'certificate-judged';
      remote: number;
      subjectText: string;
      refused: RefusedCertificate | undefined;
    } & OfSa)
  /** The certificate is another's than the peer says it is, or its signature is wrong. */
  | ({ kind: 'proof-failed'; remote: number; why: 'identity' | 'signature' | 'hash' } & OfSa)
  /** The profile (`crypto isakmp profile`) that the peer's identity matches. */
  | ({ kind: 'profile-matched'; profile: string | undefined } & OfSa);

/** Transaction mode: extended authentication and mode config, each a request and reply or a set and acknowledgement. */
type TransactionEvent =
  | ({
      kind: 'transaction-sent' | 'transaction-received';
      remote: number;
      message: TransactionMessage;
      attributes: readonly Attribute[];
    } & OfNode)
  | ({ kind: 'xauth-judged'; remote: number; userName: string; isAccepted: boolean } & OfSa)
  /** The client has got its address, or the server has given it one. */
  | ({ kind: 'client-configured'; remote: number; role: 'client' | 'server'; address: number } & OfSa);

export type TransactionMessage = 'request' | 'reply' | 'set' | 'acknowledge';

export type IkeEvent =
  | AssociationEvent
  | MessageEvent
  | PayloadEvent
  | PolicyEvent
  | QuickModeEvent
  | PathEvent
  | DiscoveryEvent
  | CertificateEvent
  | TransactionEvent;
