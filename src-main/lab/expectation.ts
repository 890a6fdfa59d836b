/**
 * What must be true of the routers after a step, in verbs about state (never in regular expressions on output). The
 * schemas here and in verbs/ are the one definition: lab.yml is checked by them, resources/schemas/lab.schema.json is
 * made of them.
 */
import { z } from 'zod';
import { associationVerbs } from './verbs/associations.ts';
import { ikev1ConfigurationVerbs } from './verbs/ikev1-configuration.ts';
import { ikev2ConfigurationVerbs } from './verbs/ikev2-configuration.ts';
import { networkVerbs } from './verbs/network.ts';
import { observedVerbs } from './verbs/observed.ts';

export const verbs = {
  ...ikev1ConfigurationVerbs,
  ...ikev2ConfigurationVerbs,
  ...associationVerbs,
  ...networkVerbs,
  ...observedVerbs,
} as const;

export type Verb = keyof typeof verbs;
export type VerbArguments<V extends Verb> = z.infer<(typeof verbs)[V]>;

export const combinations = ['any', 'all', 'not'] as const;
export type Combination = (typeof combinations)[number];

const common = {
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens')
    .optional()
    .describe('Unique in the step; verdicts are kept under it. Made of the verb and its subject when left out.'),
  points: z.number().positive().optional().describe('Weight within the step; 1 when left out.'),
  within: z
    .int()
    .positive()
    .max(600)
    .optional()
    .describe('Seconds of device time until it must hold; 15 when left out.'),
  level: z
    .enum(['required', 'warning'])
    .optional()
    .describe('A warning is told, and neither earns nor costs anything. required when left out.'),
  barrier: z
    .boolean()
    .optional()
    .describe('Where it fails, what stands after it in the step is not judged: it could not hold.'),
};

/** An expectation as an author writes it: one verb with its arguments, or others combined. */
export type ExpectationFile = { [K in keyof typeof common]?: z.infer<(typeof common)[K]> } & Record<string, unknown>;

const nested: z.ZodType<ExpectationFile> = z.lazy(() => expectation);

const alternatives = [
  ...Object.entries(verbs).map(([verb, schema]) => z.strictObject({ ...common, [verb]: schema })),
  z.strictObject({ ...common, any: z.array(nested).min(2).max(20).describe('One of these at least must hold.') }),
  z.strictObject({ ...common, all: z.array(nested).min(1).max(20).describe('Each of these must hold.') }),
  z.strictObject({ ...common, not: nested.describe('This must not hold.') }),
];

/** One entry of `expect:`: a verb with its arguments, or others combined. */
export const expectation: z.ZodType<ExpectationFile> = z.union(alternatives).meta({ id: 'expectation' });

interface Common {
  id: string;
  points: number;
  within: number;
  level: 'required' | 'warning';
  barrier: boolean;
}

/** An expectation as the grader gets it, with its id and weight filled in. */
export type Simple = {
  [V in Verb]: Common & { verb: V; arguments: VerbArguments<V> };
}[Verb];

/** Others combined. */
export interface Combined extends Common {
  verb: Combination;
  of: Expectation[];
}

export type Expectation = Simple | Combined;

export function isCombined(one: Expectation): one is Combined {
  return 'of' in one;
}

/** The verbs that are asked for, whatever they are combined by. */
export function simpleOnes(expectations: readonly Expectation[]): Simple[] {
  return expectations.flatMap((one) => (isCombined(one) ? simpleOnes(one.of) : one));
}
