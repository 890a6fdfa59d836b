/** A line of `debug crypto ikev2`, and in which of its kinds it belongs. */
import type { Ikev2Event } from '../../ike2/events.ts';
import type { Ikev2Sa } from '../../ike2/view.ts';

export interface DebugLine {
  /** Errors are told by `debug crypto ikev2` and by `debug crypto ikev2 error`. */
  readonly level: 'default' | 'error';
  readonly text: string;
}

/** The event of a kind, some of which share their shape with another. */
type Of<Kind, Event = Ikev2Event> = Event extends { kind: infer Kinds } ? (Kind extends Kinds ? Event : never) : never;

/** For kinds of events that there is something to say of: what. */
export type LinesOf = {
  readonly [Kind in Ikev2Event['kind']]?: (event: Of<Kind>) => readonly DebugLine[];
};

export function plain(text: string): DebugLine {
  return { level: 'default', text: `IKEv2:${text}` };
}

export function ofSa({ sessionId, id }: Ikev2Sa, text: string): DebugLine {
  return { level: 'default', text: `IKEv2:(SESSION ID = ${sessionId},SA ID = ${id}):${text}` };
}

/** @param sa undefined for what has failed before there was any: the first number of both is used */
export function errorLine(sa: Ikev2Sa | undefined, text: string): DebugLine {
  return { level: 'error', text: `IKEv2-ERROR:(SESSION ID = ${sa?.sessionId ?? 0},SA ID = ${sa?.id ?? 0}):${text}` };
}
