/**
 * A GNS3 server for tests, of version 2 or 3: it keeps state, answers as recorded servers do, and notes every request
 * that a real one would refuse for its form. A test that has made such a request has failed (`breaches`).
 */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { emitPcapHeader, emitPcapRecord, linkTypes } from '../../../../src-main/simulator/wire/pcap.ts';
import { Access, parsed } from './access.ts';
import { joinSocket } from './consoles.ts';
import { routes, type Answer, type Asked, type Route } from './routes.ts';
import { ServerState } from './state.ts';

export interface ContractOptions {
  major: 2 | 3;
  /** Version 3 has one always: admin, admin when left out. */
  login?: { username: string; password: string };
  version?: string;
  /** A key and a certificate in PEM: the server is reached by https:// then. */
  tls?: { key: string; cert: string };
}

export interface Noted {
  method: string;
  path: string;
  type: string | undefined;
  body: unknown;
  status: number;
}

const base = /^\/v([23])(\/.*)$/;

export class ContractServer {
  readonly state = new ServerState();
  readonly requests: Noted[] = [];
  /** Requests that a real server refuses for their form. */
  readonly breaches: string[] = [];
  /** The server takes a start and says nothing more. */
  holdsStarts = false;
  readonly #http: http.Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #access: Access;
  readonly #ends = new Set<() => void>();

  private constructor(readonly options: ContractOptions) {
    this.#access = new Access(options);
    const serve: http.RequestListener = (request, response) => void this.#serve(request, response);
    this.#http = options.tls ? https.createServer(options.tls, serve) : http.createServer(serve);
    this.#http.on('upgrade', (request, socket, head) => {
      const refusal = this.#whyNoSocket(request);
      if (refusal === undefined)
        this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#join(request, webSocket));
      else socket.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    });
  }

  static async start(options: ContractOptions): Promise<ContractServer> {
    const server = new ContractServer(options);
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http${this.options.tls ? 's' : ''}://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Connections of all kinds that are open: HTTP, WebSockets, consoles. */
  get connections(): number {
    const consoles = [...this.state.consoles.values()].reduce((sum, { console }) => sum + console.clients, 0);
    return this.#sockets.clients.size + consoles + this.#ends.size;
  }

  expireTokens(): void {
    this.#access.expireTokens();
  }

  /** As when its process is killed. */
  async kill(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate();
    for (const end of this.#ends) end();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  async stop(): Promise<void> {
    for (const node of this.state.nodes.values()) await this.state.stop(node);
    await this.kill();
    for (const world of this.state.worlds.values()) await (await world).stop();
  }

  get #version(): string {
    return this.options.version ?? (this.options.major === 2 ? '2.2.60.dev1' : '3.0.6');
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const bytes = await bytesOf(request);
    const { method = '', url = '' } = request;
    const answer = await this.#answer(request, bytes);
    const type = request.headers['content-type'];
    const isJson = type === 'application/json';
    const body: unknown = isJson ? parsed(bytes) : bytes.length;
    this.requests.push({ method, path: url, type, body, status: answer === 'held' ? 0 : answer.status });
    if (answer === 'held') return;
    if (answer.status === 200 && answer.bytes === undefined && answer.json === undefined) this.#stream(url, response);
    else this.#send(response, answer);
  }

  #send(response: http.ServerResponse, answer: Answer): void {
    const { status, bytes } = answer;
    const isVersion2 = this.options.major === 2;
    const text = textOf(answer, isVersion2);
    const type = text === '' ? 'application/octet-stream' : 'application/json';
    const challenge = { 'www-authenticate': isVersion2 ? 'Basic realm="GNS3 server"' : 'Bearer' };
    response.writeHead(status, { 'content-type': type, ...(status === 401 ? challenge : {}) }).end(bytes ?? text);
  }

  async #answer(request: http.IncomingMessage, bytes: Uint8Array): Promise<Answer | 'held'> {
    const { method = '' } = request;
    const path = this.#pathOf(request);
    if (path === undefined) return { status: 404, json: { detail: 'Not Found' } };
    const answer = this.#access.answer(path, request, bytes);
    if (answer) return this.#noted(answer);
    if (path === '/version') return { status: 200, json: { local: false, version: this.#version } };
    const found = routeOf(method, path, this.options.major);
    if (!found) return this.#noted({ status: 404, words: 'Not Found', breach: `there is no ${method} ${path}` });
    if (this.holdsStarts && path.endsWith('/start')) return 'held';
    return this.#run(found, request, bytes);
  }

  async #run({ route, params }: Found, request: http.IncomingMessage, bytes: Uint8Array): Promise<Answer> {
    const { state } = this;
    const refusal = whyNot(route, params, state);
    if (refusal) return refusal;
    const body = this.#bodyOf(route, request, bytes);
    if ('status' in body) return body;
    const { project = '', node = '', link = '', rest = '' } = params;
    const about = {
      project: state.projects.get(project),
      node: state.nodes.get(node),
      link: state.links.get(link),
    } as Pick<Asked, 'project' | 'node' | 'link'>;
    return route.run({ state, major: this.options.major, ...about, rest, body: body.value, bytes });
  }

  #bodyOf(
    route: Route,
    { method, url, headers }: http.IncomingMessage,
    bytes: Uint8Array,
  ): Answer | { value: Asked['body'] } {
    const isJson = headers['content-type'] === 'application/json';
    const body = route.body?.safeParse(isJson ? parsed(bytes) : undefined);
    if (!body) return { value: {} };
    if (body.success) return { value: body.data as Asked['body'] };
    const { message } = body.error;
    const status = this.options.major === 2 ? 400 : 422;
    return this.#noted({ status, words: message, breach: `${String(method)} ${String(url)}: ${message}` });
  }

  /** Below /v2 or /v3, whichever this server has. */
  #pathOf({ url = '' }: http.IncomingMessage): string | undefined {
    const [, major, path] = base.exec(url) ?? [];
    return Number(major) === this.options.major ? path : undefined;
  }

  #noted({ breach, ...answer }: Answer & { breach?: string }): Answer {
    if (breach !== undefined) this.breaches.push(breach);
    return answer;
  }

  /** The capture of a link, as it is written. */
  #stream(url: string, response: http.ServerResponse): void {
    const link = this.state.links.get(/links\/([^/]+)/.exec(url)?.[1] ?? '');
    response.writeHead(200, { 'content-type': 'application/vnd.tcpdump.pcap' });
    response.write(emitPcapHeader(link?.link_type === 'serial' ? linkTypes.ciscoHdlc : linkTypes.ethernet));
    if (!link) return;
    const end = (): void => {
      stop?.();
      response.end();
      this.#ends.delete(end);
    };
    let stop: (() => void) | undefined;
    this.#ends.add(end);
    response.on('close', end);
    void this.state.theWorld(link.project_id).then((world) => {
      stop = world.onFrames(link, (frame) => response.write(emitPcapRecord(frame)));
      // Whoever listens is told that frames are seen from now on by the first of them.
    });
  }

  #whyNoSocket(request: http.IncomingMessage): string | undefined {
    const path = this.#pathOf(request);
    if (path === undefined) return '404 Not Found';
    if (this.#access.letsSocketIn(path, request)) return undefined;
    return this.options.major === 2 ? '401 Unauthorized' : '403 Forbidden';
  }

  #join(request: http.IncomingMessage, socket: WebSocket): void {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    const [, project = '', node = ''] =
      /projects\/([^/]+)\/(?:nodes\/([^/]+)\/console|notifications)\/ws$/.exec(path) ?? [];
    if (node !== '') {
      const running = this.state.consoles.get(node);
      if (running) joinSocket(socket, running.console, this.options.major);
      else if (this.options.major === 2) socket.close(1000);
      return;
    }
    const listener = { project, socket };
    this.state.listeners.add(listener);
    socket.send(JSON.stringify({ action: 'ping', event: { cpu_usage_percent: 1.3, memory_usage_percent: 7.3 } }));
    socket.on('close', () => this.state.listeners.delete(listener));
  }
}

/** Of version 2, an unauthorised answer is empty. */
function textOf({ status, json, words }: Answer, isVersion2: boolean): string {
  if (status === 401 && isVersion2) return '';
  const value = words === undefined ? json : { message: words, ...(isVersion2 ? { status } : {}) };
  return value === undefined ? '' : JSON.stringify(value);
}

/** What is asked about is not there, or its project is closed. */
function whyNot(route: Route, { project, node, link }: Found['params'], state: ServerState): Answer | undefined {
  const absent = (what: string, id: string | undefined, among: ReadonlyMap<string, unknown>): Answer | undefined =>
    id === undefined || among.has(id) ? undefined : { status: 404, words: `${what} ID ${id} doesn't exist` };
  const noProject = absent('Project', project, state.projects);
  if (noProject) return noProject;
  if (state.projects.get(project ?? '')?.status === 'closed' && route.whenClosed !== true)
    return { status: 403, words: 'The project is not opened' };
  return absent('Node', node, state.nodes) ?? absent('Link', link, state.links);
}

interface Found {
  route: Route;
  params: Readonly<Partial<Record<'project' | 'node' | 'link' | 'rest', string>>>;
}

const streams: readonly Route[] = [
  { method: 'GET', path: '/projects/{project}/links/{link}/pcap', major: 2, run: () => ({ status: 200 }) },
  { method: 'GET', path: '/projects/{project}/links/{link}/capture/stream', major: 3, run: () => ({ status: 200 }) },
];

const table = [...routes, ...streams].map((route) => ({
  route,
  pattern: new RegExp(
    `^${route.path.replace('{rest}', '(?<rest>.+)').replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>[^/]+)`)}$`,
  ),
}));

function routeOf(method: string, path: string, major: 2 | 3): Found | undefined {
  const plain = path.replace(/\?.*$/, '');
  for (const { route, pattern } of table) {
    if (route.method !== method || (route.major ?? major) !== major) continue;
    const match = pattern.exec(plain);
    if (match)
      return {
        route,
        params: Object.fromEntries(
          Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
        ),
      };
  }
  return undefined;
}

async function bytesOf(request: http.IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of request as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts);
}
