/** Actions as an author writes them: what is done to the routers before a step is judged. None configures anything. */
import { z } from 'zod';
import { role, target } from './words.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens');
const from = role.describe('The role that sends.');
const source = z.string().optional().describe('ROLE.INTERFACE of the sender, where its address is to be the source.');
const roles = z.array(role).min(1).describe('Roles.');
const size = z.int().min(36).max(18_024);

export const actionKinds = {
  ping: z
    .strictObject({
      from,
      to: target,
      source,
      count: z.int().min(1).max(100).optional().describe('5 when left out.'),
      size: size.optional().describe('Bytes of the IP packet; 100 when left out.'),
      df: z.boolean().optional().describe('Whether nobody on the way may break the packets into pieces.'),
      timeout: z.int().min(1).max(60).optional().describe("Seconds for each answer; the device's own when left out."),
    })
    .describe('Packets that ask for an answer.'),
  sweep: z
    .strictObject({
      from,
      to: target,
      source,
      sizes: z.tuple([size, size]).describe('Bytes of the smallest and the largest IP packet.'),
      step: z.int().min(1).max(1000).optional().describe('Bytes from one size to the next; 8 when left out.'),
      df: z.boolean().optional().describe('Whether nobody on the way may break them into pieces; true when left out.'),
    })
    .describe('One ping of each size, to see the largest that passes.'),
  traceroute: z.strictObject({ from, to: target, source }).describe('The way that packets take.'),
  clear: z
    .strictObject({
      on: roles,
      what: z
        .enum(['sa', 'isakmp', 'session', 'ikev2', 'counters', 'translations'])
        .describe('Security associations of IPsec, of IKE, or both; counters of IPsec; translations of NAT.'),
    })
    .describe('What devices have negotiated or counted is thrown away.'),
  wait: z.strictObject({ seconds: z.int().min(1).max(86_400).describe('Of device time.') }).describe('Time passes.'),
  advance: z
    .strictObject({
      seconds: z.int().min(1).max(604_800).describe('Of device time, at most.'),
      until: z.literal('rekey').optional().describe('Ends when an association between roles of this step is another.'),
    })
    .describe(
      'Much time passes at once, on built-in routers. Real ones are waited for where it is little; what rests on more is not judged there.',
    ),
  debug: z
    .strictObject({
      on: roles,
      what: z
        .array(z.string().regex(/^[a-z][a-z0-9 -]*$/, 'expected what stands after "debug", as in crypto isakmp'))
        .min(1)
        .max(10)
        .describe('What stands after "debug": crypto isakmp.'),
    })
    .describe('Debugs are turned on, and off again when the step is judged.'),
  capture: z
    .strictObject({ on: z.string().describe('A link of this lab.') })
    .describe('Packets on a link are kept, from here to the end of the actions of the step.'),
} as const;

type Kinds = { [K in keyof typeof actionKinds]: z.infer<(typeof actionKinds)[K]> };
export type ActionKind = keyof Kinds;

/** One entry of `actions:` as it is written: its id, and its kind with what belongs to it. */
export type ActionFile = { [K in ActionKind]: { id: string } & Record<K, Kinds[K]> }[ActionKind];

const alternatives = Object.entries(actionKinds).map(([kind, schema]) => z.strictObject({ id, [kind]: schema }));

export const action = (z.union(alternatives) as unknown as z.ZodType<ActionFile>).describe(
  'Something done to the routers before the step is judged. None of them configures anything.',
);
