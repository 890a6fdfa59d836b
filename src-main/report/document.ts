/**
 * What is told of work that was graded: of one attempt, or of a class. The schemas here are the one definition:
 * resources/schemas/report.schema.json is made of them. What was published stays as it is; a change of anything that a
 * reader may rely on is another version.
 */
import { z } from 'zod';

export const reportVersion = 1;

const verdict = z
  .enum(['passed', 'partial', 'failed', 'not judged', 'error'])
  .describe(
    '"not judged": it can no longer be seen, or nobody has looked; "error": a device could not be asked or understood.',
  );

const points = z
  .strictObject({ earned: z.number().describe('What was earned.'), of: z.number().describe('What could be earned.') })
  .describe('Points.');

const quote = z
  .strictObject({
    evidence: z.string().describe('The record that the line stands in, among the evidence of the attempt.'),
    role: z.string().describe('Whose output it is.'),
    command: z.string().describe('What was typed, or "log" for what came unasked.'),
    line: z.int().describe('Which line of the record, counted from 0.'),
    text: z.string().describe('The line. What is secret in it is hidden.'),
    deviceTime: z.number().optional().describe('When it was printed: milliseconds since the routers were started.'),
  })
  .describe('A line that a device printed.');

const attribute = z
  .strictObject({
    name: z.string().describe('What was compared.'),
    role: z.string().describe('On which device.'),
    expected: z.string().describe('What was wanted.'),
    found: z.string().describe('What was there.'),
    holds: z.boolean().describe('Whether it is as it was wanted.'),
    quotes: z.array(quote).describe('The lines that show it.'),
  })
  .describe('One attribute of an expectation.');

const simpleExpectation = z.strictObject({
  id: z.string().describe('As the lab has it.'),
  verb: z.string().describe('What kind of statement it is: ike, child, ping.'),
  verdict,
  points,
  level: z.enum(['required', 'warning']).describe('A warning earns nothing and costs nothing.'),
  says: z.string().describe('The verdict in one sentence.'),
  attributes: z.array(attribute).describe('What it was made of.'),
});

const expectation = simpleExpectation
  .extend({ parts: z.array(simpleExpectation).describe('Those that it joins: any, all, not. Flat, in their order.') })
  .describe('Something that must be true of the network.');

const question = z
  .strictObject({
    id: z.string().describe('As the lab has it.'),
    verdict,
    points,
    says: z.string().describe('The verdict in one sentence.'),
    answer: z.array(z.string()).describe('What was answered.'),
    quotes: z.array(quote).describe('The lines that show it.'),
  })
  .describe('A question that the learner was asked.');

const diagnosis = z
  .strictObject({
    rule: z.string().describe('The name of the fault: P1-PSK. "undecided" where no rule fits.'),
    title: z.string().describe('The cause, in a few words.'),
    explanation: z.string().describe('The cause, in a few sentences.'),
    mend: z.string().describe('What to do about it.'),
    confidence: z.string().optional().describe('How sure it is: certain, likely, possible.'),
    quotes: z.array(quote).describe('The lines that prove it.'),
  })
  .describe('Why something is not as it should be.');

const step = z
  .strictObject({
    id: z.string().describe('As the lab has it.'),
    title: z.string().describe('For people.'),
    kind: z.enum(['change', 'observe', 'transient']).describe('How the step is judged.'),
    verdict,
    points,
    expectations: z.array(expectation),
    questions: z.array(question),
    diagnoses: z.array(diagnosis).describe('The one to mend first comes first.'),
  })
  .describe('A step of the lab.');

const score = z
  .strictObject({ points: z.number().describe('What was earned.'), of: z.number().describe('What could be earned.') })
  .describe('The sum over all steps that were judged.');

const trouble = z
  .strictObject({
    code: z.string().describe('A stable name, for programs.'),
    message: z.string().describe('For people.'),
  })
  .describe('What kept something from being judged.');

const lab = z.strictObject({
  id: z.string(),
  version: z.int(),
  title: z.string(),
});

const common = {
  version: z.literal(reportVersion).describe('Of this shape.'),
  made: z.iso.datetime().describe('When the report was made.'),
  program: z.string().describe('What made it: QuickMode and its version.'),
};

const attemptReport = z
  .strictObject({
    ...common,
    kind: z.literal('attempt'),
    attempt: z.string().describe("The attempt's id."),
    lab: lab.extend({ seed: z.string().optional().describe('Which addresses, names and keys it had.') }),
    place: z.string().describe('Where the routers were.'),
    score,
    steps: z.array(step),
    stopped: trouble.optional(),
  })
  .describe('The work of one learner.');

const cell = z
  .strictObject({
    step: z.string().describe('The id of the step.'),
    verdict,
    points,
    says: z.string().describe('What is lacking, in a sentence; empty where nothing is.'),
    diagnosis: z.string().optional().describe('The fault that was found first: P1-PSK.'),
  })
  .describe('One learner, one step.');

const student = z
  .strictObject({
    id: z.string().describe('As the class file has it.'),
    name: z.string(),
    seed: z.string().optional(),
    pod: z.string().describe('What was graded: where the routers are, or what was handed in.'),
    state: z
      .enum(['waiting', 'grading', 'graded', 'broken'])
      .describe('"broken": could not be graded, or not to the end.'),
    attempt: z.string().optional().describe('The attempt that the evidence belongs to.'),
    score,
    cells: z.array(cell).describe('In the order of the steps; those that were not reached are missing.'),
    trouble: trouble.optional(),
  })
  .describe('A learner of the class.');

const classReport = z
  .strictObject({
    ...common,
    kind: z.literal('class'),
    class: z.string().describe('What the class is called.'),
    grading: z.string().describe('The id of this grading.'),
    lab,
    steps: z.array(z.strictObject({ id: z.string(), title: z.string(), of: z.number().describe('Points.') })),
    students: z.array(student),
  })
  .describe('A class: learners by steps.');

const reportDocument = z.discriminatedUnion('kind', [attemptReport, classReport]);

export type AttemptReport = z.infer<typeof attemptReport>;
export type ClassReport = z.infer<typeof classReport>;
export type ReportDocument = z.infer<typeof reportDocument>;
export type ReportStep = z.infer<typeof step>;
export type ReportExpectation = z.infer<typeof expectation>;
export type ReportQuote = z.infer<typeof quote>;
export type ReportDiagnosis = z.infer<typeof diagnosis>;
export type ReportVerdict = z.infer<typeof verdict>;
export type ReportStudent = z.infer<typeof student>;

/** As resources/schemas/report.schema.json publishes it. */
export function reportSchema(): object {
  return z.toJSONSchema(reportDocument, { target: 'draft-7', io: 'input' });
}
