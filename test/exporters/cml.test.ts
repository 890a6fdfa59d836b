import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportCml } from '../../src-main/exporters/cml/cml.ts';
import { exportGns3 } from '../../src-main/exporters/gns3/gns3.ts';
import { importTopology } from '../../src-main/importers/import.ts';
import type { Topology } from '../../src-main/lab/topology.ts';
import { shapeOf } from './shape.ts';

const lab = path.resolve(import.meta.dirname, '../../labs/gre-to-vti');
const read = (name: string): Topology =>
  importTopology({ name, text: readFileSync(path.join(lab, name), 'utf8') }).topology;

interface Gns3File {
  topology: { nodes: object[] };
}

/** A project of GNS3 with one container. */
function container(image: string): Topology {
  const node = { node_id: 'w1', name: 'W1', node_type: 'docker', x: 0, y: 0, properties: { image, adapters: 1 } };
  const project = { type: 'topology', revision: 9, topology: { nodes: [node], links: [] } };
  return importTopology({ name: 'x', text: JSON.stringify(project) }).topology;
}

describe('a topology as a CML lab', () => {
  it('is the same lab when it came from CML', () => {
    const topology = read('gre-to-vti.yaml');
    const { text, shortfalls } = exportCml(topology);
    expect(importTopology({ name: 'x', text })).toMatchObject({
      format: 'cml',
      version: '0.2.2',
      topology,
      diagnostics: [],
    });
    expect(shortfalls).toEqual([]);
  });

  it('has routers that CML has, their interfaces and configurations renamed, and says so', () => {
    const topology = read('gre-to-vti.gns3');
    const configurations = { [topology.nodes[0]?.id ?? '']: 'hostname R1\ninterface FastEthernet0/0\n no shutdown\n' };
    const { text, shortfalls } = exportCml(topology, { title: 'Yes', configurations });
    const file = parse(text, { version: '1.1' }) as { lab: { title: string }; nodes: { configuration: unknown }[] };
    expect(file.lab.title).toBe('Yes');
    expect(file.nodes[0]?.configuration).toBe('hostname R1\ninterface GigabitEthernet0/0\n no shutdown\n');
    expect(shortfalls.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "R1 (dynamips c3725 with 12.4(15)T14) is there as iosv",
        "interfaces of R1 have other names: FastEthernet0/0 is GigabitEthernet0/0, FastEthernet0/1 is GigabitEthernet0/1",
        "R2 (dynamips c3725 with 12.4(15)T14) is there as iosv",
        "interfaces of R2 have other names: FastEthernet0/0 is GigabitEthernet0/0, FastEthernet0/1 is GigabitEthernet0/1",
        "R3 (dynamips c3725 with 12.4(15)T14) is there as iosv",
        "interfaces of R3 have other names: FastEthernet0/0 is GigabitEthernet0/0, FastEthernet0/1 is GigabitEthernet0/1",
      ]
    `);
    const again = importTopology({ name: 'x', text });
    expect(again.diagnostics).toEqual([]);
    expect(again.topology.links).toHaveLength(topology.links.length);
  });

  it.each([
    ['nginx:1.27', ['W1 (docker nginx:1.27) is there as alpine']],
    ['example.net/asa/tools', ['W1 (docker example.net/asa/tools) is there as alpine']],
    ['alpine:3.19', []],
    ['library/alpine', []],
  ])('says what becomes of a container of %s', (image, expected) => {
    const topology = container(image);
    expect(exportCml(topology).shortfalls.map(({ message }) => message)).toEqual(expected);
    const [node] = (JSON.parse(exportGns3(topology).text) as Gns3File).topology.nodes;
    expect(node).toMatchObject({ node_type: 'docker', properties: { image } });
  });
});

const corpus = path.resolve(import.meta.dirname, '../../../shared/corpus/topologies/cml');

describe.skipIf(!existsSync(corpus))('the labs of ../shared/corpus', () => {
  it.each(existsSync(corpus) ? readdirSync(corpus) : [])('come back as they were: %s', (name) => {
    const { topology } = importTopology({ name, text: readFileSync(path.join(corpus, name), 'utf8') });
    const { text } = exportCml(topology);
    const again = importTopology({ name, text });
    expect(again.diagnostics).toEqual([]);
    expect(shapeOf(again.topology)).toEqual(shapeOf(topology));
  });
});
