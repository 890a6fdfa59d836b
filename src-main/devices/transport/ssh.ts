/**
 * Shells over SSH, straight to a device or through hosts on the way.
 *
 * Not supported: SSH version 1, host certificates, GSSAPI, forwarding the agent.
 */
import type { Duplex } from 'node:stream';
import type { Client, ClientChannel, PseudoTtyOptions } from 'ssh2';
import type { Clock } from '../../base/clock.ts';
import { Failure, messageOf } from '../../base/errors.ts';
import { placeOf } from './connection-failure.ts';
import type { HostKeyVerifier } from './known-hosts.ts';
import { connectClient, type SshTarget } from './ssh-client.ts';
import { SshStream } from './ssh-stream.ts';
import { connectTcp, DEFAULT_TIMEOUT } from './tcp.ts';
import type { TerminalDuplex, TerminalSize } from './terminal.ts';
import { wallClock } from './wall-clock.ts';

export interface SshOptions extends SshTarget {
  /** Decides of each server on the way whether it is the one that is meant, before anything secret is sent. */
  verify: HostKeyVerifier;
  /** Hosts that the connection is made through, the first that we reach ourselves first. */
  jumps?: readonly SshTarget[];
  /** What runs in place of the shell, in a terminal as well: a console server's "open /lab/node/0". */
  command?: string;
  terminal?: TerminalSize;
  /** Milliseconds until each connection on the way must stand, its login included. */
  timeout?: number;
  clock?: Clock;
}

/** So wide that a device does not fold or scroll a long command's echo; IOS takes at most 512 columns. */
const WIDE: TerminalSize = { width: 511, height: 24 };

/**
 * A shell over SSH, its login done.
 * @throws Failure unreachable: connection-refused, host-not-found, no-route, timed-out, not-ssh, ssh-version-1,
 *   old-algorithms (allowing them would help), algorithms, handshake-failed, host-key-refused, host-key-changed,
 *   host-key-unknown, wrong-password, login-refused, no-login-method, password-expired, disconnected, connection-lost,
 *   jump-refused, shell-refused; bad-input: bad-port, no-username, bad-key, key-locked
 */
export async function openSsh(options: SshOptions): Promise<TerminalDuplex> {
  const { jumps = [], verify, timeout = DEFAULT_TIMEOUT, clock = wallClock } = options;
  const conditions = { verify, timeout, clock };
  const clients: Client[] = [];
  const hang = (): void => {
    for (const client of [...clients].reverse()) client.end();
  };
  try {
    for (const target of [...jumps, options]) {
      const before = clients.at(-1);
      const way = before
        ? await through(before, jumps[clients.length - 1], target)
        : await connectTcp({ ...target, timeout, clock });
      clients.push(await connectClient(target, way, conditions));
    }
    return await terminalOf(clients, options, hang);
  } catch (error) {
    hang();
    throw error;
  }
}

/** A way to the next host, made by the last one. */
function through(client: Client, from: SshTarget | undefined, to: SshTarget): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, to.host, to.port, (error, channel) => {
      if (error) reject(jumpRefused(from ? placeOf(from) : 'the host on the way', placeOf(to), error));
      else resolve(channel);
    });
  });
}

/** RFC 4254, 5.1: why a channel was not opened. ssh2 keeps the server's own words. */
function jumpRefused(from: string, to: string, error: Error): Failure {
  const reason = 'reason' in error ? String(error.reason) : '';
  const isForbidden = reason === '1' || /PROHIBITED/i.test(reason);
  const why = isForbidden ? 'does not let us connect on' : 'does not get through';
  const words = messageOf(error).replace(/\p{Cc}/gu, ' ');
  return new Failure('unreachable', 'jump-refused', `${from} ${why} to ${to}: ${words}`);
}

/** @param hang ends every connection on the way, the last one first */
async function terminalOf(clients: readonly Client[], options: SshOptions, hang: () => void): Promise<TerminalDuplex> {
  const client = clients.at(-1);
  if (!client) throw new Error('an SSH connection has at least one end');
  const channel = await openChannel(client, options);
  const stream = new SshStream(channel, () => {
    channel.end();
    hang();
  });
  for (const one of clients) {
    one.on('error', (error) => stream.broken(`the connection broke: ${error.message}`));
    one.on('close', () => stream.broken('the connection is closed'));
  }
  channel.on('close', hang);
  return {
    write: (bytes) => stream.write(bytes),
    onData: (listener) => stream.onData(listener),
    onClose: (listener) => stream.onClose(listener),
    close: () => stream.close(),
    resize: ({ width, height }) => channel.setWindow(height, width, 0, 0),
  };
}

function openChannel(client: Client, { command, terminal = WIDE, ...target }: SshOptions): Promise<ClientChannel> {
  const pty: PseudoTtyOptions = { term: 'xterm', cols: terminal.width, rows: terminal.height };
  return new Promise((resolve, reject) => {
    const opened = (error: Error | undefined, channel: ClientChannel): void => {
      if (error) reject(shellRefused(placeOf(target), error));
      else resolve(channel);
    };
    client.once('close', () => reject(shellRefused(placeOf(target), new Error('the connection was closed'))));
    if (command === undefined) client.shell(pty, opened);
    else client.exec(command, { pty }, opened);
  });
}

function shellRefused(place: string, error: Error): Failure {
  return new Failure('unreachable', 'shell-refused', `${place} gives no terminal to this user: ${messageOf(error)}`);
}
