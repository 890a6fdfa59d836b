/** quickmode lab new: a small whole lab, which lab check proves at once, with comments that say what is what. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../base/errors.ts';
import type { Host } from '../host.ts';

/** The routers that the template can have: its project, and what their first interface is called. */
const routers = {
  c3725: { project: 'NAME.gns3', port: 'FastEthernet0/0' },
  iosv: { project: 'NAME-iosv.gns3', port: 'GigabitEthernet0/0' },
} as const;

export interface LabNewOptions {
  routers: keyof typeof routers;
}

export function newLab(host: Host, folder: string, options: LabNewOptions): void {
  const { installation } = host;
  const name = path.basename(path.resolve(folder));
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
    throw new Failure(
      'bad-input',
      'bad-name',
      `"${name}" cannot be the name of a lab: expected lower-case letters, digits and hyphens.`,
    );
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Failure(
      'bad-input',
      'folder-exists',
      `${folder} is there already, and has files in it: it stays as it is.`,
    );
  copy(path.join(installation.root, 'resources', 'lab-template'), folder, {
    name,
    schema: path.join(installation.root, 'resources', 'schemas', 'lab.schema.json'),
    routers: options.routers,
  });
  const shelf = path.join(installation.home, 'labs', name);
  host.out(`The lab ${name} is in ${folder}. lab.yml says what is what.

  quickmode lab check ${folder}          proves that its checks are right
  quickmode run ${folder} --solve        does it, step by step
  quickmode lab test ${folder} --on …    does it on routers of GNS3, CML or an inventory

To have it in the window, put the folder at ${shelf}
`);
}

interface Filling extends LabNewOptions {
  name: string;
  schema: string;
}

function copy(template: string, folder: string, filling: Filling): void {
  const { project, port } = routers[filling.routers];
  const projects = Object.values(routers).map((one) => path.join(template, one.project));
  try {
    mkdirSync(folder, { recursive: true });
    cpSync(template, folder, { recursive: true, filter: (file) => !projects.includes(file) });
    write(template, folder, filling, ['lab.yml', 'lab.yml']);
    write(template, folder, filling, [project, `${filling.name}.gns3`]);
    const lab = path.join(folder, 'lab.yml');
    writeFileSync(lab, readFileSync(lab, 'utf8').replaceAll(routers.c3725.port, port));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new Failure('bad-input', 'cannot-write', `The lab cannot be written to ${folder}: ${code}.`);
  }
}

function write(template: string, folder: string, { name, schema }: Filling, [from, to]: [string, string]): void {
  const words: Readonly<Record<string, string>> = { NAME: name, SCHEMA: schema };
  const text = readFileSync(path.join(template, from), 'utf8').replace(/NAME|SCHEMA/g, (word) => words[word] ?? word);
  writeFileSync(path.join(folder, to), text);
}
