import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { Duplex } from '../../../src-main/base/duplex.ts';
import { Incoming } from '../../../src-main/devices/transport/incoming.ts';
import { connectWebSocket, openWebSocket } from '../../../src-main/devices/transport/websocket.ts';
import { FakeClock } from '../fake-clock.ts';
import { behavesAsDuplex, deferred, heard } from './duplex.common.ts';

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const file = (name: string): Buffer => readFileSync(path.join(import.meta.dirname, 'tls', name));

interface Heard {
  text: string;
  isBinary: boolean;
}

interface TestServer {
  url: string;
  accepted: Promise<WebSocket>;
  frames: Heard[];
  headers: http.IncomingHttpHeaders;
}

async function serve(refuse?: number, certificate?: string): Promise<TestServer> {
  const server = certificate
    ? https.createServer({ key: file(`${certificate}.key`), cert: file(`${certificate}.crt`) })
    : http.createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const { promise, resolve } = deferred<WebSocket>();
  const made: TestServer = { url: '', accepted: promise, frames: [], headers: {} };
  server.on('upgrade', (request, socket, head) => {
    made.headers = request.headers;
    if (refuse !== undefined) {
      socket.end(`HTTP/1.1 ${refuse} ${http.STATUS_CODES[refuse]}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (one) => {
      one.on('message', (data: Buffer, isBinary) => made.frames.push({ text: data.toString('latin1'), isBinary }));
      resolve(one);
    });
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  open.push({
    close: () =>
      new Promise((done) => {
        for (const one of sockets.clients) one.terminate();
        server.close(done);
      }),
  });
  made.url = `${certificate ? 'wss' : 'ws'}://127.0.0.1:${port}/v3/console/ws?token=secret`;
  return made;
}

/** A server's end as a Duplex, so that the suite of all Duplexes can hold it. */
function duplexOf(socket: WebSocket): Duplex {
  const incoming = new Incoming();
  socket.on('message', (data: Buffer) => incoming.hear(data));
  socket.on('close', () => incoming.end('closed'));
  return {
    write: (bytes) => {
      if (socket.readyState === socket.OPEN) socket.send(bytes);
    },
    onData: (listener) => incoming.onData(listener),
    onClose: (listener) => incoming.onClose(listener),
    close: () => socket.close(),
  };
}

behavesAsDuplex('openWebSocket', async () => {
  const server = await serve();
  const a = await openWebSocket(server.url, { sends: 'binary' });
  const b = duplexOf(await server.accepted);
  return { a, b, dispose: () => a.close() };
});

describe('openWebSocket', () => {
  it('sends text frames, and hears text and binary alike', async () => {
    const server = await serve();
    const console = await openWebSocket(server.url);
    const router = await server.accepted;
    const seen = heard(console, 10);
    router.send(bytesOfLatin1('Router'));
    router.send('>en\r');
    expect(await seen).toBe('Router>en\r');
    const arrived = new Promise((resolve) => router.once('message', resolve));
    console.write(bytesOfLatin1('show clock\r'));
    await arrived;
    expect(server.frames).toEqual([{ text: 'show clock\r', isBinary: false }]);
  });

  it('is given up at once when nobody waits for it any more, without a timer left', async () => {
    const silent = http.createServer();
    await new Promise<void>((done) => void silent.listen(0, '127.0.0.1', done));
    open.push({ close: () => new Promise((done) => silent.close(done)) });
    const { port } = silent.address() as AddressInfo;
    const asked = new Promise<void>((resolve) =>
      silent.once('upgrade', (_, socket) => {
        open.push({ close: () => socket.destroy() });
        resolve();
      }),
    );
    const end = new AbortController();
    const clock = new FakeClock();
    const opening = connectWebSocket(`ws://127.0.0.1:${port}/`, { signal: end.signal, clock }, () => undefined);
    const outcome = expect(opening).rejects.toMatchObject({ kind: 'unreachable', code: 'given-up' });
    await asked;
    end.abort();
    await outcome;
    expect(clock.isWaitedFor).toBe(false);
    await expect(
      connectWebSocket(`ws://127.0.0.1:${port}/`, { signal: end.signal, clock }, () => undefined),
    ).rejects.toMatchObject({ code: 'given-up' });
  });

  it('keeps a character whole that two writes cut', async () => {
    const server = await serve();
    const console = await openWebSocket(server.url);
    const router = await server.accepted;
    const [first, second] = [new TextEncoder().encode('ü'), new TextEncoder().encode('x')];
    const arrived = new Promise((resolve) => router.once('message', resolve));
    console.write(first.subarray(0, 1));
    console.write(Uint8Array.of(...first.subarray(1), ...second));
    await arrived;
    expect(server.frames.map(({ text }) => Buffer.from(text, 'latin1').toString())).toEqual(['üx']);
  });

  it('takes telnet out of the frames, unanswered where text alone can be sent', async () => {
    const server = await serve();
    const console = await openWebSocket(server.url, { carries: 'telnet' });
    const router = await server.accepted;
    const seen = heard(console, 5);
    router.send(Uint8Array.of(0xff, 0xfb, 0x01, 0xff, 0xfb, 0x03, 0xff));
    router.send(Uint8Array.of(0xfd, 0x18, ...bytesOfLatin1('PC1> ')));
    expect(await seen).toBe('PC1> ');
    const arrived = new Promise((resolve) => router.once('message', resolve));
    console.resize({ width: 132, height: 50 });
    console.write(bytesOfLatin1('\r'));
    await arrived;
    expect(server.frames).toEqual([{ text: '\r', isBinary: false }]);
  });

  it('negotiates telnet where binary frames are taken', async () => {
    const server = await serve();
    const console = await openWebSocket(server.url, { carries: 'telnet', sends: 'binary' });
    open.push(console);
    const router = await server.accepted;
    const arrived = new Promise((resolve) => router.once('message', resolve));
    router.send(Uint8Array.of(0xff, 0xfb, 0x01));
    await arrived;
    expect(server.frames).toEqual([{ text: '\xff\xfd\x01', isBinary: true }]);
  });

  it('loses nothing that comes with the answer to the upgrade', async () => {
    const server = await serve();
    void server.accepted.then((router) => router.send('early'));
    const console = await openWebSocket(server.url);
    expect(await heard(console, 5)).toBe('early');
  });

  it('sends the headers it was given, and says what the server refused without the secret in the address', async () => {
    const server = await serve(403);
    const failed = openWebSocket(server.url, { headers: { authorization: 'Basic eA==' } });
    await expect(failed).rejects.toMatchObject({ kind: 'unreachable', code: 'access-denied' });
    await expect(failed).rejects.toThrow(/\/v3\/console\/ws.*403 Forbidden/);
    await expect(failed).rejects.not.toThrow(/secret/);
    expect(server.headers.authorization).toBe('Basic eA==');
  });

  it.each([
    [401, 'access-denied'],
    [404, 'not-found'],
    [503, 'websocket-refused'],
  ])('gives an answer of %i its name', async (status, code) => {
    const { url } = await serve(status);
    await expect(openWebSocket(url)).rejects.toMatchObject({ code });
  });

  it('says that nobody listens, and what is no address', async () => {
    const { url } = await serve();
    for (const one of open.splice(0)) await one.close();
    await expect(openWebSocket(url)).rejects.toMatchObject({ code: 'connection-refused' });
    await expect(connectWebSocket('ftp://x', {}, (one) => one)).rejects.toMatchObject({ code: 'bad-url' });
  });

  it('gives up on a server that never answers the upgrade, when the clock says so', async () => {
    const server = http.createServer();
    server.on('upgrade', (_, socket) => open.push({ close: () => socket.destroy() }));
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    open.push({ close: () => new Promise((done) => server.close(done)) });
    const clock = new FakeClock();
    const { port } = server.address() as AddressInfo;
    const upgraded = new Promise((resolve) => server.once('upgrade', resolve));
    const failed = openWebSocket(`http://127.0.0.1:${port}/`, { clock, timeout: 1000 });
    const outcome = expect(failed).rejects.toMatchObject({ code: 'timed-out' });
    await upgraded;
    await clock.advance(1000);
    await outcome;
  });

  it('tells why the other end closed, in its own words where it has some', async () => {
    const server = await serve();
    const console = await openWebSocket(server.url);
    const reason = new Promise((resolve) => console.onClose(resolve));
    (await server.accepted).close(1008, 'node is not started');
    expect(await reason).toBe('the other end closed the connection: node is not started');
  });
});

describe('openWebSocket over TLS', () => {
  const fingerprint = (text: unknown): string => /SHA-256 ([0-9A-F:]{95})/.exec(String(text))?.[1] ?? '';

  it('refuses a certificate that nobody vouches for and names it; pinned by that name it is trusted', async () => {
    const server = await serve(undefined, 'server');
    const error: unknown = await openWebSocket(server.url).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'certificate-not-trusted' });
    const console = await openWebSocket(server.url, { trust: { certificate: fingerprint(error) } });
    (await server.accepted).send('Router>');
    expect(latin1Of(bytesOfLatin1(await heard(console, 7)))).toBe('Router>');
  });
});
