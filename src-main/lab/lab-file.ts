/** lab.yml: one folder of data is one lab. Everything that an author may write is declared and described here. */
import { z } from 'zod';
import { action } from './action-file.ts';
import { expectation } from './expectation.ts';
import { question } from './question.ts';
import { rolePlatforms } from './role-platform.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens');
const name = z.string().regex(/^[A-Za-z][\w-]*$/, 'expected a letter, then letters, digits, hyphens');
const file = z
  .string()
  .regex(/^(?!.*(^|\/)\.\.(\/|$))[\w][\w./-]*$/, 'expected a path inside the folder of the lab')
  .describe('A file of the folder of the lab.');
/** What can be typed as one word on IOS; a question mark would ask for help. */
const typeable = z
  .string()
  .max(80)
  .regex(/^[\w!#$%&*+,./:;<=>@^~-]+$/, 'expected one word of ASCII letters, digits and signs, without ?');
/** Text in which {{variable}}, {{ROLE.interface}} and the like are replaced. */
const template = z.string().max(20_000);
const lines = z.record(name, template).describe('Configuration lines for each role.');

const variable = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('subnet'),
      default: z
        .string()
        .regex(/^\d+\.\d+\.\d+\.\d+\/\d+$/)
        .describe('As in 172.16.0.0/30.'),
    }),
    z.strictObject({ kind: z.literal('secret'), default: typeable.describe('A key that a seed replaces.') }),
    z.strictObject({ kind: z.literal('name'), default: typeable.describe('A name that a seed replaces.') }),
    z.strictObject({
      kind: z.literal('number'),
      default: z.int().nonnegative(),
      from: z.int().nonnegative().describe('The least number that a seed gives.'),
      to: z.int().nonnegative().describe('The greatest number that a seed gives.'),
    }),
  ])
  .describe('A value that a seed changes for each learner. Without a seed it is the default.');

const roleInterface = z.strictObject({
  address: template.describe('The address, as in "{{wan1.first}}".'),
  mask: template.describe('The mask, as in "{{wan1.mask}}".'),
  name: z.string().optional().describe('The name of the interface where it is the same on every backend: Tunnel0.'),
});

const role = z.strictObject({
  platform: z
    .enum(rolePlatforms)
    .describe('What the node must be: a router with IOS or IOS XE, an ASA, a Linux machine, an end host (vpcs).'),
  interfaces: z.record(name, roleInterface).describe('By what the lab calls them: wan, tunnel.'),
  start: file.optional().describe('The start configuration, a template.'),
  graded: z.boolean().optional().describe('False for a router that the learner need not touch.'),
});

const backend = z.strictObject({
  topology: file.describe('The topology file: a .gns3 project or a CML lab.'),
  bind: z
    .record(name, z.record(name, z.string()))
    .describe(
      'For each role its node, and the names of its interfaces: R1: {node: R1, wan: FastEthernet0/0}. Where it starts otherwise than elsewhere, "start": a file.',
    ),
});

const hint = z.strictObject({
  text: template.describe('Markdown.'),
  cost: z.number().nonnegative().describe('Points that taking it costs.'),
});

const step = z.strictObject({
  id: id.describe('Unique in the lab; verdicts are kept under it.'),
  title: z.string().min(1),
  kind: z
    .enum(['change', 'observe', 'transient'])
    .describe(
      'change: fails before its commands and passes after them. observe: nothing to configure. transient: true only ' +
        'for a while, judged when it happens.',
    ),
  points: z.number().positive().describe('What the step is worth; the steps of a lab add up to 100.'),
  instructions: z
    .union([file.regex(/\.md$/), template])
    .describe('Markdown, or the name of a Markdown file of the folder.'),
  commands: lines.optional().describe('A model solution: configuration lines for each role.'),
  actions: z.array(action).max(20).optional().describe('What is done, in this order, before the step is judged.'),
  expect: z.array(expectation).min(1).max(50).describe('What must be true of the routers for the step to pass.'),
  questions: z.array(question).max(20).optional().describe('What the learner is asked; judged with the expectations.'),
  hints: z.array(hint).max(10).optional().describe('Given one after another, when they are asked for.'),
  checkpoint: z.string().optional().describe('What the state before this step is called: one can return to it.'),
  brokenBy: lines.optional().describe('Of an observing step: lines after which its expectations must fail.'),
});

const plan = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Z0-9][A-Z0-9-]*$/, 'expected upper-case letters, digits and hyphens')
    .describe('The diagnosis rule that must name it.'),
  title: z.string().describe('What is wrong. Learners read it where they are asked for the cause.'),
  after: id.describe('The step up to which the model solution is applied first, or "start": none.'),
  lines,
  step: id.describe('The step that is then checked.'),
});

const fault = plan.extend({
  mend: lines
    .optional()
    .describe('Lines that mend it. Left out: every line again with "no", in their order backwards.'),
});

const broken = z.strictObject({
  after: z
    .string()
    .describe('The step up to which the model solution is applied first, or "start": only the start configurations.'),
  choose: z
    .strictObject({
      from: z.array(z.string()).min(1).max(100).describe('Ids of faults of this lab.'),
      count: z
        .union([z.int().min(1).max(4), z.tuple([z.int().min(1).max(4), z.int().min(1).max(4)])])
        .optional()
        .describe('How many at once, or [least, most]; 1 when left out.'),
    })
    .describe('By the seed; without one the first of them.'),
});

export const labFile = z.strictObject({
  id: id.describe('Unique among labs; as a rule the name of the folder.'),
  version: z.int().positive().describe('Raised with every change that learners would notice.'),
  title: z.string().min(1),
  summary: z.string().min(1).describe('One or two sentences for the library.'),
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  minutes: z.int().positive().describe('How long it takes.'),
  source: z
    .strictObject({
      title: z.string(),
      author: z.string().optional().describe('Left out where nobody is named.'),
      year: z.int().optional().describe('Left out where it is not known.'),
    })
    .describe('The document that the lab follows.'),
  variables: z.record(name, variable).optional().describe('Values that every text of the lab can use as {{name}}.'),
  roles: z.record(name, role).describe('The routers of the lab, by name: R1.'),
  links: z
    .record(name, z.tuple([z.string(), z.string()]))
    .optional()
    .describe('Links by name: their ends as ROLE.INTERFACE.'),
  backends: z
    .strictObject({
      gns3: backend.optional().describe('In a .gns3 project; built-in routers use it too.'),
      cml: backend.optional().describe('In a lab of Cisco Modeling Labs.'),
    })
    .describe('Where the roles are found in each topology. One of them at least.'),
  steps: z.array(step).min(1).max(50).describe('In the order in which they are done.'),
  faults: z.array(fault).max(100).optional().describe('Mistakes that the diagnosis must name; `lab check` proves it.'),
  broken: broken
    .optional()
    .describe('The learner begins on a network with faults in it, which the seed chooses and nobody tells.'),
  distractors: z
    .array(plan.extend({ id }))
    .max(100)
    .optional()
    .describe('Differences that do no harm, and that no diagnosis may name; `lab check` proves it.'),
});

export type LabFile = z.infer<typeof labFile>;
type Variables = NonNullable<LabFile['variables']>;
export type Variable = Variables[string];
export type StepFile = LabFile['steps'][number];
export type FaultFile = NonNullable<LabFile['faults']>[number];
