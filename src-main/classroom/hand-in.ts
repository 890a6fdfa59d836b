/**
 * What a student hands in: everything that their QuickMode has kept of an attempt, raw. The lines that the routers took,
 * what the routers printed when steps were checked, the answers, the hints. No verdict is in it: a teacher's copy of the
 * lab judges the evidence, and makes the same routers of the lines where they are built in.
 */
import { z } from 'zod';

export const handInVersion = 2;

const time = z.iso.datetime();
/** It is shown at terminals: whoever hands in shall write no lines of their own there. */
const id = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u, 'it has control characters');
const path = z.array(z.string().max(1000)).max(20);
const count = z.int().min(0);
const bind = z.record(id, z.record(id, z.string().max(200)));

const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    ...{ kind: z.literal('line'), sequence: count, acceptedAt: time },
    ...{ node: id, path, line: z.string().max(2000) },
  }),
  z.strictObject({ kind: z.literal('restart'), sequence: count, acceptedAt: time, from: count }),
]);

const phase = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['begin', 'before', 'end', 'diagnosis']) }),
  z.strictObject({ kind: z.literal('after'), action: id }),
]);

const record = z.strictObject({
  ...{ id, sequence: count, role: id, command: z.string().max(2000), text: z.string().max(8_000_000) },
  ...{ takenAt: time, deviceTime: z.number(), epoch: count, phase },
});

/** As attempts have it: where the routers were. */
const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('builtin') }),
  z.strictObject({
    ...{ kind: z.literal('server'), server: id, serverName: id, serverKind: z.enum(['gns3', 'cml']) },
    ...{ project: id, projectName: id, bind },
    topology: z.strictObject({ name: id, text: z.string().max(16_000_000) }),
  }),
  z.strictObject({
    ...{ kind: z.literal('inventory'), inventory: id, inventoryName: id, bind },
    devices: z.array(z.strictObject({ name: id, platform: id })).max(10_000),
  }),
]);

const values = z.array(z.string().max(10_000)).max(100);

/** As the store numbers its records: from 1, without a gap. */
function isNumbered(all: readonly { sequence: number }[]): boolean {
  return all.every(({ sequence }, index) => sequence === index + 1);
}

/** Whether each is named once. */
function isEachOnce<T>(all: readonly T[], nameOf: (one: T) => unknown): boolean {
  return new Set(all.map((one) => JSON.stringify(nameOf(one)))).size === all.length;
}

const handIn = z.strictObject({
  version: z.literal(handInVersion),
  kind: z.literal('hand-in'),
  attempt: id,
  /** When the attempt was begun, and when this was written. */
  begun: time,
  made: time,
  lab: z.strictObject({ id, version: z.int(), content: id, seed: id.optional() }),
  place,
  /** Oldest first, with those that are no longer in force. */
  journal: z
    .array(entry)
    .max(200_000)
    .refine(isNumbered, 'lines are missing')
    .refine((all) => all.every((one) => one.kind === 'line' || one.from < one.sequence), 'a mark leads nowhere'),
  /** All tries of each, oldest first. */
  answers: z
    .array(z.strictObject({ step: id, question: id, tries: z.array(values).max(1000), isShown: z.boolean() }))
    .max(1000)
    .refine((all) => isEachOnce(all, ({ step, question }) => [step, question]), 'a question stands in it twice'),
  hints: z
    .array(z.strictObject({ step: id, hint: count }))
    .max(10_000)
    .refine((all) => isEachOnce(all, ({ step, hint }) => [step, hint]), 'a hint stands in it twice'),
  evidence: z
    .array(record)
    .max(50_000)
    .refine(isNumbered, 'records are missing')
    .refine((all) => isEachOnce(all, (one) => one.id), 'a record stands in it twice'),
  /** Which evidence was taken for a check of which step: that after one record, up to and with another. */
  checks: z
    .array(z.strictObject({ step: id, after: count, last: count }))
    .max(20_000)
    .refine((all) => all.every(({ after }, place) => after >= (all[place - 1]?.last ?? 0)), 'two rest on one record'),
});

export type HandIn = z.infer<typeof handIn>;

/** Names that nobody knows may stand in what is wrong, as long as they please. */
const longest = 300;

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
  const wrong = `${first?.path.join('.') || 'the file'}: ${first?.message ?? 'unknown'}`;
  return { wrong: wrong.slice(0, longest).replace(/\p{Cc}/gu, ' ') };
}
