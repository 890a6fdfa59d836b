/** A way to a host that this machine does not reach by itself: through SSH servers, one after the other. */
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { Failure, messageOf } from '../../base/errors.ts';
import { placeOf } from './connection-failure.ts';
import { connectClient, type SshConditions, type SshTarget } from './ssh-client.ts';
import { connectTcp, type Endpoint } from './tcp.ts';

export interface Way {
  socket: Duplex;
  /** Ends every connection on the way, the last one first. */
  hang: () => void;
  /** One of the connections on the way is gone, and the socket with it. */
  onBroken: (listener: (reason: string) => void) => void;
}

/**
 * @param jumps the first that we reach ourselves first; without any this is TCP
 * @throws Failure as openSsh for each of them; unreachable: jump-refused
 */
export async function connectThrough(
  jumps: readonly SshTarget[],
  to: Endpoint,
  conditions: SshConditions,
): Promise<Way> {
  const { timeout, clock } = conditions;
  const clients: Client[] = [];
  const hang = (): void => {
    for (const client of [...clients].reverse()) client.end();
  };
  try {
    const [first = to] = jumps;
    let socket: Duplex = await connectTcp({ host: first.host, port: first.port, timeout, clock });
    for (const [index, jump] of jumps.entries()) {
      const client = await connectClient(jump, socket, conditions);
      clients.push(client);
      socket = await forward(client, jump, jumps[index + 1] ?? to);
    }
    return { socket, hang, onBroken: (listener) => watch(clients, listener) };
  } catch (error) {
    hang();
    throw error;
  }
}

function forward(client: Client, from: Endpoint, to: Endpoint): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, to.host, to.port, (error, channel) => {
      if (error) reject(jumpRefused(placeOf(from), placeOf(to), error));
      else resolve(channel);
    });
  });
}

/** RFC 4254, 5.1: why a channel was not opened: 1 is "administratively prohibited", 2 "connect failed". */
function jumpRefused(from: string, to: string, error: Error): Failure {
  const isForbidden = 'reason' in error && error.reason === 1;
  const why = isForbidden ? 'does not let us connect on' : 'does not get through';
  const words = messageOf(error).replace(/\p{Cc}/gu, ' ');
  return new Failure('unreachable', 'jump-refused', `${from} ${why} to ${to}: ${words}`);
}

function watch(clients: readonly Client[], listener: (reason: string) => void): void {
  for (const client of clients) {
    client.on('error', ({ message }) => listener(`the connection broke on the way: ${message}`));
    client.on('close', () => listener('the connection on the way is closed'));
  }
}
