/** A CML 2 controller as a server of labs. CML calls them labs; the window calls them projects, as GNS3 does. */
import { Failure } from '../../base/errors.ts';
import { KnownHostsInMemory, verifierOf, type HostKeyVerifier } from '../../devices/transport/known-hosts.ts';
import { wallClock } from '../../devices/transport/wall-clock.ts';
import type { Topology } from '../../lab/topology.ts';
import type { Deployed, Deployment, LabServer, NodePlan, ServerAddress, ServerProject } from '../lab-server.ts';
import { eachOf } from '../each-of.ts';
import { bindCmlNodes } from './bind.ts';
import { CmlCalls } from './cml-calls.ts';
import { CmlClient } from './cml-client.ts';
import { CmlProvider } from './cml-provider.ts';
import { deploy, planFor } from './deploy.ts';
import { removeLab } from './remove.ts';

/** How the console server is reached, where it is not as CML sets it up. */
export interface CmlWays {
  /** Decides whether the console server is the one that is meant; trusts it at its first use when left out. */
  verify?: HostKeyVerifier;
  /** 22 when left out. */
  consolePort?: number;
}

/** So many labs are asked about at a time. */
const atOnce = 6;

/** @throws Failure as CmlClient.connect */
export async function connectCml(address: ServerAddress, ways: CmlWays = {}): Promise<LabServer> {
  const { consolePort } = address;
  const known = { ...ways, ...(consolePort !== undefined && { consolePort }) };
  return new CmlServer(new CmlCalls(await CmlClient.connect(address)), known);
}

class CmlServer implements LabServer {
  readonly kind = 'cml';
  readonly #verify: HostKeyVerifier;
  readonly #open = new Set<CmlProvider>();

  constructor(
    private readonly calls: CmlCalls,
    private readonly ways: CmlWays,
  ) {
    this.#verify = ways.verify ?? verifierOf(new KnownHostsInMemory());
  }

  get version(): string {
    return this.calls.client.version;
  }

  async projects(): Promise<ServerProject[]> {
    return withDistinctNames(await this.#labs());
  }

  async read(project: string): Promise<{ name: string; text: string }> {
    const { lab_title: title } = await this.calls.lab(project);
    return { name: `${title}.yaml`, text: await this.calls.download(project) };
  }

  async open(project: string, topology: Topology): Promise<CmlProvider> {
    const [{ lab_title: title }, nodes] = await Promise.all([this.calls.lab(project), this.calls.nodes(project)]);
    if (bindCmlNodes(topology, nodes).size === 0)
      throw new Failure(
        'bad-input',
        'other-topology',
        `The lab "${title}" has none of the nodes of this topology: it has ${listed(nodes.map(({ label }) => label))}, and ` +
          `${listed(topology.nodes.map(({ name }) => name))} are wanted. Is it the right lab?`,
      );
    const { place, login } = this.calls.client;
    const { consolePort: port = 22 } = this.ways;
    const consoles = { host: place.host, port, login, verify: this.#verify };
    const left = (): void => void this.#open.delete(provider);
    const provider = await CmlProvider.start(this.calls, { id: project, title, topology, nodes, consoles, left });
    this.#open.add(provider);
    return provider;
  }

  plan(deployment: Deployment): Promise<NodePlan[]> {
    return planFor(deployment, this.calls);
  }

  async deploy(
    deployment: Deployment,
    choices: Readonly<Record<string, string>>,
    progress: (says: string) => void = () => undefined,
  ): Promise<Deployed> {
    const titles = (await this.#labs()).map(({ name }) => name);
    return deploy({ deployment, choices, titles }, this.calls, progress);
  }

  remove(project: string): Promise<void> {
    return removeLab(project, this.calls, wallClock);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((provider) => provider.stop()));
    await this.calls.client.close();
  }

  async #labs(): Promise<ServerProject[]> {
    const ids = await this.calls.labIds();
    return (await eachOf(ids, atOnce, (id) => this.#project(id))).flat();
  }

  /** Empty when it was deleted since it was listed. */
  async #project(id: string): Promise<ServerProject[]> {
    try {
      const { lab_title: name, state } = await this.calls.lab(id);
      return [{ id, name, state: state === 'STARTED' ? 'running' : 'stopped' }];
    } catch (error) {
      if (error instanceof Failure && error.code === 'unknown-project') return [];
      throw error;
    }
  }
}

/** Titles are not unique in CML: those that are the same are told apart by the beginning of their ids. */
function withDistinctNames(labs: readonly ServerProject[]): ServerProject[] {
  const counts = new Map<string, number>();
  for (const { name } of labs) counts.set(name, (counts.get(name) ?? 0) + 1);
  return labs.map((lab) =>
    counts.get(lab.name) === 1 ? lab : { ...lab, name: `${lab.name} (${lab.id.slice(0, 8)})` },
  );
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'no nodes';
  return names.length <= 8 ? names.join(', ') : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`;
}
