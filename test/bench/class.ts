/** A class of built-in pods, graded: how near to the ideal it is when several are graded at once, and what it holds. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Engine } from '../../src-main/engine/engine.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';
import { saveWork, studentWork } from '../engine/student-work.ts';
import type { Figure } from './figure.ts';
import { benchFolder, measured } from './program.ts';

const students = 100;
/** Works that are different; the students share them. */
const seeds = ['one', 'two', 'three', 'four'];
/** So few are graded one after the other, to know what one costs. */
const few = 20;

export async function aClass(): Promise<Figure[]> {
  const folder = path.join(benchFolder, 'class');
  await writeWork(folder);
  const grade = (count: number, concurrency: number): ReturnType<typeof measured> => {
    const file = path.join(folder, `CLASS-${count}-${concurrency}.yml`);
    writeFileSync(file, classText(count));
    return measured('class', 'grade', file, '--concurrency', `${concurrency}`);
  };
  const concurrency = availableParallelism();
  const one = await grade(1, 1);
  const alone = await grade(few, 1);
  const perPod = (alone.milliseconds - one.milliseconds) / (few - 1);
  const together = await grade(students, concurrency);
  const ideal = (students * perPod) / concurrency;
  const note = `${concurrency} at once; ideal: ${students} times ${perPod.toFixed(0)} ms, through ${concurrency}`;
  return [
    { name: `a class of ${students}`, value: together.milliseconds / 1000, target: Infinity, unit: 's', note },
    { name: 'to the ideal', value: together.milliseconds / ideal, target: 1.5, unit: 'x' },
    { name: 'it holds', value: together.megabytes, target: 1000, unit: 'MB', note: 'the most at any time' },
  ];
}

async function writeWork(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const labs = path.resolve(import.meta.dirname, '../../labs');
  const home = path.join(benchFolder, 'class-home');
  const engine = new Engine({ home, labFolders: [labs], launch: simulatorInProcess });
  for (const [which, seed] of seeds.entries()) {
    const { configurations } = await studentWork(engine, { lab: 'gre-to-vti', seed });
    for (let student = which; student < students; student += seeds.length)
      saveWork(path.join(folder, `s${student}`), configurations);
  }
  await engine.close();
}

function classText(count: number): string {
  const lines = Array.from({ length: count }, (_, place) => {
    const seed = seeds[place % seeds.length] ?? '';
    return `  - { id: s${place}, seed: ${seed}, configurations: s${place} }\n`;
  });
  return `class: Bench\nlab: gre-to-vti\nstudents:\n${lines.join('')}`;
}
