/** Starting and stopping the nodes of a project, some at a time, each with its own success or reason. */
import type { Clock } from '../../base/clock.ts';
import { Failure, type Diagnostic } from '../../base/errors.ts';
import { eachOf } from '../each-of.ts';
import type { Power } from '../provider.ts';
import type { Gns3Calls } from './gns3-calls.ts';
import type { NodeStates } from './node-states.ts';

/** A server that boots all of a large lab at once answers nobody meanwhile. */
const atOnce = 4;
/** Milliseconds: the state of a node follows its start by an event inside the server. */
const pause = 100;
const patience = 5000;

interface Options {
  calls: Gns3Calls;
  project: string;
  clock: Clock;
  states: NodeStates;
}

export class Gns3Power implements Power {
  constructor(private readonly options: Options) {}

  start(nodes: readonly string[]): Promise<void> {
    return this.#each(nodes, 'start', async (id, node) => {
      this.options.states.starts(id);
      try {
        await this.#startOne(node);
      } finally {
        this.options.states.hasStarted(id);
      }
    });
  }

  stop(nodes: readonly string[]): Promise<void> {
    return this.#each(nodes, 'stop', async (_, node) => {
      await this.options.calls.power(this.options.project, node, 'stop');
      await this.#until(node, 'stopped');
    });
  }

  async #startOne(node: string): Promise<void> {
    const { calls, project } = this.options;
    try {
      await calls.power(project, node, 'start');
    } catch (error) {
      // A start that failed half-way leaves a bridge behind, which keeps every later one from succeeding.
      if (!(error instanceof Failure) || !/bridge .*already exist/i.test(error.message)) throw error;
      await calls.power(project, node, 'stop');
      await calls.power(project, node, 'start');
    }
    await this.#until(node, 'started');
  }

  /** The answer to a start comes before the server itself has noted the new state. */
  async #until(id: string, wanted: 'started' | 'stopped'): Promise<void> {
    const { calls, project, clock, states } = this.options;
    const deadline = clock.now() + patience;
    for (;;) {
      const node = await calls.node(project, id);
      if (node.status === wanted || isAlwaysOn(node.node_type)) {
        states.one(node);
        return;
      }
      if (clock.now() > deadline) throw notReached(node.name, node.status ?? 'stopped', wanted);
      await clock.sleep(pause);
    }
  }

  async #each(
    nodes: readonly string[],
    action: 'start' | 'stop',
    act: (id: string, node: string) => Promise<void>,
  ): Promise<void> {
    const outcomes = await eachOf(nodes, atOnce, (id) => this.#one(id, act));
    const failed = outcomes.filter((problem) => problem !== undefined);
    if (failed.length === 0) return;
    const names = failed.map(({ path }) => path).join(', ');
    const [only] = failed;
    const why = failed.length === 1 ? `: ${only?.message ?? ''}` : '.';
    const done = action === 'start' ? 'did not start' : 'did not stop';
    throw new Failure('device', `${action}-failed`, `${names} ${done}${why}`, failed);
  }

  async #one(id: string, act: (id: string, node: string) => Promise<void>): Promise<Diagnostic | undefined> {
    const { ids, nodes } = this.options.states;
    const path = nodes.find((node) => node.id === id)?.name ?? id;
    const node = ids.get(id);
    if (node === undefined) return { severity: 'error', path, message: `${path} is not in the project on the server.` };
    try {
      await act(id, node);
      return undefined;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { severity: 'error', path, message: error.message };
    }
  }
}

const isAlwaysOn = (type: string): boolean =>
  /^(?:cloud|nat|(?:ethernet|frame_relay|atm)_switch|ethernet_hub)$/.test(type);

function notReached(name: string, state: string, wanted: 'started' | 'stopped'): Failure {
  const words =
    wanted === 'started'
      ? `${name} is ${state} though the server has started it: its program has ended at once. What the server logs says why.`
      : `${name} is still ${state} though the server has stopped it.`;
  return new Failure('device', 'state-not-reached', words);
}
