/** Datagrams on loopback: a socket that is bound, what it hears, and from whom. */
import dgram from 'node:dgram';
import { Failure } from '../../base/errors.ts';
import type { Endpoint } from './tcp.ts';

export interface UdpSocket {
  /** The port it is bound to. */
  readonly port: number;
  send(bytes: Uint8Array, to: Endpoint): void;
  close(): void;
}

/**
 * @param host an address of this machine, 127.0.0.0/8 as a rule
 * @param port 0 takes a free one
 * @throws Failure busy: port-in-use; bad-input: port-not-allowed, not-our-address
 */
export async function openUdp(
  { host, port }: Endpoint,
  heard: (bytes: Uint8Array, from: Endpoint) => void,
): Promise<UdpSocket> {
  const socket = dgram.createSocket('udp4');
  await bound(socket, { host, port });
  // That nobody listens at the other end is told by the system, and is nothing to a datagram.
  socket.on('error', () => undefined);
  socket.on('message', (bytes, from) => heard(bytes, { host: from.address, port: from.port }));
  return {
    port: socket.address().port,
    send: (bytes, to) => socket.send(bytes, to.port, to.host),
    close: () => {
      socket.close();
    },
  };
}

function bound(socket: dgram.Socket, { host, port }: Endpoint): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', (error: NodeJS.ErrnoException) => reject(failureOf(error, `${host}:${port}`)));
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      resolve();
    });
  });
}

function failureOf({ code, message }: NodeJS.ErrnoException, place: string): Failure {
  if (code === 'EADDRINUSE') return new Failure('busy', 'port-in-use', `UDP ${place} is in use.`);
  if (code === 'EACCES') return new Failure('bad-input', 'port-not-allowed', `UDP ${place} may not be opened.`);
  if (code === 'EADDRNOTAVAIL')
    return new Failure('bad-input', 'not-our-address', `${place} is no address of this machine.`);
  return new Failure('bad-input', 'bad-port', `UDP ${place} cannot be opened: ${message}.`);
}
