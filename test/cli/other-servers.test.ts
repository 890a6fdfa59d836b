/** The commands about servers on GNS3 3 and on CML: other ways to log in, other templates, other names of interfaces. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Controller, fingerprint, user } from '../providers/cml/contract/controller.ts';
import { ContractServer } from '../providers/gns3/contract-server/contract-server.ts';
import { FakeHost } from './fake-host.ts';

const login = { username: 'admin', password: 'admin-4711' };
const title = 'From GRE to a virtual tunnel interface';

const ofOneKind = ['R1', 'R2', 'R3'].flatMap((name) => ['--template', `${name}=Cisco IOSv 15.9(3)M`]);

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
  host.env['QUICKMODE_PASSPHRASE'] = 'correct horse battery';
});
afterEach(() => host.dispose());

async function told(...args: string[]): Promise<{ status: number; printed: string; said: string }> {
  host.printed = '';
  host.said = '';
  const status = await host.run(...args);
  const { printed, said } = host;
  return { status, printed, said };
}

async function withGns3(work: (server: ContractServer) => Promise<void>): Promise<void> {
  const server = await ContractServer.start({ major: 3, login });
  try {
    host.env['QUICKMODE_PASSWORD'] = login.password;
    const add = ['servers', 'add', 'rack', server.url, '--kind', 'gns3', '--username', login.username];
    expect(await told(...add)).toMatchObject({ status: 0, said: '' });
    await work(server);
    expect(server.breaches).toEqual([]);
  } finally {
    await server.stop();
  }
}

it('takes a lab to routers of GNS3 3 whose interfaces have other names than the lab gives them, and grades it in full', async () => {
  await withGns3(async () => {
    const deployed = await told('deploy', 'gre-to-vti', '--on', 'rack', ...ofOneKind);
    expect(deployed).toMatchObject({
      status: 0,
      said: expect.stringContaining('FastEthernet0/0 of R1 is Gi0/0') as string,
    });
    expect((await told('nodes', 'rack', title, 'start')).printed).toMatch(/^R3 +running/m);
    const run = await told('run', 'gre-to-vti', '--solve', '--on', 'rack', '--project', title);
    expect(run).toMatchObject({ status: 0, printed: expect.stringContaining('100 of 100 points') as string });
  });
}, 120_000);

it('types start configurations that no server puts in, once, and says so before', async () => {
  await withGns3(async (server) => {
    const template = server.state.templates.find(({ name }) => name === 'Cisco IOSv 15.9(3)M');
    if (template) template.create_config_disk = false;
    const deployed = await told('deploy', 'gre-to-vti', '--on', 'rack', ...ofOneKind);
    expect(deployed).toMatchObject({
      status: 0,
      said: expect.stringContaining('of R2 is typed at its console when it is first started from here') as string,
    });
    const started = await told('nodes', 'rack', title, 'start');
    expect(started).toMatchObject({
      status: 0,
      printed: expect.stringMatching(/^R3 +running/m) as string,
      said: expect.stringMatching(/^R1: its start configuration \(\d+ lines\) is typed at its console/m) as string,
    });
    expect(await told('nodes', 'rack', title, 'start')).toMatchObject({ status: 0, said: '' });
  });
}, 120_000);

/** A project of a lab on the rack, its nodes started; its id. */
async function pod(lab: string, templates: readonly string[]): Promise<string> {
  const { status, printed } = await told('deploy', lab, '--on', 'rack', ...templates);
  expect(status).toBe(0);
  const [, project = ''] = /: project (\S+)/.exec(printed) ?? [];
  expect((await told('nodes', 'rack', project, 'start')).printed).toMatch(/^R2 +running/m);
  return project;
}

it('walks a lab through on GNS3 and on built-in routers, and tells what differs', async () => {
  await withGns3(async () => {
    const lab = path.join(host.home, 'two-routers');
    expect(await told('lab', 'new', lab)).toMatchObject({ status: 0 });
    const project = await pod(lab, ofOneKind.slice(0, 4));
    const tested = await told('lab', 'test', lab, '--on', 'rack', '--project', project);
    expect(tested).toMatchObject({
      status: 0,
      printed: expect.stringMatching(/100 of 100 points on rack\.\nParity: .*judged (alike|otherwise)/) as string,
    });
  });
}, 120_000);

it('grades the pods of a class on one server, each in its project, and goes on beside one that is not there', async () => {
  await withGns3(async () => {
    const lab = path.join(host.home, 'two-routers');
    expect(await told('lab', 'new', lab)).toMatchObject({ status: 0 });
    const lines: string[] = [];
    for (const id of ['ada', 'alan']) {
      const project = await pod(lab, ofOneKind.slice(0, 4));
      lines.push(`  - { id: ${id}, on: rack, project: ${project} }\n`);
      if (id === 'ada')
        expect(await told('run', lab, '--solve', '--on', 'rack', '--project', project)).toMatchObject({ status: 0 });
    }
    const file = path.join(host.home, 'CLASS.yml');
    const gone = '  - { id: grace, on: rack, project: nowhere }\n';
    writeFileSync(file, `class: B\nlab: two-routers\nconcurrency: 2\nstudents:\n${lines.join('')}${gone}`);
    const graded = await told('class', 'grade', file);
    expect(graded).toMatchObject({
      status: 3,
      printed: expect.stringMatching(/^broken {2}grace: .*nowhere/m) as string,
    });
    const pointsOf = (id: string): number =>
      Number(new RegExp(`^graded  ${id}: ([\\d.]+) of`, 'm').exec(graded.printed)?.[1]);
    expect(pointsOf('ada')).toBeGreaterThan(2 * pointsOf('alan'));
  });
}, 120_000);

it('leaves nothing on a server when a deployment is broken off', async () => {
  await withGns3(async () => {
    host.interrupt();
    const broken = await told('deploy', 'gre-to-vti', '--on', 'rack');
    expect(broken).toMatchObject({
      status: 130,
      printed: '',
      said: expect.stringMatching(/Nothing .* is left on rack/) as string,
    });
    expect(await told('projects', 'rack')).toMatchObject({
      status: 0,
      printed: '',
      said: expect.stringContaining('no projects') as string,
    });
  });
});

it('begins nothing more when a run is broken off, and says that the rest is not judged', async () => {
  host.interrupt();
  const broken = await told('run', 'gre-to-vti', '--solve');
  expect(broken).toMatchObject({ status: 130, said: expect.stringContaining('have not been judged') as string });
  expect(broken.printed).toContain('0 of 5 points');
});

it('takes a lab to CML, whose certificate is trusted by its fingerprint, and starts its nodes', async () => {
  const controller = await Controller.start();
  try {
    host.env['QUICKMODE_PASSWORD'] = user.password;
    const add = ['servers', 'add', 'cml', controller.url, '--kind', 'cml', '--username', user.username];
    const untrusted = await told(...add);
    expect(untrusted.said).toContain(`Its certificate is ${fingerprint}`);
    expect(await told('servers', 'test', 'cml')).toMatchObject({
      status: 3,
      said: expect.stringContaining('--trust-new') as string,
    });
    await told('servers', 'remove', 'cml');
    expect(await told(...add, '--certificate', fingerprint)).toMatchObject({ status: 0, said: '' });
    expect(await told('deploy', 'gre-to-vti', '--on', 'cml')).toMatchObject({ status: 0 });
    expect((await told('projects', 'cml')).printed).toContain(title);
    expect((await told('nodes', 'cml', title, 'start')).printed).toMatch(/^R3 +running/m);
    expect((await told('nodes', 'cml', title, 'stop', 'R2')).printed).toMatch(/^R2 +stopped/m);
  } finally {
    await controller.end();
  }
});

async function withCml(work: (controller: Controller) => Promise<void>): Promise<void> {
  const controller = await Controller.start();
  try {
    host.env['QUICKMODE_PASSWORD'] = user.password;
    const consoles = ['--console-port', String(controller.consoles.port)];
    const add = ['servers', 'add', 'cml', controller.url, '--kind', 'cml', '--username', user.username];
    const added = await told(...add, '--certificate', fingerprint, ...consoles);
    expect(added).toMatchObject({ status: 0, said: '' });
    await work(controller);
  } finally {
    await controller.end();
  }
}

it('takes a lab to CML and grades it there in full, through its console server', async () => {
  await withCml(async () => {
    expect(await told('deploy', 'gre-to-vti', '--on', 'cml')).toMatchObject({ status: 0 });
    expect((await told('nodes', 'cml', title, 'start')).printed).toMatch(/^R3 +running/m);
    const run = await told('run', 'gre-to-vti', '--solve', '--on', 'cml', '--project', title, '--trust-new');
    expect(run).toMatchObject({ status: 0, printed: expect.stringContaining('100 of 100 points') as string });
  });
}, 120_000);

it('lets nodes go on starting when their start is broken off, and ends at once', async () => {
  await withCml(async (controller) => {
    expect(await told('deploy', 'gre-to-vti', '--on', 'cml')).toMatchObject({ status: 0 });
    controller.interfere = ({ url = '' }) => {
      if (url.endsWith('/start')) host.interrupt();
      return false;
    };
    const broken = await told('nodes', 'cml', title, 'start');
    expect(broken).toMatchObject({
      status: 130,
      printed: '',
      said: expect.stringContaining('they go on with') as string,
    });
    const states = (): unknown => controller.labs[0]?.nodes.map(({ state }) => state);
    await expect.poll(states).toContain('BOOTED');
  });
});

it('says that it is the passphrase which is wrong', async () => {
  await withGns3(async () => {
    host.env['QUICKMODE_PASSPHRASE'] = 'wrong horse battery';
    const wrong = await told('projects', 'rack');
    expect(wrong).toMatchObject({ status: 2, said: expect.stringContaining('passphrase is not the one') as string });
    delete host.env['QUICKMODE_PASSPHRASE'];
    const missing = await told('projects', 'rack');
    expect(missing).toMatchObject({ status: 2, said: expect.stringContaining('QUICKMODE_PASSPHRASE') as string });
  });
});
