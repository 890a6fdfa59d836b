/** Networks that meet outside: over UDP on loopback, as they would meet QEMU, and through the gateway for UDP. */
import dgram from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import type { Stop } from '../../../src-main/base/disposable.ts';
import { parseIpv4 } from '../../../src-main/base/address.ts';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { LinkEnd, Topology, TopologyNode } from '../../../src-main/lab/topology.ts';
import { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';
import { openGateway } from '../../../src-main/providers/builtin/udp-gateway.ts';
import { joinUdp } from '../../../src-main/providers/builtin/udp-uplink.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function nodeNamed(name: string, platform: TopologyNode['platform'] = 'ios'): TopologyNode {
  const interfaces = [{ name: 'FastEthernet0/0' }, { name: 'FastEthernet0/1' }];
  return { id: name, name, platform, model: 'dynamips c3725', interfaces, position: { x: 0, y: 0 } };
}

async function start(
  topology: Omit<Topology, 'name'>,
  configurations: Record<string, string>,
  uplinks: LinkEnd[],
): Promise<BuiltinProvider> {
  const pace = { kind: 'real-time', factor: 1 } as const;
  const plan = { topology: { name: 'one', ...topology }, configurations, journal: [], seed: 'uplinks', pace, uplinks };
  const provider = await BuiltinProvider.start(simulatorInProcess(), plan);
  stops.push(() => provider.stop());
  return provider;
}

const port = (node: string, name = 'FastEthernet0/0'): LinkEnd => ({ node, interface: name });
const addressed = (host: number): string =>
  `interface FastEthernet0/0\n ip address 10.0.0.${host} 255.255.255.0\n no shutdown\n`;

/** Types a line, and waits until the pattern is shown. */
async function shown(provider: BuiltinProvider, node: string, line: string, pattern: RegExp): Promise<string> {
  const terminal = await provider.open(node, 'automation');
  let heard = '';
  const found = new Promise<void>((resolve) => {
    terminal.onData((bytes) => {
      heard += latin1Of(bytes);
      if (pattern.test(heard)) resolve();
    });
  });
  terminal.write(bytesOfLatin1(`${line}\r`));
  await found;
  terminal.close();
  return heard;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket('udp4').bind(0, '127.0.0.1', () => {
      const free = socket.address().port;
      socket.close(() => resolve(free));
    });
  });
}

describe('an uplink', () => {
  it('joins routers of two simulators by datagrams, one frame in each', async () => {
    const west = await start({ nodes: [nodeNamed('R1')], links: [] }, { R1: addressed(1) }, [port('R1')]);
    const cloud: Topology['links'] = [{ id: 'out', ends: [port('R2'), port('Internet')] }];
    // Addresses of Ethernet go by the place in the topology: the two routers must not have the same.
    const nodes = [nodeNamed('Internet', 'cloud'), nodeNamed('R2')];
    const east = await start({ nodes, links: cloud }, { R2: addressed(2) }, [port('Internet')]);
    expect(east.nodes.map(({ name, state }) => `${name} ${state}`)).toEqual(['Internet not simulated', 'R2 running']);
    expect(east.notices).toEqual([]);
    const [one, other] = [await freePort(), await freePort()];
    const local = (number: number): { host: string; port: number } => ({ host: '127.0.0.1', port: number });
    stops.push(await joinUdp(west, port('R1'), { local: local(one), remote: local(other) }));
    stops.push(await joinUdp(east, port('Internet'), { local: local(other), remote: local(one) }));
    expect(await shown(west, 'R1', 'ping 10.0.0.2 repeat 3', /Success rate[^\n]*\n/)).toMatch(/\([23]\/3\)/);
  });

  it('takes no interface whose cable leads to a node that runs', async () => {
    const links: Topology['links'] = [{ id: 'lan', ends: [port('R1'), port('R2')] }];
    const starting = start({ nodes: [nodeNamed('R1'), nodeNamed('R2')], links }, {}, [port('R1')]);
    await expect(starting).rejects.toMatchObject({ code: 'uplink-taken' });
    await expect(start({ nodes: [nodeNamed('R1')], links: [] }, {}, [port('R1', 'Serial0/0')])).rejects.toMatchObject({
      code: 'unknown-uplink',
    });
  });
});

describe('the gateway', () => {
  it('brings a router what a program sends to the port that stands for it, before the router has said anything', async () => {
    const provider = await start({ nodes: [nodeNamed('R1')], links: [] }, { R1: addressed(1) }, [port('R1')]);
    const heard = await listening();
    const published = { address: parseIpv4('10.0.0.9') ?? 0, port: 500, program: heard.at };
    const at = { host: '127.0.0.1', port: await freePort() };
    const forwarded = { at, address: parseIpv4('10.0.0.1') ?? 0, port: 4711 };
    stops.push(await openGateway(provider, port('R1'), { published: [published], forwarded: [forwarded] }));
    // Nobody listens there inside, and the router says so to the address that stands for the program.
    const refused = new Promise<Uint8Array>((resolve) => {
      stops.push(
        provider.onFrames('R1:FastEthernet0/0', ({ frame }) => {
          if (frame[13] === 0 && frame[23] === 1) resolve(frame);
        }),
      );
    });
    heard.answer('is anybody there?', { address: at.host, port: at.port });
    expect([...(await refused).subarray(26, 36)]).toEqual([10, 0, 0, 1, 10, 0, 0, 9, 3, 3]);
    const taken = openGateway(provider, port('R1'), { published: [], forwarded: [forwarded] });
    await expect(taken).rejects.toMatchObject({ code: 'port-in-use' });
  });

  it('brings what routers send to a published address to a program, and its answers back', async () => {
    const provider = await start({ nodes: [nodeNamed('R1')], links: [] }, { R1: addressed(1) }, [port('R1')]);
    const heard = await listening();
    const published = { address: parseIpv4('10.0.0.9') ?? 0, port: 33_435, program: heard.at };
    stops.push(await openGateway(provider, port('R1'), { published: [published] }));
    // The first datagram, to port 33434, is lost while the router asks whose address it is.
    void shown(provider, 'R1', 'traceroute 10.0.0.9 timeout 1 probe 1', /never/);
    const { from, bytes } = await heard.first;
    expect(bytes).toHaveLength(0);
    expect(from.address).toBe('127.0.0.1');
    const answered = new Promise<Uint8Array>((resolve) => {
      stops.push(
        provider.onFrames('R1:FastEthernet0/0', ({ frame }) => {
          if (latin1Of(frame).includes('an answer')) resolve(frame);
        }),
      );
    });
    heard.answer('an answer', from);
    // From the published address, to the port that the router had sent from.
    expect([...(await answered).subarray(26, 38)]).toEqual([
      10,
      0,
      0,
      9,
      10,
      0,
      0,
      1,
      33_435 >> 8,
      33_435 & 255,
      0xc0,
      0,
    ]);
  });
});

interface Listening {
  at: { host: string; port: number };
  first: Promise<{ from: dgram.RemoteInfo; bytes: Uint8Array }>;
  answer: (text: string, to: { address: string; port: number }) => void;
}

function listening(): Promise<Listening> {
  const socket = dgram.createSocket('udp4');
  const close: Stop = () => socket.close();
  stops.push(close);
  const first = new Promise<{ from: dgram.RemoteInfo; bytes: Uint8Array }>((resolve) => {
    socket.once('message', (bytes, from) => resolve({ from, bytes }));
  });
  return new Promise((resolve) => {
    socket.bind(0, '127.0.0.1', () => {
      const at = { host: '127.0.0.1', port: socket.address().port };
      resolve({ at, first, answer: (text, to) => socket.send(text, to.port, to.address) });
    });
  });
}
