/**
 * A lab server whose nodes are built-in routers that run by the wall clock behind shared consoles: everything that the
 * engine sees of GNS3 or CML, without either.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Emitter } from '../../../src-main/base/emitter.ts';
import { Failure } from '../../../src-main/base/errors.ts';
import type { Outside } from '../../../src-main/engine/servers/outside.ts';
import type { Topology } from '../../../src-main/lab/topology.ts';
import { importTopology } from '../../../src-main/importers/import.ts';
import { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';
import type { Deployment, LabServer, ServerAddress, ServerProject } from '../../../src-main/providers/lab-server.ts';
import type { Line, Provider, ProviderNode } from '../../../src-main/providers/provider.ts';
import { hurriedClock } from './hurried-clock.ts';

export const password = 'sehr-geheim-4711';
export const fingerprint = 'AB:'.repeat(31) + 'CD';

interface Project extends ServerProject {
  text: string;
  topology: Topology;
  configurations: Readonly<Record<string, string>>;
}

/** Everything that the tests look at of a server that is not part of its interface. */
export class BuiltInServer {
  readonly projects: Project[] = [];
  readonly asked: ServerAddress[] = [];
  /** Whether its certificate is one that nobody vouches for. */
  isUntrusted = false;
  /** Lines that are open now, so that a test can cut them. */
  readonly lines = new Set<Line>();
  readonly #providers: BuiltinProvider[] = [];
  #last = 0;
  #isCut = false;

  /** A project with the nodes and links of a topology file, and what its routers are configured with. */
  add(name: string, file: string, configurations: Readonly<Record<string, string>>): Project {
    const text = readFileSync(file, 'utf8');
    const { topology } = importTopology({ name: path.basename(file), text });
    const byId = topology.nodes.flatMap(({ id, name: node }) => {
      const configuration = configurations[node] ?? configurations[id];
      return configuration === undefined ? [] : [[id, configuration] as const];
    });
    const id = `project-${++this.#last}`;
    const project = { id, name, state: 'open' as const, text, topology, configurations: Object.fromEntries(byId) };
    this.projects.push(project);
    return project;
  }

  readonly outside: Outside = {
    connect: (address) => {
      this.asked.push(address);
      if (this.isUntrusted && address.certificate !== fingerprint)
        return Promise.reject(new Failure('unreachable', 'certificate-not-trusted', 'Nobody vouches for it.'));
      if (address.login?.password !== password)
        return Promise.reject(
          new Failure('unreachable', 'wrong-login', 'The server refuses the name or the password.'),
        );
      return Promise.resolve(this.#server(address.kind));
    },
    certificateOf: () => Promise.resolve(fingerprint),
    openInventory: () => Promise.reject(new Error('this server has no inventories')),
    readInventory: () => Promise.reject(new Error('this server has no inventories')),
    serialPorts: () => Promise.resolve([]),
  };

  /** The server is gone from one moment to the next. */
  cut(): void {
    this.#isCut = true;
    for (const line of this.lines) line.close();
  }

  async end(): Promise<void> {
    await Promise.all(this.#providers.map((provider) => provider.stop()));
  }

  #server(kind: ServerAddress['kind']): LabServer {
    const find = (id: string): Project => {
      const found = this.projects.find((one) => one.id === id);
      if (!found) throw new Failure('bad-input', 'unknown-project', `There is no project ${id}.`);
      return found;
    };
    return {
      kind,
      version: '1.0',
      projects: () => Promise.resolve(this.projects.map(({ id, name, state }) => ({ id, name, state }))),
      read: (id) => Promise.resolve({ name: `${find(id).name}.gns3`, text: find(id).text }),
      open: (id, topology) => this.#open(find(id), topology),
      plan: ({ topology }) =>
        Promise.resolve(
          topology.nodes.map(({ id: node, name, platform }) => ({
            ...{ node, name },
            templates: platform === 'ios' ? ['c7200', 'c3725'].map((one) => ({ id: one, name: `Cisco ${one}` })) : [],
            ...(platform === 'ios' ? {} : { problem: `There is no template for ${platform}.` }),
          })),
        ),
      deploy: (deployment, choices, progress) => Promise.resolve(this.#deploy(deployment, choices, progress)),
      remove: (id) => {
        this.projects.splice(this.projects.indexOf(find(id)), 1);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    };
  }

  #deploy(
    { title, topology, configurations }: Deployment,
    choices: Readonly<Record<string, string>>,
    progress: (says: string) => void = () => undefined,
  ): { project: string; shortfalls: { message: string }[] } {
    for (const { id, name } of topology.nodes) progress(`${name} is made from ${choices[id] ?? 'nothing'}`);
    const id = `project-${++this.#last}`;
    this.projects.push({ id, name: title, state: 'open', text: JSON.stringify(topology), topology, configurations });
    return { project: id, shortfalls: [{ message: 'The picture has no labels.' }] };
  }

  async #open({ topology: own, configurations }: Project, wanted: Topology): Promise<Provider> {
    const pace = { kind: 'real-time', factor: 100 } as const;
    const plan = { topology: own, configurations, journal: [], seed: 'server', pace };
    const provider = await BuiltinProvider.start(simulatorInProcess(), plan);
    this.#providers.push(provider);
    const changed = new Emitter<readonly ProviderNode[]>();
    const off = new Set<string>();
    const nodes = (): ProviderNode[] =>
      wanted.nodes.map(({ id, name }) => {
        const found = provider.nodes.find((one) => one.id === id);
        if (!found) return { id, name, state: 'missing' };
        return off.has(id) ? { ...found, state: 'stopped' } : found;
      });
    const turn = (which: readonly string[], isOff: boolean): Promise<void> => {
      for (const id of which) {
        if (isOff) off.add(id);
        else off.delete(id);
      }
      changed.emit(nodes());
      return Promise.resolve();
    };
    const opened = new Set<Line>();
    const open = async (node: string): Promise<Line> => {
      if (this.#isCut) throw new Failure('unreachable', 'timed-out', 'The server does not answer.');
      const line = await provider.open(node, 'terminal');
      for (const lines of [opened, this.lines]) {
        lines.add(line);
        line.onClose(() => lines.delete(line));
      }
      return line;
    };
    return {
      kind: 'gns3',
      clock: hurriedClock,
      get nodes() {
        return nodes();
      },
      notices: [],
      open,
      onNodes: (listener) => changed.on(listener),
      onJournal: () => () => undefined,
      power: { start: (which) => turn(which, false), stop: (which) => turn(which, true) },
      stop: () => {
        for (const line of opened) line.close();
        return Promise.resolve();
      },
    };
  }
}
