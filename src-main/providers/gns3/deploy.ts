/**
 * Makes a project of a topology: nodes from the server's templates, what they start with, links by the numbers of
 * ports. Whatever goes wrong, the server is left as it was.
 */
import { strToU8 } from 'fflate';
import { Failure, messageOf } from '../../base/errors.ts';
import { containerFiles } from '../../exporters/gns3/container-files.ts';
import { linkFilters } from '../../exporters/gns3/link-filters.ts';
import { withOwnNames } from '../../exporters/gns3/port-names.ts';
import { renamed } from '../../exporters/renaming.ts';
import type { Topology, TopologyLink, TopologyNode } from '../../lab/topology.ts';
import type { Deployed, Deployment } from '../lab-server.ts';
import { adaptersFor } from './adapters.ts';
import type { Gns3Node, Gns3Template } from './answers.ts';
import { hostName } from './bind.ts';
import type { Gns3Calls, NewLink, NewNode } from './gns3-calls.ts';
import { fitPorts, type Fitted } from './ports.ts';
import { howItComes, withoutStart } from './how-it-comes.ts';
import { startFileOf } from './start-files.ts';
import { planOfNode } from './templates.ts';

interface DeployOptions {
  calls: Gns3Calls;
  deployment: Deployment;
  choices: Readonly<Record<string, string>>;
  progress: (says: string) => void;
}

/** @throws Failure no-template, and what the server refuses; the project is deleted before that */
export async function deploy(options: DeployOptions): Promise<Deployed> {
  const { calls, deployment, progress } = options;
  const templates = await chosenTemplates(options);
  const shortfalls: Deployed['shortfalls'] = [];
  const project = await newProject(calls, deployment.title, shortfalls);
  try {
    const work = new Work(options, project, shortfalls, await computeOf(calls));
    await work.run(templates);
    return { project, shortfalls };
  } catch (error) {
    progress('deletes what was made');
    throw await afterDeletion(calls, project, error);
  }
}

async function afterDeletion(calls: Gns3Calls, project: string, error: unknown): Promise<unknown> {
  try {
    await calls.deleteProject(project);
    return error;
  } catch (left) {
    if (!(error instanceof Failure)) return error;
    const words = `${error.message} The unfinished project could not be deleted either: ${messageOf(left)}`;
    return new Failure(error.kind, error.code, words, error.diagnostics);
  }
}

/** By node id. @throws Failure no-template with one diagnostic for each node that cannot be made */
async function chosenTemplates({ calls, deployment, choices }: DeployOptions): Promise<Map<string, Gns3Template>> {
  const templates = await calls.templates();
  const chosen = new Map<string, Gns3Template>();
  const problems: Failure['diagnostics'][number][] = [];
  for (const node of deployment.topology.nodes) {
    const plan = planOfNode(node, templates);
    const id = choices[node.id] ?? plan.templates[0]?.id;
    const template = templates.find(({ template_id }) => template_id === id);
    if (template) chosen.set(node.id, template);
    else
      problems.push({
        severity: 'error',
        path: node.name,
        message: id === undefined ? (plan.problem ?? '') : `The server has no template ${id} any more.`,
      });
  }
  if (problems.length === 0) return chosen;
  const names = problems.map(({ path }) => path).join(', ');
  throw new Failure('not-supported', 'no-template', `The server cannot make ${names}: it has no template.`, problems);
}

const mostOfOneName = 50;

/** The server calls a file by it. */
const plainTitle = (title: string): string => title.replace(/[\p{Cc}/\\:*?"<>|]+/gu, '-').trim() || 'topology';

async function newProject(calls: Gns3Calls, wanted: string, shortfalls: Deployed['shortfalls']): Promise<string> {
  const title = plainTitle(wanted);
  for (let number = 1; ; number++) {
    const name = number === 1 ? title : `${title}-${number}`;
    try {
      const { project_id: id } = await calls.createProject(name);
      if (number > 1) shortfalls.push({ message: `The project is called ${name}: there is a ${title} on the server.` });
      return id;
    } catch (error) {
      const isTaken = error instanceof Failure && error.code === 'already-exists';
      if (!isTaken || number === mostOfOneName) throw error;
    }
  }
}

/** Where nodes of templates are made that do not say it themselves. */
async function computeOf(calls: Gns3Calls): Promise<string> {
  const computes = await calls.computes();
  return computes.length === 0 || computes.includes('local') ? 'local' : (computes[0] ?? 'local');
}

interface Made {
  node: Gns3Node;
  ports: ReadonlyMap<string, Fitted>;
}

class Work {
  readonly #made = new Map<string, Made>();

  constructor(
    private readonly options: DeployOptions,
    private readonly project: string,
    private readonly shortfalls: Deployed['shortfalls'],
    private readonly compute: string,
  ) {}

  async run(templates: ReadonlyMap<string, Gns3Template>): Promise<void> {
    const { deployment, progress } = this.options;
    const { nodes, links } = deployment.topology;
    const shift = shiftOf(deployment.topology);
    for (const [index, node] of nodes.entries()) {
      progress(`makes ${node.name} (${index + 1} of ${nodes.length})`);
      const template = templates.get(node.id);
      if (template) this.#made.set(node.id, await this.#make(node, template, shift));
    }
    progress(`joins them by ${links.length === 1 ? 'one link' : `${links.length} links`}`);
    for (const link of links) await this.#join(link);
  }

  async #make(wanted: TopologyNode, template: Gns3Template, shift: TopologyNode['position']): Promise<Made> {
    const node = await this.#withCircuits(wanted, await this.#create(wanted, template, shift));
    if (node.name !== wanted.name) this.#lacks(wanted, `${wanted.name} is called ${node.name} on the server.`);
    const made = await this.#withPorts(wanted, node);
    await this.#configure(wanted, made);
    return made;
  }

  async #create(wanted: TopologyNode, template: Gns3Template, shift: TopologyNode['position']): Promise<Gns3Node> {
    const { calls } = this.options;
    const name = /^(?:dynamips|iou|docker|qemu)$/.test(template.template_type) ? hostName(wanted.name) : wanted.name;
    const { x, y } = wanted.position;
    const compute = template.builtin === true || !template.compute_id ? { compute_id: this.compute } : {};
    const body: NewNode = { x: Math.round(x - shift.x), y: Math.round(y - shift.y), ...compute };
    try {
      return await calls.createNode(this.project, template.template_id, { ...body, name });
    } catch (error) {
      // Releases of 2.2 that take no name here are told it afterwards.
      if (!(error instanceof Failure) || !/'name' was unexpected/.test(error.message)) throw error;
      const made = await calls.createNode(this.project, template.template_id, body);
      return calls.updateNode(this.project, made.node_id, { name });
    }
  }

  /** A Frame Relay or ATM switch has the ports that its circuits name. */
  async #withCircuits({ circuits, model }: TopologyNode, made: Gns3Node): Promise<Gns3Node> {
    if (!circuits || made.node_type !== model) return made;
    const properties = { mappings: Object.fromEntries(circuits) };
    return this.options.calls.updateNode(this.project, made.node_id, { properties });
  }

  async #withPorts(wanted: TopologyNode, made: Gns3Node): Promise<Made> {
    const used = usedInterfaces(this.options.deployment.topology, wanted.id);
    const names = [...used, ...wanted.interfaces.map(({ name }) => name).filter((name) => !used.includes(name))];
    let node = namedAsItself(made);
    let ports = fitPorts(names, node.ports ?? []);
    const lacking = used.filter((name) => ports.get(name)?.isOther !== false);
    const change = adaptersFor(node, lacking, Math.max(used.length, wanted.interfaces.length));
    if (change) {
      const changed = await this.options.calls.updateNode(this.project, node.node_id, { properties: change });
      node = namedAsItself(changed);
      ports = fitPorts(names, node.ports ?? []);
    }
    for (const [name, { port, isOther }] of ports)
      if (isOther && used.includes(name) && wanted.platform !== 'switch')
        this.#lacks(wanted, `${name} of ${wanted.name} is ${port.name} on the server.`);
    return { node, ports };
  }

  async #configure(wanted: TopologyNode, { node, ports }: Made): Promise<void> {
    const { calls, deployment } = this.options;
    const configuration = deployment.configurations[wanted.id] ?? wanted.configuration;
    if (configuration === undefined || configuration.trim() === '') return;
    const file = startFileOf(node);
    if (!file) {
      this.#lacks(wanted, withoutStart(wanted, node));
      return;
    }
    const names = new Map([...ports].filter(([, { isOther }]) => isOther).map(([name, { port }]) => [name, port.name]));
    const text = renamed(configuration, names);
    await calls.writeNodeFile(this.project, node.node_id, { path: file.path, bytes: file.pack(text) });
    if (file.isKeptOnly) await this.#bring(wanted, node, text);
  }

  /** GNS3 puts none into such a node: a container finds it in its files, at others it is typed. */
  async #bring(wanted: TopologyNode, node: Gns3Node, text: string): Promise<void> {
    const { calls } = this.options;
    const isContainer = node.node_type === 'docker';
    const files = isContainer ? containerFiles(wanted.platform, text, node.properties?.extra_volumes) : undefined;
    for (const { path, text: content } of files ?? [])
      await calls.writeNodeFile(this.project, node.node_id, { path, bytes: strToU8(content) });
    if (!files) this.#lacks(wanted, howItComes(wanted, node, text));
  }

  async #join(link: TopologyLink): Promise<void> {
    const { calls } = this.options;
    const ends = link.ends.map(({ node, interface: name }) => this.#endOf(node, name));
    const nodes = ends.filter((end) => end !== undefined);
    if (nodes.length < 2) return;
    const made = await calls.createLink(this.project, { nodes });
    if (link.conditions) await this.#condition(link, made.link_id);
  }

  async #condition({ id, conditions = {} }: TopologyLink, onServer: string): Promise<void> {
    const { filters, rounded } = linkFilters(conditions);
    try {
      if (Object.keys(filters).length > 0) await this.options.calls.filterLink(this.project, onServer, filters);
      for (const one of rounded) this.shortfalls.push({ message: `The link ${id} has whole numbers in GNS3: ${one}.` });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.shortfalls.push({ message: `The link ${id} is as good as any: ${error.message}` });
    }
    const { bandwidth, duplication, reordering } = conditions;
    if ([bandwidth, duplication, reordering].every((one) => one === undefined)) return;
    const what = 'is not slowed down, and nothing is doubled or put out of order on it';
    this.shortfalls.push({ message: `The link ${id} ${what}: GNS3 has no filter for that.` });
  }

  #endOf(id: string, name: string): NewLink['nodes'][number] | undefined {
    const made = this.#made.get(id);
    const port = made?.ports.get(name)?.port;
    if (made && port)
      return { node_id: made.node.node_id, adapter_number: port.adapter_number, port_number: port.port_number };
    const who = made?.node.name ?? id;
    this.shortfalls.push({ node: id, message: `${name} of ${who} is not joined: the node has no port for it.` });
    return undefined;
  }

  #lacks({ id }: TopologyNode, message: string): void {
    this.shortfalls.push({ node: id, message });
  }
}

/** The names of ports are those that the router in the machine knows. */
function namedAsItself(node: Gns3Node): Gns3Node {
  return { ...node, ports: withOwnNames(node, node.ports ?? []) };
}

function usedInterfaces({ links }: Topology, id: string): string[] {
  const names = links.flatMap(({ ends }) => ends.filter(({ node }) => node === id).map((end) => end.interface));
  return [...new Set(names)];
}

/** The scene of a new project: 2000 by 1000 around its middle. */
const scene = { x: 1000, y: 500 };

/** A drawing that fits stays where it is; any other is moved so that its middle is that of the scene. */
function shiftOf({ nodes }: Topology): TopologyNode['position'] {
  const fits = nodes.every(({ position: { x, y } }) => Math.abs(x) <= scene.x && Math.abs(y) <= scene.y);
  if (fits) return { x: 0, y: 0 };
  const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  return { x: middle(nodes.map(({ position }) => position.x)), y: middle(nodes.map(({ position }) => position.y)) };
}
