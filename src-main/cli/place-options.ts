/** Where the routers of a lab are, as it is typed: `--on SERVER --project NAME`, `--on inventory:FILE --bind R1=device`. */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { Failure } from '../base/errors.ts';
import type { Bind, Engine, Place } from '../engine/engine.ts';
import { diagnosticLines } from './complaint.ts';
import type { Host } from './host.ts';
import { projectOf } from './with-servers.ts';

export interface Where {
  on?: string;
  project?: string;
  bind?: Bind;
}

/** Far above any inventory that is written by hand. */
const largest = 16 * 1024 * 1024;

/** @throws Failure project-needed, unknown-server, unknown-project, no-file, and what is wrong with an inventory */
export async function placeWhere(host: Host, engine: Engine, { on = '', project, bind = {} }: Where): Promise<Place> {
  const [, file] = /^inventory:(.+)$/s.exec(on) ?? [];
  if (file !== undefined) {
    const { id, diagnostics } = await engine.inventoryFrom(file, textOf(file));
    host.err(diagnosticLines(diagnostics));
    return { kind: 'inventory', inventory: id, bind };
  }
  if (project === undefined)
    throw new Failure('bad-input', 'project-needed', `Say which project of ${on} it is: --project NAME.`);
  return { kind: 'server', server: on, project: await projectOf(engine.laboratory, on, project), bind };
}

/** ROLE=NODE or ROLE.INTERFACE=NAME */
export function bound(text: string, before: Bind = {}): Bind {
  const [, role, part = 'node', name] = /^([\w-]+)(?:\.([\w-]+))?=(.+)$/.exec(text) ?? [];
  if (role === undefined || name === undefined)
    throw new InvalidArgumentError('Expected ROLE=NODE, or ROLE.INTERFACE=NAME.');
  return { ...before, [role]: { ...before[role], [part]: name } };
}

/** NODE=TEMPLATE */
export function template(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, node, id] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (node === undefined || id === undefined) throw new InvalidArgumentError('Expected NODE=TEMPLATE.');
  return { ...before, [node]: id };
}

function textOf(file: string): string {
  try {
    const bytes = readFileSync(file);
    if (bytes.length <= largest) return bytes.toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const why = code === 'ENOENT' ? 'there is no such file' : code;
    throw new Failure('bad-input', 'no-file', `The inventory ${file} cannot be read: ${why}.`);
  }
  throw new Failure('bad-input', 'file-too-large', `${file} is too large for an inventory.`);
}
