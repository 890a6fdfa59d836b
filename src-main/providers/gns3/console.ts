/**
 * The console of a node: its telnet port where that can be reached, else the WebSocket by which the server itself passes
 * it on. Ports change when a project is opened again: what is said about a node is read anew each time.
 */
import type { Clock } from '../../base/clock.ts';
import { Failure } from '../../base/errors.ts';
import { connectTcp, type Endpoint } from '../../devices/transport/tcp.ts';
import { TelnetCodec } from '../../devices/transport/telnet-codec.ts';
import { TelnetStream } from '../../devices/transport/telnet-stream.ts';
import type { TerminalDuplex } from '../../devices/transport/terminal.ts';
import { connectWebSocket } from '../../devices/transport/websocket.ts';
import { WebSocketStream } from '../../devices/transport/websocket-stream.ts';
import type { ServerAddress } from '../lab-server.ts';
import { noConsole } from '../node-failures.ts';
import type { Line, TerminalSize } from '../provider.ts';
import { lineAt } from '../terminal-line.ts';
import type { Gns3Node } from './answers.ts';
import type { FreshNodes } from './fresh-nodes.ts';
import type { Gns3Calls } from './gns3-calls.ts';

/** Milliseconds until the port must answer; a firewall that drops what we send is known by that. */
const connectTimeout = 5000;
/** Milliseconds until a console must greet us. Every console of GNS3 does, whatever runs behind it. */
const greetingTimeout = 5000;

interface ConsoleOptions {
  calls: Gns3Calls;
  clock: Clock;
  project: string;
  nodes: FreshNodes;
  way: ServerAddress['consoles'];
}

/** @throws Failure unreachable: node-not-running, console-stalled, no-console, those of the transports */
export async function openConsole(id: string, size: TerminalSize, options: ConsoleOptions): Promise<Line> {
  const node = await options.nodes.read(id);
  const opening = new Opening(node, size, options);
  const stream = (await opening.greeted()) ?? (await opening.afterReset());
  return lineAt(stream);
}

interface Opened {
  stream: TerminalDuplex;
  /** Whether the other end has said anything at all, be it telnet's own. */
  greeting: Promise<boolean>;
}

class Opening {
  readonly #port: number;
  /** Of an auxiliary console there is no WebSocket. */
  readonly #way: ServerAddress['consoles'];

  constructor(
    private readonly node: Gns3Node,
    private readonly size: TerminalSize,
    private readonly options: ConsoleOptions,
  ) {
    const { port, isAuxiliary } = consoleOf(node);
    this.#port = port;
    this.#way = isAuxiliary ? 'telnet' : options.way;
  }

  /** Nothing where the console takes the connection and says nothing: it has stalled. */
  async greeted(): Promise<TerminalDuplex | undefined> {
    const { stream, greeting } = await this.#open();
    if (await greeting) return stream;
    stream.close();
    return undefined;
  }

  async afterReset(): Promise<TerminalDuplex> {
    const { calls, project } = this.options;
    await calls.resetConsole(project, this.node.node_id);
    const stream = await this.greeted();
    if (stream) return stream;
    throw new Failure(
      'unreachable',
      'console-stalled',
      `The console of ${this.node.name} takes the connection and says nothing, also after it was reset. Stop the node and start it again.`,
    );
  }

  async #open(): Promise<Opened> {
    if (this.#way === 'websocket') return this.#openWebSocket();
    try {
      return await this.#openTelnet();
    } catch (error) {
      if (!(error instanceof Failure) || this.#way === 'telnet') throw error;
      // The port may be open on the server's own loopback only, or behind a firewall: the server itself passes it on.
      return this.#openWebSocket().catch(() => {
        throw error;
      });
    }
  }

  async #openTelnet(): Promise<Opened> {
    const { clock } = this.options;
    const socket = await connectTcp({ ...this.#endpoint(), timeout: connectTimeout, clock });
    const stream = new TelnetStream(socket, new TelnetCodec('client', this.#terminal()));
    const heard = (listener: () => void): void => void socket.once('data', listener).once('close', listener);
    return { stream, greeting: this.#greeting(heard, () => socket.bytesRead > 0) };
  }

  #openWebSocket(): Promise<Opened> {
    const { calls, project, clock } = this.options;
    const { url, headers } = calls.consoleSocket(project, this.node.node_id);
    const socketOptions = { headers, trust: calls.client.trust, clock };
    return connectWebSocket(url, socketOptions, (socket) => {
      let isHeard = false;
      socket.once('message', () => {
        isHeard = true;
      });
      const stream = new WebSocketStream(socket, { carries: 'telnet', sends: 'text', terminal: this.#terminal() });
      const heard = (listener: () => void): void => void socket.once('message', listener).once('close', listener);
      return { stream, greeting: this.#greeting(heard, () => isHeard) };
    });
  }

  #greeting(onHeard: (listener: () => void) => void, isHeard: () => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const stop = this.options.clock.after(greetingTimeout, () => resolve(false));
      onHeard(() => {
        stop();
        resolve(isHeard());
      });
    });
  }

  /** A server that listens on all of its addresses means the one that we reach it by. */
  #endpoint(): Endpoint {
    const host = (this.node.console_host ?? '').replace(/^\[|\]$/g, '');
    const isAny = host === '' || host === '0.0.0.0' || host === '::' || host === '0:0:0:0:0:0:0:0';
    return { host: isAny ? this.options.calls.client.place.host : host, port: this.#port };
  }

  #terminal(): { width: number; height: number } {
    return { width: this.size.columns, height: this.size.rows };
  }
}

/** @throws Failure node-not-running, no-console */
function consoleOf(node: Gns3Node): { port: number; isAuxiliary: boolean } {
  const { name, status, console: port, console_type: type } = node;
  const auxiliary = auxiliaryPort(node);
  const found = type === 'telnet' && typeof port === 'number' ? port : auxiliary;
  if (found === undefined) throw noConsole({ name }, whyNone(node));
  if (status === 'started') return { port: found, isAuxiliary: found === auxiliary };
  throw new Failure(
    'unreachable',
    'node-not-running',
    `${name} does not run: it is ${status ?? 'stopped'}; start it first.`,
  );
}

/**
 * A container has a shell at its auxiliary console, whatever its own console shows: a browser's page, a screen. GNS3 2
 * tells the port among the properties, GNS3 3 beside the console.
 */
function auxiliaryPort({ node_type: kind, console_type: type, aux, aux_type: auxType, properties }: Gns3Node) {
  if (kind !== 'docker' || type === 'telnet') return undefined;
  const port = aux ?? properties?.aux;
  const isTelnet = (auxType ?? properties?.aux_type ?? 'telnet') === 'telnet';
  return isTelnet && typeof port === 'number' ? port : undefined;
}

/** Kinds of nodes that have nothing to type at. */
const consoleless = /^(cloud|nat|ethernet_hub|frame_relay_switch|atm_switch|traceng)$/;

function whyNone({ console_type: type, node_type: kind }: Gns3Node): string {
  if (typeof type !== 'string' || type === 'none' || type === 'telnet')
    return consoleless.test(kind)
      ? `GNS3 gives it none, as it is a ${kind}`
      : 'it is switched off in GNS3; set its console type to telnet there';
  if (type === 'ssh')
    return 'GNS3 offers it by SSH, which QuickMode does not open; set its console type to telnet in GNS3';
  return `what GNS3 gives it is ${type}, where nobody can type commands; set its console type to telnet in GNS3`;
}
