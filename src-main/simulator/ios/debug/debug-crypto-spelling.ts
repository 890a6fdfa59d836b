/** How the crypto debugs of 12.4T spell things: prefixes, numbers, states. */
import type { IkeRole, IsakmpState } from '../../ike/events.ts';

/** A renderer for each kind of event of a union, in a table. Several kinds may share one member of the union. */
export type LinesOf<Event extends { kind: string }, Kinds extends Event['kind']> = {
  readonly [Kind in Kinds]: (event: EventOf<Event, Kind>) => readonly string[];
};

type EventOf<Event extends { kind: string }, Kind> = Event extends unknown
  ? Kind extends Event['kind']
    ? Event
    : never
  : never;

/** "ISAKMP:(1001):", and with a blank after it where IOS has one: it has no rule for that. */
export const isakmp = (connectionId: number, text: string): string => `ISAKMP:(${connectionId}):${text}`;
/** The older prefix, which 12.4T keeps for a few lines. */
export const isakmpOld = (connectionId: number, text: string): string => `ISAKMP (0:${connectionId}): ${text}`;

/** Message ids are printed as signed numbers ("M-ID of -889293300"). */
export const signed = (messageId: number): number => messageId | 0;

/** "0x72662541(1919296833)" */
export const digitsOfSpi = (spi: number): string => `0x${spi.toString(16).toUpperCase()}(${spi})`;

/** Where IOS would have kept it in memory: only that it is the same for the same thing matters. */
export const addressOf = (handle: number): string => (0x66000000 + 0x1c0 * handle).toString(16).toUpperCase();

export const handleOf = (handle: number): string => `0x${(0x80000000 + handle).toString(16).toUpperCase()}`;

export const roleOf = (role: IkeRole): string => (role === 'initiator' ? '(I)' : '(R)');

/** QM_IDLE is padded where a state is printed, the longer ones are not. */
export const stateOf = (state: IsakmpState): string => (state === 'QM_IDLE' ? 'QM_IDLE      ' : state);
