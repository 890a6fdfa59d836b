import './old-groups.ts';
import ssh2, { type Client, type ClientChannel } from 'ssh2';
import { Failure } from '../../base/errors.ts';
import type { Stop } from '../../base/disposable.ts';
import { placeOf, timeoutFailure } from './connection-failure.ts';
import { shownHostKey, type ShownHostKey } from './host-key.ts';
import { LEGACY_ALGORITHMS } from './ssh-algorithms.ts';
import { sshFailure } from './ssh-failure.ts';
import { SshStream } from './ssh-stream.ts';
import { connectTcp, DEFAULT_TIMEOUT, type ConnectOptions } from './tcp.ts';
import type { TerminalDuplex, TerminalSize } from './terminal.ts';
import { wallClock } from './wall-clock.ts';

export interface SshOptions extends ConnectOptions {
  username: string;
  password: string;
  /** Decides whether this is the server that is meant, before the password is sent. */
  verify: (hostKey: ShownHostKey) => boolean | Promise<boolean>;
  /** Offers the weak algorithms of old devices too. */
  legacyAlgorithms?: boolean;
  terminal?: TerminalSize;
}

/** So wide that a device does not fold or scroll a long command's echo; IOS takes at most 512 columns. */
const WIDE: TerminalSize = { width: 511, height: 24 };
const KEEP_ALIVE = 30_000;

/**
 * A shell over SSH, its login done.
 * @throws Failure unreachable: connection-refused, host-not-found, no-route, timed-out, wrong-password,
 *   host-key-refused, algorithms, not-ssh, connection-lost, shell-refused; bad-input: bad-port
 */
export async function openSsh(options: SshOptions): Promise<TerminalDuplex> {
  const place = placeOf(options);
  const socket = await connectTcp(options);
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    const give = (): void => {
      stop();
      client.removeListener('error', failed);
      client.removeListener('close', closed);
    };
    const fail = (failure: Failure): void => {
      give();
      client.on('error', () => undefined); // ssh2 may report the same trouble again while it closes
      client.destroy();
      socket.destroy();
      reject(failure);
    };
    const failed = (error: Error): void => fail(sshFailure(error, place, options.username));
    const closed = (): void => failed(new Error('Connection lost'));
    const stop: Stop = (options.clock ?? wallClock).after(options.timeout ?? DEFAULT_TIMEOUT, () =>
      fail(timeoutFailure(place)),
    );
    client.on('error', failed);
    client.on('close', closed);
    client.on('ready', () => {
      const { width: cols, height: rows } = options.terminal ?? WIDE;
      client.shell({ term: 'xterm', cols, rows }, (error, channel) => {
        if (error) {
          fail(shellRefused(place, error));
          return;
        }
        give();
        resolve(terminalOf(client, channel));
      });
    });
    login(client, options);
    client.connect({ ...settingsOf(options), sock: socket });
  });
}

/** Some servers ask for the password by keyboard-interactive (RFC 4256) alone: every question gets the password. */
function login(client: Client, { password }: SshOptions): void {
  client.on('keyboard-interactive', (...[, , , prompts, answer]) => answer(prompts.map(() => password)));
}

function settingsOf({ host, port, username, password, verify, legacyAlgorithms }: SshOptions): object {
  return {
    host,
    port,
    username,
    password,
    tryKeyboard: true,
    readyTimeout: 0, // ours, on the clock that was handed in
    keepaliveInterval: KEEP_ALIVE,
    hostVerifier: (key: Buffer, decide: (isTrusted: boolean) => void) => {
      void Promise.resolve(verify(shownHostKey(key))).then(decide, () => decide(false));
    },
    ...(legacyAlgorithms ? { algorithms: LEGACY_ALGORITHMS } : {}),
  };
}

function terminalOf(client: Client, channel: ClientChannel): TerminalDuplex {
  const stream = new SshStream(channel, () => {
    channel.end();
    client.end();
  });
  client.on('error', (error) => stream.broken(`the connection broke: ${error.message}`));
  client.on('close', () => stream.broken('the connection is closed'));
  channel.on('close', () => client.end());
  return {
    write: (bytes) => stream.write(bytes),
    onData: (listener) => stream.onData(listener),
    onClose: (listener) => stream.onClose(listener),
    close: () => stream.close(),
    resize: ({ width, height }) => channel.setWindow(height, width, 0, 0),
  };
}

function shellRefused(place: string, error: Error): Failure {
  return new Failure('unreachable', 'shell-refused', `${place} gives no terminal to this user: ${error.message}`);
}
