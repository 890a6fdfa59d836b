import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportCml } from '../../src-main/exporters/cml/cml.ts';
import type { Export } from '../../src-main/exporters/exported.ts';
import { exportGns3 } from '../../src-main/exporters/gns3/gns3.ts';
import { portableProject } from '../../src-main/exporters/portable.ts';
import { importTopology, type ImportedTopology } from '../../src-main/importers/import.ts';
import type { Topology, TopologyLink, TopologyNode } from '../../src-main/lab/topology.ts';
import { shapeOf } from './shape.ts';

const again = ({ text, files }: Export): ImportedTopology =>
  importTopology({ name: 'x', text, companion: (file) => files.find((one) => one.path === file)?.text });

interface Project {
  topology: { links: { nodes: { adapter_number: number }[] }[] };
}

const lab = path.resolve(import.meta.dirname, '../../labs/gre-to-vti');
const read = (name: string): Topology =>
  importTopology({ name, text: readFileSync(path.join(lab, name), 'utf8') }).topology;

describe('a topology as a GNS3 project', () => {
  it('is the same project when it came from GNS3, with its ids', () => {
    const topology = read('gre-to-vti.gns3');
    const made = exportGns3(topology);
    expect(again(made)).toMatchObject({ format: 'gns3', version: '9', diagnostics: [] });
    expect(again(made).topology.nodes).toEqual(topology.nodes);
    expect(shapeOf(again(made).topology)).toEqual(shapeOf(topology));
    expect(made.shortfalls).toEqual([
      { message: expect.stringContaining('c3725-adventerprisek9-mz.124-15.T14.image') as string },
    ]);
  });

  it('is one archive that is read as the files are', () => {
    const made = exportGns3(read('gre-to-vti.yaml'), { title: 'Aus Köln' });
    const portable = importTopology({ name: 'x', bytes: portableProject(made) });
    expect(portable.topology).toEqual(again(made).topology);
    expect(portable.topology.name).toBe('Aus Köln');
    expect(portable.diagnostics.map(({ severity }) => severity)).toEqual(['note']);
    expect(portableProject(made)).toEqual(portableProject(made));
  });

  it('puts links at the ports that a device has, and not at those that it keeps for itself', () => {
    const router = (id: string): TopologyNode => ({
      ...{ id, name: id, platform: 'iosxr', model: 'iosxrv9000', position: { x: 0, y: 0 } },
      interfaces: [{ name: 'GigabitEthernet0/0/0/0' }],
    });
    const ends = ['A', 'B'].map((node) => ({ node, interface: 'GigabitEthernet0/0/0/0' }));
    const topology: Topology = {
      name: 'XR',
      nodes: [router('A'), router('B')],
      links: [{ id: 'l0', ends: ends as TopologyLink['ends'] }],
    };
    const { links } = (JSON.parse(exportGns3(topology).text) as Project).topology;
    expect(links[0]?.nodes.map(({ adapter_number: adapter }) => adapter)).toEqual([3, 3]);
    expect(exportCml(topology).text).toContain('slot: 3');
  });

  it('says which delay and loss of a link became a whole number, and switches no filter off by it', () => {
    const topology = read('gre-to-vti.gns3');
    const [first, second, ...others] = topology.links as [TopologyLink, TopologyLink, ...TopologyLink[]];
    const made = exportGns3({
      ...topology,
      links: [
        { ...first, conditions: { jitter: 4, loss: 0.5 } },
        { ...second, conditions: { delay: 20.4, loss: 3 } },
        ...others,
      ],
    });
    const { links } = again(made).topology;
    expect(links.slice(0, 2).map(({ conditions }) => conditions)).toEqual([
      { delay: 1, jitter: 4, loss: 1 },
      { delay: 20, loss: 3 },
    ]);
    expect(made.shortfalls.map(({ message }) => message).filter((one) => one.includes('whole numbers'))).toEqual([
      'links have whole numbers in GNS3: a delay of 0 is there as 1',
      'links have whole numbers in GNS3: a loss of 0.5 is there as 1',
      'links have whole numbers in GNS3: a delay of 20.4 is there as 20',
    ]);
  });

  it('has the routers of CML as machines, with all that CML knows of them', () => {
    const topology = read('gre-to-vti.yaml');
    const back = importTopology({ name: 'x', text: exportCml(again(exportGns3(topology)).topology).text });
    const physical = (one: Topology): object => ({
      ...one,
      nodes: one.nodes.map((node) => ({
        ...node,
        interfaces: node.interfaces.filter(({ name }) => !name.startsWith('Loopback')),
      })),
    });
    expect(shapeOf(physical(back.topology) as Topology)).toEqual(shapeOf(physical(topology) as Topology));
  });
});

const corpus = path.resolve(import.meta.dirname, '../../../shared/corpus/topologies/gns3');
const projects = existsSync(corpus) ? readdirSync(corpus) : [];

describe.skipIf(projects.length === 0)('the projects of ../shared/corpus', () => {
  it.each(projects)('come back as they were: %s', (name) => {
    const { topology } = importTopology({ name, bytes: readFileSync(path.join(corpus, name)) });
    const made = exportGns3(topology);
    const back = again(made);
    expect(back.diagnostics).toEqual([]);
    const ends = ({ nodes, links }: Topology): unknown[] =>
      links.map((link) => link.ends.map((end) => [nodes.findIndex(({ id }) => id === end.node), end.interface]));
    const kinds = ({ nodes }: Topology): unknown[] => nodes.map(({ platform, circuits }) => [platform, circuits]);
    expect(kinds(back.topology)).toEqual(kinds(topology));
    expect(ends(back.topology)).toEqual(ends(topology));
    expect(back.topology.nodes.map(({ configuration }) => configuration)).toEqual(
      topology.nodes.map(({ configuration }) => configuration),
    );
  });

  it.each(projects)('have a counterpart in CML with as many links: %s', (name) => {
    const { topology } = importTopology({ name, bytes: readFileSync(path.join(corpus, name)) });
    const back = importTopology({ name, text: exportCml(topology).text });
    expect(back.diagnostics).toEqual([]);
    expect(back.topology.links).toHaveLength(topology.links.length);
  });
});
