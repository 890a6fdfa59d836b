/** Starting and stopping nodes of a lab, and waiting until they have got there. */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Failure, messageOf, type Diagnostic } from '../../base/errors.ts';
import type { NodeState, Power, ProviderNode } from '../provider.ts';
import type { CmlCalls } from './cml-calls.ts';
import { oneLine } from '../http/answer-text.ts';

/** What the power is about, as the provider has it. */
export interface Lab {
  id: string;
  clock: Clock;
  /** The server's id of a node. */
  serverId(node: string): string | undefined;
  node(id: string): ProviderNode | undefined;
  /** Asks the server for the states now. */
  refresh(): Promise<void>;
  /** Called after every change. */
  onChange(listener: () => void): Stop;
  /** What the console of a node that starts has printed last. */
  says(node: string, line: string | undefined): void;
}

/** Milliseconds: the largest images take ten minutes on a busy server. */
const patience = { start: 1_800_000, stop: 180_000 };
const between = 1000;
/** A node that was told to start is queued at once; one that is not has been forgotten. */
const untilQueued = 60_000;
const goal = { start: 'running', stop: 'stopped' } as const satisfies Record<string, NodeState>;
type Action = keyof typeof goal;
/** A node that is on and will not go further by itself. */
const given: readonly NodeState[] = ['missing', 'unreachable'];

export class LabPower implements Power {
  #isStopped = false;

  constructor(
    private readonly calls: CmlCalls,
    private readonly lab: Lab,
  ) {}

  start(nodes: readonly string[]): Promise<void> {
    return this.#all('start', nodes);
  }

  stop(nodes: readonly string[]): Promise<void> {
    return this.#all('stop', nodes);
  }

  /** Nobody waits any more; the server goes on with what it was told. */
  end(): void {
    this.#isStopped = true;
  }

  async #all(action: Action, nodes: readonly string[]): Promise<void> {
    const outcomes = await Promise.all(nodes.map((node) => this.#one(action, node)));
    const diagnostics = outcomes.filter((one) => one !== undefined);
    if (diagnostics.length === 0) return;
    const words = diagnostics.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new Failure(
      'device',
      `not-${action === 'start' ? 'started' : 'stopped'}`,
      `Not all nodes ${action}: ${words}.`,
      diagnostics,
    );
  }

  /** Undefined when the node got there. */
  async #one(action: Action, id: string): Promise<Diagnostic | undefined> {
    const node = this.lab.node(id);
    const name = node?.name ?? id;
    const serverId = this.lab.serverId(id);
    const fault = (message: string): Diagnostic => ({ severity: 'error', path: name, message: oneLine(message) });
    if (!node) return fault('it is not part of this topology');
    if (serverId === undefined || node.state === 'missing') return fault(node.reason ?? 'it is not on the server');
    try {
      if (node.state !== goal[action]) await this.calls.power(this.lab.id, serverId, action);
      const why = await this.#wait(action, id, serverId);
      return why === undefined ? undefined : fault(why);
    } catch (error) {
      return fault(messageOf(error));
    } finally {
      this.lab.says(id, undefined);
    }
  }

  /** @returns why it did not get there */
  async #wait(action: Action, id: string, serverId: string): Promise<string | undefined> {
    const progress: Progress = { action, began: this.lab.clock.now(), askedAt: 0, hasMoved: false };
    for (;;) {
      const outcome = this.#isStopped ? closed : outcomeOf(this.lab.node(id), progress, this.lab.clock.now());
      if (outcome === 'there') return undefined;
      if (outcome === 'stopped again') return this.#whyItStopped(serverId);
      if (outcome !== 'on its way') return outcome.why;
      await this.#look(id, serverId, progress);
      if (this.lab.node(id)?.state !== goal[action]) await this.#pause();
    }
  }

  /** What a node that starts prints meanwhile is shown to who waits for it, and asked for once a second. */
  async #look(id: string, serverId: string, progress: Progress): Promise<void> {
    progress.hasMoved ||= this.lab.node(id)?.state === 'starting';
    const now = this.lab.clock.now();
    if (progress.action === 'stop' || !progress.hasMoved || now - progress.askedAt < between) return;
    progress.askedAt = now;
    this.lab.says(id, await this.#lastLine(serverId));
  }

  async #whyItStopped(serverId: string): Promise<string> {
    const line = await this.#lastLine(serverId);
    return `it has stopped again by itself${line === undefined ? '' : ` after it printed "${line}"`}`;
  }

  /** There is none before the machine is on, and on nodes without a console. */
  async #lastLine(serverId: string): Promise<string | undefined> {
    const log = await this.calls.consoleLog(this.lab.id, serverId, 5).catch(() => '');
    const lines = log.split(/\r?\n/).map((line) => oneLine(line.replace(/^\|\d+\|/, '')).slice(0, 80));
    return lines.findLast((line) => line !== '');
  }

  /** Until something changes, or for a moment; then what the server says is asked for. */
  async #pause(): Promise<void> {
    const isChanged = await new Promise<boolean>((resolve) => {
      const stops: Stop[] = [];
      const go = (isChange: boolean): void => {
        for (const stop of stops) stop();
        resolve(isChange);
      };
      stops.push(
        this.lab.onChange(() => go(true)),
        this.lab.clock.after(between, () => go(false)),
      );
    });
    if (!isChanged && !this.#isStopped) await this.lab.refresh();
  }
}

interface Progress {
  action: Action;
  /** On the clock. */
  began: number;
  /** When the console's last line was asked for. */
  askedAt: number;
  /** The server has begun to start it. */
  hasMoved: boolean;
}

type Outcome = 'there' | 'on its way' | 'stopped again' | { why: string };

const closed: Outcome = { why: 'the connection to the server was closed' };

function outcomeOf(node: ProviderNode | undefined, progress: Progress, now: number): Outcome {
  const { action, hasMoved } = progress;
  if (!node) return { why: 'it is not part of this topology' };
  const { state, reason = state } = node;
  if (state === goal[action]) return 'there';
  if (given.includes(state)) return { why: reason };
  if (action === 'start' && hasMoved && state === 'stopped') return 'stopped again';
  const late = lateness(now - progress.began, action, hasMoved);
  return late === undefined ? 'on its way' : { why: `${late}: ${reason}` };
}

function lateness(waited: number, action: Action, hasMoved: boolean): string | undefined {
  if (waited > patience[action]) return 'it has not got there in time';
  if (action === 'start' && !hasMoved && waited > untilQueued) return 'the server has not begun to start it';
  return undefined;
}
