/**
 * What every Provider keeps to, wherever its nodes live. A provider is made for the topology of two-routers.ts, on a
 * server that has `topologyOnServer` with R1 and R2 running and R3 stopped; what it cannot do by its nature is said in
 * its traits, and nothing else is left out.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { latin1Of } from '../../../src-main/base/bytes.ts';
import { Failure } from '../../../src-main/base/errors.ts';
import { openChannel, type ChannelOptions } from '../../../src-main/devices/channel/channel.ts';
import type { Device } from '../../../src-main/devices/channel/device.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import type { Topology } from '../../../src-main/lab/topology.ts';
import type { CapturedFrame, Provider, ProviderNode } from '../../../src-main/providers/provider.ts';
import { watch } from '../builtin/three-routers.ts';
import { cable, nodes, topologyOnServer, topologyWithAbsent } from './two-routers.ts';

export interface ProviderUnderTest {
  provider: Provider;
  /** Ends what is behind the provider. Called after `stop`. */
  dispose: () => Promise<void> | void;
  /** Somebody else stops a node, at the server itself. */
  stopElsewhere?: (node: string) => Promise<void> | void;
  /** How many connections the provider has open at this moment, consoles and all others. */
  connections?: () => number;
}

export interface Traits {
  kind: Provider['kind'];
  /** A console is one for all who look at it. False where every user gets a session of his own (SSH to a device). */
  sharesConsoles: boolean;
  /** A server has the nodes, and may lack some of the topology. */
  hasServer: boolean;
  hasPower: boolean;
  hasCapture: boolean;
  /** What the routers ask for, and what the lines are like. */
  channel?: Partial<ChannelOptions>;
}

type Start = (topology: Topology) => Promise<ProviderUnderTest>;

export function behavesAsProvider(name: string, traits: Traits, start: Start): void {
  const bench = new TestBench(traits, start);
  afterEach(() => bench.clear());
  describe(`${name} as a Provider`, () => {
    itKnowsItsNodes(bench);
    itOpensConsoles(bench);
    itSaysWhatIsWrong(bench);
    itLetsGo(bench);
    if (traits.hasPower) itHasPower(bench);
    if (traits.hasServer) itFollowsItsServer(bench);
    if (traits.hasCapture) itCaptures(bench);
  });
}

class TestBench {
  #ends: (() => unknown)[] = [];

  constructor(
    readonly traits: Traits,
    private readonly launch: Start,
  ) {}

  async start(): Promise<ProviderUnderTest> {
    const tested = await this.launch(this.traits.hasServer ? topologyWithAbsent : topologyOnServer);
    this.#ends.push(tested.dispose, () => tested.provider.stop());
    return tested;
  }

  async drive(provider: Provider, node: string): Promise<Device> {
    const line = await provider.open(node, 'automation');
    const options = { clock: provider.clock, platform: ios, who: node, ...this.traits.channel };
    const device = await openChannel(line, options);
    this.#ends.push(() => device.close());
    return device;
  }

  async clear(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }
}

const stateOf = (among: readonly ProviderNode[], id: string): string | undefined =>
  among.find((node) => node.id === id)?.state;

/** Every state of one node from now on, without repetitions, and a way to wait for one of them. */
function statesOf(provider: Provider, id: string): { seen: string[]; until: (state: string) => Promise<void> } {
  const seen = [stateOf(provider.nodes, id) ?? 'unknown'];
  let changed: () => void = () => undefined;
  provider.onNodes((list) => {
    const state = stateOf(list, id) ?? 'unknown';
    if (seen.at(-1) !== state) seen.push(state);
    changed();
  });
  const until = async (state: string): Promise<void> => {
    while (seen.at(-1) !== state) await new Promise<void>((resolve) => (changed = resolve));
  };
  return { seen, until };
}

function itKnowsItsNodes(bench: TestBench): void {
  it('says what it is, and how each node of the topology does', async () => {
    const { provider } = await bench.start();
    const { traits } = bench;
    expect(provider.kind).toBe(traits.kind);
    expect(stateOf(provider.nodes, nodes.first)).toBe('running');
    expect(stateOf(provider.nodes, nodes.second)).toBe('running');
    if (traits.hasPower) expect(stateOf(provider.nodes, nodes.spare)).toBe('stopped');
    const topology = traits.hasServer ? topologyWithAbsent : topologyOnServer;
    expect(provider.nodes.map((node) => node.id)).toEqual(topology.nodes.map((node) => node.id));
    if (traits.hasServer) expect(stateOf(provider.nodes, nodes.absent)).toBe('missing');
  });

  it('offers power and captures where it has them, and only there', async () => {
    const { provider } = await bench.start();
    expect(provider.power !== undefined).toBe(bench.traits.hasPower);
    expect(provider.capture !== undefined).toBe(bench.traits.hasCapture);
  });
}

function itOpensConsoles(bench: TestBench): void {
  it('opens a console that answers a command', async () => {
    const { provider } = await bench.start();
    const device = await bench.drive(provider, nodes.first);
    expect(device.name).toBe(nodes.first);
    const { output } = await device.execute('show ip interface brief');
    expect(output).toMatch(/^GigabitEthernet0\/0 +192\.0\.2\.1 .* up +up *$/m);
  });

  it('opens a console for each node, and each is its own', async () => {
    const { provider } = await bench.start();
    const devices = await Promise.all([nodes.first, nodes.second].map((node) => bench.drive(provider, node)));
    const outputs = await Promise.all(devices.map((device) => device.execute('show running-config')));
    expect(outputs.map(({ output }) => /^hostname (.*)$/m.exec(output)?.[1])).toEqual([nodes.first, nodes.second]);
  });

  it('takes a configuration, and a console that is opened again finds it', async () => {
    const { provider } = await bench.start();
    const device = await bench.drive(provider, nodes.first);
    const { accepted, rejected } = await device.configure(['interface Loopback7', 'description of the suite']);
    expect({ accepted: accepted.length, rejected }).toEqual({ accepted: 2, rejected: [] });
    device.close();
    const again = await bench.drive(provider, nodes.first);
    expect((await again.execute('show running-config')).output).toMatch(/^ description of the suite$/m);
  });

  it('lets two users have a console at the same time', async () => {
    const { provider } = await bench.start();
    const lines = await Promise.all([1, 2].map(() => provider.open(nodes.first, 'terminal')));
    const [one, other] = lines.map((line) => watch(line));
    if (!one || !other) throw new Error('two lines were asked for');
    const answer = /Codes: .*\n/;
    one.type('\r');
    await one.until(/R1[>#]/);
    one.type('show ip route\r');
    await one.until(answer);
    if (bench.traits.sharesConsoles) await other.until(answer);
    other.type('\r');
    await other.until(/R1[>#]/);
    lines[0]?.close();
    other.type('show ip route\r');
    expect(await other.until(answer)).toContain('Codes: ');
  });

  it('tells who has a console open of its size and its end', async () => {
    const { provider } = await bench.start();
    const line = await provider.open(nodes.first, 'terminal', { columns: 132, rows: 50 });
    const heard: string[] = [];
    line.onClose((reason) => heard.push(reason));
    line.resize({ columns: 100, rows: 30 });
    line.close();
    line.close();
    line.write(new Uint8Array([13]));
    await expect.poll(() => heard.length).toBe(1);
  });
}

function itSaysWhatIsWrong(bench: TestBench): void {
  const refusal = async (provider: Provider, node: string): Promise<Failure> => {
    const opening = provider.open(node, 'automation').then(
      () => undefined,
      (error: unknown) => error,
    );
    const error = await opening;
    if (!(error instanceof Failure)) throw new Error(`a Failure was expected, not ${String(error)}`);
    expect(error.message).toContain(node);
    expect(error.message).toMatch(/^[A-Z].{20,}\.$/);
    return error;
  };

  it('says that a node is not part of the topology', async () => {
    const { provider } = await bench.start();
    expect((await refusal(provider, 'R77')).code).toBe('unknown-node');
  });

  it('says that a node has no console', async () => {
    const { provider } = await bench.start();
    expect((await refusal(provider, nodes.switch)).code).toBe('no-console');
  });

  if (bench.traits.hasPower)
    it('says that a node does not run', async () => {
      const { provider } = await bench.start();
      expect((await refusal(provider, nodes.spare)).code).toBe('node-not-running');
    });

  if (bench.traits.hasServer)
    it('says that the server lacks a node', async () => {
      const { provider } = await bench.start();
      expect((await refusal(provider, nodes.absent)).code).toBe('node-missing');
    });
}

function itLetsGo(bench: TestBench): void {
  it('lets go of everything when it is stopped', async () => {
    const tested = await bench.start();
    const { provider } = tested;
    const line = await provider.open(nodes.first, 'terminal');
    const device = await bench.drive(provider, nodes.second);
    const ended = new Promise((resolve) => line.onClose(resolve));
    await device.execute('show clock');
    await provider.stop();
    await ended;
    if (tested.connections) await expect.poll(tested.connections).toBe(0);
    await provider.stop();
  });
}

function itHasPower(bench: TestBench): void {
  it('starts a node, tells of it meanwhile, and the node can be used', async () => {
    const { provider } = await bench.start();
    const { seen } = statesOf(provider, nodes.spare);
    await provider.power?.start([nodes.spare]);
    expect(seen).toEqual(['stopped', 'starting', 'running']);
    const device = await bench.drive(provider, nodes.spare);
    expect((await device.execute('show ip interface brief')).output).toContain('192.0.2.3');
  });

  it('stops a node, and its consoles end with it', async () => {
    const { provider } = await bench.start();
    const { seen } = statesOf(provider, nodes.second);
    const line = await provider.open(nodes.second, 'terminal');
    const ended = new Promise((resolve) => line.onClose(resolve));
    await provider.power?.stop([nodes.second]);
    expect(seen.at(-1)).toBe('stopped');
    await ended;
    expect(stateOf(provider.nodes, nodes.first)).toBe('running');
  });

  it('takes it for done where a node is in that state already', async () => {
    const { provider } = await bench.start();
    await provider.power?.start([nodes.first]);
    await provider.power?.stop([nodes.spare]);
    expect(stateOf(provider.nodes, nodes.first)).toBe('running');
    expect(stateOf(provider.nodes, nodes.spare)).toBe('stopped');
  });

  it('names each node that did not start, and starts the others', async () => {
    const { provider } = await bench.start();
    const failing = provider.power?.start([nodes.spare, nodes.absent]);
    const failure = await failing?.catch((error: unknown) => error);
    if (!(failure instanceof Failure)) throw new Error(`a Failure was expected, not ${String(failure)}`);
    expect(failure.diagnostics).toHaveLength(1);
    expect(`${failure.diagnostics[0]?.path} ${failure.diagnostics[0]?.message}`).toContain(nodes.absent);
    expect(stateOf(provider.nodes, nodes.spare)).toBe('running');
  });
}

function itFollowsItsServer(bench: TestBench): void {
  it('hears of a node that somebody else stops', async () => {
    const { provider, stopElsewhere } = await bench.start();
    const states = statesOf(provider, nodes.second);
    await stopElsewhere?.(nodes.second);
    await states.until('stopped');
    await expect(provider.open(nodes.second, 'automation')).rejects.toMatchObject({ code: 'node-not-running' });
  });

  it('leaves the nodes as they are when it is stopped', async () => {
    const { provider } = await bench.start();
    await provider.stop();
    expect(stateOf(provider.nodes, nodes.first)).toBe('running');
  });
}

function itCaptures(bench: TestBench): void {
  it('captures what goes over a link, as it was on it', async () => {
    const { provider } = await bench.start();
    const frames: CapturedFrame[] = [];
    provider.capture?.onFrames(cable, (frame) => frames.push(frame));
    const device = await bench.drive(provider, nodes.first);
    // A capture begins when the server has begun it, which may be later than the first ping.
    while (!frames.some(isEchoRequest)) {
      await device.execute('ping 198.51.100.2');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const echo = frames.find(isEchoRequest);
    // To 198.51.100.2 from 198.51.100.1, behind 14 octets of Ethernet (RFC 791, 3.1).
    expect([...(echo?.frame.subarray(26, 34) ?? [])]).toEqual([198, 51, 100, 1, 198, 51, 100, 2]);
    expect(frames.map(({ time }) => time)).toEqual(frames.map(({ time }) => time).toSorted((a, b) => a - b));
    expect(echo?.time).toBeGreaterThan(1e15);
  });
}

function isEchoRequest({ frame }: CapturedFrame): boolean {
  return latin1Of(frame.subarray(12, 14)) === '\x08\x00' && frame[23] === 1 && frame[34] === 8;
}
