/** The WebSocket: who gets one, and how all of them end. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Stop } from '../base/disposable.ts';
import type { Clock } from '../base/clock.ts';
import type { Gate } from './gate.ts';
import { partsOf } from './requests.ts';
import { SocketPort, type PagePort, type SocketLimits } from './socket-port.ts';

/** The path of the WebSocket. */
const socketPath = '/socket';

export interface Upgrades {
  gate: Gate;
  limits: SocketLimits;
  clock: Clock;
  connect: (port: PagePort) => Stop;
}

/** Returns what closes every socket. */
export function acceptUpgrades(server: Server, { gate, limits, clock, connect }: Upgrades): Stop {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.message,
    // Nothing is gained on the loopback, and it lets a small message become a large one.
    perMessageDeflate: false,
  });
  const open = new Set<SocketPort>();

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // A page that goes away in the middle of the handshake is nobody's trouble.
    stream.on('error', () => stream.destroy());
    if (!mayUpgrade(request, gate)) return refuse(stream);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const port = new SocketPort(socket, clock, limits);
      open.add(port);
      const stop = connect(port);
      port.onClose(() => {
        open.delete(port);
        stop();
      });
    });
  });
  return () => {
    for (const port of open) port.close();
  };
}

/** A browser always names the page that opens a socket; what does not is no browser, and has no business here. */
function mayUpgrade({ url, headers }: IncomingMessage, gate: Gate): boolean {
  const isOurPage = headers.origin !== undefined && gate.isAddressedToUs(headers) && gate.isAdmitted(headers);
  return isOurPage && partsOf(url ?? '').path === socketPath;
}

function refuse(stream: Duplex): void {
  stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
