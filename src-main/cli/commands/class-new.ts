/** quickmode class new: a class file with comments that tell what may stand in it. */
import { readFileSync } from 'node:fs';
import { Failure } from '../../base/errors.ts';
import { LabShelf } from '../../engine/lab-shelf.ts';
import type { Host } from '../host.ts';
import { writeNew } from '../write-new.ts';

export function newClass(host: Host, file: string, { lab, students }: { lab: string; students?: string }): void {
  new LabShelf(host.installation.labFolders).find(lab);
  const names = students === undefined ? examples : studentsIn(students);
  const width = Math.max(...names.map(({ id }) => textOf(id).length)) + 1;
  const lines = names.map(({ id, name }) => {
    const words = name === undefined ? '' : ` name: ${JSON.stringify(name)},`;
    return `  - { id: ${`${textOf(id)},`.padEnd(width)}${words} configurations: work/${id} }`;
  });
  writeNew(file, `${head(lab)}${lines.join('\n')}\n`);
  host.out(
    `${names.length} ${names.length === 1 ? 'student is' : 'students are'} in ${file}. Next: quickmode class check ${file}\n`,
  );
}

interface Named {
  id: string;
  name: string | undefined;
}

const examples: readonly Named[] = [
  { id: 'ada', name: 'Ada Lovelace' },
  { id: 'alan', name: 'Alan Turing' },
];

const heading = /^\s*"?(?:id|student|student[ _-]?id|name|login|user(?:name)?)"?\s*(?:[,;\t].*)?$/i;

function studentsIn(file: string): Named[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Failure('bad-input', 'no-file', `The list of students ${file} cannot be read: ${why}.`);
  }
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Failure('bad-input', 'no-students', `${file} has nobody in it.`);
  // A first line that names columns is nobody's.
  const people = heading.test(lines[0] ?? '') && lines.length > 1 ? lines.slice(1) : lines;
  return people.map((line) => {
    const [, id = '', name = ''] = /^\s*"?([A-Za-z0-9][\w.@-]*)"?\s*(?:[,;\t]\s*"?(.*?)"?\s*)?$/.exec(line) ?? [];
    if (id === '')
      throw new Failure(
        'bad-input',
        'bad-student',
        `${file}, line ${lines.indexOf(line) + 1}: expected an id of letters, digits and . _ @ -, and perhaps a comma and a name.`,
      );
    return { id, name: name === '' ? undefined : name };
  });
}

/** A matriculation number is a text, which YAML would take for a number. */
function textOf(id: string): string {
  return /^\d|^(true|false|null)$/i.test(id) ? JSON.stringify(id) : id;
}

function head(lab: string): string {
  return `# A class. "quickmode class check FILE" says what is wrong with it, "quickmode class grade FILE" grades it.
class: My class
lab: ${JSON.stringify(lab)}

# With a seed every student has addresses, names and keys of their own: their seed is this word, a slash, and their id
# ("spring/ada"). They begin the lab with it: in the window under "Seed", or quickmode run LAB --seed spring/ada.
# seed: spring

# Of hand-ins, what their evidence shows counts, and what their lines do on built-in routers. For the lines alone:
# handIns: lines

# So many pods at once; as many as there are processors when left out, and eight of those that are on servers.
# concurrency: 4

# One line a student. What is graded is one of
#   configurations: FOLDER            saved running configurations, R1.cfg and so on, put on built-in routers
#   handIn: FILE.zip                  what "quickmode hand-in ATTEMPT" has written
#   attempt: ID                       an attempt that is kept on this computer
#   on: SERVER, project: NAME         a live pod on a GNS3 or CML server (see "quickmode servers")
#   on: inventory:FILE                a live pod of devices that a file lists; bind: {R1: {node: pod4-r1}} where names differ
# Paths begin at the folder of this file.
students:
`;
}
