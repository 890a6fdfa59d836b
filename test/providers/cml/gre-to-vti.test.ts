/** The first lab on CML: deployed there, its nodes started, solved and graded over the console server. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeploymentEvent } from '../../../src-main/api/contract/servers.ts';
import { runLab, type RunReport } from '../../../src-main/engine/run-lab.ts';
import { theOutside } from '../../../src-main/engine/servers/the-outside.ts';
import { connectCml } from '../../../src-main/providers/cml/cml-server.ts';
import { openWorkshop, type Workshop } from '../../engine/workshop.ts';
import { turnedVault } from '../../engine/servers/in-memory-vault.ts';
import { Controller, fingerprint, user } from './contract/controller.ts';

const lab = 'gre-to-vti';
let controller: Controller;
let workshop: Workshop;

beforeEach(async () => {
  controller = await Controller.start();
  const connect: typeof theOutside.connect = (address, verify) =>
    connectCml(address, { verify, consolePort: controller.consoles.port });
  workshop = openWorkshop({ outside: { ...theOutside, connect }, vault: turnedVault() });
});
afterEach(async () => {
  await workshop.end();
  await controller.end();
});

async function deployed(server: string): Promise<Extract<DeploymentEvent, { kind: 'done' }>> {
  const { laboratory } = workshop.engine;
  return new Promise((resolve, reject) => {
    laboratory.onDeployment({ server, source: { kind: 'lab', lab }, choices: {} }, (event) => {
      if (event.kind === 'done') resolve(event);
      if (event.kind === 'failed') reject(new Error(event.message));
    });
  });
}

const verdicts = ({ steps, score }: RunReport): unknown => [
  score,
  steps.map(({ id, verdict, points }) => ({ id, verdict, points })),
];

it('is deployed, started, solved and graded as on built-in routers', async () => {
  const { laboratory } = workshop.engine;
  const server = await laboratory.addServer({
    ...{ kind: 'cml', name: 'cml', url: controller.url, ...user, certificate: fingerprint },
    remember: 'sealed',
  });
  await expect(laboratory.testServer(server)).resolves.toMatchObject({ kind: 'reached', version: '2.9.0+build.3' });
  // Whoever is asked whether the console server is the one that is meant, says so.
  laboratory.onQuestion((event) => {
    if (event.kind === 'question') void laboratory.answer(event.id, { kind: 'trust', trust: 'always' });
  });

  const { project } = await deployed(server);
  const place = await workshop.engine.places.stored({ kind: 'server', server, project });
  if (place.kind !== 'server') throw new Error('a server was asked for');
  const { provider } = await workshop.engine.reach(
    place,
    controller.labs[0]?.topology ?? { name: '', nodes: [], links: [] },
  );
  await provider.power?.start(provider.nodes.map(({ id }) => id));
  await provider.stop();

  const onServer = await runLab(workshop.engine, { lab, solve: true, place });
  const builtIn = await runLab(workshop.engine, { lab, solve: true });
  expect(verdicts(onServer)).toEqual(verdicts(builtIn));
  expect(onServer.score).toEqual({ points: 100, of: 100 });
  // R2 is on the way between the two that are graded, and nobody types at it.
  expect(controller.consoles.commands).toHaveLength(2);
  await laboratory.removeProject(server, project);
  expect(controller.labs).toEqual([]);
});
