/** What a server has: projects, nodes, links and files, the consoles of what runs, and who listens to it all. */
import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { unzipSync } from 'fflate';
import { listenAt, SharedConsole } from './consoles.ts';
import { usualTemplates, type ServerNode, type ServerTemplate } from './nodes.ts';
import { startWorld, type ServerLink, type World } from './world.ts';

export interface ServerProject {
  project_id: string;
  name: string;
  status: 'opened' | 'closed';
  auto_close: boolean;
  filename: string;
  [field: string]: unknown;
}

interface RunningConsole {
  console: SharedConsole;
  close: () => Promise<void>;
}

export class ServerState {
  readonly projects = new Map<string, ServerProject>();
  readonly nodes = new Map<string, ServerNode>();
  readonly links = new Map<string, ServerLink>();
  readonly templates: ServerTemplate[] = structuredClone([...usualTemplates]);
  /** By "node id/path below its folder". */
  readonly files = new Map<string, Uint8Array>();
  readonly listeners = new Set<{ project: string; socket: WebSocket }>();
  readonly consoles = new Map<string, RunningConsole>();
  /** Ports that nobody outside can reach: what listens there is on the server's own loopback. */
  hasHiddenPorts = false;
  /** As releases before 2.2: a node of a template is told no name, and its making is answered with nothing. */
  isOld = false;
  /** Why a node does not start, by its name. "bridge … already exist" lasts until it is stopped. */
  readonly startFailures = new Map<string, string>();
  /** What runs of each project. */
  readonly worlds = new Map<string, Promise<World>>();

  makeProject(name: string, id = randomUUID()): ServerProject {
    const project: ServerProject = {
      auto_close: true,
      auto_open: false,
      auto_start: false,
      drawing_grid_size: 25,
      filename: `${name}.gns3`,
      grid_size: 75,
      name,
      path: `/srv/gns3/projects/${id}`,
      project_id: id,
      scene_height: 1000,
      scene_width: 2000,
      show_grid: false,
      show_interface_labels: false,
      show_layers: false,
      snap_to_grid: false,
      status: 'opened',
      supplier: null,
      variables: null,
      zoom: 100,
    };
    this.projects.set(id, project);
    return project;
  }

  nodesOf(project: string): ServerNode[] {
    return [...this.nodes.values()].filter((node) => node.project_id === project);
  }

  linksOf(project: string): ServerLink[] {
    return [...this.links.values()].filter((link) => link.project_id === project);
  }

  makeLink(project: string, nodes: ServerLink['nodes']): ServerLink {
    const isSerial = nodes.every((end) => this.#portOf(end)?.link_type === 'serial');
    const link: ServerLink = {
      capture_compute_id: null,
      capture_file_name: null,
      capture_file_path: null,
      capturing: false,
      filters: {},
      link_id: randomUUID(),
      link_style: {},
      link_type: isSerial ? 'serial' : 'ethernet',
      nodes: nodes.map((end) => ({ ...end, label: { style: '', text: `${end.adapter_number}/${end.port_number}` } })),
      project_id: project,
      suspend: false,
    };
    this.links.set(link.link_id, link);
    return link;
  }

  #portOf({
    node_id,
    adapter_number,
    port_number,
  }: ServerLink['nodes'][number]): ServerNode['ports'][number] | undefined {
    const ports = this.nodes.get(node_id)?.ports ?? [];
    return ports.find((port) => port.adapter_number === adapter_number && port.port_number === port_number);
  }

  async start(node: ServerNode): Promise<void> {
    if (node.status === 'started') return;
    if (node.console_type === 'telnet' && !this.consoles.has(node.node_id)) await this.#startConsole(node);
    node.status = 'started';
    this.tell(node.project_id, 'node.updated', node);
  }

  async stop(node: ServerNode): Promise<void> {
    if (/bridge/.test(this.startFailures.get(node.name) ?? '')) this.startFailures.delete(node.name);
    if (node.console_type !== 'telnet') return;
    const running = this.consoles.get(node.node_id);
    this.consoles.delete(node.node_id);
    running?.console.close();
    await running?.close();
    node.status = 'stopped';
    this.tell(node.project_id, 'node.updated', node);
  }

  async closeProject(project: ServerProject): Promise<void> {
    for (const node of this.nodesOf(project.project_id)) await this.stop(node);
    project.status = 'closed';
    this.tell(project.project_id, 'project.closed', project);
  }

  /** Changes are told two or three times, as the recordings have it. */
  tell(project: string, action: string, event: unknown): void {
    const text = JSON.stringify({ action, event });
    for (const { project: wanted, socket } of this.listeners) {
      if (wanted !== project) continue;
      socket.send(text);
      if (action === 'node.updated') socket.send(text);
    }
  }

  theWorld(project: string): Promise<World> {
    const [nodes, links] = [this.nodesOf(project), this.linksOf(project)];
    const world = this.worlds.get(project) ?? startWorld(nodes, links, (node) => this.configurationOf(node));
    this.worlds.set(project, world);
    return world;
  }

  /** What the emulator of a node would find in its folder. */
  configurationOf({ node_id: id, node_type: type, properties }: ServerNode): string | undefined {
    const read = (path: string): Uint8Array | undefined => this.files.get(`${id}/${path}`);
    const text = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);
    if (type === 'dynamips') return text(read(`configs/i${String(properties.dynamips_id)}_startup-config.cfg`));
    const zip = type === 'qemu' && properties.create_config_disk === true ? read('config.zip') : undefined;
    return zip && text(unzipSync(zip)['ios_config.txt']);
  }

  async #startConsole(node: ServerNode): Promise<void> {
    const world = await this.theWorld(node.project_id);
    const kind = node.node_type === 'dynamips' ? 'dynamips' : 'wrapped';
    const console = new SharedConsole(await world.open(node), kind, node.name);
    const { port, close } = await listenAt(0, console);
    // Ports may change whenever a node is started: who keeps one finds nobody there.
    node.console = this.hasHiddenPorts ? 1 : port;
    this.consoles.set(node.node_id, { console, close });
  }
}
