/**
 * Exchanges with real servers that were recorded in ../shared/reference/recordings: of every one that we make as well,
 * our request is the recorded one, and the recorded answer is understood. What the contract server says has the same
 * fields.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hexOf } from '../../../src-main/base/bytes.ts';
import { deletedNode, nodeAnswer, notification } from '../../../src-main/providers/gns3/answers.ts';
import { Gns3Calls } from '../../../src-main/providers/gns3/gns3-calls.ts';
import { Gns3Client } from '../../../src-main/providers/gns3/gns3-client.ts';
import { PcapStream } from '../../../src-main/providers/gns3/pcap-stream.ts';
import { serverWithTwoRouters } from './two-routers-server.ts';

const folder = path.resolve(import.meta.dirname, '../../../../shared/reference/recordings');
const hasRecordings = existsSync(folder);

interface Recorded {
  request: { method: string; path: string; headers: Record<string, string>; body: unknown };
  response: { status: number; headers: Record<string, string>; body?: unknown };
}

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
const recorded = (name: string): Recorded => {
  const [version = '', file = ''] = name.split('/');
  const found = readdirSync(path.join(folder, version)).find((one) => one.startsWith(file));
  return read(`${version}/${found ?? `${file}…`}`) as Recorded;
};

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Heard {
  method: string | undefined;
  path: string | undefined;
  type: string | undefined;
  body: unknown;
}

function bodyOf(bytes: Buffer, type: string | undefined): unknown {
  return type === 'application/json' ? JSON.parse(bytes.toString()) : bytes.length;
}

function send(response: http.ServerResponse, { status, headers, body }: Recorded['response']): void {
  const isJson = body !== undefined && body !== '' && body !== null;
  response.writeHead(status, { 'content-type': headers['Content-Type'] ?? 'text/plain' });
  response.end(isJson ? JSON.stringify(body) : '');
}

/** A server that says its recorded version and, to whatever else it is asked, the one recorded answer. */
async function replaying(major: 2 | 3, answer: Recorded): Promise<{ calls: Gns3Calls; heard: Heard[] }> {
  const heard: Heard[] = [];
  const version = recorded(major === 2 ? 'v2/001' : 'v3/001').response;
  const token = recorded('v3/007').response;
  const answerTo = (url = ''): Recorded['response'] => {
    if (url === `/v${major}/version`) return version;
    if (url.endsWith('/version')) return { status: 404, headers: {}, body: {} };
    return url.endsWith('/authenticate') ? token : answer.response;
  };
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url } = request;
      const type = request.headers['content-type'];
      const bytes = Buffer.concat(parts);
      heard.push({ method, path: url, type, body: bodyOf(bytes, type) });
      send(response, answerTo(url));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = await Gns3Client.connect({ kind: 'gns3', url, login: { username: 'admin', password: 'admin' } });
  ends.push(
    () => server.close(),
    () => client.close(),
  );
  return { calls: new Gns3Calls(client), heard };
}

interface Ids {
  project: string;
  node: string;
  link: string;
}

type Make = (calls: Gns3Calls, ids: Ids, body: never) => Promise<unknown>;

const listProjects: Make = (calls) => calls.projects();
const createProject: Make = (calls, _, { name }: { name: string }) => calls.createProject(name);
const listNodes: Make = (calls, { project }) => calls.nodes(project);
const listLinks: Make = (calls, { project }) => calls.links(project);
const createLink: Make = (calls, { project }, body) => calls.createLink(project, body);
const start: Make = (calls, { project, node }) => calls.power(project, node, 'start');
const stop: Make = (calls, { project, node }) => calls.power(project, node, 'stop');
const open: Make = (calls, { project }) => calls.openProject(project);
const remove: Make = (calls, { project }) => calls.deleteProject(project);
const readFile: Make = (calls, { project, node }) => calls.nodeFile(project, node, 'startup.vpc');

const made: readonly (readonly [string, Make])[] = [
  ['v2/003', (calls) => calls.computes()],
  ['v2/005', (calls) => calls.templates()],
  ['v2/008', listProjects],
  ['v2/009', createProject],
  ['v2/012', (calls, { project }) => calls.project(project)],
  ['v2/029', listNodes],
  ['v2/030', createLink],
  ['v2/035', listLinks],
  ['v2/038', (calls, { project }) => calls.drawings(project)],
  ['v2/039', start],
  ['v2/040', (calls, { project, node }) => calls.node(project, node)],
  ['v2/047', listNodes],
  ['v2/049', (calls, { project, link }) => calls.filterLink(project, link, { packet_loss: [100] })],
  ['v2/053', (calls, { project, link }) => calls.startCapture(project, link, { file: 'l1.pcap', isSerial: false })],
  ['v2/054', (calls, { project, link }) => calls.stopCapture(project, link)],
  ['v2/059', (calls, { project, node }) => calls.resetConsole(project, node)],
  ['v2/062', stop],
  ['v2/068', readFile],
  [
    'v2/069',
    (calls, { project, node }) =>
      calls.writeNodeFile(project, node, { path: 'startup.vpc', bytes: new Uint8Array(34).fill(65) }),
  ],
  ['v2/079', listNodes],
  ['v2/081', open],
  ['v2/092', listProjects],
  ['v2/100', remove],
  ['v3/013', (calls) => calls.computes()],
  ['v3/015', (calls) => calls.templates()],
  ['v3/018', listProjects],
  ['v3/019', createProject],
  ['v3/031', createLink],
  ['v3/034', listNodes],
  ['v3/035', listLinks],
  ['v3/036', start],
  ['v3/044', stop],
  ['v3/051', readFile],
  ['v3/061', listNodes],
  ['v3/063', open],
  ['v3/076', listProjects],
  ['v3/077', remove],
];

function idsIn(url: string): Ids {
  const id = (kind: string): string => new RegExp(`/${kind}/([0-9a-f-]{36})`).exec(url)?.[1] ?? '';
  return { project: id('projects'), node: id('nodes'), link: id('links') };
}

describe.skipIf(!hasRecordings)('the exchanges in ../shared/reference/recordings', () => {
  it.each(made)('%s: the same request is made, and its answer understood', async (name, make) => {
    const exchange = recorded(name);
    const { request } = exchange;
    const { calls, heard } = await replaying(name.startsWith('v2') ? 2 : 3, exchange);
    await make(calls, idsIn(request.path), request.body as never);
    const { method, path: asked, type, body } = heard.at(-1) ?? {};
    expect({ method, path: asked }).toEqual({ method: request.method, path: request.path });
    const bytes = typeof request.body === 'string' ? Number(/\d+/.exec(request.body)?.[0]) : undefined;
    // Where a recording has no body at all, an empty object is what the other version was recorded with.
    const nothing = request.method === 'POST' ? {} : 0;
    expect(body).toEqual(bytes ?? request.body ?? nothing);
    if (body !== 0) expect(type).toBe(bytes === undefined ? 'application/json' : 'application/octet-stream');
  });

  it.each(['v2', 'v3'])('%s: every notification is understood', (version) => {
    const said = read(`${version}/ws-project-notifications.json`) as { json?: unknown }[];
    const events = said.filter(({ json }) => json !== undefined).map(({ json }) => notification.parse(json));
    const nodes = events.filter(({ action }) => action.startsWith('node.'));
    expect(nodes.length).toBeGreaterThan(10);
    for (const { action, event } of nodes) {
      const schema = action === 'node.deleted' ? deletedNode : nodeAnswer;
      expect(schema.safeParse(event).success).toBe(true);
    }
  });

  it('reads the recorded capture in whatever pieces it comes', () => {
    const bytes = readFileSync(path.join(folder, 'v2', 'l1.pcap'));
    const whole = new PcapStream().read(bytes) ?? [];
    expect(whole.length).toBeGreaterThan(0);
    const stream = new PcapStream();
    const pieces = [...bytes].flatMap((byte) => stream.read(Uint8Array.of(byte)) ?? []);
    expect(pieces.map(({ time, frame }) => `${time} ${hexOf(frame)}`)).toEqual(
      whole.map(({ time, frame }) => `${time} ${hexOf(frame)}`),
    );
  });

  it('is what the contract server is like: the same fields, and the same first bytes of a console', async () => {
    const { server, project } = await serverWithTwoRouters(2);
    ends.push(() => server.stop());
    const fields = (value: unknown): string[] => Object.keys(value as object).sort();
    const { state } = server;
    expect(fields(state.projects.get(project))).toEqual(fields(recorded('v2/012').response.body));
    expect(fields(state.linksOf(project)[0])).toEqual(fields(recorded('v2/030').response.body));
    const [node] = state.nodesOf(project);
    expect(fields(node)).toEqual(fields(recorded('v2/026').response.body));
    const greeting = await new Promise<string>((resolve) => {
      const socket = net.connect(node?.console ?? 0, '127.0.0.1', () => undefined);
      socket.once('data', (bytes) => {
        socket.destroy();
        resolve(hexOf(bytes).slice(0, 40));
      });
    });
    const console = read('v3/console-telnet-PC1.json') as { transcript: { recv_hex: string }[] };
    expect(greeting).toBe(console.transcript[0]?.recv_hex.replaceAll(' ', '').slice(0, 40));
  });
});
