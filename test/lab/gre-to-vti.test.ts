/** The lab that ships: its two topology files, its roles, its steps, and what the issue asks of it. */
import { describe, expect, it } from 'vitest';
import { formatIpv4 } from '../../src-main/base/address.ts';
import { importTopology } from '../../src-main/importers/import.ts';
import type { Exercise } from '../../src-main/lab/exercise.ts';
import { filesIn, greToVtiFolder, load, loaded } from './folder.ts';

const files = filesIn(greToVtiFolder);
const topologies = [
  ['gns3', 'gre-to-vti.gns3', '9', 'FastEthernet0/'],
  ['cml', 'gre-to-vti.yaml', '0.1.0', 'GigabitEthernet0/'],
] as const;

const stepOf = (exercise: Exercise, id: string) => exercise.steps.find((step) => step.id === id);

describe.each(topologies)('the topology of the lab for %s', (format, name, version, port) => {
  const imported = importTopology({ name, text: files[name] ?? '' });

  it('is read without a complaint', () => {
    expect(imported).toMatchObject({ format, version, diagnostics: [] });
    expect(imported.topology.nodes.map((node) => [node.name, node.platform])).toEqual([
      ['R1', 'ios'],
      ['R2', 'ios'],
      ['R3', 'ios'],
    ]);
    expect(imported.topology.links).toHaveLength(2);
  });

  it('shows R1 to the left, R2 in the middle and R3 to the right', () => {
    const columns = imported.topology.nodes.map(({ position }) => position.x);
    expect(columns).toEqual([...columns].sort((a, b) => a - b));
    expect(new Set(columns).size).toBe(3);
  });

  it('has a node for every role and a name for every interface', () => {
    const exercise = loaded(files, { backend: format });
    const nodes = exercise.roles.map(({ node }) => imported.topology.nodes.find(({ id }) => id === node)?.name);
    expect(nodes).toEqual(['R1', 'R2', 'R3']);
    const names = exercise.roles.flatMap(({ interfaces }) => interfaces.map((one) => one.name));
    expect(names).toEqual([
      ...[`${port}0`, 'Tunnel0', 'Loopback0'],
      ...[`${port}0`, `${port}1`],
      ...[`${port}0`, 'Tunnel0', 'Loopback0'],
    ]);
  });
});

describe('the lab from GRE to VTI', () => {
  const exercise = loaded(files);

  it('has nothing to complain of, for any backend', () => {
    for (const [backend] of topologies) expect(load(files, { backend }).diagnostics).toEqual([]);
  });

  it('is the network of the document it follows', () => {
    const addresses = exercise.roles.map(({ name, interfaces }) => [
      name,
      ...interfaces.map((one) => formatIpv4(one.address)),
    ]);
    expect(addresses).toEqual([
      ['R1', '172.16.0.1', '10.0.0.1', '10.1.1.1'],
      ['R2', '172.16.0.2', '172.16.0.5'],
      ['R3', '172.16.0.6', '10.0.0.2', '10.3.3.1'],
    ]);
    expect(exercise.roles.map(({ isGraded }) => isGraded)).toEqual([true, false, true]);
  });

  it('carries in its CML file the start configurations that its templates give', () => {
    const { roles, topology } = loaded(files, { backend: 'cml' });
    for (const { node, start } of roles)
      expect(topology.nodes.find(({ id }) => id === node)?.configuration?.trimEnd()).toBe(start.trimEnd());
  });

  it('has the steps of the migration, worth a hundred points', () => {
    expect(exercise.steps.map(({ id, kind }) => `${id}: ${kind}`)).toEqual([
      'observe-gre: observe',
      'ike-policy: change',
      'pre-shared-key: change',
      'transform-set: change',
      'ipsec-profile: change',
      'migrate-r1: transient',
      'roll-back: change',
      'protect-r1: transient',
      'gre-over-ipsec: change',
      'migrate-r3: change',
      'verify: observe',
      // What readers of the document have asked.
      'keys: observe',
      'mtu-and-mss: change',
      'filter: change',
      'source-address: change',
      'unnumbered: change',
    ]);
    expect(exercise.steps.reduce((sum, { points }) => sum + points, 0)).toBe(100);
    expect(
      exercise.steps.every(({ instructions, hints, checkpoint }) => instructions && hints.length > 0 && checkpoint),
    ).toBe(true);
  });

  it('types what the document types, until one end is migrated', () => {
    const until = exercise.steps.findIndex(({ id }) => id === 'migrate-r1') + 1;
    const typed = exercise.steps.slice(0, until).flatMap(({ commands }) => commands.R1 ?? []);
    expect(typed).toEqual([
      'crypto isakmp policy 10',
      ' authentication pre-share',
      'crypto isakmp key FooB4r address 172.16.0.6',
      'crypto ipsec transform-set MyTransformSet esp-3des esp-sha-hmac',
      'crypto ipsec profile MyProfile',
      ' set transform-set MyTransformSet',
      'interface Tunnel0',
      ' tunnel mode ipsec ipv4',
      ' tunnel protection ipsec profile MyProfile',
    ]);
    expect(stepOf(exercise, 'migrate-r3')?.commands.R3).toEqual(typed.slice(-3));
    expect(exercise.steps.slice(0, until - 1).flatMap(({ commands }) => commands.R3 ?? [])).toEqual(
      typed.slice(0, -3).map((line) => line.replace('172.16.0.6', '172.16.0.1')),
    );
  });

  it('lists faults and two harmless differences, all judged after a clear', () => {
    expect(exercise.faults.map(({ id }) => id)).toEqual([
      ...['P1-PSK', 'P1-ENC', 'P2-TS', 'TUN-PROT-ONESIDE'],
      ...['P2-ESPBLOCK', 'P1-UDP500', 'TUN-MODE'],
    ]);
    expect(exercise.distractors.map(({ id }) => id)).toEqual(['ike-lifetimes-differ', 'policy-numbers-differ']);
    for (const plan of [...exercise.faults, ...exercise.distractors]) {
      const [first] = stepOf(exercise, plan.step)?.actions ?? [];
      expect([plan.id, first]).toMatchObject([plan.id, { kind: 'clear', on: ['R1', 'R3'] }]);
    }
    expect(exercise.distractors[1]?.lines.R3?.slice(0, 2)).toEqual([
      'no crypto isakmp policy 10',
      'crypto isakmp policy 30',
    ]);
  });
});
