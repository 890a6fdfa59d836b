import { afterEach, describe, expect, it } from 'vitest';
import net from 'node:net';
import type { Duplex } from '../../src-main/base/duplex.ts';
import { openChannel, type ChannelOptions } from '../../src-main/devices/channel/channel.ts';
import type { Device } from '../../src-main/devices/channel/device.ts';
import { ios } from '../../src-main/devices/platform/ios.ts';
import { generateHostKey } from '../../src-main/devices/transport/host-key.ts';
import { listenSsh } from '../../src-main/devices/transport/ssh-server.ts';
import { openSsh } from '../../src-main/devices/transport/ssh.ts';
import { listenTelnet } from '../../src-main/devices/transport/telnet-server.ts';
import { openTelnet } from '../../src-main/devices/transport/telnet.ts';
import type { Listener } from '../../src-main/devices/transport/tcp.ts';
import { FakeRouter, type FakeRouterOptions } from './channel/fake-router.ts';
import { FakeClock } from './fake-clock.ts';

const here = { host: '127.0.0.1', port: 0 };
const hostKey = generateHostKey().privateKey;
const login = { username: 'admin', password: 'letmein' };
const SA = Array.from({ length: 60 }, (_, i) => `  line ${i} of the security associations`).join('\n');
const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const router = (more: FakeRouterOptions = {}): FakeRouterOptions => ({
  commands: { 'show crypto ipsec sa': SA, 'never ends': () => undefined },
  enablePassword: 'cisco',
  start: 'asleep',
  login,
  length: 24,
  ...more,
});

async function drive(duplex: Duplex, options: Partial<ChannelOptions> = {}): Promise<Device> {
  const credentials = { ...login, enablePassword: 'cisco' };
  const device = await openChannel(duplex, {
    platform: ios,
    clock: new FakeClock(),
    credentials,
    who: 'R1',
    ...options,
  });
  open.push(device);
  return device;
}

async function works(device: Device): Promise<void> {
  expect((await device.execute('show crypto ipsec sa')).output).toBe(SA);
  const { accepted } = await device.configure(['interface Tunnel0', 'tunnel mode ipsec ipv4']);
  expect(accepted).toHaveLength(2);
}

async function telnetServer(more: FakeRouterOptions = {}): Promise<{ server: Listener; consoles: Duplex[] }> {
  const consoles: Duplex[] = [];
  const server = await listenTelnet(here, (duplex) => {
    consoles.push(duplex);
    new FakeRouter(duplex, router(more));
  });
  open.push(server);
  return { server, consoles };
}

describe('a router behind telnet', () => {
  it('is driven through a real socket', async () => {
    const { server } = await telnetServer();
    await works(await drive(await openTelnet(server)));
  });

  it('is driven through a proxy that carries bytes and nothing else', async () => {
    const { server } = await telnetServer();
    const proxy = net.createServer((near) => {
      const far = net.connect(server.port, server.host);
      near.pipe(far).pipe(near);
      near.on('error', () => far.destroy());
      far.on('error', () => near.destroy());
    });
    await new Promise<void>((resolve) => void proxy.listen(0, here.host, resolve));
    open.push({ close: () => proxy.close() });
    const { port } = proxy.address() as net.AddressInfo;
    await works(await drive(await openTelnet({ host: here.host, port })));
  });

  it('tells a wrong password from everything else', async () => {
    const { server } = await telnetServer();
    const credentials = { username: 'admin', password: 'wrong' };
    const opening = drive(await openTelnet(server), { credentials });
    await expect(opening).rejects.toMatchObject({ kind: 'unreachable', code: 'wrong-password' });
  });

  it('is lost in the middle of a command', async () => {
    const { server, consoles } = await telnetServer();
    const device = await drive(await openTelnet(server));
    await device.privilege('privileged');
    const running = device.execute('never ends');
    consoles[0]?.close();
    await expect(running).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'connection-lost',
      message: expect.stringContaining('R1') as unknown,
    });
  });
});

describe('a router behind SSH', () => {
  it('is driven through a real connection', async () => {
    const server = await listenSsh({
      ...here,
      hostKey,
      authenticate: ({ username, password }) => username === 'admin' && password === 'letmein',
      accept: (duplex) => {
        // Who came so far has logged in.
        new FakeRouter(duplex, { ...router(), start: 'user' }).prompt();
      },
    });
    open.push(server);
    const duplex = await openSsh({ ...server, ...login, verify: () => true });
    await works(await drive(duplex, { line: 'vty' }));
  });
});
