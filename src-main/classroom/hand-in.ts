/**
 * What a student hands in who has worked on built-in routers: the lines that the routers accepted, and the answers that
 * were given. A teacher's copy of the lab makes the same routers of it and grades them: no verdict in it is trusted.
 */
import { z } from 'zod';

export const handInVersion = 1;

const line = z.strictObject({
  node: z.string().max(200),
  path: z.array(z.string().max(1000)).max(20),
  line: z.string().max(2000),
});

const answer = z.strictObject({
  step: z.string().max(200),
  question: z.string().max(200),
  values: z.array(z.string().max(10_000)).max(100),
});

const handIn = z.strictObject({
  version: z.literal(handInVersion),
  kind: z.literal('hand-in'),
  attempt: z.string().max(200),
  lab: z.strictObject({
    id: z.string().max(200),
    version: z.int(),
    content: z.string().max(200),
    seed: z.string().max(200).optional(),
  }),
  /** Oldest first, those that are in force. */
  journal: z.array(line).max(100_000),
  answers: z.array(answer).max(1000),
});

export type HandIn = z.infer<typeof handIn>;

/** @returns what is wrong with it, in words, where it is none */
export function readHandIn(text: string): HandIn | { wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { wrong: 'it is not JSON' };
  }
  const read = handIn.safeParse(value);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  return { wrong: `${first?.path.join('.') || 'the file'}: ${first?.message ?? 'unknown'}` };
}
