import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importTopology } from '../../src-main/importers/import.ts';
import { limits } from '../../src-main/importers/limits.ts';
import { casesOf, outcomeOf, readCase } from './golden.ts';
import { mutationsOf, runs } from './mutations.ts';
import { importSoundly } from './soundness.ts';

/** Hand-written files of formats that samples.ts does not write, each with something wrong in it. */
const files = [
  ['gns3', 'first-generation'],
  ['virl', 'two-sites'],
  ['eve', 'campus'],
  ['dynagen', 'frame-relay'],
] as const;

describe.each(files)('the importer of %s (%s)', (format, name) => {
  const { text, companion } = readCase(format, name);

  it('lets the content decide, not the name, nor the line ends, nor a byte order mark', () => {
    const { topology } = importTopology({ name: 'x.png', text });
    expect(importTopology({ name: 'x.png', text: `\ufeff${text.replaceAll('\n', '\r\n')}` }).topology).toEqual(
      topology,
    );
    expect(importTopology({ name: 'x', bytes: new TextEncoder().encode(text) }).topology.nodes).toEqual(topology.nodes);
  });

  it('says where a file breaks off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.length - 1 }), (length) => {
        importSoundly({ name: 'cut', text: text.slice(0, length) });
      }),
      runs(150),
    );
  });

  it('answers every mutation with an import or a refusal', () => {
    fc.assert(
      fc.property(mutationsOf(text), (mutated) => {
        importSoundly({ name: 'mutated', text: mutated, companion: companion ?? (() => undefined) });
      }),
      runs(400),
    );
  });
});

describe('XML', () => {
  it('is refused with a document type, wherever it stands', () => {
    for (const text of [
      '<!DOCTYPE topology SYSTEM "file:///etc/passwd"><topology/>',
      '<topology><!ELEMENT a></topology>',
    ])
      expect(outcomeOf({ name: 'x', text })).toMatchObject({ code: 'xml-dtd' });
  });

  it('is refused when it is nested without end, however the nesting is hidden', () => {
    const hidden = '<!-- </a></a> --><![CDATA[</a>]]><a b="/>">/>';
    expect(outcomeOf({ name: 'x', text: hidden.repeat(20_000) })).toMatchObject({ code: 'too-deep' });
  });

  it('is refused in time that grows with the text, whatever the text is', () => {
    const pieces = ['<a', '<a b="', '<!--', '<![CDATA[', '&amp', '<a ', '</a>', '<?x', '<a><b/></a>', '" <'];
    for (const piece of pieces) {
      const text = `<topology schemaVersion="1">${piece.repeat(300_000 / piece.length)}`;
      const before = process.cpuUsage();
      importSoundly({ name: 'x', text });
      expect(process.cpuUsage(before).user / 1000, piece).toBeLessThan(3000);
    }
  });

  it('is refused with more nodes than anybody draws', () => {
    const node = '<node name="R" type="SIMPLE" subtype="IOSv"/>';
    const text = `<topology schemaVersion="0.95">${node.repeat(limits.nodes + 1)}</topology>`;
    expect(outcomeOf({ name: 'x', text })).toMatchObject({ code: 'too-many' });
  });
});

describe('large texts', () => {
  it('are refused in a form that is never large', () => {
    const xml = `<topology schemaVersion="1">${' '.repeat(limits.xml)}</topology>`;
    for (const text of [xml, `[s]\n[[HUB A]]\n${'#\n'.repeat(limits.ini / 2)}`])
      expect(outcomeOf({ name: 'x', text })).toMatchObject({ code: 'too-large' });
  });
});

describe('a GNS3 0.8 topology', () => {
  it('is one link where both ends name it, and one where one end does', () => {
    const both = '[s]\n[[ROUTER A]]\nmodel = 7200\nf0/0 = B f0/0\n[[ROUTER B]]\nmodel = 7200\nf0/0 = A f0/0\n';
    for (const text of [both, both.replace(/f0\/0 = A f0\/0\n/, ''), both.replaceAll('f0/0', 'FastEthernet0/0')]) {
      const { topology, diagnostics } = importTopology({ name: 'x', text });
      expect(diagnostics).toEqual([]);
      expect(topology.links.map(({ ends }) => ends)).toEqual([
        [
          { node: 'A', interface: 'FastEthernet0/0' },
          { node: 'B', interface: 'FastEthernet0/0' },
        ],
      ]);
    }
  });

  it('is refused with more nodes or interfaces than anybody draws, in fair time', () => {
    const hubs = (count: number): string =>
      `[s]\n${Array.from({ length: count }, (_, index) => `[[HUB H${index}]]\nports = 1000\n`).join('')}`;
    expect(outcomeOf({ name: 'x', text: hubs(300) })).toMatchObject({ code: 'too-many' });
    const lines = Array.from(
      { length: 40_000 },
      (_, index) => `e${index % 9999}/${Math.floor(index / 9999)} = LAN 1\n`,
    );
    const before = process.cpuUsage();
    expect(importTopology({ name: 'x', text: `[s]\n[[QEMU Q]]\n${lines.join('')}` }).topology.links).toHaveLength(
      40_000,
    );
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
  });

  it('is refused with brackets that match nothing', () => {
    expect(outcomeOf({ name: 'x', text: '[s]\n[[A B]]\n[[[[c]]]]\n' })).toMatchObject({ code: 'ini-syntax' });
  });
});

describe('the golden folders', () => {
  it('have cases of every format', () => {
    for (const [format] of files) expect(casesOf(format).length).toBeGreaterThan(1);
  });
});
