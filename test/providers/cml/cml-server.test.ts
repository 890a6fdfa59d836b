import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportCml } from '../../../src-main/exporters/cml/cml.ts';
import { importTopology } from '../../../src-main/importers/import.ts';
import type { Topology } from '../../../src-main/lab/topology.ts';
import { connectCml } from '../../../src-main/providers/cml/cml-server.ts';
import type { Deployment, LabServer } from '../../../src-main/providers/lab-server.ts';
import { topologyOnServer } from '../suite/two-routers.ts';
import { Controller, type ControllerOptions } from './contract/controller.ts';
import type { ContractLab, ContractNode } from './contract/lab.ts';

const folder = path.resolve(import.meta.dirname, '../../../labs/gre-to-vti');
const topologyOf = (name: string): Topology =>
  importTopology({ name, text: readFileSync(path.join(folder, name), 'utf8') }).topology;

let controller: Controller;
let server: LabServer;

async function begin(options: ControllerOptions = {}): Promise<void> {
  controller = await Controller.start(options);
  server = await connectCml(controller.address, { consolePort: controller.consoles.port });
}
beforeEach(() => begin());
afterEach(async () => {
  await server.close();
  await controller.end();
});

async function other(options: ControllerOptions): Promise<void> {
  await server.close();
  await controller.end();
  await begin(options);
}

function nodeAt(project: string, name: string): ContractNode {
  const node = controller.labs.find(({ id }) => id === project)?.nodes.find(({ label }) => label === name);
  if (!node) throw new Error(`${name} is not on the controller`);
  return node;
}

const add = (title: string): ContractLab => controller.import(exportCml(topologyOnServer, { title }).text);

const deployment = (change: Partial<Deployment> = {}): Deployment => ({
  title: 'GRE to VTI',
  topology: topologyOf('gre-to-vti.yaml'),
  configurations: {},
  ...change,
});

describe('the labs of a controller', () => {
  it('are listed by their titles, and those of the same title can be told apart', async () => {
    const [one, two, three] = [add('Übung "1"/a'), add('twice'), add('twice')];
    controller.boot(one, 'R1');
    expect(await server.projects()).toEqual([
      { id: one.id, name: 'Übung "1"/a', state: 'running' },
      { id: two.id, name: `twice (${two.id.slice(0, 8)})`, state: 'stopped' },
      { id: three.id, name: `twice (${three.id.slice(0, 8)})`, state: 'stopped' },
    ]);
  });

  it('are read as files that can be imported', async () => {
    const { id } = add('to read');
    const file = await server.read(id);
    expect(file.name).toBe('to read.yaml');
    const { topology, format } = importTopology(file);
    expect(format).toBe('cml');
    expect(topology.nodes.map(({ name }) => name)).toEqual(topologyOnServer.nodes.map(({ name }) => name));
  });

  it('are not there any more when somebody has deleted them', async () => {
    const { id } = add('gone');
    controller.labs.pop();
    for (const asked of [server.read(id), server.open(id, topologyOnServer), server.remove(id)])
      await expect(asked).rejects.toMatchObject({ code: 'unknown-project' });
  });

  it('are refused as another topology than the one that is meant', async () => {
    const { id } = add('other');
    const topology = {
      ...topologyOnServer,
      nodes: topologyOnServer.nodes.map((node) => ({ ...node, name: `X${node.name}` })),
    };
    await expect(server.open(id, topology)).rejects.toMatchObject({
      code: 'other-topology',
      message: expect.stringMatching(/has R1, R2, R3, SW1, and XR1, XR2, XR3, XSW1 are wanted/) as unknown,
    });
  });

  it('are deleted with all that runs in them', async () => {
    const [kept, running, fresh] = [add('kept'), add('running'), add('fresh')];
    controller.boot(running, 'R1', 'R2');
    await server.remove(running.id);
    await server.remove(fresh.id);
    expect(controller.labs).toEqual([kept]);
  });
});

describe('a topology that is to be made on a controller', () => {
  it('can be made from what the controller has, the best first', async () => {
    const plans = await server.plan(deployment({ topology: topologyOf('gre-to-vti.gns3') }));
    expect(plans.map(({ name }) => name)).toEqual(['R1', 'R2', 'R3']);
    expect(plans[0]?.templates.map(({ id }) => id)).toEqual([
      'iosv/iosv-159-3-m9',
      'iosv/iosv-158-3',
      'iol-xe/iol-xe-17-12-01',
    ]);
    expect(plans[0]?.templates[0]?.name).toBe('IOSV: Image iosv-159-3-m9');
  });

  it('needs no image for switches', async () => {
    const plans = await server.plan(deployment({ topology: topologyOnServer }));
    expect(plans.find(({ name }) => name === 'SW1')?.templates.map(({ id }) => id)).toEqual(['unmanaged_switch']);
  });

  it('cannot be made where an image or a node definition is missing, and each node says which', async () => {
    await other({ definitions: ['iosv', 'alpine'], images: { alpine: ['alpine-3-19'] } });
    const plans = await server.plan(deployment({ topology: topologyOnServer }));
    expect(plans.map(({ name, problem }) => `${name}: ${problem ?? ''}`)).toEqual([
      ...['R1', 'R2', 'R3'].map(
        (name) =>
          `${name}: the server knows iosv, and has no image for it: upload one under Tools, Node and Image Definitions`,
      ),
      'SW1: the server has no node definition unmanaged_switch: who runs it can add one with its image',
    ]);
    const failing = server.deploy(deployment({ topology: topologyOnServer }), {});
    await expect(failing).rejects.toMatchObject({ code: 'cannot-deploy', diagnostics: { length: 4 } });
    expect(controller.labs).toEqual([]);
  });

  it('becomes a lab with its start configurations, and says what could not be carried over', async () => {
    const topology = topologyOf('gre-to-vti.gns3');
    const [r1] = topology.nodes;
    const says: string[] = [];
    const configurations = { [r1?.id ?? '']: 'hostname R1\ninterface FastEthernet0/0\n no shutdown\n' };
    const { project, shortfalls } = await server.deploy(deployment({ topology, configurations }), {}, (one) =>
      says.push(one),
    );
    const lab = controller.labs.find(({ id }) => id === project);
    expect(lab?.title).toBe('GRE to VTI');
    expect(lab?.file.nodes[0]).toMatchObject({
      label: 'R1',
      node_definition: 'iosv',
      image_definition: 'iosv-159-3-m9',
      configuration: 'hostname R1\ninterface GigabitEthernet0/0\n no shutdown\n',
    });
    expect(says).toEqual(['Asking which nodes and images the server has', 'Importing 3 nodes as "GRE to VTI"']);
    const messages = shortfalls.map(({ message }) => message);
    expect(messages).toContain('R1 (dynamips c3725 with 12.4(15)T14) is there as iosv');
    expect(messages.at(-1)).toBe('the server says: R1 has no owner');
  });

  it('is made of what somebody chooses, of another kind too', async () => {
    const topology = topologyOf('gre-to-vti.yaml');
    const [r1 = '', r2 = ''] = topology.nodes.map(({ id }) => id);
    const choices = { [r1]: 'iosv/iosv-158-3', [r2]: 'iol-xe/iol-xe-17-12-01' };
    const { project } = await server.deploy(deployment({ topology }), choices);
    const nodes = controller.labs.find(({ id }) => id === project)?.file.nodes ?? [];
    expect(nodes.map((node) => [node.node_definition, node.image_definition])).toEqual([
      ['iosv', 'iosv-158-3'],
      ['iol-xe', 'iol-xe-17-12-01'],
      ['iosv', 'iosv-159-3-m9'],
    ]);
    await expect(server.deploy(deployment({ topology }), { [r1]: 'iosv/none' })).rejects.toMatchObject({
      code: 'unknown-choice',
    });
  });

  it('says before and after how a start configuration comes to a node that CML gives none, and keeps that for it', async () => {
    controller.withoutStart.add('iosv');
    const topology = topologyOf('gre-to-vti.yaml');
    const [{ id, name } = { id: '', name: '' }] = topology.nodes;
    const text = 'hostname R1\n';
    const wanted = deployment({ topology, configurations: { [id]: text } });
    const [plan] = await server.plan(wanted);
    const says = `The start configuration of ${name} is typed at its console when it is first started from here, and saved: CML gives none to a node of the definition iosv.`;
    expect(plan?.templates.map(({ id: one, start }) => [one, start])).toEqual([
      ['iosv/iosv-159-3-m9', says],
      ['iosv/iosv-158-3', says],
      ['iol-xe/iol-xe-17-12-01', undefined],
    ]);
    const { project, shortfalls } = await server.deploy(wanted, {});
    expect(shortfalls).toContainEqual({ node: id, message: says });
    const { starts, stop } = await server.open(project, topology).then((provider) => ({
      starts: provider.starts,
      stop: () => provider.stop(),
    }));
    expect((await starts?.of([id]))?.get(id)).toEqual({ text, isTyped: false });
    await starts?.typed(id);
    // Wiped it has another disk.
    for (const [state, isTyped] of [
      ['STOPPED', true],
      ['DEFINED_ON_CORE', false],
    ] as const) {
      nodeAt(project, name).state = state;
      expect((await starts?.of([id]))?.get(id)).toEqual({ text, isTyped });
    }
    controller.withoutStart.clear();
    expect(await starts?.of([id])).toEqual(new Map());
    await stop();
    expect(controller.refused).toEqual([]);
  });

  it('is made with a word about a licence that may keep its nodes from starting', async () => {
    controller.licence = { max: 2, authorization: 'OUT_OF_COMPLIANCE' };
    const { shortfalls } = await server.deploy(deployment(), {});
    expect(shortfalls.map(({ message }) => message).slice(0, 2)).toEqual([
      'the licence of the server may keep nodes from starting: its authorization is OUT_OF_COMPLIANCE',
      'the licence of the server lets 2 nodes run at a time, and this topology has 3',
    ]);
  });

  it('is never a second lab of the same title without a word', async () => {
    await server.deploy(deployment(), {});
    const { project, shortfalls } = await server.deploy(deployment(), {});
    expect(controller.labs.map(({ title }) => title)).toEqual(['GRE to VTI', 'GRE to VTI 2']);
    expect(controller.labs[1]?.id).toBe(project);
    expect(shortfalls[0]?.message).toBe(
      'the lab is called "GRE to VTI 2" on the server, as it has one called "GRE to VTI" already',
    );
    await server.deploy(deployment({ title: 'x'.repeat(80) }), {});
    await server.deploy(deployment({ title: 'x'.repeat(80) }), {});
    expect(controller.labs.slice(2).map(({ title }) => title.length)).toEqual([64, 61]);
  });
});

describe('a controller that is left', () => {
  it('has no session and no connection of ours any more', async () => {
    const lab = add('open');
    controller.boot(lab, 'R1');
    const provider = await server.open(lab.id, topologyOnServer);
    await provider.open('R1', 'terminal');
    await server.close();
    expect(controller.requests.at(-1)).toBe('DELETE /api/v0/logout');
    await expect.poll(() => controller.connections + controller.consoles.open.size).toBe(0);
  });
});
