/** One attempt of the pretended laboratory: a view that changes as the engine's would, and tells who follows it. */
import type {
  AttemptEvent,
  AttemptView,
  QuestionView,
  StepView,
  StepVerdict,
} from '../../src-main/api/contract/laboratory.ts';
import { Emitter } from '../../src-main/base/emitter.ts';
import { judgeQuestions } from './pretend-questions.ts';
import { hintTexts, pretendSteps } from './pretend-steps.ts';
import { pretendLinks, pretendNodes, pretendSecurity, pretendTunnels, type Stage } from './pretend-network.ts';
import { failedVerdict, partialVerdict, passedVerdict } from './pretend-verdicts.ts';

export interface Beginning {
  id: string;
  title?: string;
  /** How many steps have passed. */
  passed?: number;
  /** Whether the router has the wrong key, or the wrong transform set, of the diagnosed examples. */
  isWrong?: boolean;
  isWritable?: boolean;
  isSandbox?: boolean;
  /** On a server, where some of the nodes are not as one would like. */
  isElsewhere?: boolean;
}

export class PretendAttempt {
  readonly events = new Emitter<AttemptEvent>();
  view: AttemptView;
  readonly #isWrong: boolean;

  constructor(beginning: Beginning) {
    this.#isWrong = beginning.isWrong ?? false;
    this.view = { ...blankView(beginning), ...(beginning.isElsewhere ? elsewhere() : {}) };
    const { steps } = this.view;
    const passed = beginning.passed ?? 0;
    for (const step of steps.slice(0, passed)) this.#judge(step, passedVerdict(step.id, step.kind, step.points.of));
    if (this.#isWrong) for (const step of steps.slice(passed, passed + 1)) this.#judge(step, this.#wrong(step));
    this.view.current = steps[Math.min(passed, steps.length - 1)]?.id;
    this.#settle();
  }

  get passed(): number {
    return this.view.steps.filter(({ verdict }) => verdict?.verdict === 'passed').length;
  }

  change(changes: Partial<AttemptView>): void {
    this.view = { ...this.view, ...changes };
    this.events.emit({ kind: 'view', view: structuredClone(this.view) });
  }

  async power(nodes: string[] | undefined, way: 'on' | 'off'): Promise<void> {
    const concerned = this.view.nodes.filter(({ id }) => !nodes || nodes.includes(id));
    const kind = way === 'on' ? ('starting' as const) : ('stopping' as const);
    const says = concerned.map(({ name }) => name).join(', ');
    this.change({ activity: { kind, step: undefined, says } });
    await pause(500);
    const state = way === 'on' ? ('running' as const) : ('stopped' as const);
    const changed = this.view.nodes.map((node) =>
      concerned.includes(node) ? { ...node, state, reason: undefined } : node,
    );
    this.change({ nodes: changed, activity: undefined });
  }

  async start(): Promise<void> {
    if (this.view.place.kind !== 'builtin') return;
    if (this.view.nodes.every(({ state }) => state === 'running')) return;
    const activity = { kind: 'starting' as const, step: undefined, says: 'Starting R1, R2 and R3' };
    this.change({ nodes: pretendNodes('starting'), activity });
    await pause(700);
    this.change({ nodes: pretendNodes('running'), activity: undefined, clock: { now: 95_000, factor: 1 } });
    this.#settle();
    this.change({});
  }

  async apply(step: string, roles: readonly string[]): Promise<void> {
    for (const role of roles) await this.#say('applying', step, `Typing the configuration into ${role}`);
    this.change({ activity: undefined });
  }

  async check(id: string): Promise<StepVerdict> {
    const step = this.#step(id);
    const looks = ['show crypto isakmp sa on R1', 'show crypto isakmp sa on R3', 'show crypto ipsec sa on R3'];
    for (const look of looks) await this.#say('checking', id, look);
    const verdict = this.#isWrong ? this.#wrong(step) : passedVerdict(id, step.kind, step.points.of);
    this.#judge(step, verdict);
    this.#settle();
    const next = this.view.steps[this.view.steps.indexOf(step) + 1];
    const isBehind = verdict.verdict === 'passed' && this.view.current === id;
    this.change({ activity: undefined, ...(isBehind && next ? { current: next.id } : {}) });
    return verdict;
  }

  hint(id: string): string {
    const { hints } = this.#step(id);
    const text = hintTexts[hints.taken.length];
    if (text === undefined) throw new Error('There is no further hint.');
    hints.taken.push(text);
    hints.left -= 1;
    hints.nextCost = hints.left > 0 ? hints.taken.length * 2 : undefined;
    this.change({});
    return text;
  }

  answer(step: string, question: string, values: string[]): void {
    this.#asked(step, question).answer = values;
    this.change({});
  }

  showAnswer(step: string, question: string): void {
    this.#asked(step, question).isShown = true;
    this.change({});
  }

  async restore(id: string): Promise<void> {
    await this.#say('restoring', id, 'Starting the routers from the checkpoint');
    await this.#say('restoring', id, 'Typing the steps before it');
    this.change({ activity: undefined, current: id });
  }

  #wrong(step: StepView): StepVerdict {
    return step.id === 'verify' ? failedVerdict() : { ...partialVerdict(), step: step.id };
  }

  #asked(step: string, question: string): QuestionView {
    const found = this.#step(step).questions.find(({ id }) => id === question);
    if (!found) throw new Error(`Nothing is asked as "${question}".`);
    return found;
  }

  #judge(step: StepView, verdict: StepVerdict): void {
    step.verdict = { ...verdict, questions: judgeQuestions(step.questions) };
    step.points = verdict.points;
    step.isLatched = step.kind === 'transient' && verdict.verdict === 'passed';
  }

  #settle(): void {
    const { steps } = this.view;
    const [earned = 0, of = 0] = (['earned', 'of'] as const).map((part) =>
      steps.reduce((sum, { points }) => sum + points[part], 0),
    );
    this.view.points = { earned, of };
    this.view.tunnels = steps.length > 0 ? pretendTunnels(this.#stage()) : [];
    this.view.security = pretendSecurity(this.#stage());
  }

  #stage(): Stage {
    const has = (id: string) => this.view.steps.some((step) => step.id === id && step.verdict?.verdict === 'passed');
    if (!has('migrate-r1')) return 'gre';
    if (!has('migrate-r3')) return 'one end';
    return this.#isWrong ? 'refused' : 'ipsec';
  }

  #step(id: string): StepView {
    const step = this.view.steps.find((one) => one.id === id);
    if (!step) throw new Error(`This lab has no step "${id}".`);
    return step;
  }

  async #say(kind: 'applying' | 'checking' | 'restoring', step: string, says: string): Promise<void> {
    this.change({ activity: { kind, step, says } });
    await pause(500);
  }
}

function blankView({ id, title, isWritable = true, isSandbox = false }: Beginning): AttemptView {
  const steps = isSandbox ? [] : pretendSteps();
  return {
    ...{ id, title: title ?? 'From GRE to a virtual tunnel interface', lab: isSandbox ? undefined : 'gre-to-vti' },
    ...{ seed: undefined, isWritable, nodes: pretendNodes('stopped'), links: pretendLinks(), tunnels: [], steps },
    ...{ current: steps[0]?.id, points: { earned: 0, of: 0 }, security: { seenAt: undefined, pairs: [] } },
    ...{ activity: undefined, clock: { now: 0, factor: 1 }, notices: [] },
    place: { kind: 'builtin', name: 'built-in routers', project: undefined },
    abilities: { time: true, power: false, packets: true },
  };
}

/** On a GNS3 server: one node runs, the others show what can be the matter with one. */
function elsewhere(): Partial<AttemptView> {
  const [r1, r2, r3] = pretendNodes('running');
  if (!r1 || !r2 || !r3) throw new Error('the pretended network has three routers');
  return {
    nodes: [
      r1,
      { ...r2, state: 'stopped' },
      { ...r3, state: 'unreachable', reason: 'nobody answers at its console, 192.0.2.10 port 5004' },
      { ...r3, id: 'r4', name: 'R4', role: undefined, state: 'suspended', position: { x: -300, y: 160 } },
      {
        ...{ ...r3, id: 'r5', name: 'R5', role: undefined, state: 'missing', position: { x: 300, y: 160 } },
        reason: 'it is no longer in the project',
      },
    ],
    place: { kind: 'gns3', name: 'GNS3 at the office', project: 'gre-to-vti' },
    abilities: { time: false, power: true, packets: true },
    notices: [
      'The project is closed by GNS3 when its last user leaves: auto_close is set.',
      'R1: it is reached with weak algorithms',
    ],
  };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
