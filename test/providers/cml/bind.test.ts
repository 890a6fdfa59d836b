import { describe, expect, it } from 'vitest';
import type { Topology, TopologyNode } from '../../../src-main/lab/topology.ts';
import type { CmlLink, CmlNode } from '../../../src-main/providers/cml/answers.ts';
import { bindCmlNodes, linkOf } from '../../../src-main/providers/cml/bind.ts';

const wanted = (id: string, name: string): TopologyNode => ({
  ...{ id, name, platform: 'ios', model: 'iosv' },
  interfaces: [],
  position: { x: 0, y: 0 },
});
const node = (id: string, label: string): CmlNode => ({ id, label, node_definition: 'iosv' });
const topologyOf = (...nodes: TopologyNode[]): Topology => ({ name: '', nodes, links: [] });

describe('nodes of a topology on a server', () => {
  it('are found by id before all else, then by label, then by label whatever its case', () => {
    const nodes = [node('u1', 'R1'), node('u2', 'r1'), node('u3', 'R3')];
    const bound = bindCmlNodes(topologyOf(wanted('a', 'R1'), wanted('u1', 'gone'), wanted('c', 'R9')), nodes);
    expect([...bound].map(([id, { id: found }]) => [id, found])).toEqual([
      ['u1', 'u1'],
      ['a', 'u2'],
    ]);
  });

  it('are each another one where labels are not unique', () => {
    const bound = bindCmlNodes(topologyOf(wanted('a', 'R1'), wanted('b', 'R1')), [node('u1', 'R1'), node('u2', 'R1')]);
    expect([...bound.values()].map(({ id }) => id)).toEqual(['u1', 'u2']);
  });
});

describe('links of a topology on a server', () => {
  const bound = new Map([
    ['a', node('u1', 'R1')],
    ['b', node('u2', 'R2')],
  ]);
  const between = (id: string, one: string, other: string): CmlLink => ({
    ...{ id, node_a: 'u2', interface_a: one },
    ...{ node_b: 'u1', interface_b: other },
  });
  const link = (port: string): Topology['links'][number] => ({
    id: 'west',
    ends: [
      { node: 'a', interface: port },
      { node: 'b', interface: 'Gi0/1' },
    ],
  });
  const labels = new Map([
    ['i1', 'Gi0/1'],
    ['i2', 'Gi0/2'],
    ['j1', 'Gi0/1'],
    ['j2', 'Gi0/2'],
  ]);
  const find = async (wantedLink: Topology['links'][number], among: CmlLink[]): Promise<string | undefined> =>
    (await linkOf(wantedLink, among, bound, () => Promise.resolve(labels)))?.id;

  it('are found by the nodes that they join, whichever end is named first', async () => {
    expect(await find(link('Gi0/9'), [between('l', 'i1', 'j1')])).toBe('l');
  });

  it('are told apart by their interfaces where several join the same nodes', async () => {
    const among = [between('one', 'i1', 'j1'), between('two', 'i1', 'j2')];
    expect(await find(link('Gi0/2'), among)).toBe('two');
    expect(await find(link('Gi0/1'), among)).toBe('one');
  });

  it('are not there where a node is not', async () => {
    const other = { id: 'x', ends: [{ node: 'c', interface: '' }, link('').ends[1]] } as const;
    expect(await find({ id: 'x', ends: [...other.ends] }, [between('l', 'i1', 'j1')])).toBeUndefined();
  });
});
