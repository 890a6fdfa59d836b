import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportCml } from '../../src-main/exporters/cml/cml.ts';
import type { Export } from '../../src-main/exporters/exported.ts';
import { exportGns3 } from '../../src-main/exporters/gns3/gns3.ts';
import { yamlText } from '../../src-main/exporters/yaml-text.ts';
import { importTopology, type ImportedTopology } from '../../src-main/importers/import.ts';
import type { Topology } from '../../src-main/lab/topology.ts';
import { runs } from '../importers/mutations.ts';
import { cmlKinds, gns3Kinds, networksOf } from './networks.ts';
import { shapeOf } from './shape.ts';

const again = ({ text, files }: Export): ImportedTopology =>
  importTopology({ name: 'x', text, companion: (file) => files.find((one) => one.path === file)?.text });

/** Modules have ports that nobody asked for: only those of links are compared. */
const withoutInterfaces = (topology: Topology): object =>
  shapeOf({ ...topology, nodes: topology.nodes.map((node) => ({ ...node, interfaces: [] })) });

describe('a network', () => {
  it('of nodes that CML has comes back from CML as it was', () => {
    fc.assert(
      fc.property(networksOf(cmlKinds), (topology) => {
        const { diagnostics, topology: back } = again(exportCml(topology));
        expect(diagnostics).toEqual([]);
        expect(shapeOf(back)).toEqual(shapeOf(topology));
      }),
      runs(150),
    );
  });

  it('of nodes that GNS3 has comes back from GNS3 as it was', () => {
    fc.assert(
      fc.property(networksOf(gns3Kinds), (topology) => {
        const { diagnostics, topology: back } = again(exportGns3(topology));
        expect(diagnostics).toEqual([]);
        expect(withoutInterfaces(back)).toEqual(withoutInterfaces(topology));
      }),
      runs(150),
    );
  });

  it('of any nodes keeps its links from one to the other and back, or says which are lost', () => {
    fc.assert(
      fc.property(networksOf([...cmlKinds, ...gns3Kinds]), (topology) => {
        const toCml = exportCml(topology);
        const toGns3 = exportGns3(again(toCml).topology);
        const back = again(toGns3).topology;
        const lost = [...toCml.shortfalls, ...toGns3.shortfalls].filter(({ message }) =>
          /links are left out/.test(message),
        );
        if (lost.length === 0) expect(back.links).toHaveLength(topology.links.length);
      }),
      runs(100),
    );
  });
});

describe('YAML for CML', () => {
  it('is read as what it was by readers of both versions of YAML', () => {
    const scalar = fc.oneof(
      fc
        .string({ unit: 'binary' })
        .filter((text) => !/[\ud800-\udfff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''))),
      fc.constantFrom(
        'yes',
        'NO',
        '0x1f',
        '1:20',
        '=',
        '<<',
        '~',
        '- a',
        'a: b',
        'a #b',
        '  x\ny',
        'x\n\n',
        '\n',
        'x\n  ',
      ),
      fc.integer(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ a: scalar, b: fc.array(scalar), c: fc.constant({}) })), (list) => {
        const text = yamlText({ list });
        for (const version of ['1.1', '1.2'] as const) expect(parse(text, { version })).toEqual({ list });
      }),
      runs(300),
    );
  });
});
