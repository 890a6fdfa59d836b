/** Files of every program and revision, converted to the other program and back: what both can say is kept. */
import { expect, it } from 'vitest';
import { exportCml } from '../../src-main/exporters/cml/cml.ts';
import type { Export } from '../../src-main/exporters/exported.ts';
import { exportGns3 } from '../../src-main/exporters/gns3/gns3.ts';
import { importTopology, type ImportedTopology } from '../../src-main/importers/import.ts';
import type { Topology } from '../../src-main/lab/topology.ts';
import { cmlLab } from '../importers/written/cml-labs.ts';
import { Dice } from '../importers/written/dice.ts';
import { firstProject } from '../importers/written/gns3-first.ts';
import { secondProject } from '../importers/written/gns3-second.ts';
import { expectSound } from '../importers/soundness.ts';

const seeds = Array.from({ length: 80 }, (_, index) => 1000 + index);
const again = ({ text, files }: Export): ImportedTopology => {
  const imported = importTopology({
    name: 'again',
    text,
    companion: (file) => files.find((one) => one.path === file)?.text,
  });
  expectSound(imported);
  expect(imported.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return imported;
};
const isLost = ({ shortfalls }: Export): boolean =>
  shortfalls.some(({ message }) => /links? (?:are|is) left out|is not joined/.test(message));
/** Which nodes are joined, and how good the links are. */
const joints = ({ nodes, links }: Topology): unknown[] =>
  links.map(({ ends, conditions }) => [
    ...ends.map((end) => nodes.findIndex(({ id }) => id === end.node)),
    Object.keys(conditions ?? {}).filter((one) => ['delay', 'jitter', 'loss'].includes(one)),
  ]);
const ends = ({ nodes, links }: Topology): unknown[] =>
  links.map((link) => link.ends.map((end) => [nodes.findIndex(({ id }) => id === end.node), end.interface]));

it.each([
  ['projects of GNS3 1', firstProject],
  ['projects of GNS3 2 and 3', secondProject],
] as const)('%s come back from CML with their nodes and links, and as themselves', { timeout: 60_000 }, (_, write) => {
  for (const seed of seeds) {
    const { topology } = importTopology(write(new Dice(seed)).file);
    const toCml = exportCml(topology);
    const back = exportGns3(again(toCml).topology);
    const { topology: returned } = again(back);
    // A way outside has one port in CML: each further one is a node of its own there.
    const hasClouds = topology.nodes.some(({ platform }) => platform === 'cloud');
    if (!hasClouds) expect(returned.nodes, `seed ${seed}`).toHaveLength(topology.nodes.length);
    if (!hasClouds && !isLost(toCml) && !isLost(back))
      expect(joints(returned), `seed ${seed}`).toEqual(joints(topology));
    const same = exportGns3(topology);
    const { topology: itself } = again(same);
    expect(same.shortfalls.filter(({ message }) => /links? (?:are|is) left out/.test(message))).toEqual([]);
    expect(joints(itself), `seed ${seed}`).toEqual(joints(topology));
  }
});

it('labs of CML come back from GNS3 with their nodes and links, and as themselves', { timeout: 60_000 }, () => {
  for (const seed of seeds) {
    const { topology } = importTopology(cmlLab(new Dice(seed)).file);
    const toGns3 = exportGns3(topology);
    const back = exportCml(again(toGns3).topology);
    const { topology: returned } = again(back);
    expect(returned.nodes, `seed ${seed}`).toHaveLength(topology.nodes.length);
    if (!isLost(toGns3) && !isLost(back)) expect(joints(returned), `seed ${seed}`).toEqual(joints(topology));
    const same = exportCml(topology);
    const { topology: itself } = again(same);
    if (!isLost(same)) expect(ends(itself), `seed ${seed}`).toEqual(ends(topology));
  }
});
