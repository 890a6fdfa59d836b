import { createContext } from 'svelte';
import type {
  Laboratory,
  ProjectView,
  ServerChange,
  ServerEntry,
  ServerTest,
  ServerView,
} from '../../src-main/api/contract/laboratory.ts';
import { troubleOf, type Trouble } from '../host/trouble.ts';
import { Listing } from './listing.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { without } from './without.ts';

type Rack = Pick<
  Laboratory,
  | 'servers'
  | 'addServer'
  | 'changeServer'
  | 'removeServer'
  | 'testServer'
  | 'projects'
  | 'openProject'
  | 'removeProject'
>;

/** How a test of a server stands. */
export type TestState = { kind: 'testing' } | ServerTest;

export type ProjectsState =
  { kind: 'loading' } | { kind: 'ready'; projects: readonly ProjectView[] } | { kind: 'failed'; trouble: Trouble };

/** The lab servers that are known, whether they were reached, and what is on them. */
export class ServerList {
  servers = $state.raw<readonly ServerView[]>([]);
  readonly listing = new Listing(async () => {
    this.servers = await this.rack.servers();
  });
  /** By the ids of servers. */
  #tests = $state.raw<Readonly<Record<string, TestState>>>({});
  #projects = $state.raw<Readonly<Record<string, ProjectsState>>>({});
  /** The project that is being opened. */
  opening = $state<string | undefined>();

  constructor(
    private readonly rack: Rack,
    private readonly notices: Notices,
  ) {}

  load(): Promise<void> {
    return this.listing.load();
  }

  testOf(server: string): TestState | undefined {
    return this.#tests[server];
  }

  projectsOf(server: string): ProjectsState | undefined {
    return this.#projects[server];
  }

  async test(server: string): Promise<void> {
    this.#noteTest(server, { kind: 'testing' });
    const outcome = await this.tried(server);
    this.#noteTest(server, outcome);
    const said = { reached: 'was reached', untrusted: 'has a certificate to look at', failed: 'was not reached' };
    this.notices.say(`${this.#nameOf(server)} ${said[outcome.kind]}.`);
  }

  /** The outcome of reaching a server that is kept, or one that is only typed yet. A failed call is a failed test. */
  async tried(server: string | ServerEntry): Promise<ServerTest> {
    try {
      return await this.rack.testServer(server);
    } catch (error) {
      return { kind: 'failed', code: '', ...troubleOf(error) };
    }
  }

  /** @throws what the engine says */
  async add(entry: ServerEntry): Promise<string> {
    const id = await this.rack.addServer(entry);
    await this.load();
    void this.test(id);
    return id;
  }

  /** @throws what the engine says */
  async change(server: string, change: ServerChange): Promise<void> {
    await this.rack.changeServer(server, change);
    await this.load();
    this.#forget(server);
    void this.test(server);
  }

  async trust(server: string, fingerprint: string): Promise<void> {
    await this.notices.guard('The certificate could not be accepted', () =>
      this.change(server, { certificate: fingerprint }),
    );
  }

  async remove(server: string): Promise<void> {
    await this.notices.guard('The server could not be removed', () => this.rack.removeServer(server));
    this.#forget(server);
    await this.load();
  }

  async loadProjects(server: string): Promise<void> {
    if (this.#projects[server]?.kind !== 'ready') this.#noteProjects(server, { kind: 'loading' });
    try {
      this.#noteProjects(server, { kind: 'ready', projects: await this.rack.projects(server) });
    } catch (error) {
      this.#noteProjects(server, { kind: 'failed', trouble: troubleOf(error) });
    }
  }

  /** The id of the attempt that tries a project out, or undefined where it could not be opened. */
  async openProject(server: string, project: string): Promise<string | undefined> {
    if (this.opening !== undefined) return undefined;
    this.opening = project;
    const id = await this.notices.guard('The project could not be opened', () =>
      this.rack.openProject(server, project),
    );
    this.opening = undefined;
    return id;
  }

  async removeProject(server: string, project: string): Promise<void> {
    await this.notices.guard('The project could not be deleted', () => this.rack.removeProject(server, project));
    await this.loadProjects(server);
  }

  #nameOf(server: string): string {
    return this.servers.find(({ id }) => id === server)?.name ?? 'The server';
  }

  #noteTest(server: string, test: TestState): void {
    this.#tests = { ...this.#tests, [server]: test };
  }

  #noteProjects(server: string, projects: ProjectsState): void {
    this.#projects = { ...this.#projects, [server]: projects };
  }

  /** What was seen of it was seen under another address or name. */
  #forget(server: string): void {
    this.#tests = without(this.#tests, server);
    this.#projects = without(this.#projects, server);
  }
}

export const [getServerList, setServerList] = createContext<ServerList>();
