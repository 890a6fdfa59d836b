/** What tells main mode and aggressive mode apart; phase1-exchange.ts carries either out. */
import type { IkeMode, IsakmpState, MainModeInput, MainModeStep } from './events.ts';
import type { AuthenticationOwner } from './initial-contact.ts';
import type { Round } from './task.ts';

export interface Milestones {
  received: MainModeStep;
  sent: MainModeStep;
  /** When what was received has been processed. */
  state: IsakmpState;
  /** What was received is the last message: there is nothing to answer. */
  isUnanswered?: boolean;
}

export interface Plan {
  mode: IkeMode & ('main' | 'aggressive');
  exchangeType: number;
  rounds: readonly Round[];
  milestones: readonly Milestones[];
  /** The round whose messages are encrypted: the last one. */
  encryptedRound: number;
  /** In aggressive mode the last message may be in clear (RFC 2409 section 5). */
  isClearAllowed: boolean;
  request: MainModeInput;
  message: MainModeInput;
  begun: MainModeStep;
  /** When the first message has been sent. */
  begunState: IsakmpState;
}

export interface Phase1Owner extends AuthenticationOwner {
  /** @param isLifetimeShorter the peer has offered a longer lifetime than we keep */
  established(isLifetimeShorter: boolean): void;
  /** What the peer wants does not fit, or the peer is not who it should be: it has been told nothing yet. */
  refused(why: 'policy' | 'authentication'): void;
}
