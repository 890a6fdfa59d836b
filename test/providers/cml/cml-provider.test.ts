import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/base/errors.ts';
import { exportCml } from '../../../src-main/exporters/cml/cml.ts';
import { connectCml } from '../../../src-main/providers/cml/cml-server.ts';
import type { LabServer } from '../../../src-main/providers/lab-server.ts';
import type { Provider, ProviderNode } from '../../../src-main/providers/provider.ts';
import { watch } from '../builtin/three-routers.ts';
import { topologyOnServer } from '../suite/two-routers.ts';
import { Controller } from './contract/controller.ts';
import type { ContractLab, ContractNode } from './contract/lab.ts';

let controller: Controller;
let server: LabServer;

beforeEach(async () => {
  controller = await Controller.start();
  server = await connectCml(controller.address, { consolePort: controller.consoles.port });
});
afterEach(async () => {
  await server.close();
  await controller.end();
});

interface Open {
  lab: ContractLab;
  provider: Provider;
}

async function open(title = 'lab', running = ['R1', 'R2']): Promise<Open> {
  const lab = controller.import(exportCml(topologyOnServer, { title }).text);
  controller.boot(lab, ...running, 'SW1');
  return { lab, provider: await server.open(lab.id, topologyOnServer) };
}

function nodeOf({ lab }: Open, label: string): ContractNode {
  const node = lab.nodes.find((one) => one.label === label);
  if (!node) throw new Error(`there is no ${label}`);
  return node;
}

const named = ({ nodes }: Provider, name: string): ProviderNode | undefined => nodes.find((node) => node.name === name);

function until(provider: Provider, isThere: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isThere()) return;
      stop();
      resolve();
    };
    const stop = provider.onNodes(look);
    queueMicrotask(look);
  });
}

async function failureOf(promise: Promise<unknown> | undefined): Promise<Failure> {
  const error: unknown = await promise?.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error(`a Failure was expected, not ${String(error)}`);
}

describe('a console', () => {
  it('is opened by its key, greets with a prompt, and is left free', async () => {
    const { provider } = await open();
    const line = await provider.open('R1', 'terminal');
    await watch(line).until(/R1[>#]/);
    line.close();
    expect(controller.consoles.commands).toEqual([expect.stringMatching(/^connect [0-9a-f-]{36}$/)]);
    await expect.poll(() => controller.consoles.left).toEqual(['^]']);
  });

  it.each(['Lab at Wed 22:21 PM', 'a/b "c" \\ d', "Übung 'x'"])(
    'is opened by its name where keys are not known: %s',
    async (title) => {
      controller.knowsKeys = false;
      const { provider } = await open(title);
      await watch(await provider.open('R2', 'terminal')).until(/R2[>#]/);
      expect(controller.consoles.commands.at(-1)).toBe(`open /${title}/R2/0`);
    },
  );

  it('is the first of several, and how the others are reached is told once', async () => {
    const here = await open('two lines');
    nodeOf(here, 'R1').moreKeys = ['0b1e9a3e-6f0f-4c4a-9d15-0d3f0c9e5a01'];
    const line = await here.provider.open('R1', 'terminal');
    await watch(line).until(/R1[>#]/);
    (await here.provider.open('R1', 'automation')).close();
    expect(here.provider.notices).toEqual([
      {
        ...{ node: 'R1', name: 'R1' },
        message: expect.stringMatching(/has 2 consoles.*: open \/two lines\/R1\/1\.$/) as string,
      },
    ]);
    line.close();
  });

  it('is refused in the words of the console server where it cannot be told from another', async () => {
    controller.knowsKeys = false;
    const { provider } = await open('twice');
    await open('twice');
    const failure = await failureOf(provider.open('R1', 'terminal'));
    expect(failure).toMatchObject({ kind: 'unreachable', code: 'console-refused' });
    expect(failure.message).toContain('R1');
    await expect.poll(() => controller.consoles.open.size).toBe(0);
  });

  it('ends when the node behind it is stopped, and what is typed then goes nowhere', async () => {
    const opened = await open();
    const line = await opened.provider.open('R1', 'terminal');
    const ended = new Promise((resolve) => line.onClose(resolve));
    controller.stopNode(opened.lab, nodeOf(opened, 'R1'));
    expect(await ended).toMatch(/stopped|ended/);
    line.write(new TextEncoder().encode('reload\r'));
    await expect.poll(() => controller.consoles.open.size).toBe(0);
    expect(controller.consoles.commands.join(' ')).not.toContain('reload');
  });

  it('says that there is no console server', async () => {
    const { lab } = await open();
    const elsewhere = await connectCml(controller.address, { consolePort: 1 });
    const provider = await elsewhere.open(lab.id, topologyOnServer);
    expect(await failureOf(provider.open('R1', 'terminal'))).toMatchObject({ code: 'connection-refused' });
    await elsewhere.close();
  });
});

describe('nodes that are started', () => {
  it('show what their consoles print until they have booted', async () => {
    const opened = await open();
    const reasons = new Set<string>();
    opened.provider.onNodes(() => reasons.add(named(opened.provider, 'R3')?.reason ?? ''));
    await opened.provider.power?.start(['R3']);
    expect([...reasons]).toContain('it waits for its turn to start');
    expect([...reasons].some((reason) => reason.startsWith('it boots'))).toBe(true);
    expect(named(opened.provider, 'R3')).toEqual({ id: 'R3', name: 'R3', state: 'running' });
  });

  it('say why they stopped by themselves', async () => {
    controller.broken.set('R3', 'Kernel panic - no root file system');
    const { provider } = await open();
    const failure = await failureOf(provider.power?.start(['R3', 'R1']));
    expect(failure.diagnostics).toEqual([
      {
        severity: 'error',
        path: 'R3',
        message: 'it has stopped again by itself after it printed "Kernel panic - no root file system"',
      },
    ]);
  });

  it('say what the controller refuses', async () => {
    controller.unstartable.set('R3', { status: 400, description: 'Licensing: node limit of 5 nodes is reached' });
    const { provider } = await open();
    const failure = await failureOf(provider.power?.start(['R3']));
    expect(failure).toMatchObject({ kind: 'device', code: 'not-started' });
    expect(failure.diagnostics[0]?.message).toMatch(/licence .* lets no more nodes run: .*5 nodes is reached/);
  });

  it('are waited for in vain when the provider is stopped', async () => {
    const { provider } = await open();
    controller.interfere = (request, response) => {
      if (request.method !== 'PUT') return false;
      response.writeHead(204).end();
      return true;
    };
    const failing = failureOf(provider.power?.start(['R3']));
    await provider.stop();
    expect((await failing).diagnostics[0]?.message).toBe('the connection to the server was closed');
  });
});

describe('the states of nodes', () => {
  it('are asked for where the controller sends no events', async () => {
    controller.hasEvents = false;
    const opened = await open();
    controller.stopNode(opened.lab, nodeOf(opened, 'R1'));
    await until(opened.provider, () => named(opened.provider, 'R1')?.state === 'stopped');
  });

  it('go on to be followed when the stream of events breaks', async () => {
    const opened = await open();
    await expect.poll(() => controller.pages).toBe(1);
    controller.expireTokens();
    controller.endPages();
    await expect.poll(() => controller.pages, { timeout: 15_000 }).toBe(1);
    controller.stopNode(opened.lab, nodeOf(opened, 'R2'));
    await until(opened.provider, () => named(opened.provider, 'R2')?.state === 'stopped');
  });

  it('say that a compute host is lost, and that a machine takes its time', async () => {
    const opened = await open();
    controller.setState(opened.lab, nodeOf(opened, 'R1'), 'DISCONNECTED');
    controller.setState(opened.lab, nodeOf(opened, 'R2'), 'STARTED');
    await until(opened.provider, () => named(opened.provider, 'R2')?.state === 'starting');
    expect(named(opened.provider, 'R1')).toMatchObject({
      state: 'unreachable',
      reason: 'the compute host that it runs on is not connected',
    });
    await watch(await opened.provider.open('R2', 'terminal')).until(/R2[>#]/);
  });

  it('say that the lab was deleted', async () => {
    const opened = await open();
    await expect.poll(() => controller.pages).toBe(1);
    controller.labs.splice(0);
    controller.tell({ event_type: 'lab_event', event: 'deleted', lab_id: opened.lab.id });
    await until(opened.provider, () => named(opened.provider, 'R1')?.state === 'missing');
    expect(named(opened.provider, 'R1')?.reason).toBe('the lab was deleted');
    await opened.lab.end();
  });

  it('are unreachable while the controller is dead, and nothing hangs', async () => {
    const { provider } = await open();
    const line = await provider.open('R1', 'terminal');
    const ended = new Promise((resolve) => line.onClose(resolve));
    await controller.kill();
    await ended;
    await until(provider, () => named(provider, 'R1')?.state === 'unreachable');
    expect(named(provider, 'R1')?.reason).toMatch(/listens|ended/);
    expect(await failureOf(provider.open('R1', 'terminal'))).toMatchObject({ code: 'node-not-running' });
    expect((await failureOf(provider.power?.start(['R3']))).diagnostics).toHaveLength(1);
  });
});

describe('a capture', () => {
  it('is stopped on the server when nobody listens any more', async () => {
    const { lab, provider } = await open();
    const stop = provider.capture?.onFrames('cable', () => undefined);
    await expect.poll(() => lab.captures.size).toBe(1);
    expect([...lab.captures.values()][0]?.limits).toEqual({ maxpackets: 1_000_000, maxtime: 86_400 });
    stop?.();
    await expect.poll(() => lab.captures.size).toBe(0);
  });

  it('of somebody else is read and left alone', async () => {
    const { lab, provider } = await open();
    const link = lab.links[0];
    if (!link) throw new Error('there is a cable');
    await lab.capture(link, { maxpackets: 10 });
    const heard: number[] = [];
    const stop = provider.capture?.onFrames('cable', ({ frame }) => heard.push(frame.length));
    const device = watch(await provider.open('R1', 'terminal'));
    device.type('\rping 198.51.100.2\r');
    await expect.poll(() => heard.length, { timeout: 5000 }).toBeGreaterThan(2);
    stop?.();
    await provider.stop();
    expect(lab.captures.size).toBe(1);
  });

  it('of something else than Ethernet is told, and not shown as empty', async () => {
    const { lab, provider } = await open();
    lab.linkType = 9; // PPP
    provider.capture?.onFrames('cable', () => undefined);
    const device = watch(await provider.open('R1', 'terminal'));
    device.type('\rping 198.51.100.2\r');
    const notices = (): string => provider.notices.map(({ message }) => message).join('\n');
    await expect.poll(notices, { timeout: 5000 }).toMatch(/link type is 9/);
  });

  it('of a link that is not there says so', async () => {
    const { provider } = await open();
    expect(() => provider.capture?.onFrames('none', () => undefined)).toThrow('There is no link none');
    expect(await provider.capture?.wiresharkKeys()).toEqual({});
  });
});
