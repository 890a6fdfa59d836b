/**
 * The routers of an attempt: how they are started or reached, broken where the lab says so, put back to how they were
 * when it began, and let go of. Nothing here waits for its turn: OpenAttempt sees to that.
 */
import { Emitter } from '../base/emitter.ts';
import { Failure, type Diagnostic } from '../base/errors.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { Topology } from '../lab/topology.ts';
import type { Simulator } from '../providers/builtin/builtin-provider.ts';
import type { PaceSetting } from '../providers/builtin/pace.ts';
import type { Power, Provider } from '../providers/provider.ts';
import type { AttemptWriter } from '../storage/attempt-writer.ts';
import type { StoredPlace } from '../storage/attempts.ts';
import type { Store } from '../storage/store.ts';
import { keepBeginnings, returnToBeginnings } from './beginnings.ts';
import { Bench, type Logins, type OpenLine, type Position } from './bench.ts';
import { breakNetwork } from './broken-network.ts';
import type { Content } from './content.ts';
import type { Keeper } from './keeper.ts';
import { maskOf } from './mask.ts';
import { playedPlatforms } from './roles.ts';
import type { KeptBeginnings } from './servers/kept-beginnings.ts';
import { StartTyping } from './start-typing.ts';

export interface RoutersOptions {
  store: Store;
  launch: () => Simulator;
  /** Real time for a window; on demand where nobody watches the clock. */
  pace: PaceSetting;
  openLine?: OpenLine | undefined;
  /** Whether routers may be configured: what they were like before is noted then. */
  mayChange: boolean;
  /** The way to routers that are not built in, and how they were. */
  reach?: Reach | undefined;
  beginnings?: KeptBeginnings | undefined;
}

/** @throws Failure of whatever keeps the place from being reached */
export type Reach = (place: Elsewhere, topology: Topology) => Promise<{ provider: Provider; logins: Logins }>;
type Elsewhere = Exclude<StoredPlace, { kind: 'builtin' }>;

/** Whose routers they are. */
interface Owner {
  id: string;
  place: StoredPlace;
  content: Content;
  /** Undefined where this process may only watch. */
  writer: AttemptWriter | undefined;
  keeper: Keeper;
}

/** A remark in the journal of routers elsewhere, which are not started from it. */
const brokenMark = '! begun';

export class AttemptRouters {
  /** Something about them is different now. */
  readonly changed = new Emitter<undefined>();
  /** They were started, or started anew. */
  readonly started = new Emitter<Bench>();
  /** Those that ran are about to end, to be started anew or for good. */
  readonly stopping = new Emitter<undefined>();
  #bench: Bench | undefined;
  #pace: PaceSetting;
  #notices: string[] = [];
  #starts: StartTyping | undefined;

  constructor(
    private readonly owner: Owner,
    private readonly options: RoutersOptions,
  ) {
    this.#pace = options.pace;
  }

  get bench(): Bench | undefined {
    return this.#bench;
  }

  /** What is to be known of them, besides what their provider says. */
  get notices(): readonly string[] {
    return [...(this.#starts?.notices ?? []), ...this.#notices];
  }

  /** How their time passes while nobody works on them. */
  get pace(): PaceSetting {
    return this.#pace;
  }

  set pace(pace: PaceSetting) {
    this.#pace = pace;
  }

  /** @throws Failure not-running */
  running(): Bench {
    if (this.#bench) return this.#bench;
    throw new Failure('unreachable', 'not-running', 'The routers of this attempt do not run.');
  }

  /** From their start configurations and whatever was typed into them since. */
  async start(): Promise<void> {
    const { id, place } = this.owner;
    const last = this.options.store.evidence.last(id);
    // Routers that were started anew are others: what they showed before says nothing about them.
    const position = { sequence: last?.sequence ?? 0, epoch: last === undefined ? 0 : last.epoch + 1 };
    const bench = await (place.kind === 'builtin' ? this.#startBuiltin(position) : this.#reach(place, position));
    this.#bench = bench;
    bench.changed.on(() => this.changed.emit(undefined));
    bench.provider.onNodes(() => this.changed.emit(undefined));
    this.started.emit(bench);
    await this.#keepBeginnings(bench);
    await this.#break(bench);
  }

  /** Whoever waits for nodes to boot is let go; the nodes go on. */
  giveUp(): void {
    this.#starts?.end();
    this.#bench?.provider.power?.end?.();
  }

  async stop(): Promise<void> {
    const bench = this.#bench;
    this.#bench = undefined;
    this.stopping.emit(undefined);
    await bench?.stop();
  }

  /**
   * Starts or stops nodes; what one starts with and no server has put into it is typed at its console then.
   * @throws Failure no-power, and what did not start or was not taken, and why
   */
  async power(nodes: readonly string[] | undefined, state: 'on' | 'off', tell: (says: string) => void): Promise<void> {
    const { provider } = this.running();
    const { power } = provider;
    if (!power) throw noPower();
    const wanted = nodes ?? provider.nodes.filter((one) => one.state !== 'missing').map(({ id }) => id);
    if (state === 'off') await power.stop(wanted);
    else await this.#turnOn(power, wanted, tell);
  }

  async #turnOn(power: Power, wanted: readonly string[], tell: (says: string) => void): Promise<void> {
    const { provider } = this.running();
    const before = [...provider.nodes];
    const failure = await power.start(wanted).then(() => undefined, asFailure);
    const faults = (await this.#starts?.type(this.running(), wanted, before, tell)) ?? [];
    if (failure) throw new Failure(failure.kind, failure.code, failure.message, [...failure.diagnostics, ...faults]);
    if (faults.length > 0) throw notAllTaken(faults);
  }

  /** As they were when the attempt began: built-in ones are started anew, others are put back. */
  async putBack(exercise: Exercise, writer: AttemptWriter): Promise<void> {
    if (this.owner.place.kind !== 'builtin') {
      const kept = await this.options.beginnings?.of(this.owner.id);
      await returnToBeginnings(this.running(), exercise, kept ?? new Map());
      await breakNetwork(this.running(), exercise);
      return;
    }
    writer.restartFrom(0);
    await this.stop();
    await this.start();
  }

  /** While we type, time passes as fast as it can: nobody waits ten seconds for five lost pings. */
  async atWork<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
    const bench = this.running();
    await bench.setPace({ kind: 'on-demand' });
    try {
      return await work(bench);
    } finally {
      await bench.setPace(this.#pace);
    }
  }

  #startBuiltin(position: Position): Promise<Bench> {
    const { store, launch, openLine } = this.options;
    const { id, content, keeper } = this.owner;
    const { topology, configurations, exercise } = content;
    const journal = [...store.journal.inForce(id).values()].flat();
    const seed = `${exercise?.seed ?? ''}/${id}/${position.epoch}`;
    const started = { ...configurations, ...store.classes.submission(id) };
    const plan = { topology, configurations: started, journal, seed, pace: this.#pace };
    return Bench.start({ launch, plan, keeper, position, openLine });
  }

  async #reach(place: Elsewhere, position: Position): Promise<Bench> {
    const { reach, openLine } = this.options;
    if (!reach) throw new Error('an attempt elsewhere is opened without a way to get there');
    const { content, keeper } = this.owner;
    const { topology, exercise } = content;
    const reached = await reach(place, topology);
    const starts = this.options.mayChange ? await StartTyping.of(reached.provider, topology) : undefined;
    this.#starts = starts;
    return new Bench({
      ...reached,
      topology,
      keeper,
      position,
      openLine,
      played: new Map([...(starts?.played ?? []), ...(exercise ? playedPlatforms(exercise) : [])]),
      mask: maskOf(exercise),
    });
  }

  /** What is not built in cannot be started anew: how it was is noted before anything is done to it. */
  async #keepBeginnings(bench: Bench): Promise<void> {
    const { id, place, content, writer } = this.owner;
    const { exercise } = content;
    const { beginnings, mayChange } = this.options;
    if (!beginnings || !mayChange || !exercise || !writer || place.kind === 'builtin') return;
    this.#notices = await keepBeginnings(bench, exercise, beginnings.known(id), (taken) =>
      beginnings.keep(writer, taken),
    );
  }

  /** Once, when the learner begins: what was typed is in the journal, and of others' routers a mark of it. */
  async #break(bench: Bench): Promise<void> {
    const { id, place, content, writer, keeper } = this.owner;
    const { exercise } = content;
    const isBuiltin = place.kind === 'builtin';
    const isBegun = this.options.store.journal.inForce(id).size > 0;
    if (!exercise?.broken || isBegun || !writer || !(isBuiltin || this.options.mayChange)) return;
    await this.atWork((running) => breakNetwork(running, exercise));
    const [first] = bench.provider.nodes;
    if (!isBuiltin && first) keeper.accepted({ node: first.id, path: [], line: brokenMark });
  }
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}

function noPower(): Failure {
  const says = 'Nobody here can start or stop these nodes: they are only reached.';
  return new Failure('not-supported', 'no-power', says);
}

function notAllTaken(faults: readonly Diagnostic[]): Failure {
  const names = [...new Set(faults.map(({ path }) => path))].join(', ');
  const says = `The nodes run, and not all of the start configurations was taken: ${names}.`;
  return new Failure('device', 'start-not-taken', says, faults);
}
