/** Connections with the servers: made when they are needed, shared while they hold, mended with the user's help. */
import type { ServerEntry, ServerTest } from '../../api/contract/servers.ts';
import { Failure } from '../../base/errors.ts';
import type { LabServer, ServerAddress } from '../../providers/lab-server.ts';
import type { HostKeys } from './host-keys.ts';
import type { Outside } from './outside.ts';
import type { Questions } from './questions.ts';
import { loginOf, waysOf, type ServerShelf } from './server-shelf.ts';

interface Parts {
  shelf: ServerShelf;
  outside: Outside;
  questions: Questions;
  hostKeys: HostKeys;
}

const loginCodes: readonly string[] = ['wrong-login', 'wrong-password', 'login-needed'];
const certificateCodes: readonly string[] = [
  'certificate-not-trusted',
  'certificate-expired',
  'certificate-other-name',
  'certificate-changed',
];
/** So often the user is asked for the same thing before it fails. */
const tries = 3;

export class ServerLinks {
  readonly #links = new Map<string, Promise<LabServer>>();
  /** Certificates that are trusted until the program ends. */
  readonly #once = new Map<string, string>();

  constructor(private readonly parts: Parts) {}

  /** @throws Failure unknown-server, and whatever keeps it from being reached */
  async reach(server: string): Promise<LabServer> {
    const { id } = this.parts.shelf.find(server);
    const known = this.#links.get(id);
    if (known) return known;
    const link = this.#connect(id);
    this.#links.set(id, link);
    link.catch(() => {
      if (this.#links.get(id) === link) this.#links.delete(id);
    });
    return link;
  }

  /** The server is asked anew, with what is known of it; nobody is asked anything. */
  async test(server: string | ServerEntry): Promise<ServerTest> {
    const address = typeof server === 'string' ? await this.parts.shelf.address(server) : addressOf(server);
    try {
      const link = await this.#open(address);
      try {
        return { kind: 'reached', version: link.version, projects: (await link.projects()).length };
      } finally {
        await link.close();
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (!certificateCodes.includes(error.code)) return failed(error);
      const fingerprint = await this.parts.outside.certificateOf(address.url);
      return { kind: 'untrusted', fingerprint, message: error.message };
    }
  }

  /** What is known of it has changed, or it was taken away. */
  async forget(server: string): Promise<void> {
    const link = this.#links.get(server);
    this.#links.delete(server);
    await link?.then(
      (open) => open.close(),
      () => undefined,
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.#links.keys()].map((server) => this.forget(server)));
  }

  async #connect(id: string): Promise<LabServer> {
    for (let left = tries; ; left--) {
      try {
        const address = await this.parts.shelf.address(id);
        const certificate = this.#once.get(id);
        return await this.#open(certificate === undefined ? address : { ...address, certificate });
      } catch (error) {
        if (!(error instanceof Failure) || left <= 1 || !(await this.#mended(id, error))) throw error;
      }
    }
  }

  #open(address: ServerAddress): Promise<LabServer> {
    const { outside, hostKeys } = this.parts;
    return outside.connect(address, hostKeys.verify);
  }

  /** Whether the user has helped. */
  async #mended(id: string, { code, message }: Failure): Promise<boolean> {
    if (loginCodes.includes(code)) return await this.#askLogin(id, message);
    if (certificateCodes.includes(code)) return await this.#askTrust(id, message);
    return false;
  }

  async #askLogin(id: string, message: string): Promise<boolean> {
    const { shelf, questions } = this.parts;
    const { name } = shelf.find(id);
    const username = (await shelf.login(id))?.username;
    const answer = await questions.ask({ kind: 'server-login', server: id, name, username, message });
    if (answer.kind !== 'login') return false;
    await shelf.remember(id, loginOf(answer), answer.remember);
    return true;
  }

  async #askTrust(id: string, message: string): Promise<boolean> {
    const { shelf, questions, outside } = this.parts;
    const { name, url } = shelf.find(id);
    const fingerprint = await outside.certificateOf(url);
    const answer = await questions.ask({ kind: 'certificate', server: id, name, fingerprint, message });
    if (answer.kind !== 'trust') return false;
    if (answer.trust === 'always') await shelf.change(id, { certificate: fingerprint });
    else this.#once.set(id, fingerprint);
    return true;
  }
}

function addressOf(entry: ServerEntry): ServerAddress {
  const { kind, url, certificate } = entry;
  const login = loginOf(entry);
  return { kind, url, ...(login && { login }), ...(certificate && { certificate }), ...waysOf(entry) };
}

function failed({ code, message, diagnostics }: Failure): ServerTest {
  return { kind: 'failed', code, message, diagnostics };
}
