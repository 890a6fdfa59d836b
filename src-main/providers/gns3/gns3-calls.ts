/** The calls of the controller API that we make, and where the two versions of it differ. */
import { Failure } from '../../base/errors.ts';
import type { Gns3Client } from './gns3-client.ts';
import type { HttpStream } from '../http/http-client.ts';
import {
  computesAnswer,
  drawingsAnswer,
  linkAnswer,
  linksAnswer,
  nodeAnswer,
  nodesAnswer,
  projectAnswer,
  projectsAnswer,
  templatesAnswer,
  type Gns3Link,
  type Gns3Node,
  type Gns3Project,
  type Gns3Template,
} from './answers.ts';

/** Milliseconds: opening a project starts what is always on and reads every disk image; starting boots a machine. */
const long = 600_000;
/** What is said on leaving: nobody wants to wait for a server that has gone. */
const short = 5000;
/** A start configuration is no longer than that, nor is a project's file. */
const largestFile = 16 * 1024 * 1024;

export interface NewLink {
  nodes: { node_id: string; adapter_number: number; port_number: number }[];
}

export interface NewNode {
  x: number;
  y: number;
  /** The template's own pattern when left out. */
  name?: string;
  compute_id?: string;
}

export class Gns3Calls {
  constructor(readonly client: Gns3Client) {}

  projects(): Promise<Gns3Project[]> {
    return this.client.ask({ method: 'GET', path: '/projects' }, projectsAnswer);
  }

  project(project: string): Promise<Gns3Project> {
    return this.client.ask({ method: 'GET', path: at(project) }, projectAnswer);
  }

  createProject(name: string): Promise<Gns3Project> {
    return this.client.ask({ method: 'POST', path: '/projects', json: { name } }, projectAnswer);
  }

  async openProject(project: string): Promise<void> {
    await this.client.tell({ method: 'POST', path: `${at(project)}/open`, json: {}, patience: long });
  }

  async keepOpen(project: string): Promise<void> {
    await this.client.tell({ method: 'PUT', path: at(project), json: { auto_close: false } });
  }

  async deleteProject(project: string): Promise<void> {
    await this.client.tell({ method: 'DELETE', path: at(project), patience: long });
  }

  nodes(project: string): Promise<Gns3Node[]> {
    return this.client.ask({ method: 'GET', path: `${at(project)}/nodes` }, nodesAnswer);
  }

  node(project: string, node: string): Promise<Gns3Node> {
    return this.client.ask({ method: 'GET', path: at(project, 'nodes', node) }, nodeAnswer);
  }

  links(project: string): Promise<Gns3Link[]> {
    return this.client.ask({ method: 'GET', path: `${at(project)}/links` }, linksAnswer);
  }

  drawings(project: string): Promise<Record<string, unknown>[]> {
    return this.client.ask({ method: 'GET', path: `${at(project)}/drawings` }, drawingsAnswer);
  }

  templates(): Promise<Gns3Template[]> {
    return this.client.ask({ method: 'GET', path: '/templates' }, templatesAnswer);
  }

  /** GNS3 3 lists none before the first node was made, and "local" is there all the same. */
  async computes(): Promise<string[]> {
    const computes = await this.client.ask({ method: 'GET', path: '/computes' }, computesAnswer);
    return computes.filter(({ connected }) => connected !== false).map((one) => one.compute_id);
  }

  /** Before 2.2 the answer is empty: the new node is the one that was not there before. */
  async createNode(project: string, template: string, node: NewNode): Promise<Gns3Node> {
    const before = this.#answersWithNode ? [] : await this.nodes(project);
    const path = at(project, 'templates', template);
    const answer = await this.client.askIfAny({ method: 'POST', path, json: node, patience: long }, nodeAnswer);
    if (answer) return answer;
    const known = new Set(before.map(({ node_id }) => node_id));
    const made = (await this.nodes(project)).find(({ node_id }) => !known.has(node_id));
    if (!made) throw new Failure('device', 'refused', `${this.client.place.shown} has made no node of ${template}.`);
    return made;
  }

  updateNode(project: string, node: string, change: Record<string, unknown>): Promise<Gns3Node> {
    return this.client.ask({ method: 'PUT', path: at(project, 'nodes', node), json: change }, nodeAnswer);
  }

  createLink(project: string, link: NewLink): Promise<Gns3Link> {
    return this.client.ask({ method: 'POST', path: `${at(project)}/links`, json: link }, linkAnswer);
  }

  async filterLink(project: string, link: string, filters: Record<string, number[]>): Promise<void> {
    await this.client.tell({ method: 'PUT', path: at(project, 'links', link), json: { filters } });
  }

  async power(project: string, node: string, action: 'start' | 'stop'): Promise<void> {
    // GNS3 3 refuses a start without a body.
    const path = `${at(project, 'nodes', node)}/${action}`;
    await this.client.tell({ method: 'POST', path, json: {}, patience: long });
  }

  async resetConsole(project: string, node: string): Promise<void> {
    await this.client.tell({ method: 'POST', path: `${at(project, 'nodes', node)}/console/reset`, json: {} });
  }

  consoleSocket(project: string, node: string): { url: string; headers: Record<string, string> } {
    return this.client.socket(`${at(project, 'nodes', node)}/console/ws`);
  }

  notificationSocket(project: string): { url: string; headers: Record<string, string> } {
    return this.client.socket(`${at(project)}/notifications/ws`);
  }

  nodeFile(project: string, node: string, file: string): Promise<Uint8Array> {
    return this.client.file({ method: 'GET', path: filePath(at(project, 'nodes', node), file), limit: largestFile });
  }

  /** A file below the project's folder: of a closed project there are no others. */
  projectFile(project: string, file: string): Promise<Uint8Array> {
    return this.client.file({ method: 'GET', path: filePath(at(project), file), limit: largestFile });
  }

  async writeNodeFile(
    project: string,
    node: string,
    { path, bytes }: { path: string; bytes: Uint8Array },
  ): Promise<void> {
    await this.client.tell({ method: 'POST', path: filePath(at(project, 'nodes', node), path), file: bytes });
  }

  async startCapture(
    project: string,
    link: string,
    { file, isSerial }: { file: string; isSerial: boolean },
  ): Promise<void> {
    // Of a serial line GNS3 offers PPP and Frame Relay too, and cannot tell which it is: HDLC is what routers begin with.
    const json = { capture_file_name: file, data_link_type: isSerial ? 'DLT_C_HDLC' : 'DLT_EN10MB' };
    await this.client.tell({ method: 'POST', path: this.#capturePath(project, link, 'start'), json });
  }

  async stopCapture(project: string, link: string): Promise<void> {
    const path = this.#capturePath(project, link, 'stop');
    await this.client.tell({ method: 'POST', path, json: {}, patience: short });
  }

  captureStream(project: string, link: string): Promise<HttpStream> {
    const path = `${at(project, 'links', link)}/${this.client.major === 2 ? 'pcap' : 'capture/stream'}`;
    return this.client.stream({ method: 'GET', path });
  }

  #capturePath(project: string, link: string, action: 'start' | 'stop'): string {
    return `${at(project, 'links', link)}/${this.client.major === 2 ? `${action}_capture` : `capture/${action}`}`;
  }

  get #answersWithNode(): boolean {
    return !/^2\.[01]\./.test(this.client.version);
  }
}

/** A path below a project: what the ids hold comes from outside. */
function at(project: string, ...parts: readonly string[]): string {
  return ['', 'projects', project, ...parts]
    .map((part, index) => (index === 0 ? '' : encodeURIComponent(part)))
    .join('/');
}

function filePath(below: string, file: string): string {
  return `${below}/files/${file.split('/').map(encodeURIComponent).join('/')}`;
}
