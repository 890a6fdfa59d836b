/** The engine as a window sees it. */
import type {
  AttemptEvent,
  AttemptSummary,
  Classes,
  EvidenceView,
  ImportReport,
  Laboratory,
  Place,
  Servers,
  StepVerdict,
  TerminalEvent,
  TerminalRequest,
  PickedTopology,
  Packets,
  PacketsEvent,
} from '../api/contract/laboratory.ts';
import type { Stop } from '../base/disposable.ts';
import { Failure, messageOf } from '../base/errors.ts';
import { importTopology, type ImportedTopology } from '../importers/import.ts';
import { keepTopology } from './kept-topology.ts';
import { reasonAgainst } from '../simulator/topology/reason-against.ts';
import type { Attempt } from '../storage/attempts.ts';
import { AttemptRoom, roomTimes, type OpenTerminal, type RoomTimes } from './attempt-room.ts';
import { contentOf, sandboxLab, type Content } from './content.ts';
import type { ShelfList } from './lab-shelf.ts';
import { OpenAttempt } from './open-attempt.ts';
import type { EngineParts } from './parts.ts';
import { summaryOf } from './scoring.ts';

export class OpenLaboratory implements Omit<Laboratory, keyof Servers | keyof Classes | keyof Packets> {
  readonly #rooms = new Map<string, AttemptRoom>();
  readonly #terminals = new Map<number, OpenTerminal>();
  /** What the attempts of the list are about: read once, since an attempt's files never change. */
  readonly #contents = new Map<string, Content | undefined>();
  #lastTerminal = 0;

  constructor(
    private readonly engine: EngineParts,
    private readonly times: RoomTimes = roomTimes,
  ) {}

  labs(): Promise<ShelfList> {
    return this.engine.labs.list();
  }

  attempts(): Promise<AttemptSummary[]> {
    return promised(() => {
      const { attempts, classes } = this.engine.store;
      const ofClasses = classes.ownAttempts();
      return attempts
        .list()
        .filter(({ id }) => !ofClasses.has(id))
        .flatMap((attempt) => this.#summary(attempt) ?? []);
    });
  }

  async begin(lab: string, seed: string | undefined, place: Place = { kind: 'builtin' }): Promise<string> {
    const stored = await this.engine.places.stored(place);
    return this.engine.begin(lab, seed, stored).id;
  }

  readTopology(file: PickedTopology): Promise<ImportReport> {
    return promised(() => reportOf(importTopology(file)));
  }

  beginSandbox(file: PickedTopology): Promise<string> {
    return promised(() => {
      const { files } = keepTopology(file);
      const common = { seed: undefined, step: undefined };
      return this.engine.store.createAttempt({ lab: sandboxLab, labVersion: 0, files, ...common }).id;
    });
  }

  async removeAttempt(attempt: string): Promise<void> {
    await this.#leave(attempt);
    this.engine.store.removeAttempt(attempt);
  }

  onAttempt(attempt: string, listener: (event: AttemptEvent) => void): Stop {
    try {
      return this.#room(attempt).follow(listener);
    } catch (error) {
      const diagnostics = error instanceof Failure ? error.diagnostics : [];
      listener({ kind: 'failed', message: messageOf(error), diagnostics });
      return () => undefined;
    }
  }

  async select(attempt: string, step: string): Promise<void> {
    (await this.#ready(attempt)).select(step);
  }

  async apply(attempt: string, step: string, roles: string[] | undefined): Promise<void> {
    const open = await this.#ready(attempt);
    await open.apply(step, roles);
    await open.lookAround();
  }

  async check(attempt: string, step: string): Promise<StepVerdict> {
    const open = await this.#ready(attempt);
    const verdict = await open.check(step);
    await open.lookAround();
    return verdict;
  }

  async hint(attempt: string, step: string): Promise<string> {
    return (await this.#ready(attempt)).hint(step);
  }

  async answerQuestion(attempt: string, step: string, question: string, values: string[]): Promise<void> {
    (await this.#ready(attempt)).answer(step, question, values);
  }

  async showAnswer(attempt: string, step: string, question: string): Promise<void> {
    (await this.#ready(attempt)).showAnswer(step, question);
  }

  async restore(attempt: string, step: string): Promise<void> {
    const open = await this.#ready(attempt);
    await open.restore(step);
    await open.lookAround();
  }

  evidence(attempt: string, id: string): Promise<EvidenceView> {
    return promised(() => {
      const found = this.engine.store.evidence.find(attempt, id);
      if (!found) throw new Failure('bad-input', 'unknown-evidence', `The attempt ${attempt} has no evidence ${id}.`);
      const { role, command, text, takenAt, deviceTime, epoch } = found;
      return { id, role, command, text, takenAt, deviceTime, epoch };
    });
  }

  async keyStory(attempt: string): Promise<string | undefined> {
    return await (await this.#ready(attempt)).keyStory();
  }

  async setSpeed(attempt: string, factor: number): Promise<void> {
    await (await this.#ready(attempt)).setPace({ kind: 'real-time', factor });
  }

  async advance(attempt: string, seconds: number): Promise<void> {
    await (await this.#ready(attempt)).advance(seconds);
  }

  async power(attempt: string, nodes: string[] | undefined, state: 'on' | 'off'): Promise<void> {
    await (await this.#ready(attempt)).power(nodes, state);
  }

  onTerminal(request: TerminalRequest, listener: (event: TerminalEvent) => void): Stop {
    const number = ++this.#lastTerminal;
    try {
      const room = this.#room(request.attempt);
      const leave = room.enter();
      const terminal = room.view(number, request, listener);
      this.#terminals.set(number, terminal);
      return () => {
        this.#terminals.delete(number);
        terminal.console.leave(terminal.viewer);
        leave();
      };
    } catch (error) {
      listener({ kind: 'closed', reason: messageOf(error) });
      return () => undefined;
    }
  }

  onPackets(attempt: string, link: string, listener: (event: PacketsEvent) => void): Stop {
    try {
      return this.#room(attempt).watch(link, listener);
    } catch (error) {
      listener({ kind: 'refused', reason: messageOf(error) });
      return () => undefined;
    }
  }

  type(terminal: number, bytes: Uint8Array): Promise<void> {
    return promised(() => this.#terminal(terminal).console.type(bytes));
  }

  resize(terminal: number, columns: number, rows: number): Promise<void> {
    return promised(() => this.#terminal(terminal).console.resize({ columns, rows }));
  }

  acknowledge(terminal: number, bytes: number): Promise<void> {
    return promised(() => this.#terminal(terminal).viewer.acknowledge(bytes));
  }

  /** Every attempt is let go of, and its routers stop. */
  async close(): Promise<void> {
    await Promise.all([...this.#rooms.keys()].map((attempt) => this.#leave(attempt)));
  }

  #room(attempt: string): AttemptRoom {
    const { id } = this.engine.store.attempts.get(attempt);
    const known = this.#rooms.get(id);
    if (known) return known;
    const { store, launch, reach, beginnings } = this.engine;
    const pace = { kind: 'real-time', factor: 1 } as const;
    const open = new OpenAttempt(id, { store, launch, reach, beginnings, mayChange: true, pace });
    const room = new AttemptRoom(open, this.times, () => void this.#leave(id));
    this.#rooms.set(id, room);
    return room;
  }

  /** For a call that needs the routers. Somebody who calls without following is no visitor who stays. */
  async #ready(attempt: string): Promise<OpenAttempt> {
    const room = this.#room(attempt);
    const leave = room.enter();
    try {
      await room.ready;
    } finally {
      leave();
    }
    return room.open;
  }

  async #leave(attempt: string): Promise<void> {
    const room = this.#rooms.get(attempt);
    this.#rooms.delete(attempt);
    await room?.close();
  }

  #terminal(number: number): OpenTerminal {
    const terminal = this.#terminals.get(number);
    if (terminal) return terminal;
    throw new Failure('bad-input', 'unknown-terminal', `There is no open terminal ${number}.`);
  }

  /** Undefined for an attempt whose lab this program can no longer read: it stays where it is. */
  #summary(attempt: Attempt): AttemptSummary | undefined {
    const { store } = this.engine;
    const content = this.#content(attempt);
    const course = { standings: store.verdicts.standings(attempt.id), hints: store.hints.of(attempt.id) };
    return content && summaryOf(attempt, content.title, content.exercise, course);
  }

  #content(attempt: Attempt): Content | undefined {
    const key = `${attempt.contentHash} ${attempt.seed ?? ''} ${JSON.stringify(attempt.place)}`;
    if (!this.#contents.has(key)) this.#contents.set(key, readable(attempt, this.engine));
    return this.#contents.get(key);
  }
}

function readable(attempt: Attempt, { store }: EngineParts): Content | undefined {
  try {
    return contentOf(attempt, store.attempts.files(attempt.id));
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** As a promise, whatever it throws included. */
async function promised<T>(run: () => T): Promise<T> {
  return await Promise.resolve().then(run);
}

function reportOf({ format, topology, diagnostics }: ImportedTopology): ImportReport {
  const nodes = topology.nodes.map(({ id, name, platform, model, interfaces }) => ({
    id,
    name,
    platform,
    model,
    interfaces: interfaces.map((one) => one.name),
    isSimulated: reasonAgainst({ platform, model }) === undefined,
  }));
  const links = topology.links.map(({ id, ends: [a, b] }) => ({
    id,
    ends: [
      { node: a.node, interface: a.interface },
      { node: b.node, interface: b.interface },
    ] as ImportReport['links'][number]['ends'],
  }));
  return { format, name: topology.name, nodes, links, diagnostics };
}
