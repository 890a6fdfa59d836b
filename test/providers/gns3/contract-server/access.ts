/** Who is let in: everybody or HTTP Basic by version 2, tokens by version 3, which are read in other places each. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ContractOptions } from './contract-server.ts';
import type { Answer } from './routes.ts';
import { credentials } from './schemas.ts';

type Refused = Answer & { breach?: string };

export class Access {
  readonly #tokens = new Set<string>();
  readonly #login: ContractOptions['login'];

  constructor(private readonly options: ContractOptions) {
    this.#login = options.login ?? (options.major === 3 ? { username: 'admin', password: 'admin' } : undefined);
  }

  expireTokens(): void {
    this.#tokens.clear();
  }

  /** What is answered in place of what was asked for; nothing to those who may ask. */
  answer(path: string, request: IncomingMessage, bytes: Uint8Array): Refused | undefined {
    const isVersion3 = this.options.major === 3;
    if (path === '/access/users/authenticate') return this.#authenticate(request, bytes);
    if ((isVersion3 && path === '/version') || this.#isAllowed(request)) return undefined;
    if (isVersion3 && request.headers.authorization === undefined)
      return { status: 401, words: 'Not authenticated', breach: `a call of ${path} without a token` };
    return { status: 401, words: 'Could not validate credentials' };
  }

  /** Recorded: version 2 asks nobody who comes to a console, and version 3 reads no header of a WebSocket. */
  letsSocketIn(path: string, request: IncomingMessage): boolean {
    if (this.options.major === 3) return /[?&]token=/.test(path) && this.#isAllowed(request);
    return /console\/ws$/.test(path) || this.#isAllowed(request);
  }

  #authenticate({ headers }: IncomingMessage, bytes: Uint8Array): Refused {
    const body = credentials.safeParse(parsed(bytes));
    if (!body.success || headers['content-type'] !== 'application/json')
      return { status: 422, words: 'Field required', breach: 'a login without name and password' };
    const { username, password } = this.#login ?? {};
    if (body.data.username !== username || body.data.password !== password)
      return { status: 401, words: 'Authentication was unsuccessful.' };
    const token = `token-${randomUUID()}`;
    this.#tokens.add(token);
    return { status: 200, json: { access_token: token, token_type: 'bearer' } };
  }

  #isAllowed({ headers, url = '' }: IncomingMessage): boolean {
    const { authorization = '' } = headers;
    if (this.options.major === 3) {
      const inUrl = new URL(url, 'http://server').searchParams.get('token') ?? '';
      return this.#tokens.has(authorization.replace('Bearer ', '')) || this.#tokens.has(inUrl);
    }
    if (!this.#login) return true;
    const { username, password } = this.#login;
    return authorization === `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }
}

export function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as unknown;
  } catch {
    return undefined;
  }
}
