/** How we log in over SSH: with every means that we were given and the server takes, the strongest first. */
import type { AnyAuthMethod, AuthenticationType, KeyboardInteractiveAuthMethod } from 'ssh2';
import { Failure } from '../../base/errors.ts';
import type { SshLogin } from '../../base/login.ts';
import { ssh2 } from './ssh2-library.ts';

/** A method, and what it is called in the list of what the server takes. */
interface Means {
  takenAs: AuthenticationType;
  says: string;
  method: AnyAuthMethod;
}

export class LoginAttempts {
  readonly username: string;
  /** What was tried in vain, in words. */
  readonly tried: string[] = [];
  /** What the server takes, as it said last. */
  taken: readonly string[] | undefined;
  /** Why the agent could not help, when it could not. */
  agentProblem: string | undefined;
  readonly #left: Means[];

  /** @throws Failure bad-input: no-username, bad-key, key-locked */
  constructor(login: SshLogin, place: string, agents = agentPaths()) {
    if (login.username === undefined || login.username === '')
      throw new Failure('bad-input', 'no-username', `a user name is needed for ${place}: SSH knows nobody without one`);
    this.username = login.username;
    this.#left = meansOf(login, login.username, agents);
  }

  /** For ssh2, each time the server wants another: what to try next, or false when nothing is left. */
  next(taken: readonly string[] | null): AnyAuthMethod | false {
    if (taken) this.taken = taken;
    const { taken: wanted } = this;
    const index = this.#left.findIndex(({ takenAs }) => !wanted || takenAs === 'none' || wanted.includes(takenAs));
    const [means] = index < 0 ? [] : this.#left.splice(index, 1);
    if (!means) return false;
    if (means.takenAs !== 'none') this.tried.push(means.says);
    return means.method;
  }
}

function meansOf(login: SshLogin, username: string, agents: readonly string[]): Means[] {
  const { password, privateKey, passphrase, usesAgent } = login;
  // Asks the server what it takes; a console server may let everybody in (RFC 4252, 5.2).
  const means: Means[] = [{ takenAs: 'none', says: 'nothing', method: { type: 'none', username } }];
  if (privateKey !== undefined) {
    checkKey(privateKey, passphrase);
    const key = {
      type: 'publickey',
      username,
      key: privateKey,
      ...(passphrase === undefined ? {} : { passphrase }),
    } as const;
    means.push({ takenAs: 'publickey', says: 'the key', method: key });
  }
  if (usesAgent)
    for (const agent of agents)
      means.push({ takenAs: 'publickey', says: "the agent's keys", method: { type: 'agent', username, agent } });
  if (password !== undefined)
    means.push(
      { takenAs: 'password', says: 'the password', method: { type: 'password', username, password } },
      { takenAs: 'keyboard-interactive', says: 'the password', method: asked(username, password) },
    );
  return means;
}

/** Some servers ask for the password by RFC 4256 alone: every question gets it, unless it asks who we are. */
function asked(username: string, password: string): KeyboardInteractiveAuthMethod {
  return {
    type: 'keyboard-interactive',
    username,
    prompt: (...[, , , prompts, answer]) =>
      answer(prompts.map(({ prompt, echo }) => (echo && /user|login/i.test(prompt) ? username : password))),
  };
}

function checkKey(privateKey: string, passphrase: string | undefined): void {
  const key = ssh2.utils.parseKey(privateKey, passphrase);
  if (key instanceof Error) throw keyFailure(key.message, passphrase);
  if ([key].flat().some((one) => one.isPrivateKey())) return;
  throw new Failure('bad-input', 'bad-key', 'the key is a public one: the private key that belongs to it is needed');
}

function keyFailure(text: string, passphrase: string | undefined): Failure {
  if (/no passphrase/.test(text))
    return new Failure('bad-input', 'key-locked', 'the private key is locked: its passphrase is needed');
  if (passphrase !== undefined && /integrity|bad decrypt|passphrase|wrong final block/i.test(text))
    return new Failure('bad-input', 'key-locked', 'the passphrase does not open the private key');
  return new Failure(
    'bad-input',
    'bad-key',
    `the private key cannot be read: ${text} (OpenSSH's, PEM or PuTTY's is expected)`,
  );
}

/** Where agents answer: that of the environment; on Windows OpenSSH's own and PuTTY's. */
export function agentPaths(environment = process.env, platform: string = process.platform): string[] {
  const { SSH_AUTH_SOCK } = environment;
  if (SSH_AUTH_SOCK !== undefined && SSH_AUTH_SOCK !== '') return [SSH_AUTH_SOCK];
  return platform === 'win32' ? ['\\\\.\\pipe\\openssh-ssh-agent', 'pageant'] : [];
}
