import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src-main/base/errors.ts';
import { gradeClass, type ClassEvent } from '../../src-main/engine/class-grading.ts';
import { classReport } from '../../src-main/engine/class-report.ts';
import { handInOf } from '../../src-main/engine/hand-in.ts';
import { regradeClass } from '../../src-main/engine/regrade.ts';
import { smallLab } from './small-lab.ts';
import { saveWork, studentWork } from './student-work.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/** What the students have saved: made once, since it is only read. */
const folder = mkdtempSync(path.join(os.tmpdir(), 'quickmode-class-'));
const lab = smallLab(folder);
beforeAll(async () => {
  const workshop = openWorkshop();
  try {
    const right = await studentWork(workshop.engine, { lab, seed: 'spring/ada' });
    saveWork(path.join(folder, 'ada'), right.configurations);
    const wrong = { R2: ['interface Tunnel0', ' shutdown'] };
    const faulty = await studentWork(workshop.engine, { lab, seed: 'spring/bob', extra: wrong });
    saveWork(path.join(folder, 'bob'), faulty.configurations);
    const half = await studentWork(workshop.engine, { lab, seed: 'spring/cyd', until: 'agree' });
    writeFileSync(path.join(folder, 'cyd.zip'), handInOf(workshop.home, half.attempt, new Date().toISOString()).file);
    const { R1 = '' } = right.configurations;
    saveWork(path.join(folder, 'dan'), { R1 });
  } finally {
    await workshop.end();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let workshop: Workshop;
let file: string;
beforeEach(() => {
  workshop = openWorkshop();
  file = path.join(folder, 'CLASS.yml');
  writeClass(ada, cyd, dan);
});
afterEach(() => workshop.end());

const ada = '{ id: ada, name: Ada Lovelace, configurations: ada }';
const bob = '{ id: bob, configurations: bob }';
const cyd = '{ id: cyd, handIn: cyd.zip }';
const dan = '{ id: dan, configurations: dan }';

function writeClass(...students: string[]): void {
  const lines = students.map((student) => `  - ${student}\n`).join('');
  writeFileSync(file, `class: Group B\nlab: small\nseed: spring\nstudents:\n${lines}`);
}

async function grade(options: Partial<Parameters<typeof gradeClass>[1]> = {}): Promise<ReturnType<typeof classReport>> {
  const id = await gradeClass(workshop.engine, { file, from: 'resume', concurrency: 2, ...options });
  return classReport(workshop.engine.store, id);
}

const verdicts = (report: ReturnType<typeof classReport>, student: string): string[] =>
  report.students.find(({ id }) => id === student)?.cells.map(({ verdict }) => verdict) ?? [];

describe('a class', () => {
  it('is graded by what students have saved or handed in, and one broken pod stops no other', async () => {
    const events: ClassEvent[] = [];
    const report = await grade({ progress: (event) => events.push(event) });
    expect(verdicts(report, 'ada')).toEqual(['passed', 'passed', 'passed']);
    expect(verdicts(report, 'cyd')).toEqual(['passed', 'passed', 'failed']);
    expect(report.students[0]?.score).toEqual({ points: 100, of: 100 });
    const broken = report.students.find(({ id }) => id === 'dan');
    expect(broken).toMatchObject({ state: 'broken', trouble: { code: 'missing-configuration' } });
    expect(broken?.trouble?.message).toMatch(/no configuration of R2/);
    expect(events.filter(({ kind }) => kind === 'student')).toHaveLength(3);
    expect(events.some(({ kind }) => kind === 'bug')).toBe(false);
  });

  it('gives each student the addresses, names and keys of their own seed', async () => {
    writeClass(ada, '{ id: eve, name: Eve who copies, configurations: ada }');
    const report = await grade();
    expect(verdicts(report, 'ada')).toContain('passed');
    expect(verdicts(report, 'eve').at(-1)).not.toBe('passed');
    expect(report.students.map(({ seed }) => seed)).toEqual(['spring/ada', 'spring/eve']);
  });

  it('keeps evidence behind every cell, and no attempt of it is among those of the user', async () => {
    writeClass(bob);
    const report = await grade();
    const [student] = report.students;
    expect(student?.cells.find(({ step }) => step === 'protect')).toMatchObject({
      diagnosis: expect.any(String) as string,
    });
    const { store, laboratory } = workshop.engine;
    expect(store.evidence.of(student?.attempt ?? '').length).toBeGreaterThan(10);
    expect(await laboratory.attempts()).toEqual([]);
  });

  it('grades a stored attempt where it is, and what was earned in it stays', async () => {
    const { attempt } = await studentWork(workshop.engine, { lab, until: 'agree' });
    writeClass(`{ id: gus, attempt: ${attempt} }`);
    const report = await grade();
    expect(report.students[0]).toMatchObject({ attempt, state: 'graded' });
    expect(verdicts(report, 'gus').slice(0, 2)).toEqual(['passed', 'passed']);
    expect((await workshop.engine.laboratory.attempts()).map(({ id }) => id)).toEqual([attempt]);
  });

  it('goes on where it was broken off, and grades nobody twice', async () => {
    const controller = new AbortController();
    const first = await grade({
      concurrency: 1,
      signal: controller.signal,
      progress: (event) => {
        if (event.kind === 'student') controller.abort();
      },
    });
    expect(first.students.map(({ state }) => state)).toEqual(['graded', 'waiting', 'waiting']);
    const left: number[] = [];
    const again = await grade({ progress: (event) => event.kind === 'begun' && left.push(event.left) });
    expect(left).toEqual([2]);
    expect(again.students.map(({ state }) => state)).toEqual(['graded', 'graded', 'broken']);
    expect(again.students[0]?.attempt).toBe(first.students[0]?.attempt);
    expect(workshop.engine.store.classes.list()).toHaveLength(1);
  });

  it('is graded anew once it was graded to the end, or only those that could not be', async () => {
    await grade();
    const left: number[] = [];
    const progress = (event: ClassEvent): void => {
      if (event.kind === 'begun') left.push(event.left);
    };
    await grade({ from: 'broken', progress });
    await grade({ progress });
    expect(left).toEqual([1, 3]);
    expect(workshop.engine.store.classes.list()).toHaveLength(3);
  });

  it('is graded again where the work has changed since', async () => {
    writeClass(ada);
    const controller = new AbortController();
    await grade({ signal: controller.signal, progress: ({ kind }) => kind === 'student' && controller.abort() });
    writeClass('{ id: ada, configurations: bob, seed: spring/bob }');
    const left: number[] = [];
    await grade({ progress: (event) => event.kind === 'begun' && left.push(event.left) });
    expect(left).toEqual([1]);
  });

  it('is graded by one at a time', async () => {
    writeClass(ada);
    const first = grade();
    await expect(grade()).rejects.toMatchObject({ code: 'class-busy' });
    await first;
  });

  it('is judged anew from its evidence, and asks no router for it', async () => {
    const report = await grade();
    const launched = workshop.engine.launch;
    Object.assign(workshop.engine, {
      launch: () => {
        throw new Error('a router was started');
      },
    });
    const { id, changed } = regradeClass(workshop.engine, file);
    Object.assign(workshop.engine, { launch: launched });
    const again = classReport(workshop.engine.store, id);
    expect(changed).toEqual([]);
    expect(again.students.map(({ cells }) => cells)).toEqual(report.students.map(({ cells }) => cells));
  });

  it('says what is wrong with what was handed in', async () => {
    writeFileSync(path.join(folder, 'other.json'), JSON.stringify({ version: 1 }));
    writeClass(
      '{ id: ada, handIn: other.json }',
      '{ id: bob, handIn: cyd.zip }',
      '{ id: cyd, configurations: nowhere }',
    );
    const report = await grade();
    expect(report.students.map(({ trouble }) => trouble?.code)).toEqual([
      'bad-hand-in',
      'other-seed',
      'work-unreadable',
    ]);
  });
});

it('a class that was never graded cannot be judged anew', () => {
  expect(() => regradeClass(workshop.engine, file)).toThrow(Failure);
});

describe('a class that is graded from the window', () => {
  const summary = async (id: string) => (await workshop.engine.laboratory.gradings()).find((one) => one.id === id);

  it('begins, tells who is at work, stops when it is told to, and goes on', async () => {
    const { laboratory } = workshop.engine;
    const first = await laboratory.beginGrading({ file, from: 'resume' });
    expect(await summary(first)).toMatchObject({ endedAt: undefined, atWork: expect.any(Array) as string[] });
    await expect(laboratory.beginGrading({ file, from: 'resume' })).rejects.toMatchObject({ code: 'class-busy' });
    await laboratory.stopGrading(first);
    expect(await summary(first)).toMatchObject({ endedAt: undefined, atWork: undefined });
    const again = await laboratory.beginGrading({ file, from: 'resume' });
    await expect.poll(async () => (await summary(again))?.endedAt, { timeout: 15_000 }).toBeDefined();
    expect(await summary(again)).toMatchObject({ students: 3, graded: 2, broken: 1, atWork: undefined });
  });

  it('wants the whole path of its file, and says what is wrong with it', async () => {
    const { laboratory } = workshop.engine;
    const begin = (name: string): Promise<string> => laboratory.beginGrading({ file: name, from: 'fresh' });
    await expect(begin('CLASS.yml')).rejects.toMatchObject({ code: 'relative-path' });
    await expect(begin(path.join(folder, 'none.yml'))).rejects.toMatchObject({ code: 'no-file' });
    writeClass('{ id: ada }');
    await expect(begin(file)).rejects.toMatchObject({ code: 'bad-class' });
  });
});
