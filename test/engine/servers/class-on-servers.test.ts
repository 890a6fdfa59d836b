/** Live pods of a class on a server: several students at once, one whose project is gone, and a grading that is resumed. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gradeClass, type ClassEvent } from '../../../src-main/engine/class-grading.ts';
import { classReport } from '../../../src-main/engine/class-report.ts';
import { contentOfExercise } from '../../../src-main/engine/content.ts';
import { exerciseOrFailure } from '../../../src-main/engine/exercise-of.ts';
import { handInOf } from '../../../src-main/engine/hand-in.ts';
import { runLab } from '../../../src-main/engine/run-lab.ts';
import { smallLab } from '../small-lab.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { BuiltInServer, password } from './built-in-server.ts';
import { turnedVault } from './in-memory-vault.ts';

const names = ['ada', 'bob', 'cyd'];

let server: BuiltInServer;
let workshop: Workshop;
let lab: string;
let file: string;

beforeEach(async () => {
  server = new BuiltInServer();
  workshop = openWorkshop({ outside: server.outside, vault: turnedVault() });
  lab = smallLab(workshop.home);
  file = path.join(workshop.home, 'CLASS.yml');
  const { files } = workshop.engine.labs.find(lab);
  const { configurations } = contentOfExercise(exerciseOrFailure(files, 'The lab'));
  for (const name of names) server.add(`pod ${name}`, path.join(lab, 'small.gns3'), configurations);
  await workshop.engine.laboratory.addServer({
    ...{ kind: 'gns3', name: 'rack', url: 'http://192.0.2.1:3080', username: 'teacher', password, remember: 'sealed' },
  });
});
afterEach(async () => {
  await workshop.end();
  await server.end();
});

function writeClass(students: readonly string[]): void {
  const lines = students.map((name) => `  - { id: ${name}, on: rack, project: pod ${name} }\n`);
  writeFileSync(file, `class: Live\nlab: small\nstudents:\n${lines.join('')}`);
}

async function grade(options: Partial<Parameters<typeof gradeClass>[1]> = {}): Promise<ReturnType<typeof classReport>> {
  return classReport(workshop.engine.store, await gradeClass(workshop.engine, { file, from: 'resume', ...options }));
}

describe('live pods on a server', () => {
  it('are graded several at once, and one whose project is gone stops no other', async () => {
    writeClass([...names, 'dan']);
    const atWork = new Set<string>();
    let most = 0;
    const progress = (event: ClassEvent): void => {
      if (event.kind === 'activity') atWork.add(event.student);
      if (event.kind === 'student') atWork.delete(event.student);
      most = Math.max(most, atWork.size);
    };
    const { students } = await grade({ progress });
    expect(students.map(({ state }) => state)).toEqual(['graded', 'graded', 'graded', 'broken']);
    expect(students[3]?.trouble?.message).toMatch(/pod dan/);
    expect(most).toBeGreaterThan(1);
    // They are somebody's: grading has configured nothing.
    for (const { attempt } of students.slice(0, 3))
      expect(workshop.engine.store.journal.entries(attempt ?? '')).toEqual([]);
  });

  it('go on where their grading was broken off', async () => {
    writeClass(names);
    const controller = new AbortController();
    const progress = ({ kind }: ClassEvent): void => {
      if (kind === 'student') controller.abort();
    };
    const first = await grade({ concurrency: 1, signal: controller.signal, progress });
    expect(first.students.map(({ state }) => state)).toEqual(['graded', 'waiting', 'waiting']);
    const left: number[] = [];
    const again = await grade({ progress: (event) => event.kind === 'begun' && left.push(event.left) });
    expect(left).toEqual([2]);
    expect(again.students.map(({ state }) => state)).toEqual(['graded', 'graded', 'graded']);
    expect(again.students[0]?.attempt).toBe(first.students[0]?.attempt);
  });

  it('are handed in as evidence, which is judged where nobody can reach them', async () => {
    const place = await workshop.engine.places.stored({ kind: 'server', server: 'rack', project: 'pod ada' });
    const { attempt, score } = await runLab(workshop.engine, { lab, solve: true, place });
    writeFileSync(path.join(workshop.home, 'ada.zip'), handInOf(workshop.home, attempt, new Date().toISOString()).file);
    const teacher = openWorkshop();
    try {
      const other = path.join(workshop.home, 'TEACHER.yml');
      writeFileSync(other, 'class: Away\nlab: small\nstudents:\n  - { id: ada, handIn: ada.zip }\n');
      const id = await gradeClass(teacher.engine, { file: other, from: 'fresh' });
      const [student] = classReport(teacher.engine.store, id).students;
      expect(student).toMatchObject({ state: 'graded', score: { points: score.points } });
      expect(student?.trouble).toBeUndefined();
    } finally {
      await teacher.end();
    }
  });
});
