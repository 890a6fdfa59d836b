/** The servers that the user has named, with what it takes to log in there. */
import { randomUUID } from 'node:crypto';
import type { Remember, ServerChange, ServerEntry, ServerView } from '../../api/contract/servers.ts';
import type { Login } from '../../base/login.ts';
import type { ServerAddress } from '../../providers/lab-server.ts';
import type { StoredServer } from '../../storage/servers.ts';
import type { Store } from '../../storage/store.ts';
import type { Secrets } from './vault.ts';

export class ServerShelf {
  /** Logins that are remembered until the program ends. They go before those that are kept. */
  readonly #memory = new Map<string, Login>();

  constructor(
    private readonly store: Store,
    private readonly secrets: Secrets,
  ) {}

  list(): Promise<ServerView[]> {
    return Promise.all(this.store.servers.list().map((server) => this.#view(server)));
  }

  /** @throws Failure unknown-server */
  find(name: string): StoredServer {
    return this.store.servers.get(name);
  }

  /** @throws Failure name-taken, secrets-locked */
  async add(entry: ServerEntry): Promise<string> {
    const { kind, name, url, certificate, remember, consoles, consolePort } = entry;
    const id = randomUUID();
    const login = loginOf(entry);
    const sealed = remember === 'sealed' && login ? await this.secrets.seal(login) : undefined;
    const ways = { consoles, consolePort };
    this.store.putServer({ id, kind, name, url, certificate: certificate || undefined, sealed, ...ways });
    if (login && !sealed) this.#memory.set(id, login);
    return id;
  }

  /** @throws Failure unknown-server, name-taken, secrets-locked */
  async change(server: string, change: ServerChange): Promise<void> {
    const before = this.find(server);
    const { remember = before.sealed ? 'sealed' : 'memory', ...given } = defined(change);
    const { name, url, certificate, consoles, consolePort } = { ...before, ...given };
    const ways = { consoles, consolePort };
    this.store.putServer({ ...before, name, url, certificate: certificate || undefined, ...ways });
    if (!('username' in given || 'password' in given || change.remember)) return;
    const login = loginOf({ ...(await this.login(before.id)), ...given });
    await this.remember(before.id, login, remember);
  }

  remove(server: string): void {
    const { id } = this.find(server);
    this.store.removeServer(id);
    this.#memory.delete(id);
  }

  /** @throws Failure secrets-locked */
  async address(server: string): Promise<ServerAddress> {
    const { id, certificate, ...found } = this.find(server);
    const login = await this.login(id);
    return {
      ...{ kind: found.kind, url: found.url },
      ...(login && { login }),
      ...(certificate !== undefined && { certificate }),
      ...waysOf(found),
    };
  }

  /** @throws Failure secrets-locked */
  async login(server: string): Promise<Login | undefined> {
    const { id, sealed } = this.find(server);
    return this.#memory.get(id) ?? (sealed && (await this.secrets.open<Login>(sealed)));
  }

  async remember(server: string, login: Login | undefined, remember: Remember): Promise<void> {
    const found = this.find(server);
    const sealed = remember === 'sealed' && login ? await this.secrets.seal(login) : undefined;
    this.store.putServer({ ...found, sealed });
    if (login && !sealed) this.#memory.set(found.id, login);
    else this.#memory.delete(found.id);
  }

  async #view({ id, kind, name, url, certificate, sealed, ...ways }: StoredServer): Promise<ServerView> {
    const inMemory = this.#memory.get(id);
    const kept = sealed && (await this.secrets.glance<Login>(sealed));
    const login = inMemory ?? kept;
    const password = login?.password === undefined ? 'none' : inMemory ? 'memory' : 'sealed';
    const isLocked = sealed !== undefined && login === undefined;
    const shown = { id, kind, name, url, certificate, ...waysOf(ways) };
    return { ...shown, username: login?.username, password: isLocked ? 'locked' : password };
  }
}

/** How its consoles are reached, where somebody has chosen that. */
export function waysOf({ consoles, consolePort }: Pick<ServerEntry, 'consoles' | 'consolePort'>) {
  return { ...(consoles && { consoles }), ...(consolePort !== undefined && { consolePort }) };
}

/** Undefined where there is nothing to log in with. An empty text is none. */
export function loginOf({ username, password }: { username?: string | undefined; password?: string | undefined }) {
  const login: Login = { ...(username && { username }), ...(password && { password }) };
  return Object.keys(login).length > 0 ? login : undefined;
}

function defined(change: ServerChange): ServerChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
