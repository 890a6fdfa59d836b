/** The roles of gre-to-vti at routers that its author has not cabled. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exerciseOf } from '../../src-main/engine/exercise-of.ts';
import { readLabFolder } from '../../src-main/engine/lab-folder.ts';
import type { Elsewhere } from '../../src-main/lab/source.ts';
import type { Platform, TopologyNode } from '../../src-main/lab/topology.ts';

const files = readLabFolder(path.resolve(import.meta.dirname, '../../labs/gre-to-vti'));

function node(name: string, platform: Platform, ...interfaces: string[]): TopologyNode {
  const named = interfaces.map((one) => ({ name: one }));
  return { id: `id-${name}`, name, platform, model: platform, interfaces: named, position: { x: 0, y: 0 } };
}

function project(cables: readonly [string, string][], changes: Partial<Elsewhere> = {}): Elsewhere {
  const end = (text: string): { node: string; interface: string } => {
    const [name = '', own = ''] = text.split(' ');
    return { node: `id-${name}`, interface: own };
  };
  const nodes = [
    node('R1', 'iosxe', 'Gi1', 'Gi2'),
    node('R2', 'ios', 'Et0/0', 'Et0/1'),
    node('R3', 'unknown', 'Et0/0', 'Et0/1'),
    node('SW', 'switch', 'e0', 'e1'),
  ];
  const links = cables.map(([a, b], index) => ({ id: `l${index}`, ends: [end(a), end(b)] as never }));
  return { topology: { name: 'p', nodes, links }, bind: {}, where: 'the project p', isCabled: true, ...changes };
}

function bound(elsewhere: Elsewhere): string[] {
  const loaded = exerciseOf(files, { elsewhere });
  if (!loaded.ok) return loaded.diagnostics.map(({ message }) => message);
  const { roles } = loaded.value;
  return roles.flatMap(({ name, platform, interfaces }) =>
    interfaces.map((one) => `${name} ${platform} ${one.role} ${one.name}`),
  );
}

describe('the roles of a lab', () => {
  it('have the interfaces that the cables between their nodes are in, through switches too', () => {
    const cables: [string, string][] = [
      ['R1 Gi2', 'SW e0'],
      ['SW e1', 'R2 Et0/1'],
      ['R2 Et0/0', 'R3 Et0/1'],
    ];
    expect(bound(project(cables))).toEqual([
      'R1 iosxe wan Gi2',
      'R1 iosxe tunnel Tunnel0',
      'R1 iosxe lan Loopback0',
      'R2 ios west Et0/1',
      'R2 ios east Et0/0',
      'R3 ios wan Et0/1',
      'R3 ios tunnel Tunnel0',
      'R3 ios lan Loopback0',
    ]);
  });

  it('have those that the user says', () => {
    const bind = { R1: { wan: 'Gi1' }, R2: { west: 'Et0/0', east: 'Et0/1' }, R3: { wan: 'Et0/0' } };
    expect(bound(project([], { bind }))).toContain('R1 iosxe wan Gi1');
  });

  it('are not guessed where nothing tells', () => {
    expect(bound(project([['R1 Gi1', 'R2 Et0/0']]))).toEqual([
      'it cannot be told which interface of R2 is the east of R2',
      'it cannot be told which interface of R3 is the wan of R3',
    ]);
  });

  it('are at routers, each at its own', () => {
    const bind = { R1: { node: 'SW' }, R3: { node: 'R2' }, R9: { node: 'R1' } };
    expect(bound(project([], { bind })).slice(0, 3)).toEqual([
      'the lab has no role "R9" that could be bound',
      'R1 is to be a router (ios), and SW is a switch',
      'R2 and R3 are both at the node R2',
    ]);
  });
});
