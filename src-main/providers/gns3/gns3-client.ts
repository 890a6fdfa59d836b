/**
 * The controller API of a GNS3 server, of both versions that there are: /v2 (GNS3 2, no login or HTTP Basic) and /v3
 * (GNS3 3, a token). Never tells the server our version: it refuses every other than its own.
 */
import type { z } from 'zod';
import { Failure } from '../../base/errors.ts';
import type { TlsTrust } from '../../devices/transport/tls-trust.ts';
import { isWebPage, parsedAnswer, textOf, wordsOf, type About } from '../http/answer-text.ts';
import { HttpClient, type HttpAnswer, type HttpRequest, type HttpStream } from '../http/http-client.ts';
import { callText } from '../http/http-failure.ts';
import type { ServerAddress } from '../lab-server.ts';
import { tokenAnswer, versionAnswer } from './answers.ts';
import { refusalOf } from './refusal.ts';
import { gns3Place, type Gns3Place } from './server-place.ts';

interface Found {
  major: 2 | 3;
  version: string;
}

/** A call, with its path below /v2 or /v3. */
interface Gns3Call extends Pick<HttpRequest, 'method' | 'patience' | 'limit'> {
  path: string;
  /** JSON. */
  json?: unknown;
  /** A file. */
  file?: Uint8Array;
}

export class Gns3Client {
  #token: string | undefined;
  #authenticating: Promise<void> | undefined;

  readonly major: 2 | 3;
  readonly version: string;

  private constructor(
    readonly place: Gns3Place,
    readonly trust: TlsTrust,
    private readonly http: HttpClient,
    { major, version }: Found,
  ) {
    this.major = major;
    this.version = version;
  }

  /**
   * @throws Failure unreachable: all of HttpClient's, wrong-login, not-gns3; bad-input: bad-url
   */
  static async connect(address: ServerAddress): Promise<Gns3Client> {
    const place = gns3Place(address);
    const trust = address.certificate === undefined ? {} : { certificate: address.certificate };
    const http = new HttpClient(place.url, trust);
    try {
      const client = new Gns3Client(place, trust, http, await probe(place, http));
      if (client.major === 3) await client.#authenticate();
      return client;
    } catch (error) {
      await http.close();
      throw error;
    }
  }

  /** @throws Failure in the server's words, or unexpected-answer with the field that is not as it should be */
  async ask<T>(call: Gns3Call, schema: z.ZodType<T>): Promise<T> {
    const answer = await this.#send(call);
    return parsedAnswer(answer, schema, this.#about(call));
  }

  /** For calls that older releases answer with nothing. */
  async askIfAny<T>(call: Gns3Call, schema: z.ZodType<T>): Promise<T | undefined> {
    const answer = await this.#send(call);
    if (answer.bytes.length === 0) return undefined;
    return parsedAnswer(answer, schema, this.#about(call));
  }

  /** For answers that say nothing more than that it was done. */
  async tell(call: Gns3Call): Promise<void> {
    await this.#send(call);
  }

  async file(call: Gns3Call): Promise<Uint8Array> {
    return (await this.#send(call)).bytes;
  }

  async stream(call: Gns3Call): Promise<HttpStream> {
    const answer = await this.#authorised((headers) => this.http.stream(this.#request(call, headers)));
    if (answer.status >= 300) throw this.#refusal(call, answer);
    return answer;
  }

  /** The address of a WebSocket, and what to send with it. GNS3 3 reads the token from the address only: a secret. */
  socket(path: string): { url: string; headers: Record<string, string> } {
    const { url, prefix } = this.place;
    const query = this.#token === undefined ? '' : `?token=${encodeURIComponent(this.#token)}`;
    return { url: `${url.origin}${prefix}/v${this.major}${path}${query}`, headers: this.#basic() };
  }

  close(): Promise<void> {
    return this.http.close();
  }

  async #send(call: Gns3Call): Promise<HttpAnswer> {
    const answer = await this.#authorised((headers) => this.http.send(this.#request(call, headers)));
    if (answer.status >= 300) throw this.#refusal(call, answer);
    return answer;
  }

  /** A token runs out after a day: once, a new one is asked for. */
  async #authorised<T extends HttpAnswer>(send: (headers: Record<string, string>) => Promise<T>): Promise<T> {
    const before = this.#token;
    const answer = await send(this.#headers());
    if (answer.status !== 401 || this.major === 2) return answer;
    if (this.#token === before) await this.#authenticate();
    return send(this.#headers());
  }

  #authenticate(): Promise<void> {
    this.#authenticating ??= this.#newToken().finally(() => {
      this.#authenticating = undefined;
    });
    return this.#authenticating;
  }

  async #newToken(): Promise<void> {
    const { login } = this.place;
    const call: Gns3Call = { method: 'POST', path: '/access/users/authenticate', json: loginBody(login) };
    if (login?.username === undefined) throw this.#refusal(call, { status: 401, headers: {}, bytes: new Uint8Array() });
    const answer = await this.http.send(this.#request(call, {}));
    if (answer.status >= 300) throw this.#refusal(call, answer);
    this.#token = parsedAnswer(answer, tokenAnswer, this.#about(call)).access_token;
  }

  #request({ method, path, json, file, patience, limit }: Gns3Call, headers: Record<string, string>): HttpRequest {
    const body = json === undefined ? file : JSON.stringify(json);
    const type = json === undefined ? 'application/octet-stream' : 'application/json';
    return {
      method,
      path: `${this.place.prefix}/v${this.major}${path}`,
      headers: body === undefined ? headers : { ...headers, 'content-type': type },
      ...(body === undefined ? {} : { body }),
      ...(patience === undefined ? {} : { patience }),
      ...(limit === undefined ? {} : { limit }),
    };
  }

  #headers(): Record<string, string> {
    return this.#token === undefined ? this.#basic() : { authorization: `Bearer ${this.#token}` };
  }

  #basic(): Record<string, string> {
    return this.major === 2 ? basicHeaders(this.place) : {};
  }

  #about({ method, path }: Gns3Call): About {
    const call = callText({ method, path: `/v${this.major}${path}` });
    return { call, server: this.place.shown, product: 'GNS3' };
  }

  #refusal(call: Gns3Call, answer: HttpAnswer): Failure {
    const { login } = this.place;
    return refusalOf({
      status: answer.status,
      words: wordsOf(answer),
      ...this.#about(call),
      username: login?.username,
    });
  }
}

function loginBody(login: Gns3Place['login']): { username: string; password: string } {
  return { username: login?.username ?? '', password: login?.password ?? '' };
}

function basicHeaders({ login }: Gns3Place): Record<string, string> {
  if (login?.username === undefined) return {};
  const pair = Buffer.from(`${login.username}:${login.password ?? ''}`, 'utf8').toString('base64');
  return { authorization: `Basic ${pair}` };
}

/** Either version answers for the paths of the other that there is no such thing. */
async function probe(place: Gns3Place, http: HttpClient): Promise<Found> {
  const third = await http.send({ method: 'GET', path: `${place.prefix}/v3/version`, limit: 65_536 });
  const newest = versionIn(third);
  if (newest !== undefined) return { major: 3, version: newest };
  const path = `${place.prefix}/v2/version`;
  const second = await http.send({ method: 'GET', path, headers: basicHeaders(place), limit: 65_536 });
  const version = versionIn(second);
  if (version !== undefined) return { major: 2, version };
  throw whyNotGns3(place, second);
}

function versionIn({ status, bytes }: HttpAnswer): string | undefined {
  if (status !== 200) return undefined;
  try {
    return versionAnswer.parse(JSON.parse(textOf(bytes))).version;
  } catch {
    return undefined; // whatever it is, GNS3 says its version as JSON
  }
}

function whyNotGns3(place: Gns3Place, answer: HttpAnswer): Failure {
  const { status } = answer;
  if (status === 401 || status >= 500)
    return refusalOf({
      status,
      words: wordsOf(answer),
      call: 'GET /v2/version',
      server: place.shown,
      username: place.login?.username,
    });
  const what = isWebPage(answer) ? 'a web page' : 'something else';
  return new Failure(
    'unreachable',
    'not-gns3',
    `What answers at ${place.shown} is no GNS3 server: asked for its version it gives ${what} (${status}). ` +
      'Is the port right? GNS3 listens at 3080 unless told otherwise.',
  );
}
