/** One SSH connection, its login done: to a device, or to a host on the way to it. */
import type { Duplex } from 'node:stream';
import type { Client, ConnectConfig, HostVerifier } from 'ssh2';
import type { Clock } from '../../base/clock.ts';
import { Failure } from '../../base/errors.ts';
import type { SshLogin } from '../../base/login.ts';
import { placeOf, timeoutFailure } from './connection-failure.ts';
import { shownHostKey } from './host-key.ts';
import type { HostKeyVerifier } from './known-hosts.ts';
import { algorithmsOf, type KnownAlgorithms } from './ssh-algorithms.ts';
import { allowGroupExchange } from './ssh-compatibility.ts';
import { sshFailure } from './ssh-failure.ts';
import { SshGreeting } from './ssh-greeting.ts';
import { LoginAttempts } from './ssh-login.ts';
import { ssh2 } from './ssh2-library.ts';
import type { Endpoint } from './tcp.ts';

export interface SshTarget extends Endpoint, SshLogin {
  /** Offers the weak algorithms of old devices too: see OLD_ALGORITHMS_WARNING. */
  allowsOldAlgorithms?: boolean;
}

export interface SshConditions {
  /** Decides whether this is the server that is meant, before anything secret is sent. */
  verify: HostKeyVerifier;
  timeout: number;
  clock: Clock;
}

const KEEP_ALIVE = 30_000;

/**
 * @param socket a way to the target, TCP or the channel of another connection; it is ended when this fails
 * @throws Failure as openSsh
 */
export async function connectClient(target: SshTarget, socket: Duplex, conditions: SshConditions): Promise<Client> {
  const place = placeOf(target);
  const known = await conditions.verify.kindsOf?.(target);
  const allowsOld = target.allowsOldAlgorithms ?? false;
  const login = new LoginAttempts(target, place);
  const greeting = new SshGreeting();
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    let verdict: Failure | undefined;
    const finish = (): void => {
      stop();
      client.removeListener('error', failed);
      client.removeListener('close', closed);
      client.on('error', () => undefined); // ssh2 may report the same trouble again while it closes
    };
    const fail = (failure: Failure): void => {
      finish();
      client.destroy();
      socket.destroy();
      reject(failure);
    };
    const failed = (error: Error): void => {
      if (isOfAgent(error)) login.agentProblem = error.message;
      else fail(verdict ?? sshFailure(error, { place, greeting, login, allowsOld }));
    };
    const closed = (): void => failed(new Error('Connection lost'));
    const stop = conditions.clock.after(conditions.timeout, () => fail(timeoutFailure(place)));
    client.on('error', failed).on('close', closed);
    client.on('change password', () => fail(passwordExpired(place, login.username)));
    client.on('ready', () => {
      finish();
      resolve(client);
    });
    const verify = async (key: Buffer): Promise<boolean> => {
      try {
        return await conditions.verify(shownHostKey(key), { host: target.host, port: target.port });
      } catch (error) {
        if (error instanceof Failure) verdict = error;
        return false;
      }
    };
    client.connect({
      ...settingsOf(login, algorithmsOf(allowsOld, known)),
      sock: socket,
      hostVerifier: decidedBy(verify),
    });
    allowGroupExchange(client);
    socket.on('data', (bytes: Uint8Array) => greeting.hear(bytes));
  });
}

function settingsOf(login: LoginAttempts, algorithms: KnownAlgorithms): ConnectConfig {
  return {
    username: login.username,
    readyTimeout: 0, // ours, on the clock that was handed in
    keepaliveInterval: KEEP_ALIVE,
    algorithms,
    authHandler: (taken) => login.next(taken),
  };
}

function decidedBy(verify: (key: Buffer) => Promise<boolean>): HostVerifier {
  return (key, decide) => void verify(key).then(decide);
}

/** An agent that does not answer is no reason to give up: other means may be left. */
function isOfAgent(error: Error): boolean {
  return 'level' in error && error.level === 'agent';
}

function passwordExpired(place: string, username: string): Failure {
  return new Failure(
    'unreachable',
    'password-expired',
    `${place} wants "${username}" to choose a new password first: log in by hand once`,
  );
}
