/**
 * Who may come in. The host listens on the loopback address, where every page that the browser shows and every user of
 * the machine can reach it, so three things are asked of a request: it was sent to us by our own name (a page whose
 * name was rebound to 127.0.0.1 sends its own), it was not sent by another page, and it comes with the session cookie,
 * which is given once for a token that only the one who started the program has seen.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Unspent tokens that are remembered; the oldest go first. */
const mostTokens = 100;

export class Gate {
  readonly #session = newSecret();
  readonly #tokens = new Set<string>();
  readonly #hosts: readonly string[];

  constructor(private readonly port: number) {
    const names = ['127.0.0.1', 'localhost'];
    this.#hosts = [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
  }

  /** A token that opens the gate once. */
  newToken(): string {
    const token = newSecret();
    this.#tokens.add(token);
    for (const oldest of this.#tokens) {
      if (this.#tokens.size <= mostTokens) break;
      this.#tokens.delete(oldest);
    }
    return token;
  }

  /** The cookie to set for a token, once; undefined for any other text. */
  spend(token: string): string | undefined {
    if (!this.#tokens.delete(token)) return undefined;
    return `${this.#cookieName}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether it was sent to us by our own name, and by no other page. */
  isAddressedToUs({ host, origin }: IncomingHttpHeaders): boolean {
    if (host === undefined || !this.#hosts.includes(host.toLowerCase())) return false;
    return origin === undefined || origin === `http://${host.toLowerCase()}`;
  }

  /** Whether it comes with the session cookie. */
  isAdmitted({ cookie }: IncomingHttpHeaders): boolean {
    const own = `${this.#cookieName}=`;
    const given = (cookie ?? '').split(';').map((pair) => pair.trim());
    return given.some((pair) => pair.startsWith(own) && isSame(pair.slice(own.length), this.#session));
  }

  /** Cookies do not know ports: two programs on one machine must not take each other's. */
  get #cookieName(): string {
    return `quickmode-${this.port}`;
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Takes the same time wherever the first difference is. */
function isSame(a: string, b: string): boolean {
  const [hashOfA, hashOfB] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return hashOfA !== undefined && hashOfB !== undefined && timingSafeEqual(hashOfA, hashOfB);
}
