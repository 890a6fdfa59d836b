/**
 * What IKE does, step by step, for debugging and for the system log. Each vendor's command line puts it into its own
 * words (simulator/ios/debug-crypto.ts): nothing here is text.
 */
import type { Attribute } from '../wire/isakmp/attribute.ts';
import type { KnownVendor } from '../wire/isakmp/vendor-id.ts';
import type { ChildSa } from './environment.ts';

export type IkeRole = 'initiator' | 'responder';

/** How far an ISAKMP association is, by the names that show commands use. */
export type IsakmpState = 'MM_NO_STATE' | 'MM_SA_SETUP' | 'MM_KEY_EXCH' | 'MM_KEY_AUTH' | 'QM_IDLE';

/** Main mode message by message: `I3` is the initiator that has sent the third message of the exchange. */
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
  | 'complete'
  /** Deleted; the association is still listed for a while. */
  | 'destroyed';

/** What moves main mode on. */
export type MainModeInput =
  | 'request'
  | 'message'
  | 'process'
  | 'process-complete'
  | 'process-error'
  | 'phase1-complete'
  | 'phase1-deleted'
  | 'information';

export type QuickModeStep = 'ready' | 'I1' | 'spi-starve' | 'R1' | 'R2' | 'complete';
export type QuickModeInput = 'start' | 'message' | 'got-spi';

/** The attributes of a phase 1 offer in the order in which they are compared. */
export type Phase1Mismatch = 'encryption' | 'key-length' | 'hash' | 'authentication' | 'group' | 'unknown';

export type SaDeletionReason =
  | 'retransmission' // nothing came back
  | 'policy' // no offer fits
  | 'notified' // the peer refused
  | 'deleted-by-peer'
  | 'cleared' // an operator
  | 'expired'
  | 'initial-contact' // the peer has lost its memory
  | 'superseded';

export type NodeDeletionReason =
  | 'done'
  | 'done-await' // the responder of quick mode, which has the last word of the initiator
  | 'information'
  | 'retransmission'
  | 'rejected'
  | 'sa-deleted'
  | 'notified';

/** `connectionId` is the association's number in show commands: 0 until it has keys. */
interface OfSa {
  connectionId: number;
}

/** An exchange after main mode: quick mode or informational, by its message id. */
interface OfNode extends OfSa {
  messageId: number;
}

type SaEvent =
  /** IPsec asks. */
  | { kind: 'requested'; local: number; remote: number }
  | { kind: 'peer-created'; remote: number; handle: number; role: IkeRole }
  | { kind: 'sa-created'; remote: number; handle: number; role: IkeRole }
  /** There is an association with that peer that is not ready yet: the request waits for it. */
  | { kind: 'request-attached'; connectionId: number; remote: number }
  | { kind: 'main-mode-begun'; connectionId: number }
  | { kind: 'cannot-start'; local: number; remote: number; why: 'no-key' }
  | ({ kind: 'state'; input: MainModeInput; from: MainModeStep; to: MainModeStep } & OfSa)
  | ({ kind: 'authenticated'; local: number; remote: number; handle: number } & OfSa)
  | ({ kind: 'lifetime-started'; seconds: number } & OfSa)
  | ({ kind: 'sa-deleted'; reason: SaDeletionReason; role: IkeRole; state: IsakmpState; remote: number } & OfSa)
  | ({ kind: 'sa-purged'; handle: number } & OfSa);

type MessageEvent =
  | ({ kind: 'sent'; remote: number; role: IkeRole; state: IsakmpState } & OfSa)
  /** `role` is undefined when the message is the first of a new association. */
  | ({ kind: 'received'; remote: number; role: IkeRole | undefined; state: IsakmpState } & OfSa)
  | ({ kind: 'duplicate'; phase: 1 | 2 } & OfSa)
  | ({ kind: 'retransmitting'; phase: 1 | 2; state: IsakmpState; messageId: number; attempt: number } & OfSa)
  /** It cannot be read: as a rule it was encrypted with another key. */
  | ({ kind: 'bad-message'; local: number; remote: number } & OfSa)
  | { kind: 'no-sa'; local: number; remote: number }
  | ({ kind: 'not-encrypted'; local: number; remote: number } & OfSa);

type PayloadEvent =
  | ({ kind: 'payload'; payload: 'SA' | 'KE' | 'NONCE' | 'ID' | 'HASH' | 'VID' | 'DELETE' } & OfNode)
  | ({ kind: 'vendor-announced'; vendor: KnownVendor } & OfSa)
  | ({ kind: 'vendor-received'; vendor: KnownVendor | undefined; data: Uint8Array } & OfSa)
  | ({ kind: 'identification'; isOurs: boolean; address: number; protocol: number; port: number } & OfSa)
  | ({ kind: 'notify-sent'; type: number; protocol: number } & OfNode)
  | ({ kind: 'notify-received'; type: number; protocol: number } & OfNode)
  | ({ kind: 'delete-sent'; protocol: number; spis: readonly number[] } & OfNode)
  | ({ kind: 'delete-received'; protocol: number; spis: readonly number[] } & OfNode);

type PolicyEvent =
  | ({ kind: 'key-found' | 'key-missing'; remote: number } & OfSa)
  | ({ kind: 'transform-checked'; transform: number; priority: number; attributes: readonly Attribute[] } & OfSa)
  | ({ kind: 'transform-mismatch'; what: Phase1Mismatch } & OfSa)
  | ({ kind: 'transform-refused' | 'transform-accepted'; isLast: boolean } & OfSa)
  | ({ kind: 'no-transform-accepted'; local: number; remote: number } & OfSa)
  | ({ kind: 'phase1-refused'; local: number; remote: number } & OfSa);

type QuickModeEvent =
  | ({ kind: 'quick-mode-begun' } & OfNode)
  | ({ kind: 'node-created' | 'node-purged' } & OfNode)
  | ({ kind: 'node-state'; input: QuickModeInput; from: QuickModeStep; to: QuickModeStep } & OfNode)
  | ({ kind: 'node-deleted'; reason: NodeDeletionReason } & OfNode)
  | ({ kind: 'spi-allocated'; role: IkeRole } & OfNode)
  | ({
      kind: 'proposal-checked';
      proposal: number;
      transform: number;
      id: number;
      attributes: readonly Attribute[];
    } & OfNode)
  | ({ kind: 'proposal-accepted' } & OfNode)
  | ({ kind: 'proposal-refused'; why: 'no-identity' | 'no-proposal' | 'pfs-mismatch' } & OfNode)
  | ({ kind: 'phase2-refused'; local: number; remote: number } & OfNode)
  | ({ kind: 'children-created'; child: ChildSa } & OfNode);

export type IkeEvent = SaEvent | MessageEvent | PayloadEvent | PolicyEvent | QuickModeEvent;
