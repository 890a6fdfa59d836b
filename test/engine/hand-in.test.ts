/** Work that is handed in: signed, judged anew by the teacher's copy, and compared with that of others. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { doubtsAbout } from '../../src-main/engine/class-doubts.ts';
import { gradeClass, openClass } from '../../src-main/engine/class-grading.ts';
import { classReport } from '../../src-main/engine/class-report.ts';
import { handInOf } from '../../src-main/engine/hand-in.ts';
import { runLab } from '../../src-main/engine/run-lab.ts';
import { smallLab } from './small-lab.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/** What students have handed in: ada has done everything and undone it in the end; eve has copied her file. */
const folder = mkdtempSync(path.join(os.tmpdir(), 'quickmode-hand-in-'));
const lab = smallLab(folder);
let attempt = '';
beforeAll(async () => {
  const ada = openWorkshop();
  const bob = openWorkshop();
  try {
    attempt = (await runLab(ada.engine, { lab, seed: 'spring/ada', solve: true })).attempt;
    const writer = ada.engine.store.writeTo(attempt);
    writer.appendLines({ node: nodeOf(ada, 'R2'), path: ['interface Tunnel0'], line: 'shutdown' });
    writer.release();
    write('ada.zip', handInOf(ada.home, attempt, now()).file);
    write('eve.zip', handInOf(ada.home, attempt, now()).file);
    const other = await runLab(bob.engine, { lab, seed: 'spring/bob', solve: true, until: 'agree' });
    write('bob.zip', handInOf(bob.home, other.attempt, now()).file);
  } finally {
    await ada.end();
    await bob.end();
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = (): string => new Date().toISOString();
const write = (name: string, bytes: Uint8Array): void => writeFileSync(path.join(folder, name), bytes);

function nodeOf({ engine }: Workshop, role: string): string {
  const found = openClassOf(engine, role);
  if (found === undefined) throw new Error(`no role ${role}`);
  return found;
}

function openClassOf(engine: Workshop['engine'], role: string): string | undefined {
  writeClass('{ id: x, handIn: none.zip }');
  return openClass(engine, file).exercise.roles.find(({ name }) => name === role)?.node;
}

let workshop: Workshop;
const file = path.join(folder, 'CLASS.yml');
beforeEach(() => {
  workshop = openWorkshop();
});
afterEach(() => workshop.end());

const ada = '{ id: ada, handIn: ada.zip }';
const bob = '{ id: bob, handIn: bob.zip }';

function writeClass(...students: string[]): void {
  writeWith('', ...students);
}

function writeWith(more: string, ...students: string[]): void {
  const lines = students.map((student) => `  - ${student}\n`).join('');
  writeFileSync(file, `class: Group B\nlab: small\nseed: spring\n${more}students:\n${lines}`);
}

async function grade(): Promise<ReturnType<typeof classReport>> {
  return classReport(workshop.engine.store, await gradeClass(workshop.engine, { file, from: 'fresh' }));
}

const doubts = (): ReturnType<typeof doubtsAbout> => doubtsAbout(openClass(workshop.engine, file));

/** The work in a file, changed, under the signature that it had. */
function altered(name: string, change: (text: string) => string): Uint8Array {
  const entries = unzipSync(readFileSync(path.join(folder, name)));
  const work = entries['hand-in.json'];
  if (!work) throw new Error('nothing in it');
  return zipSync({ ...entries, 'hand-in.json': strToU8(change(strFromU8(work))) });
}

describe('what was handed in', () => {
  it('is judged by its evidence, whatever became of the routers afterwards', async () => {
    writeClass(ada, bob);
    const report = await grade();
    expect(report.students.map(({ cells }) => cells.map(({ verdict }) => verdict))).toEqual([
      ['passed', 'passed', 'passed'],
      ['passed', 'passed', 'failed'],
    ]);
    expect(report.students.map(({ trouble }) => trouble)).toEqual([undefined, undefined]);
  });

  it('is judged by what its lines do alone, where the class file says so', async () => {
    writeWith('handIns: lines\n', ada);
    const [student] = (await grade()).students;
    expect(student?.cells.at(-1)?.verdict).not.toBe('passed');
  });

  it('holds no verdict', () => {
    const entries = unzipSync(readFileSync(path.join(folder, 'ada.zip')));
    const work = JSON.parse(strFromU8(entries['hand-in.json'] ?? new Uint8Array())) as Record<string, unknown>;
    expect(Object.keys(work)).not.toContain('verdicts');
    expect(work).toMatchObject({ attempt, lab: { id: 'small', seed: 'spring/ada' } });
    expect(JSON.stringify(work)).not.toContain('"verdict"');
  });

  it('is refused when one letter of it was changed', async () => {
    write(
      'changed.zip',
      altered('bob.zip', (text) => text.replace('"text": "', '"text": "x')),
    );
    writeClass('{ id: bob, handIn: changed.zip }', ada);
    const report = await grade();
    expect(report.students.map(({ state, trouble }) => trouble?.code ?? state)).toEqual(['hand-in-altered', 'graded']);
    expect(doubts().faults.get('bob')).toMatch(/was altered after QuickMode wrote it/);
  });

  it('is refused under the seed of somebody else, and the copy is told', async () => {
    writeClass(ada, '{ id: eve, handIn: eve.zip }');
    const { faults, doubts: says } = doubts();
    expect(faults.get('eve')).toMatch(/it may be the work of somebody else/);
    expect(says.get('ada')?.join(' ')).toMatch(/same attempt as that of eve.*same installation of QuickMode/);
    const report = await grade();
    expect(report.students[1]?.trouble?.code).toBe('other-seed');
  });

  it('is graded under two names where there are no seeds, and both are told to be looked at', async () => {
    writeClass(ada, '{ id: eve, handIn: eve.zip, seed: spring/ada }');
    const report = await grade();
    for (const { state, trouble, score } of report.students) {
      expect(state).toBe('graded');
      expect(score.points).toBe(100);
      expect(trouble?.message).toMatch(/The same output, taken in the same moment, was handed in by/);
    }
  });

  it('is refused where it is no hand-in at all', () => {
    write('not.zip', strToU8('{"version":1}'));
    write('empty.zip', zipSync({ 'hand-in.json': strToU8('{}') }));
    writeClass('{ id: a, handIn: not.zip }', '{ id: b, handIn: empty.zip }', '{ id: c, handIn: nowhere.zip }');
    expect([...doubts().faults.values()]).toEqual([
      expect.stringMatching(/it is not a zip archive that can be read/),
      expect.stringMatching(/there is no signature\.json in it/),
      expect.stringMatching(/cannot be read: it is not there/),
    ]);
  });
});
