/** CLASS.yml: who is in a class, which lab they do, and where the work of each of them is: one line a student. */
import { z } from 'zod';

const id = z
  .string()
  .regex(/^[A-Za-z0-9][\w.@-]*$/, 'expected letters, digits and . _ @ -, beginning with a letter or digit')
  .max(80);
const words = z.string().min(1).max(200);
const place = z.string().min(1).max(1000);

const student = z.strictObject({
  id: id.describe('Unique in the class: a name without blanks, a matriculation number, a mail address.'),
  name: words.optional().describe('As it stands in the matrix; the id when left out.'),
  seed: words.optional().describe("The seed of the student's own lab; CLASS SEED/ID where the class has a seed."),
  configurations: place.optional().describe('A folder with the saved configurations of the routers: R1.cfg, R3.txt.'),
  handIn: place.optional().describe('A file that "quickmode hand-in" has written.'),
  attempt: id.optional().describe('An attempt that is kept on this computer.'),
  on: place.optional().describe('A lab server by its name, or inventory:FILE.'),
  project: words.optional().describe('The project of the server, by its name or id.'),
  bind: z
    .record(words, z.record(words, words))
    .optional()
    .describe('For roles: the node, and the names of interfaces: R1: {node: pod4-r1}.'),
});

export const classFile = z.strictObject({
  class: words.describe('What the class is called.'),
  lab: place.describe('The id of the lab, or its folder.'),
  seed: words.optional().describe('Gives every student addresses, names and keys of their own.'),
  handIns: z
    .enum(['evidence', 'lines'])
    .optional()
    .describe(
      'What counts of hand-ins: what the evidence in them shows, and what their lines do on built-in routers (evidence, when left out); or the lines alone.',
    ),
  concurrency: z.int().min(1).max(64).optional().describe('So many pods are graded at once.'),
  students: z.array(student).min(1).max(2000).describe('One line a student.'),
});

export type ClassEntry = z.infer<typeof classFile>;
export type StudentEntry = ClassEntry['students'][number];
