/**
 * Shells over SSH, straight to a device or through hosts on the way.
 *
 * Not supported: SSH version 1, host certificates, GSSAPI, forwarding the agent.
 */
import type { Client, ClientChannel, PseudoTtyOptions } from 'ssh2';
import type { Clock } from '../../base/clock.ts';
import { Failure, messageOf } from '../../base/errors.ts';
import { placeOf } from './connection-failure.ts';
import type { HostKeyVerifier } from './known-hosts.ts';
import { connectClient, type SshTarget } from './ssh-client.ts';
import { connectThrough, type Way } from './ssh-jumps.ts';
import { SshStream } from './ssh-stream.ts';
import { DEFAULT_TIMEOUT } from './tcp.ts';
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
 *   host-key-unknown, wrong-password, login-needed (a password would help), login-refused, no-login-method,
 *   password-expired, disconnected, connection-lost, jump-refused, shell-refused; bad-input: bad-port, no-username, bad-key, key-locked
 */
export async function openSsh(options: SshOptions): Promise<TerminalDuplex> {
  const { verify, timeout = DEFAULT_TIMEOUT, clock = wallClock } = options;
  const conditions = { verify, timeout, clock };
  const way = await connectThrough(options.jumps ?? [], options, conditions);
  try {
    const client = await connectClient(options, way.socket, conditions);
    return await terminalOf(client, way, options);
  } catch (error) {
    way.hang();
    throw error;
  }
}

async function terminalOf(client: Client, way: Way, options: SshOptions): Promise<TerminalDuplex> {
  const channel = await openChannel(client, options);
  const hang = (): void => {
    client.end();
    way.hang();
  };
  const stream = new SshStream(channel, () => {
    channel.end();
    hang();
  });
  client.on('error', (error) => stream.broken(`the connection broke: ${error.message}`));
  client.on('close', () => stream.broken('the connection is closed'));
  way.onBroken((reason) => stream.broken(reason));
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
