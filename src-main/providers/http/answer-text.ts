/** Answers of a server as text and as values: whatever they are, what is said about them is one clear sentence. */
import { z } from 'zod';
import { Failure } from '../../base/errors.ts';
import type { HttpAnswer } from './http-client.ts';

export interface About {
  /** "GET /v2/projects". */
  call: string;
  server: string;
  product: 'GNS3' | 'CML';
}

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** @throws Failure device: unexpected-answer */
export function parsedAnswer<T>(answer: HttpAnswer, schema: z.ZodType<T>, about: About): T {
  const value = jsonIn(textOf(answer.bytes));
  if (value === notJson) throw otherThanJson(answer, about);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = z.core.toDotPath(issue?.path ?? []) || 'the answer';
  const { server, call } = about;
  throw unexpected(`${server} answered ${call} otherwise than expected: ${field}: ${issue?.message ?? 'not valid'}.`);
}

/** A text: older releases of CML send it bare, later ones as a JSON string. @throws Failure device: unexpected-answer */
export function textAnswer(answer: HttpAnswer, about: About): string {
  if (isWebPage(answer)) throw otherThanJson(answer, about);
  const text = textOf(answer.bytes);
  const value = /^\s*"/.test(text) ? jsonIn(text) : notJson;
  return typeof value === 'string' ? value : text;
}

export function isWebPage({ headers, bytes }: HttpAnswer): boolean {
  return /html/i.test(headers['content-type'] ?? '') || /^\s*<(?:!doctype|html)/i.test(textOf(bytes.subarray(0, 256)));
}

const refusal = z.looseObject({ description: z.unknown(), message: z.unknown(), detail: z.unknown() }).partial();

/**
 * What the server says about a refusal, on one line; nothing where a proxy says it. Both products echo what they were
 * sent: that part is left out, as what somebody typed may be in it.
 */
export function wordsOf(answer: HttpAnswer): string {
  if (isWebPage(answer)) return '';
  const text = textOf(answer.bytes.subarray(0, 65_536));
  const value = jsonIn(text);
  const { description, message, detail } = refusal.safeParse(value).data ?? {};
  const words = description ?? message ?? detail ?? (value === notJson ? text : '');
  const plain = typeof words === 'string' ? words : JSON.stringify(words, withoutInput);
  return oneLine(plain.replace(/ and JSON data '.*'(?=: )/s, '').replace(/, 'input': .*$/s, ''));
}

/** Text from outside as part of a sentence: one line, nothing that moves a cursor, no full stop at its end. */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestWords)
    .replace(/[.\s]+$/, '');
}

const longestWords = 500;

const withoutInput = (key: string, value: unknown): unknown => (key === 'input' ? undefined : value);

const notJson = Symbol('not JSON');

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

function otherThanJson(answer: HttpAnswer, { server, call, product }: About): Failure {
  const what = isWebPage(answer) ? 'a web page' : `${answer.bytes.length} bytes that are no JSON`;
  return unexpected(`${server} answered ${call} with ${what}. Is it ${product}, and no proxy in front of it?`);
}

const unexpected = (sentence: string): Failure => new Failure('device', 'unexpected-answer', sentence);
