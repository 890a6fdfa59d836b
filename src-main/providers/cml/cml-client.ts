/**
 * Calls to the API of a CML controller (https://HOST/api/v0): logged in once, and once more where the token has run out.
 * Facts about the API are from Cisco's virl2-client 2.9.1 and from the controller's own schemas, as published with it.
 */
import type { z } from 'zod';
import { Failure } from '../../base/errors.ts';
import type { TlsTrust } from '../../devices/transport/tls-trust.ts';
import { parsedAnswer, textAnswer, wordsOf, type About } from '../http/answer-text.ts';
import { HttpClient, type HttpAnswer, type HttpRequest } from '../http/http-client.ts';
import { callText } from '../http/http-failure.ts';
import type { Login } from '../../base/login.ts';
import type { ServerAddress } from '../lab-server.ts';
import { placeOfServer, type ServerPlace } from '../server-place.ts';
import { systemAnswer, tokenAnswer } from './answers.ts';
import { refusalOf } from './refusal.ts';
import { assertSupported } from './version.ts';

/** A call, with its path below /api/v0. */
export interface CmlCall extends Pick<HttpRequest, 'method' | 'patience' | 'limit'> {
  path: string;
  json?: unknown;
}

const base = '/api/v0';
/** Logging out is a courtesy: nobody waits long for it. */
const farewell = 3000;

export class CmlClient {
  #token: string | undefined;
  #authenticating: Promise<void> | undefined;
  #version = '';

  private constructor(
    readonly place: ServerPlace,
    /** Of the users of CML, who are those of its console server too. */
    readonly login: Required<Login>,
    readonly trust: TlsTrust,
    private readonly http: HttpClient,
  ) {}

  /**
   * @throws Failure unreachable: all of HttpClient's, wrong-login, not-cml, server-starting; bad-input: bad-url,
   *   login-needed; not-supported: old-server
   */
  static async connect(address: ServerAddress): Promise<CmlClient> {
    const place = placeOfServer(address);
    const trust = address.certificate === undefined ? {} : { certificate: address.certificate };
    const client = new CmlClient(place, neededLogin(place), trust, new HttpClient(place.url, trust));
    try {
      await client.#begin();
      return client;
    } catch (error) {
      await client.http.close();
      throw error;
    }
  }

  /** As the controller says it: "2.7.0+build.4". */
  get version(): string {
    return this.#version;
  }

  /** For the event stream, which is opened with the token of the moment. A secret. */
  get token(): string {
    return this.#token ?? '';
  }

  /** @throws Failure in the server's words, or unexpected-answer with the field that is not as it should be */
  async ask<T>(call: CmlCall, schema: z.ZodType<T>): Promise<T> {
    return parsedAnswer(await this.#send(call), schema, this.#about(call));
  }

  /** For answers that say nothing more than that it was done. */
  async tell(call: CmlCall): Promise<void> {
    await this.#send(call);
  }

  async text(call: CmlCall): Promise<string> {
    return textAnswer(await this.#send(call), this.#about(call));
  }

  async bytes(call: CmlCall): Promise<Uint8Array> {
    return (await this.#send(call)).bytes;
  }

  /** Logs out and ends what is still on its way. */
  async close(): Promise<void> {
    if (this.#token !== undefined)
      await this.http
        .send(this.#request({ method: 'DELETE', path: '/logout', patience: farewell }))
        .catch(() => undefined); // a server that is gone has no session either
    this.#token = undefined;
    await this.http.close();
  }

  /** Whom we talk to is known before the password is sent. */
  async #begin(): Promise<void> {
    const call: CmlCall = { method: 'GET', path: '/system_information' };
    const answer = await this.http.send(this.#request({ ...call, limit: 65_536 }));
    if (answer.status === 401 || answer.status === 403) {
      await this.#authenticate();
      this.#accept((await this.ask(call, systemAnswer)).version);
      return;
    }
    if (answer.status >= 500) throw this.#refusal(call, answer);
    this.#accept(this.#versionIn(call, answer));
    await this.#authenticate();
  }

  #accept(version: string): void {
    assertSupported(version, this.place.shown);
    this.#version = version;
  }

  #versionIn(call: CmlCall, answer: HttpAnswer): string {
    const { shown } = this.place;
    try {
      if (answer.status === 200) return parsedAnswer(answer, systemAnswer, this.#about(call)).version;
    } catch {
      // Whatever it is: CML says its version as JSON.
    }
    throw new Failure(
      'unreachable',
      'not-cml',
      `What answers at ${shown} is no CML controller: asked for its version it gives something else ` +
        `(${answer.status}). Is the address the one of CML's own web page?`,
    );
  }

  async #send(call: CmlCall): Promise<HttpAnswer> {
    const before = this.#token;
    let answer = await this.http.send(this.#request(call));
    if (answer.status === 401) {
      if (this.#token === before) await this.#authenticate();
      answer = await this.http.send(this.#request(call));
    }
    if (answer.status >= 300) throw this.#refusal(call, answer);
    return answer;
  }

  #authenticate(): Promise<void> {
    this.#authenticating ??= this.#newToken().finally(() => {
      this.#authenticating = undefined;
    });
    return this.#authenticating;
  }

  async #newToken(): Promise<void> {
    const call: CmlCall = { method: 'POST', path: '/authenticate', json: this.login };
    this.#token = undefined;
    const answer = await this.http.send(this.#request(call));
    if (answer.status >= 300) throw this.#refusal(call, answer);
    this.#token = parsedAnswer(answer, tokenAnswer, this.#about(call));
  }

  #request({ path, json, ...call }: CmlCall): HttpRequest {
    const headers: Record<string, string> = { accept: '*/*' };
    if (this.#token !== undefined) headers['authorization'] = `Bearer ${this.#token}`;
    if (json === undefined) return { ...call, path: base + path, headers };
    headers['content-type'] = 'application/json';
    return { ...call, path: base + path, headers, body: JSON.stringify(json) };
  }

  #about({ method, path }: CmlCall): About {
    return { call: callText({ method, path: base + path }), server: this.place.shown, product: 'CML' };
  }

  #refusal(call: CmlCall, answer: HttpAnswer): Failure {
    const { username } = this.login;
    return refusalOf({ status: answer.status, words: wordsOf(answer), ...this.#about(call), username });
  }
}

/** @throws Failure bad-input: login-needed */
function neededLogin({ login, url }: ServerPlace): Required<Login> {
  const { username = '', password = '' } = login ?? {};
  if (username !== '') return { username, password };
  throw new Failure('bad-input', 'login-needed', `${url.host} wants a user name and a password: those of CML itself.`);
}
