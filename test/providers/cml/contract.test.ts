/** The controller of these tests refuses what a real one refuses, and does not forget it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportCml } from '../../../src-main/exporters/cml/cml.ts';
import { CmlClient, type CmlCall } from '../../../src-main/providers/cml/cml-client.ts';
import { topologyOnServer } from '../suite/two-routers.ts';
import { Controller } from './contract/controller.ts';
import type { ContractLab } from './contract/lab.ts';

let controller: Controller;
let client: CmlClient;
let lab: ContractLab;

beforeEach(async () => {
  controller = await Controller.start();
  client = await CmlClient.connect(controller.address);
  lab = controller.import(exportCml(topologyOnServer).text);
  controller.boot(lab, 'R1');
});
afterEach(() => client.close());

const nobody = '3f0c1f2e-6f1a-4a55-9a55-0d7e0f2f6a11';
const file = { lab: { version: '0.2.2', title: 'x' }, nodes: [], links: [] };

it.each([
  ['an unknown key in a lab', { method: 'POST', path: '/import', json: { ...file, quickmode: true } }],
  ['a title that is too long', { method: 'POST', path: '/import', json: { ...file, lab: { title: 'x'.repeat(65) } } }],
  ['an unknown node', { method: 'PUT', path: `/labs/LAB/nodes/${nobody}/state/start` }],
  ['a capture without an end', { method: 'PUT', path: '/labs/LAB/links/LINK/capture/start', json: {} }],
  ['an unknown word of a capture', { method: 'PUT', path: '/labs/LAB/links/LINK/capture/start', json: { packets: 1 } }],
  ['the deletion of a lab that runs', { method: 'DELETE', path: '/labs/LAB' }],
  ['the wiping of a lab that runs', { method: 'PUT', path: '/labs/LAB/wipe' }],
  ['a call that there is not', { method: 'GET', path: '/labs/LAB/consoles' }],
] as const satisfies [string, CmlCall][])('refuses %s', async (_, call) => {
  const path = call.path.replace('LAB', lab.id).replace('LINK', lab.links[0]?.id ?? '');
  await expect(client.tell({ ...call, path })).rejects.toMatchObject({ name: 'Failure' });
  await client.close();
  await expect(controller.end()).rejects.toThrow('CML would have refused');
});
