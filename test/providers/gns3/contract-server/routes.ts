/** What each call does to a server, and what it answers: the statuses and words of recorded servers. */
import type { z } from 'zod';
import { makeNode, portsOf, type ServerNode } from './nodes.ts';
import * as schemas from './schemas.ts';
import type { ServerProject, ServerState } from './state.ts';
import type { ServerLink } from './world.ts';

/** What the schemas of all routes let through. */
interface Body {
  name?: string;
  x?: number;
  y?: number;
  compute_id?: string;
  properties?: Record<string, unknown>;
  nodes?: ServerLink['nodes'];
  capture_file_name?: string;
}

export interface Asked {
  state: ServerState;
  major: 2 | 3;
  project: ServerProject;
  node: ServerNode;
  link: ServerLink;
  /** What follows in the path: a template's id, the path of a file. */
  rest: string;
  body: Body;
  bytes: Uint8Array;
}

export type Answer = { status: number; json?: unknown; bytes?: Uint8Array; words?: string };

export interface Route {
  method: string;
  /** Below /v2 or /v3; {project}, {node}, {link} and {rest} stand for what is asked about. */
  path: string;
  major?: 2 | 3;
  /** JSON that must be there. */
  body?: z.ZodType;
  /** Whether the project may be closed. */
  whenClosed?: boolean;
  run(asked: Asked): Answer | Promise<Answer>;
}

const json = (status: number, value: unknown): Answer => ({ status, json: value });
const done: Answer = { status: 204 };
const refuse = (status: number, words: string): Answer => ({ status, words });

/** As the file has them: without what only a project that is open knows. */
function nodesOfClosed(nodes: readonly ServerNode[]): Record<string, unknown>[] {
  const unknown = new Set(['status', 'ports', 'command_line', 'console_host', 'node_directory', 'project_id']);
  return nodes.map((node) => Object.fromEntries(Object.entries(node).filter(([field]) => !unknown.has(field))));
}

const routesOfProjects: readonly Route[] = [
  { method: 'GET', path: '/projects', run: ({ state }) => json(200, [...state.projects.values()]) },
  {
    method: 'POST',
    path: '/projects',
    body: schemas.projectCreate,
    run({ state, body: { name = '' } }) {
      const isTaken = [...state.projects.values()].some((one) => one.name === name);
      if (isTaken) return refuse(409, `Project "${name}" already exists`);
      return json(201, state.makeProject(name));
    },
  },
  { method: 'GET', path: '/projects/{project}', whenClosed: true, run: ({ project }) => json(200, project) },
  {
    method: 'PUT',
    path: '/projects/{project}',
    body: schemas.projectUpdate,
    run: ({ project, body }) => json(200, Object.assign(project, body)),
  },
  {
    method: 'DELETE',
    path: '/projects/{project}',
    whenClosed: true,
    async run({ state, project }) {
      await state.closeProject(project);
      for (const { node_id: id } of state.nodesOf(project.project_id)) state.nodes.delete(id);
      for (const { link_id: id } of state.linksOf(project.project_id)) state.links.delete(id);
      state.projects.delete(project.project_id);
      return done;
    },
  },
  {
    method: 'POST',
    path: '/projects/{project}/open',
    whenClosed: true,
    run: ({ project }) => json(201, Object.assign(project, { status: 'opened' })),
  },
  {
    method: 'POST',
    path: '/projects/{project}/close',
    async run({ state, project }) {
      await state.closeProject(project);
      return done;
    },
  },
  {
    method: 'GET',
    path: '/projects/{project}/files/{rest}',
    whenClosed: true,
    run({ state, rest }) {
      const [, , , node = '', ...path] = ['', ...rest.split('/')];
      return fileAnswer(state, `${node}/${path.join('/')}`, rest);
    },
  },
  { method: 'GET', path: '/templates', run: ({ state }) => json(200, state.templates) },
  { method: 'GET', path: '/computes', run: () => json(200, []) },
  { method: 'GET', path: '/projects/{project}/drawings', whenClosed: true, run: () => json(200, []) },
];

function fileAnswer(state: ServerState, key: string, path: string): Answer {
  const bytes = state.files.get(key);
  return bytes ? { status: 200, bytes } : refuse(404, `GET /files/${path} not found`);
}

function createNode(asked: Asked): Answer {
  if (!asked.state.isOld) return newNode(asked);
  if (asked.body.name !== undefined)
    return refuse(400, "JSON schema error: Additional properties are not allowed ('name' was unexpected)");
  const answer = newNode(asked);
  return answer.status === 201 ? { status: 201 } : answer;
}

function newNode({ state, project, rest, body }: Asked): Answer {
  const template = state.templates.find((one) => one.template_id === rest);
  if (!template) return refuse(404, `Template ${rest} doesn't exist`);
  const compute = template.compute_id ?? body.compute_id;
  if (compute !== 'local') return refuse(404, `Compute ID ${String(compute)} doesn't exist`);
  const { x = 0, y = 0, name = String(template.default_name_format) } = body;
  const siblings = state.nodesOf(project.project_id);
  if (template.template_type === 'dynamips' && !/^[a-z][a-z0-9-]{0,62}$/i.test(name))
    return refuse(409, `${name} is an invalid name to create a Dynamips node`);
  if (/^missing/.test(String(template.image))) return refuse(409, `The image ${String(template.image)} is missing`);
  const node = makeNode(template, {
    project: project.project_id,
    name: uniqueName(name, siblings),
    x,
    y,
    console: 5000 + 2 * siblings.length,
    number: siblings.length,
  });
  state.nodes.set(node.node_id, node);
  state.tell(project.project_id, 'node.created', node);
  return json(201, node);
}

const routesOfNodes: readonly Route[] = [
  {
    method: 'GET',
    path: '/projects/{project}/nodes',
    whenClosed: true,
    run({ state, project }) {
      const nodes = state.nodesOf(project.project_id);
      return json(200, project.status === 'opened' ? nodes : nodesOfClosed(nodes));
    },
  },
  {
    method: 'POST',
    path: '/projects/{project}/templates/{rest}',
    body: schemas.templateUsage,
    run: createNode,
  },
  { method: 'GET', path: '/projects/{project}/nodes/{node}', run: ({ node }) => json(200, node) },
  {
    method: 'PUT',
    path: '/projects/{project}/nodes/{node}',
    body: schemas.nodeUpdate,
    run({ state, major, node, body }) {
      if (node.status === 'started' && body.name !== undefined && major === 3)
        return refuse(409, 'Sorry, it is not possible to rename a node that is already powered on');
      const { properties, ...rest } = body;
      Object.assign(node, rest);
      Object.assign(node.properties, properties);
      node.ports = portsOf(node);
      state.tell(node.project_id, 'node.updated', node);
      return json(200, node);
    },
  },
  {
    method: 'POST',
    path: '/projects/{project}/nodes/{node}/start',
    body: schemas.nothing,
    async run({ state, major, node }) {
      const why = state.startFailures.get(node.name);
      if (why !== undefined) return refuse(409, why);
      // The recorded answer has the state from before.
      const before = { ...node };
      await state.start(node);
      return major === 2 ? json(200, before) : done;
    },
  },
  {
    method: 'POST',
    path: '/projects/{project}/nodes/{node}/stop',
    async run({ state, major, node }) {
      await state.stop(node);
      return major === 2 ? json(200, node) : done;
    },
  },
  {
    method: 'POST',
    path: '/projects/{project}/nodes/{node}/console/reset',
    run({ state, node }) {
      const running = state.consoles.get(node.node_id);
      if (running) running.console.isStalled = false;
      return done;
    },
  },
  {
    method: 'GET',
    path: '/projects/{project}/nodes/{node}/files/{rest}',
    run: ({ state, node, rest }) => fileAnswer(state, `${node.node_id}/${rest}`, rest),
  },
  {
    method: 'POST',
    path: '/projects/{project}/nodes/{node}/files/{rest}',
    run({ state, node, rest, bytes }) {
      state.files.set(`${node.node_id}/${rest}`, bytes);
      return { status: 201 };
    },
  },
];

function uniqueName(name: string, among: readonly ServerNode[]): string {
  const isTaken = (one: string): boolean => among.some((node) => node.name === one);
  if (!name.includes('{0}') && !isTaken(name)) return name;
  for (let number = 1; ; number++) {
    const next = name.includes('{0}') ? name.replace('{0}', String(number)) : `${name}${number}`;
    if (!isTaken(next)) return next;
  }
}

const routesOfLinks: readonly Route[] = [
  {
    method: 'GET',
    path: '/projects/{project}/links',
    whenClosed: true,
    run: ({ state, project }) => json(200, state.linksOf(project.project_id)),
  },
  {
    method: 'POST',
    path: '/projects/{project}/links',
    body: schemas.linkCreate,
    run({ state, project, body }) {
      const ends = body.nodes ?? [];
      for (const { node_id: id, adapter_number: adapter, port_number: port } of ends) {
        const node = state.nodes.get(id);
        if (!node) return refuse(404, `Node ID ${id} doesn't exist`);
        if (!node.ports.some((one) => one.adapter_number === adapter && one.port_number === port))
          return refuse(404, `Port ${adapter}/${port} for ${node.name} not found`);
        const isUsed = state
          .linksOf(project.project_id)
          .flatMap((link) => link.nodes)
          .some((end) => end.node_id === id && end.adapter_number === adapter && end.port_number === port);
        if (isUsed) return refuse(409, 'Port is already used');
      }
      const link = state.makeLink(project.project_id, ends);
      state.tell(project.project_id, 'link.created', link);
      return json(201, link);
    },
  },
  {
    method: 'PUT',
    path: '/projects/{project}/links/{link}',
    body: schemas.linkUpdate,
    run: ({ major, link, body }) => json(major === 2 ? 201 : 200, Object.assign(link, body)),
  },
];

const capture = (major: 2 | 3, start: string, stop: string): Route[] => [
  {
    method: 'POST',
    path: `/projects/{project}/links/{link}/${start}`,
    major,
    body: schemas.captureStart,
    run({ link, body: { capture_file_name: name } }) {
      if (link.capturing) return refuse(409, 'Packet capture is already activated');
      return json(201, Object.assign(link, { capturing: true, capture_file_name: name }));
    },
  },
  {
    method: 'POST',
    path: `/projects/{project}/links/{link}/${stop}`,
    major,
    run({ link }) {
      link.capturing = false;
      return major === 2 ? json(201, link) : done;
    },
  },
];

export const routes: readonly Route[] = [
  ...routesOfProjects,
  ...routesOfNodes,
  ...routesOfLinks,
  ...capture(2, 'start_capture', 'stop_capture'),
  ...capture(3, 'capture/start', 'capture/stop'),
];
