import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '../base/errors.ts';

/**
 * Binds the loopback address, and no other, and gives the port that was bound.
 *
 * @param port 0 takes any that is free
 * @throws Failure port-in-use, port-not-allowed
 */
export function listenOnLoopback(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(failureOf(error, port));
    server.once('error', fail);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', fail);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function failureOf(error: NodeJS.ErrnoException, port: number): Error {
  const mend = 'Choose another with --port NUMBER, or --port 0 for any that is free.';
  if (error.code === 'EADDRINUSE')
    return new Failure(
      'busy',
      'port-in-use',
      `Port ${port} is taken by another program, perhaps by a QuickMode that runs already. ${mend}`,
    );
  if (error.code === 'EACCES')
    return new Failure('bad-input', 'port-not-allowed', `The system does not let you use port ${port}. ${mend}`);
  return error;
}
