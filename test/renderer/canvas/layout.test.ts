import { describe, expect, it } from 'vitest';
import type { LinkView } from '../../../src-main/api/contract/laboratory.ts';
import { overlap, pointAt } from '../../../src-renderer/canvas/geometry.ts';
import { layoutKeeper, layoutOf } from '../../../src-renderer/canvas/layout.ts';
import { figureBoxes } from '../../../src-renderer/canvas/places.ts';
import { pretendLinks, pretendNodes, pretendTunnels } from '../pretend-network.ts';

const nodes = pretendNodes('running');

function between(id: string, a: string, b: string): LinkView {
  return {
    id,
    ends: [
      { node: a, interface: 'Serial1/0', address: undefined },
      { node: b, interface: 'Serial1/1', address: undefined },
    ],
  };
}

describe('the drawing of a topology', () => {
  it('labels both ends of a link with interface and address where there is room', () => {
    const { links } = layoutOf(nodes, pretendLinks(), []);
    expect(links.map(({ labels }) => labels.map(({ lines }) => lines))).toEqual([
      [
        ['Fa0/0', '172.16.0.1/30'],
        ['Fa0/0', '172.16.0.2/30'],
      ],
      [
        ['Fa0/1', '172.16.0.5/30'],
        ['Fa0/0', '172.16.0.6/30'],
      ],
    ]);
  });

  it('fans out links between the same two nodes, whichever end they name first', () => {
    const { links } = layoutOf(
      nodes,
      [between('a', 'r1', 'r2'), between('b', 'r2', 'r1'), between('c', 'r1', 'r2')],
      [],
    );
    const middles = links.map(({ curve }) => Math.round(pointAt(curve, 0.5).y));
    expect(new Set(middles).size).toBe(3);
  });

  it('draws a tunnel over the node that lies between its ends', () => {
    const { tunnels, places } = layoutOf(nodes, pretendLinks(), pretendTunnels('ipsec'));
    expect(tunnels[0]?.sign.y).toBeLessThan((places.get('r1')?.y ?? 0) - 60);
    expect(tunnels[0]?.align).toBe('center');
  });

  it('draws it below when it would run through another node above', () => {
    const others = nodes.map((node) => (node.id === 'r2' ? { ...node, position: { x: 0, y: -90 } } : node));
    const { tunnels, places } = layoutOf(others, pretendLinks(), pretendTunnels('ipsec'));
    expect(tunnels[0]?.sign.y).toBeGreaterThan(places.get('r1')?.y ?? 0);
  });

  it('keeps two tunnels between the same nodes apart', () => {
    const [tunnel] = pretendTunnels('gre');
    const both = tunnel ? [tunnel, { ...tunnel, id: 'second' }] : [];
    const { tunnels } = layoutOf(nodes, [], both);
    const [first, second] = tunnels;
    expect(first && second && overlap(first.words, second.words)).toBe(false);
  });

  it('writes what is said of the tunnels of a hub with spokes over no node, and not over one another', () => {
    const at = { r1: { x: -250, y: 0 }, r2: { x: 0, y: -100 }, r3: { x: 250, y: 0 }, r4: { x: 0, y: 100 } };
    const [first] = nodes;
    const hub = first ? Object.entries(at).map(([id, position]) => ({ ...first, id, position })) : [];
    const pairs = [['r1', 'r3'], ['r1', 'r4'], ['r3', 'r4']] as const; // prettier-ignore
    const all = pairs.flatMap(([a, b]) => pretendTunnels('gre').map((one) => ({ ...one, id: a + b, nodes: [a, b] as [string, string] }))); // prettier-ignore
    const { places, tunnels } = layoutOf(hub, [], all);
    const figures = [...places.values()].flatMap(figureBoxes);
    const words = tunnels.map((tunnel) => tunnel.words);
    expect(words).toHaveLength(3);
    for (const [place, box] of words.entries())
      expect([...figures, ...words.slice(0, place)].some((other) => overlap(other, box))).toBe(false);
  });

  it('writes no label over a node, a tunnel or another label, however crowded it is', () => {
    const crowd = Array.from({ length: 60 }, (_, at) => ({
      ...{ id: `n${at}`, name: `N${at}`, platform: 'ios' as const, model: '', role: undefined, reason: undefined },
      ...{ state: 'running' as const, position: { x: (at % 10) * 70, y: Math.floor(at / 10) * 60 } },
    }));
    const links = crowd.slice(1).map(({ id }, at) => between(`l${at}`, `n${at}`, id));
    const layout = layoutOf(crowd, links, []);
    const labels = layout.links.flatMap((link) => link.labels).map(({ at }) => ({ ...at, width: 1, height: 1 }));
    const figures = [...layout.places.values()].flatMap(figureBoxes);
    expect(labels.some((label) => figures.some((figure) => overlap(label, figure)))).toBe(false);
    expect(layout.links).toHaveLength(59);
  });

  it('is made anew when something moves, and not when a state changes', () => {
    const keep = layoutKeeper();
    const before = keep(nodes, pretendLinks(), pretendTunnels('gre'));
    const after = keep(pretendNodes('stopped'), pretendLinks(), pretendTunnels('ipsec'));
    expect(after.links).toBe(before.links);
    expect(after.tunnels[0]?.tunnel.state).toBe('ipsec');
    const moved = nodes.map((node) => ({ ...node, position: { x: node.position.x * 2, y: 0 } }));
    expect(keep(moved, pretendLinks(), []).links).not.toBe(before.links);
  });

  it('draws nothing for a link or tunnel to a node that is not there', () => {
    const [tunnel] = pretendTunnels('gre');
    const lost = tunnel ? [{ ...tunnel, nodes: ['r1', 'r9'] as [string, string] }] : [];
    const layout = layoutOf(nodes, [between('x', 'r1', 'r9'), between('y', 'r1', 'r1')], lost);
    expect([layout.links, layout.tunnels]).toEqual([[], []]);
  });
});
