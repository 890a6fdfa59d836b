/** What a router's own debug says of a negotiation: states, message ids, any line of it. */
import { quoteOf } from '../../facts/captures.ts';
import { fieldOf, isMeant, textOf } from '../../facts/log-match.ts';
import { logLooks, readLog, type Log, type LogMessage } from '../../facts/logs.ts';
import type { Value } from '../value.ts';
import { nthOf, type ReadingRule } from './reading.ts';

export const messageId: ReadingRule<'messageId'> = {
  looks: ({ on }, exercise) => logLooks(exercise, on),
  read({ on, nth }, place, moment) {
    const log = readLog(place, on, moment);
    return nthOf(quickModesIn(log), nth).flatMap((one) => valueOf(log, one, 'messageId'));
  },
};

/** The first line of each quick mode that names its message id. */
export function quickModesIn({ messages }: Log): LogMessage[] {
  const own = messages.filter(isOfQuickMode);
  return own.filter((one, index) => own.findIndex((other) => idOf(other) === idOf(one)) === index);
}

const idOf = ({ fields }: LogMessage): unknown => fields['messageId'];

function isOfQuickMode(message: LogMessage): boolean {
  const { event, fields } = message;
  if (idOf(message) === undefined || idOf(message) === 0) return false;
  if (event === 'exchange-begun') return fields['mode'] === 'Quick';
  return event === 'input' && String(fields['input']).includes('IKE_QM_EXCH');
}

export const debugState: ReadingRule<'debugState'> = {
  looks: ({ on }, exercise) => logLooks(exercise, on),
  read({ on, message, exchange = 'main', shows = 'machine' }, place, moment) {
    const log = readLog(place, on, moment);
    if (shows === 'packet' && exchange === 'main') return packetStates(log, message);
    const changes = log.messages.filter(({ event }) => event === 'state-changed');
    const goesTo = exchange === 'main' ? mainModeStates(message) : QUICK_MODE_STATES[message];
    return changes.flatMap((one) => {
      const isMeant = goesTo?.test(`${String(one.fields['from'])} ${String(one.fields['to'])}`) === true;
      return isMeant ? valueOf(log, one, 'to') : [];
    });
  },
};

/** From and to. A responder is done with the sixth message: it goes on to IKE_P1_COMPLETE at once. */
function mainModeStates(message: number): RegExp {
  return message === 6 ? / IKE_[IR]_MM6$|^IKE_R_MM5 IKE_P1_COMPLETE$/ : new RegExp(` IKE_[IR]_MM${message}$`);
}

/** An initiator sends the third message as soon as it has the second; a responder gets its SPI with the first. */
const QUICK_MODE_STATES: Readonly<Record<number, RegExp>> = {
  1: / IKE_QM_I_QM1$|^IKE_QM_READY IKE_QM_SPI_STARVE$/,
  2: /^IKE_QM_I_QM1 IKE_QM_PHASE2_COMPLETE$| IKE_QM_R_QM2$/,
  3: /^IKE_QM_(?:I_QM1|R_QM2) IKE_QM_PHASE2_COMPLETE$/,
};

/**
 * Packets of one main mode come in turn: one sent, one received. One that comes again is not counted again. Both ends may
 * begin one at the same time, so that what a router says as an initiator (I) is counted by itself.
 */
function packetStates(log: Log, message: number): Value[] {
  const asInitiator = log.messages.filter(({ fields }) => fields['role'] === 'I' || fields['role'] === undefined);
  const asResponder = log.messages.filter(({ fields }) => fields['role'] !== 'I');
  return [asInitiator, asResponder].flatMap((messages) => statesInTurn({ ...log, messages }, message));
}

function statesInTurn(log: Log, message: number): Value[] {
  let count = 0;
  let last: unknown;
  return log.messages.flatMap((one) => {
    const { event, fields } = one;
    if (event === 'exchange-begun' || (event === 'packet' && isFirst(fields['state']))) [count, last] = [0, undefined];
    if (event !== 'packet' || !isOfMainMode(fields['state']) || fields['direction'] === last) return [];
    last = fields['direction'];
    return ++count === message ? valueOf(log, one, 'state') : [];
  });
}

const isFirst = (state: unknown): boolean => state === 'NEW SA';
const isOfMainMode = (state: unknown): boolean => isFirst(state) || String(state).startsWith('MM_');

export const logLine: ReadingRule<'logLine'> = {
  looks: ({ on }, exercise) => logLooks(exercise, on),
  read({ on, says, nth, field = 'text' }, place, moment) {
    const log = readLog(place, on, moment);
    const meant = log.messages.filter((one) => isMeant(says, one));
    return nthOf(meant, nth).flatMap((one) => valueOf(log, one, field));
  },
};

/** Names of fields whose numbers routers print in hexadecimal, or of which releases print some in it. */
const HEXADECIMAL = /spi|cookie|messageId/i;

function valueOf({ evidence }: Log, { line, fields }: LogMessage, field: string): Value[] {
  return fieldValue(fields, field, [quoteOf(evidence, line)]);
}

/** Nothing where the record has no such field. */
export function fieldValue(fields: Readonly<Record<string, unknown>>, field: string, quotes: Value['quotes']): Value[] {
  const found = fieldOf(fields, field);
  if (found === undefined) return [];
  const isHexadecimal = HEXADECIMAL.test(field);
  const value: Value = { text: textOf(found), quotes, ...(isHexadecimal ? { isHexadecimal } : {}) };
  return [typeof found === 'number' ? { ...value, number: found } : value];
}
