/**
 * What goes on while a step is checked, beside what is typed: packets on the links that its captures are on, and what
 * routers print by themselves while its debugs are on. Both become evidence, as text, before anything is made of them.
 */
import type { Stop } from '../base/disposable.ts';
import { Failure } from '../base/errors.ts';
import { captureCommand } from '../grading/facts/packets.ts';
import type { Evidence } from '../grading/evidence.ts';
import type { Action, Exercise } from '../lab/exercise.ts';
import type { CapturedFrame, Provider } from '../providers/provider.ts';
import type { Bench } from './bench.ts';
import { contentOfExercise } from './content.ts';
import { linkOf } from './link-capture.ts';
import { PacketLines } from './packet-line.ts';
import { nodeOf } from './roles.ts';

type CaptureAction = Extract<Action, { kind: 'capture' }>;

/** Milliseconds of a real network's time until a capture on a server has begun, and until it has told what it saw. */
const ofServers = 2000;

interface RunningCapture {
  action: CaptureAction;
  lines: PacketLines;
  /** Why nothing is captured. */
  refusal?: string;
}

export class StepRecorder {
  readonly #captures: RunningCapture[] = [];
  readonly #heard = new Map<string, string[]>();
  readonly #stops: Stop[] = [];

  constructor(
    private readonly bench: Bench,
    private readonly exercise: Exercise,
  ) {}

  /** Begins to record what this action wants recorded. A second round over it is recorded with the first. */
  async begin(action: Action): Promise<void> {
    if (action.kind === 'capture' && !this.#captures.some((one) => one.action === action)) await this.#capture(action);
    if (action.kind === 'debug') for (const role of action.on) await this.#listen(role);
  }

  /** What was printed unasked since the last action, as evidence of this one. */
  said({ id }: Action): Evidence[] {
    return [...this.#heard].flatMap(([role, lines]) => {
      if (lines.length === 0) return [];
      const text = lines.splice(0).join('\n');
      return this.bench.keep({ role, command: 'log', text, phase: { kind: 'after', action: id } });
    });
  }

  /** What the captures have seen until now. */
  async seen(): Promise<Evidence[]> {
    const { provider } = this.bench;
    if (this.#captures.length === 0) return [];
    await provider.clock.sleep(provider.time ? 0 : ofServers);
    return this.#captures.map(({ action, lines, refusal }) =>
      this.bench.keep({
        role: action.on,
        command: captureCommand(action.id),
        text: refusal === undefined ? lines.text : `% ${refusal}`,
        phase: { kind: 'after', action: action.id },
      }),
    );
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  async #capture(action: CaptureAction): Promise<void> {
    const lines = new PacketLines();
    const running: RunningCapture = { action, lines };
    this.#captures.push(running);
    const { provider } = this.bench;
    try {
      this.#stops.push(this.#follow(provider, action, (frame) => lines.add(frame)));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      running.refusal = error.message;
      return;
    }
    if (!provider.time) await provider.clock.sleep(ofServers);
  }

  /** @throws Failure where nothing can be captured */
  #follow({ capture, kind }: Provider, { on }: CaptureAction, listener: (frame: CapturedFrame) => void): Stop {
    if (!capture) {
      const message = `Nobody here can see what goes over the link ${on}: these devices are only reached by their command lines.`;
      throw new Failure('not-supported', 'no-capture', kind === 'inventory' ? message : `${message} (${kind})`);
    }
    return capture.onFrames(linkOf(contentOfExercise(this.exercise), on).id, listener);
  }

  async #listen(role: string): Promise<void> {
    if (this.#heard.has(role)) return;
    const lines: string[] = [];
    this.#heard.set(role, lines);
    const node = nodeOf(this.exercise, role);
    const hear = (text: string): void => {
      if (lines.length < mostLines) lines.push(text);
    };
    const stop = await this.bench.with(node, (device) => Promise.resolve(device.onLog(({ text }) => hear(text))));
    this.#stops.push(stop);
  }
}

/** A debug of everything on a busy router would fill the memory. */
const mostLines = 20_000;
