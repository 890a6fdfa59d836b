/**
 * What must be true of the routers after a step, in verbs about state (never in regular expressions on output). The
 * schemas here are the one definition: lab.yml is checked by them, resources/schemas/lab.schema.json is made of them.
 */
import { z } from 'zod';

/** "at least 5", "at most 1", or an exact number. */
const amount = z
  .union([
    z.int().nonnegative(),
    z.string().regex(/^(at least|at most) \d+$/, 'expected a number, "at least N" or "at most N"'),
  ])
  .describe('A number, "at least N" or "at most N".');

const role = z
  .string()
  .regex(/^[A-Za-z][\w-]*$/, 'expected the name of a role')
  .describe('A role of this lab.');
const reference = z
  .string()
  .regex(/^[A-Za-z][\w-]*\.[A-Za-z][\w-]*$/, 'expected ROLE.INTERFACE, as in R3.wan')
  .describe("The address of a role's interface: ROLE.INTERFACE, as in R3.wan.");
const between = z.tuple([role, role]).describe('The two ends: both are looked at.');
const label = z
  .string()
  .min(1)
  .describe(
    'A name for what is found here, so that later expectations can refer to it whatever the learner called it.',
  );
const encryption = z.enum(['des', '3des', 'aes 128', 'aes 192', 'aes 256']);
const hash = z.enum(['md5', 'sha1', 'sha256']);
const transform = z.enum([
  'esp-des',
  'esp-3des',
  'esp-aes',
  'esp-aes 192',
  'esp-aes 256',
  'esp-null',
  'esp-md5-hmac',
  'esp-sha-hmac',
  'esp-sha256-hmac',
]);
const mode = z.enum(['tunnel', 'transport']);

export const verbs = {
  isakmpPolicy: z
    .strictObject({
      on: role,
      priority: z.int().min(1).max(10_000).optional().describe('Only where the step asks for this number.'),
      encryption: encryption.optional(),
      hash: hash.optional(),
      dh: z.int().optional(),
      authentication: z.enum(['pre-share', 'rsa-sig', 'rsa-encr']).optional(),
      lifetime: z.int().positive().optional().describe('Seconds.'),
    })
    .describe('An IKE policy with these attributes exists, under any number.'),
  isakmpKey: z
    .union([
      z.strictObject({
        on: role,
        peer: reference,
        secret: z.string().optional().describe('Only where the step asks for this key.'),
      }),
      z.strictObject({ between }),
    ])
    .describe('A pre-shared key for the peer exists; with `between`, both ends hold the same key for each other.'),
  transformSet: z
    .strictObject({
      on: role,
      name: z.string().optional(),
      as: label.optional(),
      transforms: z.array(transform).min(1).max(3),
      mode: mode.optional(),
    })
    .describe('A transform set with exactly these transforms exists, under any name unless one is given.'),
  ipsecProfile: z
    .strictObject({
      on: role,
      name: z.string().optional(),
      as: label.optional(),
      transformSets: z.array(z.string()).min(1).optional().describe('Labels given by `as`, or names.'),
      pfs: z.union([z.literal('none'), z.int()]).optional(),
    })
    .describe('An IPsec profile exists that leads to these transform sets.'),
  tunnel: z
    .strictObject({
      on: role,
      interface: z.string().optional().describe('A tunnel interface of the role; "tunnel" unless said otherwise.'),
      mode: z.enum(['gre', 'ipsec-ipv4']).optional(),
      protection: z.string().optional().describe('A label given by `as`, a name, or "none".'),
      line: z.enum(['up', 'down']).optional(),
    })
    .describe('The tunnel interface is in this state.'),
  ike: z
    .strictObject({
      between,
      version: z.literal(1).optional(),
      state: z.enum(['established', 'negotiating', 'absent']),
      encryption: encryption.optional(),
      hash: hash.optional(),
      dh: z.int().optional(),
      auth: z.enum(['psk', 'rsig']).optional(),
    })
    .describe('The IKE security association between two roles. Attributes are judged on both ends.'),
  child: z
    .strictObject({
      between,
      via: z.string().optional().describe('The interface of the roles that it must belong to.'),
      state: z.enum(['established', 'absent']).optional(),
      mode: mode.optional(),
      esp: z.tuple([z.enum(['des', '3des', 'aes 128', 'aes 192', 'aes 256', 'null']), hash]).optional(),
      selectors: z
        .tuple([z.string(), z.string()])
        .optional()
        .describe(
          'Local and remote as the first role sees them: "any", ROLE.INTERFACE, "gre ROLE.INTERFACE" or A.B.C.D/LENGTH.',
        ),
      spi: z.literal('mirrored').optional().describe("Each end's outbound SPI is an inbound SPI of the other."),
    })
    .describe('The pair of IPsec security associations between two roles.'),
  counters: z
    .strictObject({
      on: role,
      encaps: amount.optional(),
      decaps: amount.optional(),
      errors: amount.optional(),
      over: z.string().optional().describe('The id of an action of this step: count what it adds. Otherwise totals.'),
    })
    .describe('IPsec packet counters.'),
  ping: z
    .strictObject({
      of: z.string().describe('The id of a ping among the actions of this step.'),
      received: amount.optional(),
      lost: amount.optional(),
    })
    .describe('How a ping went.'),
  absent: z
    .strictObject({ on: z.string().describe('A link of this lab.'), protocol: z.literal('gre') })
    .describe('Nothing at either end of the link still sends this protocol over it in clear.'),
} as const;

export type Verb = keyof typeof verbs;
export type VerbArguments<V extends Verb> = z.infer<(typeof verbs)[V]>;

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
};

const alternatives = Object.entries(verbs).map(([verb, schema]) => z.strictObject({ ...common, [verb]: schema }));

/** One entry of `expect:`: a verb with its arguments. */
export const expectation = z.union(alternatives);

/** An expectation as the grader gets it, with its id and weight filled in. */
export type Expectation = {
  [V in Verb]: { id: string; points: number; within: number; verb: V; arguments: VerbArguments<V> };
}[Verb];
