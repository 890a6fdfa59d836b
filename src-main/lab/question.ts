/**
 * What a step asks its learner, and where the right answer is: in the lab itself, or in what the learner's own routers
 * show. The schema here is the one definition: lab.yml is checked by it, resources/schemas/lab.schema.json is made of it.
 */
import { z } from 'zod';
import { logMatch, role } from './words.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens');
const choiceId = z.string().regex(/^[A-Za-z0-9][\w-]*$/, 'expected letters, digits and hyphens');
const field = z.string().regex(/^[A-Za-z][\w.]*$/, 'expected the name of a field');
const text = z.string().min(1).max(20_000);
const nth = z
  .int()
  .min(1)
  .max(1000)
  .optional()
  .describe('Which of several, counted from 1; any of them is right when left out.');
const value = z.union([z.string(), z.number(), z.boolean()]);
const fields = z.record(field, value).describe('What these fields must be.');
const tolerance = z
  .number()
  .nonnegative()
  .optional()
  .describe('How far off an answer may be; not at all when left out.');

export const readings = {
  spi: z
    .strictObject({
      on: role,
      peer: role,
      direction: z.enum(['inbound', 'outbound']),
      protocol: z.enum(['esp', 'ah']).optional(),
    })
    .describe('The SPI of a child security association. Hexadecimal and decimal are both right.'),
  cookie: z
    .strictObject({ on: role, peer: role, which: z.enum(['initiator', 'responder']) })
    .describe('A cookie of IKEv1, an SPI of IKEv2, where the device shows it.'),
  messageId: z
    .strictObject({ on: role, peer: role.optional(), exchange: z.literal('quick').optional(), nth })
    .describe('The message id of a quick mode, as the debug in the log has it.'),
  debugState: z
    .strictObject({
      on: role,
      exchange: z.enum(['main', 'quick']).optional().describe('main when left out.'),
      message: z
        .int()
        .min(1)
        .max(6)
        .describe('The message of the exchange: 1 to 6 of main mode, 1 to 3 of quick mode.'),
      shows: z
        .enum(['machine', 'packet'])
        .optional()
        .describe('machine (when left out): "New State = IKE_I_MM1"; packet: the state printed with the packet.'),
    })
    .describe('The state of a router when it had sent or received a message, as its debug says.'),
  count: z
    .strictObject({
      on: role,
      of: z.enum(['children', 'ikeSas', 'policies', 'transformSets', 'keys', 'messages', 'quickModes']),
    })
    .describe('How many there are. Messages are lines of the log, quick modes those that its debug shows.'),
  role: z
    .strictObject({ on: role, peer: role })
    .describe('Whether it is the initiator or the responder of the IKE association.'),
  lifetime: z
    .strictObject({
      on: role,
      peer: role,
      of: z.enum(['ike', 'child']),
      what: z.enum(['negotiated', 'remaining']),
      unit: z.enum(['seconds', 'kilobytes']).optional().describe('seconds when left out.'),
    })
    .describe(
      'A lifetime: what is left when the step is judged (give a tolerance), or what the debug says was agreed.',
    ),
  logLine: z
    .strictObject({
      on: role,
      says: logMatch,
      nth,
      field: field.optional().describe('A field of the event: spi, peer, messageId, to. The text when left out.'),
    })
    .describe("Something that the router's own log says."),
  shown: z
    .strictObject({
      on: role,
      command: z.string().regex(/^(show|display|ip|swanctl|ipsec) \S.*$/, 'expected a command that shows something'),
      where: fields.optional(),
      field,
      nth,
    })
    .describe('A field of what a command shows, by the name that `quickmode parse` gives it.'),
  packetField: z
    .strictObject({
      of: id.describe('The id of a capture among the actions of this step.'),
      where: fields.optional(),
      field,
      nth,
    })
    .describe('A field of a packet of a capture: spi, sequence, length, source, destination.'),
} as const;

export type Readings = { [R in keyof typeof readings]: z.infer<(typeof readings)[R]> };
export type ReadingKind = keyof Readings;

const readingAnswers = Object.entries(readings).map(([kind, schema]) => z.strictObject({ [kind]: schema, tolerance }));

const answer = z
  .union([
    z.strictObject({ choice: choiceId.describe('The one of the choices that is right.') }),
    z.strictObject({ choices: z.array(choiceId).min(1).describe('All that are right, and no other.') }),
    z.strictObject({ number: z.number(), tolerance }),
    z.strictObject({
      text: z
        .union([text, z.array(text).min(1)])
        .describe('Compared without case and blanks. Of several any one is right.'),
    }),
    z.strictObject({ faults: z.literal('chosen').describe('The faults that the seed has chosen.') }),
    ...readingAnswers,
  ])
  .describe("What is right: in the lab's own words, or a reading from what the learner's own routers show.");

/** One entry of `questions:`. */
export const question = z.strictObject({
  id: id.describe('Unique in the step; answers are kept under it.'),
  ask: text.describe('Markdown, a template.'),
  points: z
    .number()
    .positive()
    .optional()
    .describe('Weight within the step, beside its expectations; 1 when left out.'),
  choices: z
    .record(choiceId, text)
    .optional()
    .describe('What may be chosen, by an id each, in this order. Of `answer: {faults: chosen}` all faults of the lab.'),
  answer,
  explain: text.optional().describe('Markdown: said when the answer was right, or was shown.'),
});

export type QuestionFile = z.infer<typeof question>;

/** A question as the grader gets it. */
export interface Question {
  id: string;
  /** Markdown. */
  ask: string;
  points: number;
  /** Empty where a number or a word is asked for. */
  choices: { id: string; text: string }[];
  answer: RightAnswer;
  explain: string | undefined;
}

export type RightAnswer =
  | { kind: 'choices'; right: string[]; isOne: boolean }
  | { kind: 'number'; right: number; tolerance: number }
  | { kind: 'text'; right: string[] }
  | { kind: 'faults' }
  | ReadingAnswer;

/** @param tolerance of a number that is read */
export type ReadingAnswer = {
  [R in ReadingKind]: { kind: 'reading'; reading: R; of: Readings[R]; tolerance: number };
}[ReadingKind];

export const readingKinds = Object.keys(readings) as ReadingKind[];
