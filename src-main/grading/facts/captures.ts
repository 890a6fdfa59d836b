/**
 * From evidence to facts: of every command the latest answer of the moment that is asked for, as records that know their
 * lines. What cannot be read is `Unreadable`, which becomes the verdict `error`, and is never taken for "there is none".
 */
import type { Parsed, Sourced } from '../../parsers/parsed.ts';
import type { Evidence } from '../evidence.ts';
import type { Quote } from '../verdict.ts';
import type { Show } from './shows.ts';

/** An answer that was not captured, was cut off or was a refusal. The message is a sentence for people. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(
    message: string,
    readonly quotes: readonly Quote[] = [],
  ) {
    super(message);
  }
}

/** What these devices, or this place, cannot show. The message is a sentence for people. */
export class NotJudgeable extends Error {
  override readonly name = 'NotJudgeable';
}

export interface Capture<T> {
  evidence: Evidence;
  records: readonly T[];
}

/**
 * - `begin`: before the actions of the step
 * - `end`: when they were over
 * - `any`: the latest there is
 * - `before`, `after`: right before or right after an action
 */
export type Moment = 'begin' | 'end' | 'any' | { before: string } | { after: string };

export interface Captures {
  /** @throws {Unreadable} */
  read<T>(role: string, show: Show<T>, moment: Moment): Capture<T>;
  /** Undefined where `read` would throw. */
  find<T>(role: string, show: Show<T>, moment: Moment): Capture<T> | undefined;
  /** The answer as it came, for what is compared and not read. */
  answer(role: string, command: string, moment: Moment): Evidence | undefined;
}

/** What has been read of an answer: it is judged again and again until its step's deadline. */
const parsed = new WeakMap<Evidence, Parsed<unknown>>();

export function capturesOf(evidence: readonly Evidence[]): Captures {
  const parse = <T>(one: Evidence, show: Show<T>): Parsed<T> => {
    const known = parsed.get(one) ?? show.parse(one.text);
    parsed.set(one, known);
    // The same evidence is of the same command, and so of the same parser.
    return known as Parsed<T>;
  };
  const byCommand = grouped(evidence);
  const answer = (role: string, command: string, moment: Moment): Evidence | undefined =>
    newest((byCommand.get(`${role} ${command}`) ?? []).filter((one) => isOf(one, moment, evidence)));
  const read = <T>(role: string, show: Show<T>, moment: Moment): Capture<T> => {
    const one = answer(role, show.command, moment);
    if (!one) throw new Unreadable(`${role} was not asked "${show.command}", so nothing can be said.`);
    const reading = parse(one, show);
    if (reading.outcome === 'rejected') throw refused(one, reading);
    if (reading.outcome === 'truncated') throw new Unreadable(`${role}'s answer to "${show.command}" is cut off.`, lastQuote(one)); // prettier-ignore
    return { evidence: one, records: reading.records };
  };
  return { read, find: (role, show, moment) => findBy(() => read(role, show, moment)), answer };
}

function grouped(evidence: readonly Evidence[]): Map<string, Evidence[]> {
  const groups = new Map<string, Evidence[]>();
  for (const one of evidence) {
    const key = `${one.role} ${one.command}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function findBy<T>(read: () => T): T | undefined {
  const found = attempt(read);
  return found instanceof Unreadable ? undefined : found;
}

/** What is read, or why it cannot be. */
export function attempt<T>(read: () => T): T | Unreadable {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

function refused(one: Evidence, { rejection }: Parsed<unknown>): Unreadable {
  const quotes = rejection ? [quoteOf(one, rejection.line)] : [];
  return new Unreadable(`${one.role} gave no answer to "${one.command}" that can be understood.`, quotes);
}

function lastQuote(one: Evidence): Quote[] {
  const last = one.text.split('\n').findLastIndex((text) => text.trim() !== '');
  return last < 0 ? [] : [quoteOf(one, last)];
}

function newest(all: readonly Evidence[]): Evidence | undefined {
  return all.reduce<Evidence | undefined>((best, one) => (best && best.sequence > one.sequence ? best : one), undefined); // prettier-ignore
}

function isOf({ phase, sequence }: Evidence, moment: Moment, all: readonly Evidence[]): boolean {
  if (moment === 'any') return true;
  if (moment === 'begin' || moment === 'end') return phase.kind === moment;
  if ('after' in moment) return phase.kind === 'after' && phase.action === moment.after;
  // A look before an action does not tell which action it was for: the one of which there is a trace after it.
  const isTrace = (one: Evidence): boolean => one.phase.kind === 'after' && one.phase.action === moment.before;
  return phase.kind === 'before' && all.some((one) => isTrace(one) && one.sequence > sequence);
}

/** A line of the evidence; the last one when there are fewer. */
export function quoteOf({ id, role, command, text }: Evidence, line: number): Quote {
  const lines = text.split('\n');
  const index = Math.max(0, Math.min(line, lines.length - 1));
  return { evidence: id, role, command, line: index, text: (lines[index] ?? '').trimEnd() };
}

/** The lines on which these fields of a record stand, each once; the line it begins on where they are not shown. */
export function quotesOf(evidence: Evidence, record: Sourced, ...fields: string[]): Quote[] {
  const lines = fields.map((field) => record.at[field] ?? record.line);
  return [...new Set(lines.length > 0 ? lines : [record.line])].map((line) => quoteOf(evidence, line));
}

/** What the device answered where it showed no such thing: the first line that says anything. */
export function quotesOfNothing(evidence: Evidence): Quote[] {
  const line = evidence.text.split('\n').findIndex((text) => text.trim() !== '');
  return line < 0 ? [] : [quoteOf(evidence, line)];
}
