/** The work of students who have done a lab on built-in routers: what `show running-config` prints in the end. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../../src-main/engine/engine.ts';
import { OpenAttempt } from '../../src-main/engine/open-attempt.ts';
import { applyLines } from '../../src-main/engine/apply-lines.ts';

export interface WorkOptions {
  /** The lab's id or folder. */
  lab: string;
  seed?: string;
  /** The steps that were done; all of them when left out. */
  until?: string;
  /** Lines that were typed in the end, by role. */
  extra?: Readonly<Record<string, readonly string[]>>;
}

/** The attempt, and by role what the router prints as its configuration, the terminal's own lines around it. */
export async function studentWork(
  engine: Engine,
  { lab, seed, until, extra = {} }: WorkOptions,
): Promise<{ attempt: string; configurations: Record<string, string> }> {
  const { id } = engine.begin(lab, seed);
  const { store, launch } = engine;
  const open = new OpenAttempt(id, { store, launch, pace: { kind: 'on-demand' }, mayChange: true });
  await open.start();
  for (const step of open.exercise.steps) {
    await open.apply(step.id);
    if (step.id === until) break;
  }
  const { bench } = open;
  if (!bench) throw new Error('the routers do not run');
  await applyLines(
    bench,
    open.exercise,
    Object.fromEntries(Object.entries(extra).map(([role, lines]) => [role, [...lines]])),
  );
  const configurations: Record<string, string> = {};
  for (const { name, node } of open.exercise.roles)
    configurations[name] = `${name}#show running-config\r\n${await bench.read(node, 'show running-config')}\n${name}#`;
  await open.close();
  return { attempt: id, configurations };
}

/** Files as a student saves them. */
export function saveWork(folder: string, configurations: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [role, text] of Object.entries(configurations)) writeFileSync(path.join(folder, `${role}.txt`), text);
}
