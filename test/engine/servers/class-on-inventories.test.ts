/** Live pods of a class: built-in routers behind real telnet sockets, which are only listed. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateHostKey } from '../../../src-main/devices/transport/host-key.ts';
import { gradeClass } from '../../../src-main/engine/class-grading.ts';
import { classReport } from '../../../src-main/engine/class-report.ts';
import { openDoors, type Doors } from '../../../src-main/engine/console-doors.ts';
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

const lab = 'gre-to-vti';
const outside: Outside = {
  ...theOutside,
  openInventory: (inventory, topology, verify) => openInventory(inventory, { topology, verify, clock: hurriedClock }),
};

let provider: BuiltinProvider;
let doors: Doors;
let workshop: Workshop;
beforeEach(async () => {
  const text = readFileSync(path.join(labFolder, lab, 'gre-to-vti.gns3'), 'utf8');
  const { topology } = importTopology({ name: 'gre-to-vti.gns3', text });
  const pace = { kind: 'real-time', factor: 100 } as const;
  const plan = { topology, configurations: loadLabFolder(lab), journal: [], seed: 'class', pace };
  provider = await BuiltinProvider.start(simulatorInProcess(), plan);
  doors = await openDoors(provider, { telnetFrom: 0, sshFrom: undefined }, () =>
    Promise.resolve(generateHostKey().privateKey),
  );
  workshop = openWorkshop({ vault: turnedVault(), outside });
});
afterEach(async () => {
  await workshop.end();
  await doors.close();
  await provider.stop();
});

/** A pyATS testbed of one pod. */
function testbed(portOf: (name: string) => number): string {
  const devices = doors.doors.map(
    ({ name }) =>
      `  pod-${name.toLowerCase()}:\n    os: ios\n    connections:\n      a: { protocol: telnet, ip: 127.0.0.1, port: ${portOf(name)} }\n`,
  );
  return `testbed: { name: pod }\ndevices:\n${devices.join('')}`;
}

describe('live pods of a class', () => {
  it('are graded where they are, and one that nobody answers at stops no other', async () => {
    const ports = new Map(doors.doors.map(({ name, telnet }) => [name, telnet]));
    writeFileSync(
      path.join(workshop.home, 'ada.yml'),
      testbed((name) => ports.get(name) ?? 0),
    );
    writeFileSync(
      path.join(workshop.home, 'dan.yml'),
      testbed(() => 1),
    );
    const bind = '{ R1: { node: pod-r1 }, R2: { node: pod-r2 }, R3: { node: pod-r3 } }';
    const lines = ['ada', 'dan'].map((id) => `  - { id: ${id}, on: 'inventory:${id}.yml', bind: ${bind} }\n`);
    const file = path.join(workshop.home, 'CLASS.yml');
    writeFileSync(file, `class: Live\nlab: ${lab}\nstudents:\n${lines.join('')}`);

    const id = await gradeClass(workshop.engine, { file, from: 'resume' });
    const { students } = classReport(workshop.engine.store, id);
    expect(students.map(({ state }) => state)).toEqual(['graded', 'broken']);
    const [seen, policy] = students[0]?.cells ?? [];
    expect(seen?.verdict).not.toBe('failed');
    expect(policy).toMatchObject({ verdict: 'failed', says: 'R1 has no IKE policy of its own yet.' });
    expect(students[1]?.trouble?.message).toContain('127.0.0.1');
    // They are somebody's: grading has configured nothing.
    expect(workshop.engine.store.journal.entries(students[0]?.attempt ?? '')).toEqual([]);
  });
});
