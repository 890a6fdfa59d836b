/** GNS3 servers, versions 2 and 3: their projects read, opened, made and deleted. */
import type { Clock } from '../../base/clock.ts';
import { Failure } from '../../base/errors.ts';
import { wallClock } from '../../devices/transport/wall-clock.ts';
import type { Topology } from '../../lab/topology.ts';
import type { Deployed, Deployment, LabServer, NodePlan, ServerAddress, ServerProject } from '../lab-server.ts';
import type { Provider, StartNotice } from '../provider.ts';
import { deploy } from './deploy.ts';
import { Gns3Calls } from './gns3-calls.ts';
import { Gns3Client } from './gns3-client.ts';
import { Gns3Provider } from './gns3-provider.ts';
import { projectText } from './project-text.ts';
import { planOfNode } from './templates.ts';

/**
 * @throws Failure unreachable: connection-refused, timed-out, host-not-found, certificate-not-trusted, not-gns3,
 *   wrong-login, proxy; bad-input: bad-url
 */
export async function connectGns3(address: ServerAddress, { clock = wallClock } = {}): Promise<LabServer> {
  return new Gns3Server(await Gns3Client.connect(address), address, clock);
}

const openedNow: StartNotice = {
  ...{ node: '', name: 'GNS3' },
  message: 'The project was closed on the server. It is open now, and stays open until somebody closes it.',
};

class Gns3Server implements LabServer {
  readonly kind = 'gns3';
  readonly #calls: Gns3Calls;
  /** Providers go on when the server itself is let go of: the connection ends with the last of them. */
  #users = 1;
  #closed: Promise<void> | undefined;

  constructor(
    private readonly client: Gns3Client,
    private readonly address: ServerAddress,
    /** That of consoles, and of waits for nodes. */
    private readonly clock: Clock,
  ) {
    this.#calls = new Gns3Calls(client);
  }

  get version(): string {
    return this.client.version;
  }

  async projects(): Promise<ServerProject[]> {
    const projects = await this.#calls.projects();
    return projects.map(({ project_id: id, name, status }) => ({
      id,
      name,
      state: status === 'opened' ? 'open' : 'closed',
    }));
  }

  read(project: string): Promise<{ name: string; text: string }> {
    return projectText(this.#calls, project);
  }

  async open(project: string, topology: Topology): Promise<Provider> {
    const calls = this.#calls;
    const { status, auto_close: closes } = await calls.project(project);
    const isClosed = status !== 'opened';
    if (isClosed) await calls.openProject(project);
    const notices = [...(isClosed ? [openedNow] : []), ...(closes === false ? [] : [await this.#keepOpen(project)])];
    const [nodes, links] = await Promise.all([calls.nodes(project), calls.links(project)]);
    this.#users++;
    const { clock } = this;
    const way = this.address.consoles;
    return new Gns3Provider({
      ...{ calls, clock, project, topology, nodes, links, notices, way },
      ended: () => this.#leave(),
    });
  }

  async plan({ topology, configurations }: Deployment): Promise<NodePlan[]> {
    const templates = await this.#calls.templates();
    return topology.nodes.map((node) => planOfNode(node, templates, configurations[node.id] ?? node.configuration));
  }

  deploy(
    deployment: Deployment,
    choices: Readonly<Record<string, string>>,
    progress: (says: string) => void = () => undefined,
  ): Promise<Deployed> {
    return deploy({ calls: this.#calls, deployment, choices, progress });
  }

  /** The server stops the nodes of a project that it deletes. */
  remove(project: string): Promise<void> {
    return this.#calls.deleteProject(project);
  }

  close(): Promise<void> {
    this.#closed ??= this.#leave();
    return this.#closed;
  }

  /** A server closes a project, and stops all of its nodes, five seconds after the last who listened has gone. */
  async #keepOpen(project: string): Promise<StartNotice> {
    const notice = { node: '', name: 'GNS3' };
    try {
      await this.#calls.keepOpen(project);
      return {
        ...notice,
        message: 'The project is set to stay open when nobody looks at it: else the server would stop its nodes.',
      };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return {
        ...notice,
        message: `The server will stop the nodes when nobody looks at the project any more, which could not be changed: ${error.message}`,
      };
    }
  }

  async #leave(): Promise<void> {
    this.#users--;
    if (this.#users === 0) await this.client.close();
  }
}
