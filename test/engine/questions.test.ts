/** Questions of a lab from the learner's answer to the verdict, on built-in routers. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion, askedQuestions, showAnswer } from '../../src-main/engine/asked-questions.ts';
import { runLab, type RunReport } from '../../src-main/engine/run-lab.ts';
import type { QuestionVerdict } from '../../src-main/grading/verdict.ts';
import { askingFiles } from './asking-lab.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const debugging = { id: 'debugging', debug: { on: ['R1', 'R3'], what: ['crypto isakmp', 'crypto ipsec'] } };
const states = [1, 2, 3, 4, 5, 6].map((message) => ({
  ...{ id: `state-${message}`, ask: 'Which state?', answer: { debugState: { on: 'R3', message } } },
}));

const questions = [
  { id: 'why', ask: 'Why?', points: 2, choices: { dh: 'The groups', psk: 'The keys', enc: 'The ciphers' }, answer: { choice: 'psk' }, explain: 'Because.' },
  { id: 'both', ask: 'Which?', choices: { a: 'One', b: 'Two', c: 'Three' }, answer: { choices: ['a', 'c'] } },
  { id: 'overhead', ask: 'How many?', answer: { number: 1400, tolerance: 8 } },
  { id: 'word', ask: 'Which state?', answer: { text: 'QM_IDLE' } },
  { id: 'spi', ask: 'Which SPI?', answer: { spi: { on: 'R1', peer: 'R3', direction: 'outbound' } } },
  { id: 'message-id', ask: 'Which message id?', answer: { messageId: { on: 'R1', exchange: 'quick' } } },
  { id: 'peer', ask: 'Who?', answer: { logLine: { on: 'R1', says: { event: 'authenticated' }, field: 'peer' } } },
  { id: 'children', ask: 'How many?', answer: { count: { on: 'R1', of: 'children' } } },
  { id: 'left', ask: 'How long?', answer: { lifetime: { on: 'R1', peer: 'R3', of: 'child', what: 'remaining' }, tolerance: 60 } },
  { id: 'agreed', ask: 'How long?', answer: { lifetime: { on: 'R3', peer: 'R1', of: 'ike', what: 'negotiated' } } },
  { id: 'policy', ask: 'Which lifetime?', answer: { shown: { on: 'R1', command: 'show crypto isakmp policy', field: 'lifetimeSeconds' } } },
  { id: 'cookie', ask: 'Which cookie?', answer: { packetField: { of: 'wire', where: { protocol: 'isakmp' }, field: 'initiatorCookie' } } },
  { id: 'role', ask: 'Which part?', answer: { role: { on: 'R1', peer: 'R3' } } },
  ...states,
]; // prettier-ignore

const last = {
  actions: [
    debugging,
    { id: 'wire', capture: { on: 'west-link' } },
    { id: 'fresh', clear: { on: ['R1', 'R3'], what: 'session' } },
    { id: 'settle', wait: { seconds: 5 } },
    { id: 'across', ping: { from: 'R1', to: 'R3.tunnel' } },
  ],
  expect: [{ ike: { between: ['R1', 'R3'], state: 'established' } }],
  questions,
};

let workshop: Workshop;
let folder: string;
let solved: RunReport;
/** The learner's, who has come to the last step. */
let attempt: string;

beforeAll(async () => {
  workshop = openWorkshop();
  folder = mkdtempSync(path.join(os.tmpdir(), 'quickmode-asking-'));
  for (const [name, text] of Object.entries(askingFiles(last))) {
    const file = path.join(folder, 'asking', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  solved = await runLab(workshop.engine, { lab: path.join(folder, 'asking'), solve: true });
  const begun = await runLab(workshop.engine, { lab: path.join(folder, 'asking'), solve: true, until: 'migrate-r3' });
  attempt = begun.attempt;
});
afterAll(async () => {
  await workshop.end();
  rmSync(folder, { recursive: true, force: true });
});

const lab = (): string => path.join(folder, 'asking');
const lastStep = ({ steps }: RunReport): RunReport['steps'][number] => {
  const step = steps.at(-1);
  if (!step) throw new Error('nothing was judged');
  return step;
};
const verdictOf = (report: RunReport, id: string): QuestionVerdict => {
  const found = lastStep(report).questions.find((one) => one.id === id);
  if (!found) throw new Error(`no question ${id}`);
  return found;
};
const asked = (question: string): { attempt: string; step: string; question: string } => ({
  ...{ attempt, step: 'verify', question },
});
const grade = (): Promise<RunReport> => runLab(workshop.engine, { lab: lab(), attempt, solve: false });

describe('a lab that asks', () => {
  it('is answered by its own solution, every answer proven by lines that the routers printed', () => {
    const { questions: verdicts, verdict } = lastStep(solved);
    expect(verdicts.filter((one) => one.verdict !== 'passed')).toEqual([]);
    expect(verdict).toBe('passed');
    expect(solved.score.points).toBe(solved.score.of);
    const proven = verdicts.filter(({ quotes }) => quotes.length > 0).map(({ id }) => id);
    expect(proven).toEqual([
      ...['spi', 'message-id', 'peer', 'children', 'left', 'agreed', 'policy', 'cookie', 'role'],
      ...states.map(({ id }) => id),
    ]);
    expect(verdictOf(solved, 'why')).toMatchObject({ right: 'The keys', explain: 'Because.', answer: ['psk'] });
  });

  it('leaves the routers as talkative as they were', () => {
    const evidence = workshop.engine.store.evidence.of(solved.attempt);
    expect(evidence.filter(({ command }) => command.startsWith('undebug')).length).toBe(4);
  });

  it('wants answers of a learner, and gives nothing away before it has them', async () => {
    const { store } = workshop.engine;
    // Those of the model solution are kept, for whoever grades the attempt again.
    expect(store.answers.of(solved.attempt).filter(({ step }) => step === 'verify')).not.toEqual([]);
    expect(store.answers.of(attempt).filter(({ step }) => step === 'verify')).toEqual([]);
    await answerQuestion(workshop.engine, asked('why'), ['dh']);
    await answerQuestion(workshop.engine, asked('both'), ['a', 'b']);
    await answerQuestion(workshop.engine, asked('overhead'), ['1,394 bytes']);
    await answerQuestion(workshop.engine, asked('word'), [' qm_idle ']);
    await answerQuestion(workshop.engine, asked('spi'), ['0x12345678']);
    await grade();
    const verdicts = store.verdicts.history(attempt, 'verify').at(-1)?.verdict.questions ?? [];
    expect(verdicts.map(({ id, verdict }) => `${id} ${verdict}`).slice(0, 6)).toEqual([
      ...['why failed', 'both failed', 'overhead passed', 'word passed', 'spi failed', 'message-id failed'],
    ]);
    const wrong = verdicts.filter(({ verdict }) => verdict !== 'passed');
    expect(wrong.every(({ quotes, right, explain }) => quotes.length === 0 && !right && !explain)).toBe(true);
    expect(verdicts.find(({ id }) => id === 'message-id')?.says).toBe('Not answered yet.');
  });

  it('takes the learner at his own routers: an SPI that they have had, written in any way', async () => {
    const { store } = workshop.engine;
    const latest = (): QuestionVerdict | undefined =>
      store.verdicts
        .history(attempt, 'verify')
        .at(-1)
        ?.verdict.questions.find(({ id }) => id === 'spi');
    // Routers that are started again have others: this one was shown when the step was judged before.
    const seen = store.evidence.of(attempt).findLast(({ role, command }) => role === 'R1' && command === 'show crypto ipsec sa'); // prettier-ignore
    const spi = /current outbound spi: 0x([0-9A-F]+)\((\d+)\)/.exec(seen?.text ?? '');
    await answerQuestion(workshop.engine, asked('spi'), [(spi?.[1] ?? '').toLowerCase()]);
    await grade();
    expect(latest()).toMatchObject({ verdict: 'passed', quotes: [{ evidence: seen?.id, role: 'R1' }] });
    const another = (Number(spi?.[2]) ^ 1).toString(16);
    await answerQuestion(workshop.engine, asked('spi'), [another]);
    await grade();
    expect(latest()?.verdict).toBe('failed');
  });

  it('makes whoever tries all the choices pay for it, and earns nothing where the answer was shown', async () => {
    const { store } = workshop.engine;
    const latest = (id: string): QuestionVerdict | undefined =>
      store.verdicts
        .history(attempt, 'verify')
        .at(-1)
        ?.verdict.questions.find((one) => one.id === id);
    await answerQuestion(workshop.engine, asked('why'), ['psk']);
    await showAnswer(workshop.engine, asked('both'));
    await grade();
    expect(latest('why')).toMatchObject({ verdict: 'passed', points: { earned: 1, of: 2 }, right: 'The keys' });
    expect(latest('both')).toMatchObject({ verdict: 'failed', points: { earned: 0, of: 1 }, right: 'One; Three' });
    const listed = await askedQuestions(workshop.engine, attempt);
    expect(listed.find(({ id }) => id === 'both')).toMatchObject({
      isShown: true,
      answer: ['a', 'b'],
      kind: 'choices',
    });
    expect(JSON.stringify(listed.find(({ id }) => id === 'message-id'))).not.toMatch(/messageId|right/);
  });

  it('refuses what is no answer', async () => {
    await expect(answerQuestion(workshop.engine, asked('why'), ['wpa'])).rejects.toMatchObject({ code: 'bad-answer' });
    await expect(answerQuestion(workshop.engine, asked('why'), ['dh', 'psk'])).rejects.toMatchObject({ code: 'bad-answer' }); // prettier-ignore
    await expect(answerQuestion(workshop.engine, asked('word'), ['  '])).rejects.toMatchObject({ code: 'bad-answer' });
    for (const asksNumber of ['overhead', 'children', 'left'])
      await expect(answerQuestion(workshop.engine, asked(asksNumber), ['abc'])).rejects.toMatchObject({
        code: 'bad-answer',
        message: 'A number is expected, as in "1400" or "1400 bytes", and "abc" is none.',
      });
    await expect(answerQuestion(workshop.engine, asked('when'), ['now'])).rejects.toMatchObject({ code: 'unknown-question' }); // prettier-ignore
  });
});
