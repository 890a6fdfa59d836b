import { afterEach, describe, expect, it } from 'vitest';
import { latin1Of } from '../../../src-main/base/bytes.ts';
import { generateHostKey } from '../../../src-main/devices/transport/host-key.ts';
import { KnownHostsInMemory, verifierOf } from '../../../src-main/devices/transport/known-hosts.ts';
import { openSerial } from '../../../src-main/devices/transport/serial.ts';
import { listenSsh } from '../../../src-main/devices/transport/ssh-server.ts';
import { listenTcp, type Listener } from '../../../src-main/devices/transport/tcp.ts';
import { listenTelnet } from '../../../src-main/devices/transport/telnet-server.ts';
import { join } from '../../../src-main/engine/door-join.ts';
import type { InventoryDevice } from '../../../src-main/lab/inventory.ts';
import type { Topology } from '../../../src-main/lab/topology.ts';
import { openInventory } from '../../../src-main/providers/inventory/open-inventory.ts';
import type { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import type { Line } from '../../../src-main/providers/provider.ts';
import { FakeClock } from '../../devices/fake-clock.ts';
import { serialPair, socat, type SerialPair } from '../../devices/transport/serial-pair.ts';
import { behavesAsProvider } from '../suite/provider.common.ts';
import { startRouters } from '../suite/two-routers.ts';

const here = { host: '127.0.0.1', port: 0 };
const login = { username: 'lab', password: 'secret' };
const hostKey = generateHostKey();
const verify = verifierOf(new KnownHostsInMemory());
const traits = {
  kind: 'inventory',
  hasServer: false,
  hasPower: false,
  hasCapture: false,
  sharesConsoles: true,
} as const;

const doors = {
  telnet: (routers: BuiltinProvider, node: string) =>
    listenTelnet(here, (duplex, terminal) => void join(duplex, terminal, routers.open(node, 'terminal'))),
  ssh: (routers: BuiltinProvider, node: string) =>
    listenSsh({
      ...here,
      hostKey: hostKey.privateKey,
      authenticate: ({ username, password }) => username === 'lab' && password === 'secret',
      accept: (duplex, terminal) => void join(duplex, terminal, routers.open(node, 'terminal')),
    }),
};

for (const protocol of ['telnet', 'ssh'] as const)
  behavesAsProvider(`InventoryProvider by ${protocol}`, traits, async (topology) => {
    const routers = await startRouters();
    const nodes = topology.nodes.filter(({ platform }) => platform === 'ios');
    const listeners = await Promise.all(nodes.map(({ id }) => doors[protocol](routers, id)));
    const devices = nodes.map(({ name, platform }, index): InventoryDevice => {
      return { name, platform, host: '127.0.0.1', port: listeners[index]?.port ?? 0, protocol, login };
    });
    return {
      provider: await openInventory({ name: 'suite', devices }, { verify, topology }),
      dispose: async () => {
        for (const one of listeners) await one.close();
        await routers.stop();
      },
    };
  });

/** Consoles on serial cables: at the far end of each is a router. */
async function serialCable(routers: BuiltinProvider, node: string): Promise<SerialPair> {
  const pair = await serialPair();
  const terminal = { width: 80, height: 24, onResize: () => () => undefined };
  void join(await openSerial({ path: pair.far }), terminal, routers.open(node, 'terminal'));
  return pair;
}

if (socat !== undefined)
  behavesAsProvider('InventoryProvider by serial lines', traits, async (topology) => {
    const routers = await startRouters();
    const nodes = topology.nodes.filter(({ platform }) => platform === 'ios');
    const cables = await Promise.all(nodes.map(({ id }) => serialCable(routers, id)));
    const devices = nodes.map(({ name, platform }, index): InventoryDevice => {
      return { name, platform, host: cables[index]?.near ?? '', protocol: 'serial', login: {} };
    });
    return {
      provider: await openInventory({ name: 'suite', devices }, { verify, topology }),
      dispose: async () => {
        for (const one of cables) await one.unplug();
        await routers.stop();
      },
    };
  });

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A console server, as CML has one: a command of it leads to a console. */
behavesAsProvider('InventoryProvider by a command on a console server', traits, async (topology) => {
  const routers = await startRouters();
  const nodes = topology.nodes.filter(({ platform }) => platform === 'ios');
  const terminal = { width: 80, height: 24, onResize: () => () => undefined };
  const server = await listenSsh({
    ...here,
    hostKey: hostKey.privateKey,
    authenticate: ({ username, password }) => username === 'lab' && password === 'secret',
    accept: (duplex) => duplex.write(new TextEncoder().encode('consoles> ')),
    execute: (command, duplex) => {
      const [, name] = /^open \/my lab\/(.+)\/0$/.exec(command) ?? [];
      const id = nodes.find((node) => node.name === name)?.id;
      if (id === undefined) duplex.close();
      else void join(duplex, terminal, routers.open(id, 'terminal'));
    },
  });
  const jump = { host: '127.0.0.1', port: server.port, login };
  const devices = nodes.map(({ name, platform }): InventoryDevice => {
    return { name, platform, host: jump.host, protocol: 'ssh', login: {}, jump, command: `open /my lab/${name}/0` };
  });
  return {
    provider: await openInventory({ name: 'suite', devices }, { verify, topology }),
    dispose: async () => {
      await server.close();
      await routers.stop();
    },
  };
});

const device = (name: string, { port }: { port: number }, more: Partial<InventoryDevice> = {}): InventoryDevice => ({
  ...{ name, platform: 'ios', host: '127.0.0.1', port, protocol: 'ssh', login },
  ...more,
});

async function sshHost(): Promise<Listener> {
  const server = await listenSsh({
    ...here,
    hostKey: hostKey.privateKey,
    authenticate: ({ password }) => password === 'secret',
    accept: (duplex) => duplex.write(new TextEncoder().encode('R1>')),
  });
  open.push(server);
  return server;
}

async function nobody(): Promise<{ port: number }> {
  const server = await listenTcp(here, () => undefined);
  await server.close();
  return server;
}

describe('the inventory as a provider', () => {
  it('says of each device whether it can be reached, and why not', async () => {
    const devices = [device('R1', await sshHost()), device('R2', await nobody())];
    const provider = await openInventory({ name: 'lab', devices }, { verify });
    open.push({ close: () => provider.stop() });
    expect(provider.nodes).toEqual([
      { id: 'R1', name: 'R1', state: 'running' },
      {
        ...{ id: 'R2', name: 'R2', state: 'unreachable' },
        reason: expect.stringMatching(/^nothing listens at 127\.0\.0\.1:\d+: the connection was refused/) as string,
      },
    ]);
    await expect(provider.open('R2', 'terminal')).rejects.toMatchObject({
      code: 'connection-refused',
      message: expect.stringMatching(/^R2 cannot be used: nothing listens/) as string,
    });
  });

  it('asks a device that did not answer again, and leaves one that did in peace', async () => {
    const asked = { first: 0 };
    const first = await listenTcp(here, () => asked.first++);
    open.push(first);
    const absent = await nobody();
    const clock = new FakeClock();
    const devices = [device('R1', first), device('R2', absent)];
    const provider = await openInventory({ name: 'lab', devices }, { verify, clock });
    open.push({ close: () => provider.stop() });
    const late = await listenTcp({ ...here, port: absent.port }, () => undefined);
    open.push(late);
    const running = new Promise<void>((resolve) =>
      provider.onNodes((nodes) => {
        if (nodes.every(({ state }) => state === 'running')) resolve();
      }),
    );
    await clock.advance(15_000);
    await running;
    expect(asked.first).toBe(1);
    expect(clock.isWaitedFor).toBe(false);
  });

  it('finds the nodes of a topology among its devices, and names those that are not there', async () => {
    const topology: Topology = {
      name: 'two',
      nodes: (['ios', 'ios', 'switch'] as const).map((platform, index) => ({
        ...{ id: `id${index}`, name: ['R1', 'R9', 'SW1'][index] ?? '', platform, model: platform },
        ...{ interfaces: [], position: { x: 0, y: 0 } },
      })),
      links: [],
    };
    const provider = await openInventory(
      { name: 'lab', devices: [device('R1', await sshHost())] },
      { verify, topology },
    );
    open.push({ close: () => provider.stop() });
    expect(provider.nodes).toEqual([
      { id: 'id0', name: 'R1', state: 'running' },
      { id: 'id1', name: 'R9', state: 'missing', reason: 'no device of that name is in the inventory' },
      { id: 'id2', name: 'SW1', state: 'not simulated', reason: 'it only passes frames' },
    ]);
    expect(await firstWords(await provider.open('id0', 'automation'))).toBe('R1>');
  });

  it('keeps the password out of what it says when the login is refused, and the device stays reachable', async () => {
    const wrong = { username: 'lab', password: 'hunter2' };
    const devices = [device('R1', await sshHost(), { login: wrong })];
    const provider = await openInventory({ name: 'lab', devices }, { verify });
    open.push({ close: () => provider.stop() });
    const failed = provider.open('R1', 'terminal');
    await expect(failed).rejects.toMatchObject({ code: 'wrong-password' });
    await expect(failed).rejects.not.toThrow(/hunter2/);
    expect(provider.nodes[0]?.state).toBe('running');
  });

  it.skipIf(socat === undefined)('tells at once that a serial line was unplugged', async () => {
    const pair = await serialPair();
    open.push({ close: () => pair.unplug() });
    const clock = new FakeClock();
    const devices: InventoryDevice[] = [
      { name: 'R1', platform: 'ios', host: pair.near, protocol: 'serial', login: {} },
    ];
    const provider = await openInventory({ name: 'lab', devices }, { verify, clock });
    open.push({ close: () => provider.stop() });
    expect(provider.nodes[0]?.state).toBe('running');
    expect(provider.sharesConsole('R1')).toBe(true);
    await provider.open('R1', 'automation');
    const gone = new Promise<void>((resolve) => provider.onNodes(() => resolve()));
    await clock.advance(1000);
    await pair.unplug();
    await clock.advance(1000);
    await gone;
    expect(provider.nodes[0]).toMatchObject({
      state: 'unreachable',
      reason: expect.stringMatching(/^there is no serial port \/dev\/pts\/\d+ on this computer; /) as string,
    });
    await expect(provider.open('R1', 'terminal')).rejects.toMatchObject({ code: 'no-serial-port' });
  });

  it('warns of each device for which old algorithms are allowed', async () => {
    const devices = [device('R1', await sshHost(), { allowsOldAlgorithms: true }), device('R2', await sshHost())];
    const provider = await openInventory({ name: 'lab', devices }, { verify });
    open.push({ close: () => provider.stop() });
    expect(provider.notices).toEqual([
      { node: 'R1', name: 'R1', message: expect.stringContaining('old SSH algorithms') as string },
    ]);
  });
});

function firstWords(line: Line): Promise<string> {
  open.push(line);
  return new Promise((resolve) => line.onData((bytes) => resolve(latin1Of(bytes))));
}
