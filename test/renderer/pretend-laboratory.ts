/**
 * A laboratory without an engine, for looking at the window and testing its state: it answers every call as the real
 * one would, with made-up routers. Attempts in all stages are there: see `beginnings`.
 */
import type {
  AttemptSummary,
  BrokenLab,
  LabSummary,
  Laboratory,
  Question,
} from '../../src-main/api/contract/laboratory.ts';
import { Failure } from '../../src-main/base/errors.ts';
import { packetLength } from '../../src-main/engine/packet-length.ts';
import { PretendAttempt, type Beginning } from './pretend-attempt.ts';
import { evidenceView, pretendKeyStory } from './pretend-evidence.ts';
import { pretendClasses } from './pretend-classes.ts';
import { pretendServers } from './pretend-servers.ts';
import { PretendTerminal } from './pretend-terminal.ts';
import { pretendPackets } from './pretend-packets.ts';
import { pretendReport } from './pretend-report.ts';

const lab: LabSummary = {
  ...{ id: 'gre-to-vti', version: 1, title: 'From GRE to a virtual tunnel interface', level: 'beginner', minutes: 45 },
  summary:
    'Two sites talk through a GRE tunnel that anybody on the way can read. You give both routers an IKE policy, a key, a transform set and a profile, then move the tunnel to IPsec one end at a time and see what breaks in between.',
  ...{ source: { title: 'IPsec quick and dirty', author: 'Jeremy Stretch', year: 2008 }, steps: 8, points: 100 },
};

const broken: BrokenLab = {
  folder: 'dmvpn-draft',
  diagnostics: [
    {
      severity: 'error',
      path: 'steps[2].expect[0].tunel',
      line: 48,
      column: 9,
      message: 'There is no expectation "tunel".',
      mend: 'Did you mean "tunnel"?',
    },
    { severity: 'error', path: 'roles.HUB.start', line: 17, column: 12, message: 'There is no file start/HUB.cfg.' },
  ],
};

/** The attempts that are there from the start. */
const beginnings: Beginning[] = [
  { id: 'half', passed: 3, isWrong: true },
  { id: 'fault', passed: 7, isWrong: true },
  { id: 'done', passed: 8 },
  { id: 'watched', passed: 5, isWritable: false },
  { id: 'sandbox', title: 'branch-office', isSandbox: true },
  { id: 'office', passed: 2, isElsewhere: true },
];

interface Pretended {
  laboratory: Laboratory;
  /** Asks the user something, or has it answered by somebody else. */
  servers: { ask: (question: Question) => number; settle: (question: number) => void };
  attempts: Map<string, PretendAttempt>;
}

export function pretendLaboratory({ isEmpty = false } = {}): Pretended {
  const begun = isEmpty ? [] : beginnings.map((beginning) => new PretendAttempt(beginning));
  const attempts = new Map(begun.map((attempt) => [attempt.view.id, attempt]));
  const { servers, ...asking } = pretendServers(isEmpty);
  const terminals = new Map<number, PretendTerminal>();
  let last = 0;

  function attemptOf(id: string): PretendAttempt {
    const attempt = attempts.get(id);
    if (!attempt)
      throw new Failure('bad-input', 'unknown-attempt', `There is no attempt "${id}": it may have been removed.`);
    return attempt;
  }

  function add(beginning: Omit<Beginning, 'id'>): string {
    const id = `new-${++last}`;
    attempts.set(id, new PretendAttempt({ id, ...beginning }));
    return id;
  }

  const laboratory: Laboratory = {
    labs: () => Promise.resolve(isEmpty ? { labs: [], broken: [] } : { labs: [lab], broken: [broken] }),
    attempts: () => Promise.resolve([...attempts.values()].map(summaryOf)),
    begin: () => Promise.resolve(add({})),
    readTopology: (file) => later(() => pretendReport(file)),
    beginSandbox: (file) => Promise.resolve(add({ title: file.name, isSandbox: true })),
    removeAttempt: (id) => later(() => void attempts.delete(attemptOf(id).view.id)),
    onAttempt(id, listener) {
      const attempt = attempts.get(id);
      if (!attempt) {
        listener({
          kind: 'failed',
          message: `There is no attempt "${id}": it may have been removed.`,
          diagnostics: [],
        });
        return () => undefined;
      }
      listener({ kind: 'view', view: structuredClone(attempt.view) });
      void attempt.start();
      return attempt.events.on(listener);
    },
    select: (id, step) => later(() => attemptOf(id).change({ current: step })),
    async apply(id, step, roles) {
      const commands = attemptOf(id).view.steps.find((one) => one.id === step)?.commands ?? [];
      await attemptOf(id).apply(step, roles ?? commands.map(({ role }) => role));
    },
    check: async (id, step) => attemptOf(id).check(step),
    hint: (id, step) => later(() => attemptOf(id).hint(step)),
    answerQuestion: (id, step, question, values) => later(() => attemptOf(id).answer(step, question, values)),
    showAnswer: (id, step, question) => later(() => attemptOf(id).showAnswer(step, question)),
    restore: async (id, step) => attemptOf(id).restore(step),
    evidence: (_, id) =>
      later(() => {
        const found = evidenceView(id);
        if (!found) throw new Failure('bad-input', 'unknown-evidence', `There is no evidence "${id}".`);
        return found;
      }),
    keyStory: () => Promise.resolve(pretendKeyStory),
    setSpeed: (id, factor) => later(() => attemptOf(id).change({ clock: { ...attemptOf(id).view.clock, factor } })),
    advance: (id, seconds) =>
      later(() => {
        const { clock } = attemptOf(id).view;
        attemptOf(id).change({ clock: { ...clock, now: clock.now + seconds * 1000 } });
      }),
    onTerminal({ attempt, node }, listener) {
      const name = attemptOf(attempt).view.nodes.find(({ id }) => id === node)?.name ?? node;
      const terminal = new PretendTerminal(name, listener);
      const id = ++last;
      terminals.set(id, terminal);
      terminal.open(id);
      return () => terminals.delete(id);
    },
    type: (terminal, bytes) => later(() => terminals.get(terminal)?.type(bytes)),
    power: (id, nodes, state) => attemptOf(id).power(nodes, state),
    resize: () => Promise.resolve(),
    acknowledge: () => Promise.resolve(),
    onPackets(_, link, listener) {
      listener({ kind: 'packets', packets: pretendPackets(link) });
      return () => undefined;
    },
    packetLength: (question) => later(() => packetLength(question)),
    ...servers,
    ...pretendClasses(isEmpty),
  };
  return { laboratory, attempts, servers: asking };
}

/** What throws at once in here is a rejection there. */
function later<T>(answer: () => T): Promise<T> {
  return Promise.resolve().then(answer);
}

function summaryOf(attempt: PretendAttempt, place: number): AttemptSummary {
  const { id, lab: its, title, points, steps, place: where } = attempt.view;
  const usedAt = new Date(Date.now() - place * 7_300_000).toISOString();
  const common = { id, lab: its, title, createdAt: usedAt, usedAt, points, place: where };
  return { ...common, passed: attempt.passed, steps: steps.length };
}
