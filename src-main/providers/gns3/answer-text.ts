/** Answers of a server as text and as values: whatever they are, what is said about them is one clear sentence. */
import { z } from 'zod';
import { Failure } from '../../base/errors.ts';
import type { HttpAnswer } from '../http/http-client.ts';

interface About {
  /** "GET /v2/projects". */
  call: string;
  server: string;
}

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** @throws Failure unexpected-answer */
export function parsedAnswer<T>({ headers, bytes }: HttpAnswer, schema: z.ZodType<T>, { call, server }: About): T {
  const value = valueOf(textOf(bytes));
  if (value === notJson) {
    const what = /html/i.test(headers['content-type'] ?? '') ? 'a web page' : `${bytes.length} bytes that are no JSON`;
    throw unexpected(`${server} answered ${call} with ${what}. Is it GNS3, and no proxy in front of it?`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = z.core.toDotPath(issue?.path ?? []) || 'the answer';
  throw unexpected(`${server} answered ${call} otherwise than expected: ${field}: ${issue?.message ?? 'not valid'}.`);
}

const longestWords = 500;

/**
 * What the server says about a refusal, on one line. GNS3 echoes requests in what it says of them: that part is left
 * out, as what somebody typed may be in it.
 */
export function wordsOf({ bytes, headers }: HttpAnswer): string {
  if (/html/i.test(headers['content-type'] ?? '')) return '';
  const text = textOf(bytes.subarray(0, 65_536));
  const value = valueOf(text);
  const said = refusal.safeParse(value);
  const words = said.success ? (said.data.message ?? said.data.detail ?? '') : value === notJson ? text : '';
  const plain = words
    .replace(/ and JSON data '.*?'(?=: )/s, '')
    .replace(/, 'input': .*$/s, '')
    .replace(/\s+/g, ' ');
  return plain
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, longestWords);
}

const refusal = z.looseObject({ message: z.string().optional(), detail: z.string().optional() });

const notJson = Symbol('not JSON');

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

const unexpected = (sentence: string): Failure => new Failure('device', 'unexpected-answer', sentence);
