/**
 * HTTP as a client of lab servers needs it: no redirect is followed, no answer is longer than we allow or takes longer
 * than the call is given, and whatever goes wrong on the way is a failure that says what to do about it.
 */
import { Agent, request, type Dispatcher } from 'undici';
import { concat } from '../../base/bytes.ts';
import { Failure } from '../../base/errors.ts';
import { connectorOf, type TlsTrust } from '../../devices/transport/tls-trust.ts';
import { httpFailure } from './http-failure.ts';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root of the server on, with the query. */
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Milliseconds for the whole of it, 30 seconds when left out. */
  patience?: number;
  /** The most bytes that the answer may have, 32 MB when left out. */
  limit?: number;
}

export interface HttpAnswer {
  status: number;
  /** By their names in lower case. */
  headers: Readonly<Record<string, string>>;
  bytes: Uint8Array;
}

export interface HttpStream extends HttpAnswer {
  /** What follows; `bytes` are those of an answer that is no success. */
  chunks: AsyncIterable<Uint8Array>;
  close(): void;
}

/** Milliseconds: shorter than the servers leave a connection open, so that no call meets one that is just being closed. */
const idle = 2000;
const usualPatience = 30_000;
/** So many calls are made at a time, however many consoles of a class are opened at once. */
const mostConnections = 16;
const usualLimit = 32 * 1024 * 1024;

export class HttpClient {
  readonly #calls: Agent;
  /** Apart from the calls: a stream has its connection to itself for as long as it goes on. */
  readonly #streams: Agent;
  readonly #origin: string;

  constructor(url: URL, trust?: TlsTrust) {
    this.#origin = url.origin;
    // The patience of each call bounds all of it.
    const options = { connect: connectorOf(trust), headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: idle };
    this.#calls = new Agent({ ...options, connections: mostConnections });
    this.#streams = new Agent(options);
  }

  /** @throws Failure unreachable, device: too-long, redirected */
  async send(call: HttpRequest): Promise<HttpAnswer> {
    const { patience = usualPatience, limit = usualLimit } = call;
    try {
      const answer = await this.#ask(call, this.#calls, AbortSignal.timeout(patience));
      const headers = headersOf(answer);
      return { status: answer.statusCode, headers, bytes: await bytesOf(answer, limit) };
    } catch (error) {
      throw httpFailure(error, this.#origin, call);
    }
  }

  /** An answer that goes on until either side ends it. @throws Failure as `send` */
  async stream(call: HttpRequest): Promise<HttpStream> {
    const ending = new AbortController();
    const patience = setTimeout(
      () => ending.abort(new DOMException('', 'TimeoutError')),
      call.patience ?? usualPatience,
    );
    try {
      const answer = await this.#ask(call, this.#streams, ending.signal);
      const isGood = answer.statusCode < 300;
      const bytes = isGood ? new Uint8Array() : await bytesOf(answer, call.limit ?? usualLimit);
      const headers = headersOf(answer);
      return { status: answer.statusCode, headers, bytes, chunks: answer.body, close: () => ending.abort() };
    } catch (error) {
      throw httpFailure(error, this.#origin, call);
    } finally {
      clearTimeout(patience);
    }
  }

  /** Ends what is still on its way. */
  async close(): Promise<void> {
    await Promise.all([this.#calls.destroy(), this.#streams.destroy()]);
  }

  async #ask(call: HttpRequest, dispatcher: Agent, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { method, path, headers, body } = call;
    const answer = await request(this.#origin + path, {
      dispatcher,
      method,
      headers: { accept: 'application/json', ...headers },
      body: body ?? null,
      signal,
    });
    if (answer.statusCode >= 300 && answer.statusCode < 400) {
      const to = headersOf(answer).location ?? 'another place';
      await answer.body.dump();
      throw new Failure(
        'unreachable',
        'redirected',
        `${this.#origin} sends its callers on to ${withoutQuery(to)}. Give that address, if it is the server that you mean.`,
      );
    }
    return answer;
  }
}

async function bytesOf({ body, headers }: Dispatcher.ResponseData, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = Number(headers['content-length'] ?? 0);
  if (length <= limit) {
    length = 0;
    for await (const part of body as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > limit) break;
      parts.push(part);
    }
  }
  if (length <= limit) return concat(...parts);
  body.on('error', () => undefined).destroy();
  throw new Failure('device', 'too-long', `The answer is longer than the ${limit} bytes that are read of one.`);
}

function headersOf({ headers }: Dispatcher.ResponseData): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

const withoutQuery = (url: string): string => url.replace(/[?#].*$/s, '').replace(/\p{Cc}/gu, ' ');
