/** Answers of a controller as text and as values: whatever they are, what is said about them is one clear sentence. */
import { z } from 'zod';
import { Failure } from '../../base/errors.ts';
import type { HttpAnswer } from '../http/http-client.ts';

interface About {
  /** "GET /api/v0/labs". */
  call: string;
  server: string;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** @throws Failure device: unexpected-answer */
export function parsedAnswer<T>({ bytes }: HttpAnswer, schema: z.ZodType<T>, { call, server }: About): T {
  const text = textOf(bytes);
  const value = valueOf(text);
  if (value === notJson) {
    const what = /^\s*</.test(text) ? 'a web page' : `${bytes.length} bytes that are no JSON`;
    throw unexpected(`${server} answered ${call} with ${what}. Is it CML, and no proxy in front of it?`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = z.core.toDotPath(issue?.path ?? []) || 'the answer';
  throw unexpected(`${server} answered ${call} otherwise than expected: ${field}: ${issue?.message ?? 'not valid'}.`);
}

/** A text: older releases send it bare, later ones as a JSON string. @throws Failure device: unexpected-answer */
export function textAnswer({ bytes }: HttpAnswer, { call, server }: About): string {
  const text = textOf(bytes);
  if (/^\s*<(?:!doctype|html)/i.test(text))
    throw unexpected(`${server} answered ${call} with a web page. Is it CML, and no proxy in front of it?`);
  const value = /^\s*"/.test(text) ? valueOf(text) : notJson;
  return typeof value === 'string' ? value : text;
}

const longestWords = 500;
const refusal = z.looseObject({ description: z.unknown(), message: z.unknown(), detail: z.unknown() }).partial();

/** What the server says about a refusal, on one line; nothing where a proxy says it. */
export function wordsOf({ bytes }: HttpAnswer): string {
  const text = textOf(bytes.subarray(0, 65_536));
  if (/^\s*</.test(text)) return '';
  const value = valueOf(text);
  const said = refusal.safeParse(value);
  const words = said.success ? (said.data.description ?? said.data.detail ?? said.data.message ?? '') : text;
  return oneLine(typeof words === 'string' ? words : JSON.stringify(words));
}

/** Text from outside as part of a sentence: one line, nothing that moves a cursor, no full stop at its end. */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestWords)
    .replace(/\.$/, '');
}

const notJson = Symbol('not JSON');

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

const unexpected = (sentence: string): Failure => new Failure('device', 'unexpected-answer', sentence);
