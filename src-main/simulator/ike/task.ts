/**
 * An exchange is a list of rounds, and a round a list of tasks that share its messages: the initiator's tasks build a
 * message and process the answer, the responder's process and then build. Each task minds its own payloads.
 */
import type { IkeRole } from './events.ts';
import { isMalformed } from '../wire/malformed.ts';
import { parsePayloads, type Payload, type PayloadChain } from '../wire/isakmp/payloads.ts';

export type Verdict =
  | 'done'
  /** The message is of no use and changes nothing: the right one may still come. */
  | 'unusable'
  /** What it says cannot be agreed to: the exchange is over. */
  | 'failed';

export interface Task {
  /** Adds this task's payloads. */
  build(message: Payload[]): void;
  process(message: readonly Payload[]): Verdict;
}

export type Round = readonly Task[];

export function buildRound(round: Round): Payload[] {
  const message: Payload[] = [];
  for (const task of round) task.build(message);
  return message;
}

/** Stops at the first task that is not content. */
export function processRound(round: Round, message: readonly Payload[]): Verdict {
  for (const task of round) {
    const verdict = task.process(message);
    if (verdict !== 'done') return verdict;
  }
  return 'done';
}

/** A task that only one end's messages of a round have. */
export function onlyFrom(from: IkeRole, own: IkeRole, task: Task): Task {
  return {
    build: (message) => {
      if (own === from) task.build(message);
    },
    process: (message) => (own === from ? 'done' : task.process(message)),
  };
}

/** The payloads of a message, or undefined when the bytes are no chain of payloads. */
export function payloadsOf(first: number, bytes: Uint8Array): PayloadChain | undefined {
  const chain = parsePayloads(first, bytes);
  return isMalformed(chain) ? undefined : chain;
}
