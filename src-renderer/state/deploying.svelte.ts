import { createContext } from 'svelte';
import type {
  DeploymentEvent,
  DeploymentPlan,
  DeploymentSource,
  Laboratory,
} from '../../src-main/api/contract/laboratory.ts';
import { troubleOf, type Trouble } from '../host/trouble.ts';

type Yard = Pick<Laboratory, 'planDeployment' | 'onDeployment'>;

/** What is to be deployed, under the name that people know it by. */
export interface Cargo {
  source: DeploymentSource;
  title: string;
}

type DeployState =
  | { kind: 'closed' }
  /** A server is to be chosen, or what is put on it. */
  | { kind: 'choosing' }
  | { kind: 'planning' }
  | { kind: 'planned'; plan: DeploymentPlan }
  | { kind: 'running' }
  | { kind: 'done'; project: string; shortfalls: readonly { node?: string; message: string }[] }
  | { kind: 'failed'; trouble: Trouble; isPlanned: boolean };

/** One lab or topology on its way to a server: planned, looked at, carried out. */
export class Deploying {
  #state = $state.raw<DeployState>({ kind: 'closed' });
  #cargo = $state.raw<Cargo | undefined>();
  #server = $state<string | undefined>();
  /** Template ids by node id, where the user has chosen. */
  #choices = $state.raw<Readonly<Record<string, string>>>({});
  /** For a lab: other addresses, names and keys in its start configurations. */
  seed = $state('');
  #says = $state.raw<readonly string[]>([]);

  constructor(private readonly yard: Yard) {}

  get state(): DeployState {
    return this.#state;
  }

  get cargo(): Cargo | undefined {
    return this.#cargo;
  }

  get server(): string | undefined {
    return this.#server;
  }

  /** How far it is, the newest last. */
  get says(): readonly string[] {
    return this.#says;
  }

  /** The nodes that the server cannot make. */
  get problems(): number {
    return this.#state.kind === 'planned' ? this.#state.plan.nodes.filter(({ problem }) => problem).length : 0;
  }

  /** Begins with what is known: a lab without a server, a server without a lab, or both. */
  open(cargo: Cargo | undefined, server?: string): void {
    this.#cargo = cargo;
    this.#server = server;
    this.seed = '';
    this.#choices = {};
    this.#says = [];
    this.#state = { kind: 'choosing' };
    if (cargo && server !== undefined) void this.plan();
  }

  /** A deployment that runs goes on to its end. */
  close(): void {
    this.#state = { kind: 'closed' };
  }

  chooseCargo(cargo: Cargo): void {
    this.#cargo = cargo;
    if (this.#server !== undefined) void this.plan();
  }

  chooseServer(server: string): void {
    this.#server = server;
    if (this.#cargo) void this.plan();
  }

  choiceOf(node: string): string | undefined {
    return this.#choices[node];
  }

  chooseTemplate(node: string, template: string): void {
    this.#choices = { ...this.#choices, [node]: template };
  }

  async plan(): Promise<void> {
    const cargo = this.#cargo;
    const server = this.#server;
    if (!cargo || server === undefined) return;
    const planning: DeployState = { kind: 'planning' };
    this.#state = planning;
    this.#choices = {};
    const outcome = await this.#planned(server, this.#seeded(cargo.source));
    // Closed, or another server chosen, while this one was asked.
    if (this.#state === planning) this.#state = outcome;
  }

  run(): void {
    const cargo = this.#cargo;
    const server = this.#server;
    if (!cargo || server === undefined || this.#state.kind !== 'planned') return;
    const running: DeployState = { kind: 'running' };
    this.#state = running;
    this.#says = [];
    const request = { server, source: this.#seeded(cargo.source), choices: { ...this.#choices } };
    this.yard.onDeployment(request, (event) => {
      if (this.#state === running) this.#take(event);
    });
  }

  #seeded(source: DeploymentSource): DeploymentSource {
    const seed = this.seed.trim();
    return source.kind === 'lab' && seed !== '' ? { ...source, seed } : source;
  }

  #take(event: DeploymentEvent): void {
    switch (event.kind) {
      case 'progress':
        this.#says = [...this.#says, event.says];
        break;
      case 'done':
        this.#state = { kind: 'done', project: event.project, shortfalls: event.shortfalls };
        break;
      case 'failed':
        this.#state = { kind: 'failed', trouble: event, isPlanned: true };
    }
  }

  async #planned(server: string, source: DeploymentSource): Promise<DeployState> {
    try {
      return { kind: 'planned', plan: await this.yard.planDeployment(server, source) };
    } catch (error) {
      return { kind: 'failed', trouble: troubleOf(error), isPlanned: false };
    }
  }
}

export const [getDeploying, setDeploying] = createContext<Deploying>();
