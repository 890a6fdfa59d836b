/** Labs and topologies on the nodes of a server, through all of the engine. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptView, Laboratory, QuestionEvent } from '../../../src-main/api/contract/laboratory.ts';
import type { Answer, Question } from '../../../src-main/api/contract/servers.ts';
import type { Stop } from '../../../src-main/base/disposable.ts';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { runLab } from '../../../src-main/engine/run-lab.ts';
import { loadLabFolder } from '../lab-folder.ts';
import { labFolder, openWorkshop, type Workshop } from '../workshop.ts';
import { BuiltInServer, fingerprint, password } from './built-in-server.ts';
import { passphrase, turnedVault } from './in-memory-vault.ts';

const lab = 'gre-to-vti';
const topologyFile = path.join(labFolder, lab, 'gre-to-vti.gns3');

let server: BuiltInServer;
let workshop: Workshop;
let laboratory: Laboratory;
let stops: Stop[];

beforeEach(() => {
  server = new BuiltInServer();
  workshop = openWorkshop({ outside: server.outside, vault: turnedVault() });
  ({ laboratory } = workshop.engine);
  stops = [];
});
afterEach(async () => {
  for (const stop of stops) stop();
  await workshop.end();
  await server.end();
});

const entry = {
  kind: 'gns3' as const,
  name: 'rack',
  url: 'http://192.0.2.1:3080',
  username: 'teacher',
  password,
  remember: 'sealed' as const,
};

/** Answers every question with what `say` makes of it, and keeps them. */
function answering(say: (question: Question) => Answer): Question[] {
  const asked: Question[] = [];
  const hear = (event: QuestionEvent): void => {
    if (event.kind !== 'question') return;
    asked.push(event.question);
    void laboratory.answer(event.id, say(event.question));
  };
  stops.push(laboratory.onQuestion(hear));
  return asked;
}

function viewWhere(attempt: string, isWanted: (view: AttemptView) => boolean): Promise<AttemptView> {
  return new Promise((resolve, reject) => {
    stops.push(
      laboratory.onAttempt(attempt, (event) => {
        if (event.kind === 'failed') reject(new Error(event.message));
        else if (isWanted(event.view)) resolve(event.view);
      }),
    );
  });
}

const withLab = (): string => server.add('class 7', topologyFile, loadLabFolder(lab)).id;

describe('a lab on a server', () => {
  it('is solved and graded in full on its nodes, over their shared consoles', async () => {
    await laboratory.addServer(entry);
    withLab();
    const place = await workshop.engine.places.stored({ kind: 'server', server: 'rack', project: 'class 7' });
    const report = await runLab(workshop.engine, { lab, solve: true, place });
    expect(report.steps.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(
      report.steps.map(({ id }) => `${id} passed`),
    );
    expect(report.score.points).toBe(100);
    const evidence = workshop.engine.store.evidence.of(report.attempt);
    expect(evidence.at(-1)?.epoch).toBeGreaterThan(3);
  });

  it('goes on with a console that was cut and can be reached again', async () => {
    await laboratory.addServer(entry);
    withLab();
    const place = await workshop.engine.places.stored({ kind: 'server', server: 'rack', project: 'class 7' });
    const report = await runLab(workshop.engine, {
      ...{ lab, solve: true, place, until: 'ike-policy' },
      progress: (event) => {
        if (event.kind === 'step') for (const line of server.lines) line.close();
      },
    });
    expect(report.steps.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
  });

  it('stops where a router is lost, with all that was earned and seen until then', async () => {
    await laboratory.addServer(entry);
    withLab();
    const place = await workshop.engine.places.stored({ kind: 'server', server: 'rack', project: 'class 7' });
    let steps = 0;
    const report = await runLab(workshop.engine, {
      ...{ lab, solve: true, place },
      progress: (event) => {
        if (event.kind === 'step') steps++;
        if (event.kind === 'activity' && steps === 3 && event.says.includes('R3')) server.cut();
      },
    });
    expect(report.stopped?.code).toBe('timed-out');
    expect(report.steps.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'error']);
    const { store } = workshop.engine;
    expect(store.evidence.of(report.attempt).length).toBeGreaterThan(10);
    expect(store.verdicts.history(report.attempt).map(({ verdict }) => verdict.verdict)).toEqual([
      ...['passed', 'passed', 'error'],
    ]);
  });

  it('notices that somebody else has configured a router', async () => {
    const id = await laboratory.addServer(entry);
    const project = withLab();
    const attempt = await laboratory.begin(lab, undefined, { kind: 'server', server: id, project });
    await viewWhere(attempt, ({ nodes }) => nodes.some(({ state }) => state === 'running'));
    await laboratory.check(attempt, 'ike-policy');
    const before = workshop.engine.store.evidence.of(attempt).at(-1)?.epoch ?? 0;
    const console = await terminal(attempt, 'R1');
    await console.type('\r\r');
    await console.until(/R1[>#]/);
    await console.type('enable\rconfigure terminal\rcrypto isakmp policy 10\rauthentication pre-share\rend\r');
    await console.until(/\(config-isakmp\)#end/);
    await laboratory.check(attempt, 'ike-policy');
    expect(workshop.engine.store.evidence.of(attempt).at(-1)?.epoch).toBeGreaterThan(before);
  });

  it('shows where its routers are, what can be done with them, and each node as it is', async () => {
    const id = await laboratory.addServer(entry);
    const project = withLab();
    const attempt = await laboratory.begin(lab, undefined, { kind: 'server', server: id, project });
    const view = await viewWhere(attempt, ({ nodes }) => nodes.every(({ state }) => state === 'running'));
    expect(view.place).toEqual({ kind: 'gns3', name: 'rack', project: 'class 7' });
    expect(view.abilities).toEqual({ time: false, power: true, packets: false });
    expect(view.nodes.map(({ name, role }) => `${name} ${role ?? ''}`)).toEqual(['R1 R1', 'R2 R2', 'R3 R3']);
    await expect(laboratory.advance(attempt, 10)).rejects.toMatchObject({ code: 'no-time' });
    const r2 = view.nodes.find(({ name }) => name === 'R2')?.id ?? '';
    await laboratory.power(attempt, [r2], 'off');
    await viewWhere(attempt, ({ nodes }) => nodes.find((node) => node.id === r2)?.state === 'stopped');
    await laboratory.power(attempt, undefined, 'on');
    await viewWhere(attempt, ({ nodes }) => nodes.every(({ state }) => state === 'running'));
  });
});

describe('a topology on a server', () => {
  it('is opened to be tried out, its consoles shared with whoever else is there', async () => {
    const id = await laboratory.addServer(entry);
    const attempt = await laboratory.openProject(id, withLab());
    const view = await viewWhere(attempt, ({ nodes }) => nodes.every(({ state }) => state === 'running'));
    expect(view.lab).toBeUndefined();
    const console = await terminal(attempt, 'R1');
    await console.type('\r\r');
    await console.until(/R1[>#]/);
    const [summary] = await laboratory.attempts();
    expect(summary).toMatchObject({ id: attempt, lab: undefined, place: view.place });
    expect(view.place.kind).toBe('gns3');
  });
});

describe('a server', () => {
  it('is asked for its login when it refuses the one that is known, and remembers it', async () => {
    const id = await laboratory.addServer({ ...entry, password: 'wrong' });
    const asked = answering(() => ({ kind: 'login', username: 'teacher', password, remember: 'sealed' }));
    expect(await laboratory.projects(id)).toEqual([]);
    expect(asked).toMatchObject([{ kind: 'server-login', server: id, name: 'rack' }]);
    expect(await laboratory.testServer(id)).toEqual({ kind: 'reached', version: '1.0', projects: 0 });
  });

  it('fails in words where nobody is there to be asked', async () => {
    const id = await laboratory.addServer({ ...entry, password: 'wrong' });
    await expect(laboratory.projects(id)).rejects.toMatchObject({ code: 'wrong-login' });
    expect(await laboratory.testServer(id)).toMatchObject({ kind: 'failed', code: 'wrong-login' });
  });

  it('shows a certificate that nobody vouches for, and is trusted by its fingerprint from then on', async () => {
    server.isUntrusted = true;
    const id = await laboratory.addServer(entry);
    expect(await laboratory.testServer(id)).toMatchObject({ kind: 'untrusted', fingerprint });
    await laboratory.changeServer(id, { certificate: fingerprint });
    expect(await laboratory.testServer(id)).toMatchObject({ kind: 'reached' });
    await laboratory.changeServer(id, { certificate: '' });
    const asked = answering(() => ({ kind: 'trust', trust: 'always' }));
    expect(await laboratory.projects(id)).toEqual([]);
    expect(asked).toMatchObject([{ kind: 'certificate', fingerprint }]);
    expect((await laboratory.servers())[0]?.certificate).toBe(fingerprint);
  });

  it('has a name of its own, and is gone with all its secrets when it is removed', async () => {
    const id = await laboratory.addServer(entry);
    await expect(laboratory.addServer({ ...entry, name: 'RACK' })).rejects.toMatchObject({ code: 'name-taken' });
    await laboratory.removeServer(id);
    expect(await laboratory.servers()).toEqual([]);
    await expect(laboratory.projects(id)).rejects.toMatchObject({ code: 'unknown-server' });
  });
});

describe('how consoles of a server are reached', () => {
  it('is kept with it, and told to what connects', async () => {
    const ways = { consoles: 'websocket' as const, consolePort: 2222 };
    const id = await laboratory.addServer({ ...entry, ...ways });
    await laboratory.projects(id);
    expect(server.asked.at(-1)).toMatchObject(ways);
    await laboratory.changeServer(id, { consolePort: 2022 });
    expect(await laboratory.servers()).toMatchObject([{ consoles: 'websocket', consolePort: 2022 }]);
  });
});

describe('what is to be deployed', () => {
  it('is planned, chosen and made, told as it goes', async () => {
    const id = await laboratory.addServer(entry);
    const source = { kind: 'lab' as const, lab };
    const plan = await laboratory.planDeployment(id, source);
    expect(plan.nodes.map(({ name, templates }) => `${name} ${templates.length}`)).toEqual(['R1 2', 'R2 2', 'R3 2']);
    const told = await new Promise<string[]>((resolve, reject) => {
      const heard: string[] = [];
      const request = { server: id, source, choices: { [plan.nodes[0]?.node ?? '']: 'c3725' } };
      laboratory.onDeployment(request, (event) => {
        if (event.kind === 'failed') reject(new Error(event.message));
        if (event.kind === 'progress') heard.push(event.says);
        if (event.kind === 'done') resolve([...heard, ...event.shortfalls.map(({ message }) => message)]);
      });
    });
    expect(told.slice(1)).toEqual([
      'R1 is made from c3725',
      'R2 is made from c7200',
      'R3 is made from c7200',
      'The picture has no labels.',
    ]);
    expect(server.projects.map(({ name }) => name)).toEqual(['From GRE to a virtual tunnel interface']);
    expect(Object.values(server.projects[0]?.configurations ?? {})[0]).toContain('hostname R1');
  });

  it('may be a portable project, by its bytes, with the configurations in it', async () => {
    const id = await laboratory.addServer(entry);
    const node = {
      node_id: 'r1',
      name: 'R1',
      node_type: 'dynamips',
      properties: { platform: 'c7200', dynamips_id: 1 },
    };
    const project = { type: 'topology', revision: 9, name: 'from afar', topology: { nodes: [node], links: [] } };
    const bytes = zipSync({
      'project.gns3': strToU8(JSON.stringify(project)),
      'project-files/dynamips/r1/configs/i1_startup-config.cfg': strToU8('hostname carried\n'),
    });
    const source = { kind: 'file' as const, name: 'afar.gns3project', bytes };
    expect((await laboratory.planDeployment(id, source)).title).toBe('from afar');
    await new Promise<void>((resolve, reject) => {
      laboratory.onDeployment({ server: id, source, choices: {} }, (event) => {
        if (event.kind === 'failed') reject(new Error(event.message));
        if (event.kind === 'done') resolve();
      });
    });
    expect(server.projects[0]?.topology.nodes[0]?.configuration).toBe('hostname carried\n');
  });
});

describe('secrets', () => {
  it('are in no file in clear, and are not told', async () => {
    const id = await laboratory.addServer(entry);
    await laboratory.addServer({ ...entry, name: 'other', remember: 'memory' });
    expect(JSON.stringify(await laboratory.servers())).not.toContain(password);
    expect((await laboratory.servers()).map((one) => one.password)).toEqual(['memory', 'sealed']);
    await laboratory.projects(id);
    for (const file of readdirSync(workshop.home, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    )) {
      const content = readFileSync(path.join(file.parentPath, file.name)).toString('latin1');
      expect(content).not.toContain(password);
      expect(content).not.toContain('teacher');
    }
  });

  it('that are locked are asked for by their passphrase when they are needed', async () => {
    const id = await laboratory.addServer(entry);
    await workshop.engine.close();
    workshop.engine = workshop.again({ outside: server.outside, vault: turnedVault(true) });
    ({ laboratory } = workshop.engine);
    expect(await laboratory.secrets()).toEqual({ state: 'locked', by: 'passphrase' });
    expect((await laboratory.servers())[0]?.password).toBe('locked');
    await expect(laboratory.projects(id)).rejects.toMatchObject({ code: 'secrets-locked' });
    const given = ['wrong', passphrase];
    const asked = answering(() => ({ kind: 'passphrase', passphrase: given.shift() ?? '' }));
    expect(await laboratory.projects(id)).toEqual([]);
    expect(asked.map(({ kind }) => kind)).toEqual(['passphrase', 'passphrase']);
    expect((await laboratory.servers())[0]).toMatchObject({ username: 'teacher', password: 'sealed' });
  });
});

interface Typist {
  type(text: string): Promise<void>;
  until(shape: RegExp): Promise<string>;
}

async function terminal(attempt: string, name: string): Promise<Typist> {
  const view = await viewWhere(attempt, ({ nodes }) => nodes.length > 0);
  const node = view.nodes.find((one) => one.name === name)?.id ?? '';
  let text = '';
  let heard = (): void => undefined;
  const number = await new Promise<number>((resolve, reject) => {
    const stop = laboratory.onTerminal({ attempt, node, columns: 80, rows: 24 }, (event) => {
      if (event.kind === 'closed') reject(new Error(event.reason));
      if (event.kind === 'output') text += latin1Of(event.bytes);
      if (event.kind === 'opened') text += latin1Of(event.replay);
      if (event.kind === 'opened') resolve(event.terminal);
      heard();
    });
    stops.push(stop);
  });
  return {
    type: (typed) => laboratory.type(number, bytesOfLatin1(typed)),
    until: (shape) =>
      new Promise((done) => {
        heard = () => {
          if (shape.test(text)) done(text);
        };
        heard();
      }),
  };
}
