/** TCP as consoles need it: small writes go out at once, dead peers are noticed, and failures have names. */
import net from 'node:net';
import type { Clock } from '../../base/clock.ts';
import { Failure } from '../../base/errors.ts';
import { connectionFailure, givenUpFailure, placeOf, timeoutFailure } from './connection-failure.ts';
import { wallClock } from './wall-clock.ts';

export interface Endpoint {
  host: string;
  port: number;
}

export interface ConnectOptions extends Endpoint {
  /** Milliseconds until the connection must stand, login included where there is one. */
  timeout?: number;
  clock?: Clock;
  /** Ends an attempt that nobody waits for any more. */
  signal?: AbortSignal | undefined;
}

export const DEFAULT_TIMEOUT = 10_000;
const KEEP_ALIVE = 30_000;

/** @throws Failure unreachable: connection-refused, host-not-found, no-route, timed-out, given-up; bad-input: bad-port */
export async function connectTcp({ host, port, timeout, clock, signal }: ConnectOptions): Promise<net.Socket> {
  checkPort(port, 1);
  const place = placeOf({ host, port });
  if (signal?.aborted) throw givenUpFailure(place);
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE });
    const stop = (clock ?? wallClock).after(timeout ?? DEFAULT_TIMEOUT, () => fail(timeoutFailure(place)));
    const failed = (error: Error): void => fail(connectionFailure(error, place));
    const giveUp = (): void => fail(givenUpFailure(place));
    const settle = (): void => {
      stop();
      signal?.removeEventListener('abort', giveUp);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    const fail = (failure: Failure): void => {
      settle();
      socket.destroy();
      reject(failure);
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      settle();
      socket.removeListener('error', failed);
      resolve(socket);
    });
  });
}

export interface Listener extends Endpoint {
  /** Ends every connection too. */
  close(): Promise<void>;
}

/**
 * @param port 0 takes a free one
 * @throws Failure busy: port-in-use; bad-input: bad-port, port-not-allowed, not-our-address
 */
export async function listenTcp({ host, port }: Endpoint, serve: (socket: net.Socket) => void): Promise<Listener> {
  checkPort(port, 0);
  const sockets = new Set<net.Socket>();
  // Without noDelay every keystroke's echo waits for a delayed acknowledgement: 40 ms on loopback.
  const server = net.createServer({ noDelay: true, keepAlive: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      for (const socket of sockets) socket.destroy();
    });
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(connectionFailure(error, placeOf({ host, port })));
    server.once('error', failed);
    server.listen(port, host, () => {
      server.removeListener('error', failed);
      const address = server.address();
      resolve({ host, port: typeof address === 'object' && address ? address.port : port, close });
    });
  });
}

function checkPort(port: number, lowest: number): void {
  if (Number.isInteger(port) && port >= lowest && port <= 65_535) return;
  throw new Failure(
    'bad-input',
    'bad-port',
    `${port} is not a port: a whole number from ${lowest} to 65535 is expected`,
  );
}
