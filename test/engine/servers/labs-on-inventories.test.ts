/** Labs on devices that are only listed: built-in routers behind real telnet and SSH sockets, which nothing else tells of. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, DeviceEntry, Question, QuestionEvent } from '../../../src-main/api/contract/servers.ts';
import type { Laboratory } from '../../../src-main/api/contract/laboratory.ts';
import { generateHostKey } from '../../../src-main/devices/transport/host-key.ts';
import { openTelnet } from '../../../src-main/devices/transport/telnet.ts';
import { openDoors, type Doors } from '../../../src-main/engine/console-doors.ts';
import { runLab, type RunEvent, type RunReport } from '../../../src-main/engine/run-lab.ts';
import type { Outside } from '../../../src-main/engine/servers/outside.ts';
import { theOutside } from '../../../src-main/engine/servers/the-outside.ts';
import { importTopology } from '../../../src-main/importers/import.ts';
import { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';
import { openInventory } from '../../../src-main/providers/inventory/open-inventory.ts';
import { loadLabFolder } from '../lab-folder.ts';
import { labFolder, openWorkshop, type Workshop } from '../workshop.ts';
import { hurriedClock } from './hurried-clock.ts';
import { turnedVault } from './in-memory-vault.ts';

const host = '127.0.0.1';
const lab = 'gre-to-vti';
const file = path.join(labFolder, lab, 'gre-to-vti.gns3');
const privateKey = generateHostKey().privateKey;
const login = { username: 'lab', password: 'lab-password' };
/** What a device must have to be logged in on by SSH. */
const vty = ['username lab privilege 15 password 0 lab-password', 'line vty 0 4', ' login local'].join('\n');

const outside: Outside = {
  ...theOutside,
  openInventory: (inventory, topology, verify) => openInventory(inventory, { topology, verify, clock: hurriedClock }),
};

let provider: BuiltinProvider;
let doors: Doors;
let workshop: Workshop;
let laboratory: Laboratory;

beforeEach(async () => {
  const { topology } = importTopology({ name: path.basename(file), text: readFileSync(file, 'utf8') });
  const started = Object.entries(loadLabFolder(lab)).map(([node, text]) => [node, `${text}\n${vty}\n`] as const);
  const pace = { kind: 'real-time', factor: 100 } as const;
  const configurations: Record<string, string> = Object.fromEntries(started);
  const plan = { topology, configurations, journal: [], seed: 'inventory', pace };
  provider = await BuiltinProvider.start(simulatorInProcess(), plan);
  doors = await openDoors(provider, { telnetFrom: 0, sshFrom: 0 }, () => Promise.resolve(privateKey));
  workshop = openWorkshop({ vault: turnedVault(), outside });
  ({ laboratory } = workshop.engine);
});
afterEach(async () => {
  await workshop.end();
  await doors.close();
  await provider.stop();
});

/** Each router as a device, under another name than the lab has for it. */
function devices(protocol: 'telnet' | 'ssh', changes: Partial<DeviceEntry> = {}): DeviceEntry[] {
  return doors.doors.map(({ name, telnet, ssh }) => ({
    ...{ name: `rack-${name.toLowerCase()}`, platform: 'ios', host, protocol, login },
    port: protocol === 'ssh' ? (ssh ?? 0) : telnet,
    ...changes,
  }));
}

const bind = { R1: { node: 'rack-r1' }, R2: { node: 'rack-r2' }, R3: { node: 'rack-r3' } };

async function run(listed: DeviceEntry[], progress?: (event: RunEvent) => void, until?: string): Promise<RunReport> {
  const inventory = await laboratory.addInventory({ kind: 'typed', name: 'rack', devices: listed, remember: 'sealed' });
  const place = await workshop.engine.places.stored({ kind: 'inventory', inventory, bind });
  return await runLab(workshop.engine, { lab, solve: true, place, until, progress });
}

function answering(say: (question: Question) => Answer): Question[] {
  const asked: Question[] = [];
  laboratory.onQuestion((event: QuestionEvent) => {
    if (event.kind !== 'question') return;
    asked.push(event.question);
    void laboratory.answer(event.id, say(event.question));
  });
  return asked;
}

describe('a lab on an inventory', () => {
  it.each(['telnet', 'ssh'] as const)(
    'is solved and graded in full over %s',
    async (protocol) => {
      const asked = answering(() => ({ kind: 'trust', trust: 'always' }));
      const report = await run(devices(protocol));
      expect(report.steps.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(
        report.steps.map(({ id }) => `${id} passed`),
      );
      expect(report.score).toEqual({ points: 100, of: 100 });
      expect(asked.map(({ kind }) => kind)).toEqual(protocol === 'ssh' ? ['host-key', 'host-key'] : []);
    },
    120_000,
  );

  it('asks for a password that is refused, and goes on with the right one', async () => {
    const say = (question: Question): Answer =>
      question.kind === 'host-key'
        ? { kind: 'trust', trust: 'once' }
        : { kind: 'login', ...login, remember: question.kind === 'device-login' ? 'sealed' : 'memory' };
    const asked = answering(say);
    const wrong = devices('ssh', { login: { username: 'lab', password: 'mistyped' } });
    const report = await run(wrong, undefined, 'observe-gre');
    expect(report.steps.map(({ verdict }) => verdict)).toEqual(['passed']);
    expect(asked.filter(({ kind }) => kind === 'device-login')).toMatchObject([
      { who: 'rack-r1', wants: 'login' },
      { who: 'rack-r3', wants: 'login' },
    ]);
    const text = readFileSync(workshop.engine.store.path).toString('latin1');
    expect(text).not.toContain('mistyped');
  });

  it.each([{ username: 'lab' }, {}])(
    'asks for what is missing of a login over SSH (%o)',
    async (known) => {
      const asked = answering((question) =>
        question.kind === 'host-key'
          ? { kind: 'trust', trust: 'once' }
          : { kind: 'login', ...login, remember: question.kind === 'device-login' ? 'sealed' : 'memory' },
      );
      const report = await run(devices('ssh', { login: known }), undefined, 'observe-gre');
      expect(report.stopped).toBeUndefined();
      expect(asked.filter(({ kind }) => kind === 'device-login')).toMatchObject([
        { who: 'rack-r1', wants: 'login', ...known },
        { who: 'rack-r3', wants: 'login', ...known },
      ]);
    },
    60_000,
  );

  it('does not tell a password to a host whose key nobody trusts', async () => {
    const asked = answering(() => ({ kind: 'refuse' }));
    const { stopped } = await run(devices('ssh'), undefined, 'observe-gre');
    expect(stopped?.code).toMatch(/^host-key/);
    expect(asked[0]).toMatchObject({ kind: 'host-key', known: undefined });
  });

  it('stops with the verdict "error" when the connection is cut in the middle, and keeps what was seen', async () => {
    let steps = 0;
    const report = await run(devices('telnet'), (event) => {
      if (event.kind === 'step') steps++;
      if (steps === 2 && event.kind === 'activity') void doors.close();
    });
    expect(report.stopped?.code).toMatch(/connection-lost|connection-refused/);
    expect(report.steps.map(({ verdict }) => verdict)).toEqual(['passed', 'error']);
    expect(workshop.engine.store.evidence.of(report.attempt).length).toBeGreaterThan(5);
    const kept = workshop.engine.store.verdicts.history(report.attempt);
    expect(kept.map(({ verdict }) => verdict.verdict)).toEqual(['passed', 'error']);
  });

  it('is graded right while a learner types at the same console', async () => {
    const door = doors.doors.find(({ name }) => name === 'R1');
    const learner = await openTelnet({ host, port: door?.telnet ?? 0 });
    const keys = 'show clock\r\rshow ip route\rping 172.16.0.2\r?';
    let at = 0;
    const typing = setInterval(() => learner.write(new TextEncoder().encode(keys[at++ % keys.length])), 100);
    try {
      const report = await run(devices('telnet'), undefined, 'pre-shared-key');
      expect(report.stopped).toBeUndefined();
      expect(report.steps.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'passed']);
    } finally {
      clearInterval(typing);
      learner.close();
    }
  }, 120_000);

  it('goes back to how the devices were when it began, and from there to any step', async () => {
    const inventory = await laboratory.addInventory({
      ...{ kind: 'typed', name: 'rack', devices: devices('telnet'), remember: 'memory' },
    });
    const attempt = await laboratory.begin(lab, undefined, { kind: 'inventory', inventory, bind });
    const gone = laboratory.onAttempt(attempt, () => undefined);
    await laboratory.apply(attempt, 'ike-policy', undefined);
    await laboratory.apply(attempt, 'pre-shared-key', undefined);
    expect((await laboratory.check(attempt, 'pre-shared-key')).verdict).toBe('passed');
    await laboratory.restore(attempt, 'pre-shared-key');
    expect((await laboratory.check(attempt, 'ike-policy')).verdict).toBe('passed');
    expect((await laboratory.check(attempt, 'pre-shared-key')).verdict).toBe('failed');
    await laboratory.restore(attempt, 'observe-gre');
    expect((await laboratory.check(attempt, 'ike-policy')).verdict).toBe('failed');
    gone();
  }, 120_000);
});

describe('the roles of a lab', () => {
  it('are bound to devices by what is said, and what is missing is told', async () => {
    const inventory = await laboratory.addInventory({
      ...{ kind: 'typed', name: 'rack', devices: devices('telnet'), remember: 'memory' },
    });
    const view = await laboratory.binding(lab, { kind: 'inventory', inventory, bind: { R1: { node: 'rack-r1' } } });
    expect(view.roles).toEqual([]);
    expect(view.nodes.map(({ name }) => name)).toEqual(['rack-r1', 'rack-r2', 'rack-r3']);
    expect(view.diagnostics.map(({ message }) => message)).toEqual([
      'the inventory rack has no node "R2" for the role R2',
      'the inventory rack has no node "R3" for the role R3',
    ]);
    const bound = await laboratory.binding(lab, { kind: 'inventory', inventory, bind });
    expect(bound.diagnostics).toEqual([]);
    expect(bound.roles[0]).toMatchObject({ role: 'R1', node: 'rack-r1' });
    expect(bound.roles[0]?.interfaces.map(({ role, name }) => `${role} ${name ?? ''}`)).toEqual([
      'wan FastEthernet0/0',
      'tunnel Tunnel0',
      'lan Loopback0',
    ]);
    await expect(laboratory.begin(lab, undefined, { kind: 'inventory', inventory })).rejects.toMatchObject({
      code: 'bad-lab',
    });
  });
});
