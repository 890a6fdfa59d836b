/**
 * Texts of log lines as a table: what happened, and a pattern whose named groups are the fields of the event. Fields
 * that are numbers are told by their names, here, for all tables.
 */
import { hexadecimal, integer, words } from '../values.ts';

/** Anchored at both ends, and linear. */
export type Form = readonly [kind: string, pattern: RegExp];

export type EventFields = Record<string, string | number | string[] | undefined>;

const READ: Record<string, (text: string) => string | number | string[] | undefined> = {
  spi: spiOf,
  transforms: (text) => words(text),
  direction: (text) =>
    ({ sending: 'sent', received: 'received', INBOUND: 'inbound', OUTBOUND: 'outbound' })[text] ?? text,
};
const NUMBERS = ['messageId', 'localPort', 'peerPort', 'transform', 'policy', 'proposal', 'phase', 'error', 'attempt', 'of', 'connectionId', 'seconds', 'kilobytes', 'protocolNumber', 'sequenceNumber', 'packets', 'level', 'bytes', 'bytesSent', 'bytesReceived']; // prettier-ignore
for (const name of NUMBERS) READ[name] = signed;

/** 12.2 prints message ids and SPIs as signed numbers (seed 001: "has spi -343614331"). */
function signed(text: string): number | undefined {
  const value = integer(text.replace(/^-/, ''));
  return value === undefined || !text.startsWith('-') ? value : 0x1_0000_0000 - value;
}

function spiOf(text: string): number | undefined {
  return /^0x/i.test(text) ? hexadecimal(text) : (signed(text) ?? hexadecimal(text));
}

/** The first form that the text has, with its fields; undefined when it has none. */
export function eventOf(forms: readonly Form[], text: string): (EventFields & { kind: string }) | undefined {
  for (const [kind, pattern] of forms) {
    const match = pattern.exec(text);
    if (match) return { kind, ...fieldsOf(match.groups ?? {}) };
  }
  return undefined;
}

function fieldsOf(groups: Record<string, string | undefined>): EventFields {
  const fields: EventFields = {};
  for (const [name, text] of Object.entries(groups)) {
    const value = text === undefined ? undefined : (READ[name] ?? String)(text.trim());
    if (value !== undefined && value !== '') fields[name] = value;
  }
  return fields;
}
