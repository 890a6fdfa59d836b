/**
 * Consoles over a WebSocket, as GNS3 serves them. What comes is binary or text; what we send is text, since GNS3 3 drops
 * binary frames without a word.
 */
import { WebSocket } from 'ws';
import type { Clock } from '../../base/clock.ts';
import { Failure } from '../../base/errors.ts';
import { connectionFailure, givenUpFailure, placeOf, timeoutFailure } from './connection-failure.ts';
import { connectTcp, DEFAULT_TIMEOUT } from './tcp.ts';
import type { TerminalDuplex, TerminalSize } from './terminal.ts';
import { connectTls, type TlsTrust } from './tls-trust.ts';
import { wallClock } from './wall-clock.ts';
import { WebSocketStream } from './websocket-stream.ts';

export interface WebSocketOptions {
  headers?: Readonly<Record<string, string>>;
  trust?: TlsTrust | undefined;
  /** Milliseconds until the connection must stand. */
  timeout?: number;
  clock?: Clock;
  /** Ends what has not stood yet: nobody waits for it any more. */
  signal?: AbortSignal;
}

export interface WebSocketConsole extends WebSocketOptions {
  /** What the frames carry: what the console prints, or its telnet connection with all the negotiation in it. */
  carries?: 'bytes' | 'telnet';
  /** Text frames hold no byte that is not UTF-8: telnet's questions stay unanswered then, and the window is not told. */
  sends?: 'text' | 'binary';
  terminal?: TerminalSize;
}

/** A console never prints so much at once. */
const LARGEST_FRAME = 4 * 1024 * 1024;

/**
 * @param url ws://, wss://, http:// or https://; what follows a "?" in it is a secret and part of no message
 * @throws Failure unreachable: those of connectTcp and connectTls, access-denied (401, 403), not-found (404),
 *   websocket-refused; bad-input: bad-url, bad-fingerprint
 */
export function openWebSocket(url: string, options: WebSocketConsole = {}): Promise<TerminalDuplex> {
  return connectWebSocket(url, options, (socket) => new WebSocketStream(socket, options));
}

/**
 * A WebSocket of which the messages count: a stream of notifications.
 * @param attach is called before the first message can come, and its result is what the caller gets
 * @throws Failure as openWebSocket
 */
export async function connectWebSocket<T>(
  url: string,
  options: WebSocketOptions,
  attach: (socket: WebSocket) => T,
): Promise<T> {
  const address = addressOf(url);
  const endpoint = endpointOf(address);
  const { timeout = DEFAULT_TIMEOUT, clock = wallClock, headers = {}, trust, signal } = options;
  const way = { ...endpoint, timeout, clock, signal };
  const below = address.protocol === 'wss:' ? await connectTls({ ...way, trust }) : await connectTcp(way);
  const place = placeOf(endpoint);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, {
      headers,
      createConnection: () => below,
      perMessageDeflate: false,
      maxPayload: LARGEST_FRAME,
    });
    const fail = (failure: Failure): void => {
      settle();
      socket.on('error', () => undefined); // that it was ended before it stood
      socket.terminate();
      below.destroy();
      reject(failure);
    };
    const stop = clock.after(timeout, () => fail(timeoutFailure(place)));
    const giveUp = (): void => fail(givenUpFailure(place));
    const settle = (): void => {
      stop();
      signal?.removeEventListener('abort', giveUp);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    const failed = (error: Error): void => fail(connectionFailure(error, place));
    socket.on('error', failed);
    socket.on('unexpected-response', (_, { statusCode, statusMessage }) =>
      fail(refusal(`${place}${address.pathname}`, statusCode, statusMessage)),
    );
    socket.on('open', () => {
      settle();
      socket.removeListener('error', failed);
      resolve(attach(socket));
    });
  });
}

function addressOf(text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const protocols: Readonly<Record<string, string>> = {
    'ws:': 'ws:',
    'wss:': 'wss:',
    'http:': 'ws:',
    'https:': 'wss:',
  };
  const protocol = protocols[address?.protocol ?? ''];
  if (!address || protocol === undefined)
    throw new Failure('bad-input', 'bad-url', 'the address of a WebSocket begins with ws:// or wss:// and a host');
  address.protocol = protocol;
  return address;
}

function endpointOf({ hostname, port, protocol }: URL): { host: string; port: number } {
  const host = hostname.replace(/^\[|\]$/g, '');
  return { host, port: Number(port) || (protocol === 'wss:' ? 443 : 80) };
}

function refusal(place: string, status = 0, words = ''): Failure {
  const answer = `${status} ${words.replace(/\p{Cc}/gu, ' ')}`.trim();
  if (status === 401 || status === 403)
    return new Failure('unreachable', 'access-denied', `${place} does not let us in: it answered ${answer}`);
  if (status === 404) return new Failure('unreachable', 'not-found', `there is no ${place}: it answered ${answer}`);
  return new Failure('unreachable', 'websocket-refused', `${place} gives no WebSocket: it answered ${answer}`);
}
