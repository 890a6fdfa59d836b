/**
 * The web host: the window's files and one WebSocket, on the loopback address. It knows nothing of what is said over
 * the socket: every page that comes in gets a port, and whoever started the host serves the engine on it.
 */
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { Stop } from '../base/disposable.ts';
import { Failure } from '../base/errors.ts';
import { broken, send } from './answer.ts';
import { Gate } from './gate.ts';
import { listenOnLoopback } from './listen.ts';
import { answerTo } from './requests.ts';
import { socketLimits, type PagePort, type SocketLimits } from './socket-port.ts';
import { StaticFiles } from './static-files.ts';
import { acceptUpgrades } from './upgrades.ts';

export interface WebHostOptions {
  /** 0 takes any that is free. */
  port: number;
  /** The built window: index.html and what it loads. */
  folder: string;
  /** Called for every page that comes in; what it returns is called when the page has gone. */
  connect: (port: PagePort) => Stop;
  /** For the heartbeat of the sockets: wall time. */
  clock: Clock;
  limits?: Partial<SocketLimits>;
}

export interface WebHost {
  readonly port: number;
  /** An address with a new token that works once: whoever opens it is let in, until the host ends. */
  launchUrl(): string;
  close(): Promise<void>;
}

/** @throws Failure port-in-use, port-not-allowed, no-window */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { folder, connect, clock } = options;
  assertBuilt(folder);
  const server = createServer();
  const port = await listenOnLoopback(server, options.port);
  const gate = new Gate(port);
  const files = new StaticFiles(folder);
  server.on('request', (request, response) => {
    answerTo(request, gate, files).then(
      (answer) => send(response, answer, port),
      () => send(response, broken, port),
    );
  });
  const closeSockets = acceptUpgrades(server, { gate, connect, clock, limits: { ...socketLimits, ...options.limits } });
  return {
    port,
    launchUrl: () => `http://127.0.0.1:${port}/?token=${gate.newToken()}`,
    close() {
      closeSockets();
      return closed(server);
    },
  };
}

function assertBuilt(folder: string): void {
  if (existsSync(path.join(folder, 'index.html'))) return;
  const message = `The window is not built: there is no index.html in ${folder}. Run "npm run build" first.`;
  throw new Failure('bad-input', 'no-window', message);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
