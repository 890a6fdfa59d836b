/** A request of ours: what it says, and what becomes of its answer. An association does one after the other. */
import type { Payload } from '../wire/ikev2/payloads.ts';
import type { Pace } from './retransmission.ts';

/**
 * `again`: with what the answer says the same request is made anew. `unusable`: it cannot be believed, and the right
 * one may still come.
 */
export type Outcome = 'done' | 'again' | 'unusable';

/** What a task is about, for whoever must know what is on its way (RFC 7296 section 2.25). */
type TaskSubject = 'association' | 'renewal' | 'child' | 'other';

/** @typeParam Place the association that it is said over: this file need not know more of it */
export interface Task<Place> {
  readonly exchange: number;
  readonly subject: TaskSubject;
  readonly pace?: Pace;
  /** Undefined when there is nothing left to do. */
  build(): Payload[] | undefined;
  answered(payloads: readonly Payload[]): Outcome;
  /** There will be no answer: the association is gone. */
  abandoned(): void;
  /** The same over the association that takes this one's place, where that makes sense. */
  transferred?(to: Place): Task<Place> | undefined;
}
