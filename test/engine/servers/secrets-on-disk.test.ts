/** What is kept of attempts on routers elsewhere: nothing that their owner would not have others read. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Laboratory } from '../../../src-main/api/contract/laboratory.ts';
import { OpenAttempt } from '../../../src-main/engine/open-attempt.ts';
import { runLab, type RunReport } from '../../../src-main/engine/run-lab.ts';
import { loadLabFolder } from '../lab-folder.ts';
import { labFolder, openWorkshop, type Workshop } from '../workshop.ts';
import { BuiltInServer, password } from './built-in-server.ts';
import { passphrase, turnedVault } from './in-memory-vault.ts';

const lab = 'gre-to-vti';
const topologyFile = path.join(labFolder, lab, 'gre-to-vti.gns3');
const secrets = ['owner-enable-1', 'owner-user-2', 'owner-community-3', 'owner-vty-4', 'owner-psk-5'];
const owners = [
  'enable secret 0 owner-enable-1',
  'username boss privilege 15 password 0 owner-user-2',
  'snmp-server community owner-community-3 RO',
  'crypto isakmp key owner-psk-5 address 203.0.113.77',
  'line con 0',
  ' privilege level 15',
  'line vty 0 4',
  ' password owner-vty-4',
].join('\n');

let server: BuiltInServer;
let workshop: Workshop;
let laboratory: Laboratory;

beforeEach(async () => {
  server = new BuiltInServer();
  workshop = openWorkshop({ outside: server.outside, vault: turnedVault(true) });
  ({ laboratory } = workshop.engine);
  const address = { kind: 'gns3' as const, name: 'rack', url: 'http://192.0.2.1:3080' };
  await laboratory.addServer({ ...address, username: 'teacher', password, remember: 'memory' });
  const start = Object.entries(loadLabFolder(lab)).map(([node, text]) => [node, `${text}\n${owners}\n`] as const);
  server.add('class 7', topologyFile, Object.fromEntries(start));
});
afterEach(async () => {
  await workshop.end();
  await server.end();
});

async function solved(): Promise<RunReport> {
  const place = await workshop.engine.places.stored({ kind: 'server', server: 'rack', project: 'class 7' });
  return await runLab(workshop.engine, { lab, solve: true, place });
}

function onDisk(): string {
  const files = readdirSync(workshop.home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.map((one) => readFileSync(path.join(one.parentPath, one.name)).toString('latin1')).join('\n');
}

it('has no secret of the routers, and all that grading has to see', async () => {
  await workshop.engine.laboratory.unlockSecrets(passphrase);
  const report = await solved();
  expect(report.score.points).toBe(100);
  const texts = workshop.engine.store.evidence.of(report.attempt).map(({ text }) => text);
  expect(texts.join('\n')).toMatch(/^default +203\.0\.113\.77 +<hidden-\d+>$/m);
  expect(texts.join('\n')).toMatch(/^ +172\.16\.0\.\d +(?!<hidden)\S+$/m);
  expect(texts.join('\n')).toMatch(/^ +Key disabled,/m);
  const disk = onDisk();
  expect(secrets.filter((one) => disk.includes(one))).toEqual([]);
  // How the routers began is there, sealed, and found again.
  expect(workshop.engine.store.beginnings.of(report.attempt)).toHaveLength(2);
  const began = await workshop.engine.beginnings.of(report.attempt);
  expect([...began.values()].map(({ configuration }) => configuration).join('\n')).toContain('owner-vty-4');
});

it('has nothing of how the routers began where it cannot be sealed, and asks nobody while they start', async () => {
  const asked = vi.fn();
  workshop.engine.laboratory.onQuestion(asked);
  const place = await workshop.engine.places.stored({ kind: 'server', server: 'rack', project: 'class 7' });
  const { id } = workshop.engine.begin(lab, undefined, place);
  const { store, launch, reach, beginnings } = workshop.engine;
  const pace = { kind: 'on-demand' } as const;
  const open = new OpenAttempt(id, { store, launch, reach, beginnings, mayChange: true, pace });
  await open.start();
  expect(open.notices).toEqual([expect.stringMatching(/remembered until QuickMode ends/)]);
  expect(asked).not.toHaveBeenCalled();
  const step = open.exercise.steps[2]?.id ?? '';
  await open.apply(step);
  await open.restore(open.exercise.steps[1]?.id ?? '');
  await open.close();
  expect(store.beginnings.of(id)).toEqual([]);
  const disk = onDisk();
  expect(secrets.filter((one) => disk.includes(one))).toEqual([]);
});
