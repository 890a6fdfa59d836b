/**
 * A CML controller for tests, built from the published schemas of CML 2.7 to 2.10: its API over TLS with a certificate
 * that nobody vouches for, its events and its console server. It keeps state, and notes every request that a real one
 * would refuse: `end` throws when there was one that the test did not expect.
 */
import { randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Duplex as Stream } from 'node:stream';
import { parse } from 'yaml';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ServerAddress } from '../../../../src-main/providers/lab-server.ts';
import { serveConsoles, type ContractConsoles } from './console-server.ts';
import { isOff, ContractLab, type ContractNode, type State } from './lab.ts';
import { labFile } from './lab-file.ts';
import { answerTo, type Answer } from './routes.ts';

const tls = path.resolve(import.meta.dirname, '../../../devices/transport/tls');
const certificate = readFileSync(path.join(tls, 'server.crt'));
export const fingerprint = new X509Certificate(certificate).fingerprint256;

export const user = { username: 'student', password: 'geheim/"\\' };

export interface ControllerOptions {
  version?: string;
  definitions?: readonly string[];
  /** Image ids by node definition. */
  images?: Readonly<Record<string, readonly string[]>>;
}

const usualImages = {
  iosv: ['iosv-159-3-m9', 'iosv-158-3'],
  alpine: ['alpine-3-19'],
  'iol-xe': ['iol-xe-17-12-01'],
} as const;

export class Controller {
  readonly labs: ContractLab[] = [];
  /** Requests that a real controller would not have taken. */
  readonly refused: string[] = [];
  readonly requests: string[] = [];
  /** Nodes that stop by themselves while they boot, and what they print before. */
  readonly broken = new Map<string, string>();
  /** Nodes that the controller refuses to start, and its words. */
  readonly unstartable = new Map<string, { status: number; description: string }>();
  /** Answers in place of the controller, as a proxy or a broken server would. */
  interfere: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  /** The most nodes that the licence lets run, and how it stands. */
  licence = { max: 20, authorization: 'IN_COMPLIANCE' };
  hasEvents = true;
  knowsKeys = true;
  readonly version: string;
  readonly stock: { definitions: readonly string[]; images: Readonly<Record<string, readonly string[]>> };
  /** Definitions of machines that take nothing to start with. */
  readonly withoutStart = new Set<string>();
  readonly #tokens = new Set<string>();
  readonly #expired = new Set<string>();
  readonly #pages = new Set<WebSocket>();
  readonly #sockets = new Set<Stream>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #offListeners = new Map<ContractNode, Set<() => void>>();
  #server: https.Server | undefined;
  #consoles: ContractConsoles | undefined;

  constructor({ version = '2.9.0+build.3', definitions, images = usualImages }: ControllerOptions = {}) {
    this.version = version;
    const known = ['iosv', 'iosvl2', 'iol-xe', 'alpine', 'unmanaged_switch', 'external_connector'];
    this.stock = { definitions: definitions ?? known, images };
  }

  static async start(options: ControllerOptions = {}): Promise<Controller> {
    const controller = new Controller(options);
    await controller.#listen();
    controller.#consoles = await serveConsoles({
      labs: () => controller.labs,
      isUser: (login) => controller.isUser(login),
      onOff: (node, listener) => controller.#onOff(node, listener),
      knowsKeys: () => controller.knowsKeys,
    });
    return controller;
  }

  get url(): string {
    const { port } = this.#server?.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  get address(): ServerAddress {
    return { kind: 'cml', url: this.url, login: user, certificate: fingerprint };
  }

  get consoles(): ContractConsoles {
    if (!this.#consoles) throw new Error('the controller does not run');
    return this.#consoles;
  }

  /** Connections of the API and of pages. */
  get connections(): number {
    return this.#sockets.size;
  }

  get pages(): number {
    return this.#pages.size;
  }

  /** @throws Error with what a strict controller would say */
  import(text: string): ContractLab {
    const parsed = labFile.parse(parse(text));
    for (const { image_definition: image, node_definition: definition } of parsed.nodes) {
      if (!this.stock.definitions.includes(definition)) throw new Error(`Node definition not found: ${definition}`);
      if (image && !(this.stock.images[definition] ?? []).includes(image))
        throw new Error(`Image definition not found: ${image}`);
    }
    const lab = new ContractLab(parsed, text);
    this.labs.push(lab);
    return lab;
  }

  /** As if it had been running for long. */
  boot(lab: ContractLab, ...labels: string[]): void {
    lab.isWiped = false;
    for (const node of lab.nodes) node.state = labels.includes(node.label) ? 'BOOTED' : 'STOPPED';
  }

  isUser({ username, password }: typeof user): boolean {
    return username === user.username && password === user.password;
  }

  newToken(): string {
    const token = `${randomUUID()}.${randomUUID()}`;
    this.#tokens.add(token);
    return token;
  }

  expireTokens(): void {
    for (const token of this.#tokens) this.#expired.add(token);
    this.#tokens.clear();
  }

  endSession(token: string): void {
    this.#tokens.delete(token);
  }

  startNode(lab: ContractLab, node: ContractNode): void {
    if (!isOff(node)) return;
    lab.isWiped = false;
    const isMachine = node.key !== undefined;
    const last = this.broken.get(node.label);
    this.setState(lab, node, 'QUEUED');
    this.#later(10, () => {
      this.setState(lab, node, 'STARTED');
      node.log.push('Booting image', last ?? 'Press RETURN to get started!');
      this.#later(isMachine ? 30 : 0, () => this.setState(lab, node, last === undefined ? 'BOOTED' : 'STOPPED'));
    });
  }

  stopNode(lab: ContractLab, node: ContractNode): void {
    if (isOff(node)) return;
    this.setState(lab, node, 'STOPPED');
  }

  setState(lab: ContractLab, node: ContractNode, state: State): void {
    node.state = state;
    this.tell({ event_type: 'state_change', event: state, element_type: 'node', element_id: node.id, lab_id: lab.id });
    if (!isOff(node)) return;
    for (const listener of this.#offListeners.get(node) ?? []) listener();
  }

  tell(event: object): void {
    for (const page of this.#pages) page.send(JSON.stringify({ ...event, data: {}, previous: {} }));
  }

  endPages(): void {
    for (const page of this.#pages) page.terminate();
  }

  /** The process is gone: every connection breaks, and nobody listens. */
  async kill(): Promise<void> {
    if (!this.#server?.listening) return;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve(undefined));
    await this.#consoles?.close();
  }

  /** @throws Error when there were requests that a real controller would have refused */
  async end(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await this.kill();
    for (const lab of this.labs) await lab.end();
    if (this.refused.length > 0) throw new Error(`CML would have refused:\n${this.refused.join('\n')}`);
  }

  async #listen(): Promise<void> {
    const key = readFileSync(path.join(tls, 'server.key'));
    const server = https.createServer({ cert: certificate, key }, (request, response) => {
      void this.#serve(request, response);
    });
    server.on('secureConnection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
    const sockets = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket: Stream, head) => {
      if (!this.hasEvents || request.url !== '/ws/ui') {
        socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (page) => this.#greet(page));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#server = server;
  }

  /** Nothing is told to a page before it has said whose it is. */
  #greet(page: WebSocket): void {
    page.once('message', (data) => {
      const { token, client_uuid: id } = JSON.parse((data as Buffer).toString()) as Record<string, unknown>;
      if (this.#tokens.has(String(token)) && typeof id === 'string') this.#pages.add(page);
      else {
        if (!this.#expired.has(String(token))) this.refused.push('a page without a token');
        page.close(1008);
      }
    });
    page.on('close', () => this.#pages.delete(page));
    page.on('error', () => undefined);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    this.requests.push(`${method} ${url}`);
    if (this.interfere(request, response)) return;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { status, type, body, isWrong } = await this.#answer(request, Buffer.concat(parts).toString());
    if (isWrong === true) this.refused.push(`${method} ${url}: ${status} ${JSON.stringify(body)}`);
    response.writeHead(status, { 'content-type': type ?? 'application/json' });
    response.end(type === undefined && body !== undefined ? JSON.stringify(body) : body);
  }

  async #answer(request: IncomingMessage, body: string): Promise<Answer> {
    const url = new URL(request.url ?? '/', this.url);
    if (!url.pathname.startsWith('/api/v0/')) return { status: 404, type: 'text/html', body: '<html>nginx</html>' };
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const call = { method: request.method ?? '', path: url.pathname.slice(8), query: url.searchParams, body, token };
    const isOpen = /^(?:system_information|authenticate)$/.test(call.path);
    return (isOpen ? undefined : this.#refusal(token)) ?? unreadable(request, body) ?? answerTo(this, call);
  }

  /** A token that has run out is nobody's fault. */
  #refusal(token = ''): Answer | undefined {
    if (this.#tokens.has(token)) return undefined;
    const body = { code: 401, description: 'No authorization token provided.' };
    return { status: 401, body, isWrong: !this.#expired.has(token) };
  }

  #onOff(node: ContractNode, listener: () => void): () => void {
    const listeners = this.#offListeners.get(node) ?? new Set();
    this.#offListeners.set(node, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #later(milliseconds: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, milliseconds);
    this.#timers.add(timer);
  }
}

function unreadable({ headers }: IncomingMessage, body: string): Answer | undefined {
  if (body === '' || headers['content-type'] === 'application/json') return undefined;
  return { status: 415, body: { code: 415, description: 'Unsupported media type' }, isWrong: true };
}
