import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { bytesOfLatin1 } from '../../../src-main/base/bytes.ts';
import type { Duplex } from '../../../src-main/base/duplex.ts';
import { listenTelnet } from '../../../src-main/devices/transport/telnet-server.ts';
import { openTelnet } from '../../../src-main/devices/transport/telnet.ts';
import type { Listener } from '../../../src-main/devices/transport/tcp.ts';
import type { RemoteTerminal } from '../../../src-main/devices/transport/terminal.ts';
import { FakeClock } from '../fake-clock.ts';
import { deferred, heard } from './duplex.common.ts';

const here = { host: '127.0.0.1', port: 0 };
const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function serve(): Promise<{ server: Listener; accepted: Promise<[Duplex, RemoteTerminal]> }> {
  const { promise, resolve } = deferred<[Duplex, RemoteTerminal]>();
  const server = await listenTelnet(here, (duplex, terminal) => resolve([duplex, terminal]));
  open.push(server);
  return { server, accepted: promise };
}

describe('openTelnet', () => {
  it('loses nothing that comes before anybody listens', async () => {
    const { server, accepted } = await serve();
    const client = await openTelnet(server);
    const [console] = await accepted;
    console.write(bytesOfLatin1('early '));
    const seen = heard(client, 10);
    console.write(bytesOfLatin1('late'));
    expect(await seen).toBe('early late');
  });

  it('tells a server its window, and every change of it', async () => {
    const { server, accepted } = await serve();
    const client = await openTelnet({ ...server, terminal: { width: 132, height: 50 } });
    const [, terminal] = await accepted;
    const sizes: number[] = [];
    const changed = deferred<null>();
    terminal.onResize(({ width }) => {
      sizes.push(width);
      if (width === 132) client.resize({ width: 200, height: 60 });
      else changed.resolve(null);
    });
    await changed.promise;
    expect(sizes).toEqual([132, 200]);
    expect(terminal).toMatchObject({ width: 200, height: 60 });
  });

  it('names a refused connection, with host and port', async () => {
    const server = await listenTelnet(here, () => undefined);
    await server.close();
    await expect(openTelnet(server)).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'connection-refused',
      message: expect.stringContaining(`127.0.0.1:${server.port}`) as unknown,
    });
  });

  it('gives up when the clock it was given says so', async () => {
    const { server } = await serve();
    // Due before the operating system can report the connection.
    const after: FakeClock['after'] = (_milliseconds, run) => {
      queueMicrotask(run);
      return () => undefined;
    };
    const clock = Object.assign(new FakeClock(), { after });
    await expect(openTelnet({ ...server, clock })).rejects.toMatchObject({ kind: 'unreachable', code: 'timed-out' });
  });

  it('leaves no timer behind once the connection stands', async () => {
    const { server } = await serve();
    const clock = new FakeClock();
    open.push(await openTelnet({ ...server, clock }));
    expect(clock.isWaitedFor).toBe(false);
  });

  it('refuses what is no port', async () => {
    await expect(openTelnet({ host: '127.0.0.1', port: 70_000 })).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'bad-port',
    });
  });

  it('tells that the other end broke the connection', async () => {
    const { server, accepted } = await serve();
    const client = await openTelnet(server);
    await accepted;
    const reason = new Promise((resolve) => client.onClose(resolve));
    await server.close();
    expect(await reason).toMatch(/closed|broke/);
  });

  it('works with a bare serial port that speaks no telnet', async () => {
    const seen = deferred<string>();
    const server = net.createServer((socket) => {
      socket.write('Router>');
      socket.on('data', (bytes) => seen.resolve(bytes.toString('latin1')));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
    const client = await openTelnet({ host: '127.0.0.1', port: (server.address() as net.AddressInfo).port });
    open.push(client);
    expect(await heard(client, 7)).toBe('Router>');
    client.write(bytesOfLatin1('\xff\r'));
    expect(await seen.promise).toBe('\xff\xff\r');
  });
});

describe('listenTelnet', () => {
  it('names a port in use', async () => {
    const { server } = await serve();
    await expect(listenTelnet(server, () => undefined)).rejects.toMatchObject({
      kind: 'busy',
      code: 'port-in-use',
      message: expect.stringContaining(`127.0.0.1:${server.port}`) as unknown,
    });
  });

  it('names an address that is not ours', async () => {
    await expect(listenTelnet({ host: '192.0.2.1', port: 0 }, () => undefined)).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'not-our-address',
    });
  });

  it('gives every connection its own stream', async () => {
    const all: Duplex[] = [];
    const both = deferred<null>();
    const server = await listenTelnet(here, (duplex) => {
      if (all.push(duplex) === 2) both.resolve(null);
    });
    open.push(server);
    const clients = [await openTelnet(server), await openTelnet(server)];
    await both.promise;
    all.forEach((duplex, i) => duplex.write(bytesOfLatin1(`line ${i}`)));
    expect(await Promise.all(clients.map((client) => heard(client, 6)))).toEqual(['line 0', 'line 1']);
  });
});
