/** Who grades the pods of a class, when a thread that does it is lost. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { gradeClass } from '../../src-main/engine/class-grading.ts';
import type { Grader, GraderService } from '../../src-main/engine/graders/grader-service.ts';
import { Failure } from '../../src-main/base/errors.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
let folder = '';
beforeEach(() => {
  workshop = openWorkshop();
  folder = mkdtempSync(path.join(os.tmpdir(), 'quickmode-crew-'));
  mkdirSync(path.join(folder, 'work'));
});
afterEach(async () => {
  await workshop.end();
  rmSync(folder, { recursive: true, force: true });
});

it('loses a thread, and the attempt that was begun there still belongs to the grading', async () => {
  const { engine } = workshop;
  const file = path.join(folder, 'CLASS.yml');
  const students = ['ada', 'bob'].map((id) => `  - { id: ${id}, configurations: work }\n`).join('');
  writeFileSync(file, `class: B\nlab: gre-to-vti\nstudents:\n${students}`);
  const begun: string[] = [];
  const lostAfterIt: GraderService['grade'] = ({ grading, student }) => {
    const attempt = engine.begin('gre-to-vti', undefined).id;
    begun.push(attempt);
    engine.store.setStudent(grading, student.id, { state: 'grading', attempt, isOwn: true });
    return Promise.reject(new Failure('bad-input', 'grader-lost', 'The thread has ended by itself.'));
  };
  const recruit = (): Grader => ({
    service: {
      grade: lostAfterIt,
      prove: () => Promise.resolve([]),
      breakOff: () => Promise.resolve(),
      onActivity: () => () => undefined,
    },
    isLost: () => true,
    end: () => undefined,
  });
  Object.assign(engine, { recruit });
  const id = await gradeClass(engine, { file, from: 'fresh' });
  const kept = engine.store.classes.students(id);
  expect(kept.map(({ state, trouble }) => [state, trouble?.code])).toEqual([
    ['broken', 'grader-lost'],
    ['broken', 'grader-lost'],
  ]);
  expect(kept.map(({ attempt }) => attempt).sort()).toEqual(begun.sort());
  await engine.laboratory.removeGrading(id);
  expect(engine.store.attempts.list()).toEqual([]);
});
