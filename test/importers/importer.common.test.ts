import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importTopology, type ImportedTopology } from '../../src-main/importers/import.ts';
import { limits } from '../../src-main/importers/limits.ts';
import { outcomeOf } from './golden.ts';
import { mutationsOf, runs } from './mutations.ts';
import { cmlSample, gns3Sample } from './samples.ts';
import { expectSound, importSoundly } from './soundness.ts';

const textOf = (document: unknown): string => JSON.stringify(document, undefined, 1);
const imported = (text: string): ImportedTopology => importTopology({ name: 'ring', text });

describe.each([gns3Sample, cmlSample])('the importer of $format', (sample) => {
  const text = sample.write(5);
  // YAML takes several times as long, most of all where only the general reader takes what has become of it.
  const changed = runs(sample.format === 'cml' ? 150 : 800);

  it('reads as many nodes and links as the file has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), (count) => {
        const { format, topology, diagnostics } = imported(sample.write(count));
        expect(format).toBe(sample.format);
        expect(diagnostics).toEqual([]);
        expect(topology.nodes.map(({ name }) => name)).toEqual(Array.from({ length: count }, (_, i) => `R${i}`));
        expect(topology.links).toHaveLength(count);
        expect(topology.nodes[1]).toMatchObject({ id: 'node-1', platform: 'ios', position: { x: 10, y: -1 } });
      }),
    );
  });

  it('joins the interfaces that the links of the file join', () => {
    const { topology } = imported(text);
    const names = topology.nodes[0]?.interfaces.map(({ name }) => name);
    expect(topology.links[4]).toEqual({
      id: 'link-4',
      ends: [
        { node: 'node-4', interface: names?.[0] },
        { node: 'node-0', interface: names?.[1] },
      ],
    });
  });

  it('finds the start configuration', () => {
    const { topology } = imported(text);
    expect(topology.nodes.map(({ configuration }) => configuration?.trim())).toEqual(
      ['R0', 'R1', 'R2', 'R3', 'R4'].map((name) => `hostname ${name}`),
    );
  });

  it('reads the same of a file with a byte order mark and Windows line ends', () => {
    expect(imported(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(imported(text));
  });

  it('lets the content decide, not the name', () => {
    for (const name of ['x.png', 'x.yaml', 'x.gns3', 'x', ''])
      expect(importTopology({ name, text })).toEqual(imported(text));
  });

  it('keeps both of two nodes with one id, and says so', () => {
    const document = sample.parse(text);
    for (const node of sample.nodesOf(document as never).slice(0, 2)) node[sample.idKey] = 'twin';
    const { topology, diagnostics } = imported(textOf(document));
    expect(topology.nodes).toHaveLength(5);
    expect(diagnostics.find(({ message }) => message.includes('twin'))).toMatchObject({
      severity: 'error',
      path: expect.stringMatching(/nodes\[1\]\./) as string,
      line: expect.any(Number) as number,
    });
  });

  it('leaves out links to a node that is missing, says where, and reads the rest', () => {
    const document = sample.parse(text);
    sample.nodesOf(document as never).pop();
    const { topology, diagnostics } = imported(textOf(document));
    expect(topology.nodes).toHaveLength(4);
    expect(topology.links.map(({ id }) => id)).toEqual(['link-0', 'link-1', 'link-2']);
    expect(diagnostics.map(({ path }) => /links\[(\d)\]/.exec(path)?.[1])).toEqual(['3', '4']);
  });

  it('takes a node of an unknown kind as what it is', () => {
    const document = sample.parse(text);
    Object.assign(sample.nodesOf(document as never)[2] ?? {}, { node_type: 'hologram', node_definition: 'hologram' });
    const { topology } = imported(textOf(document));
    expect(topology.nodes[2]).toMatchObject({ platform: 'unknown', model: 'hologram' });
    expect(topology.links).toHaveLength(5);
  });

  it('makes names fit for a terminal', () => {
    const document = sample.parse(text);
    const [first, second] = sample.nodesOf(document as never);
    Object.assign(first ?? {}, { [sample.nameKey]: '\u001b]0;title\u0007R\n1' });
    Object.assign(second ?? {}, { [sample.nameKey]: 'x'.repeat(100_000) });
    const { topology } = imported(textOf(document));
    expect(topology.nodes[0]?.name).toMatch(/^\P{Cc}+$/u);
    expect(topology.nodes[1]?.name).toHaveLength(limits.name);
  });

  it('refuses more nodes than anybody draws', () => {
    expect(outcomeOf({ name: 'huge', text: sample.write(limits.nodes + 1) })).toMatchObject({ code: 'too-many' });
  });

  it('shows the first faults of very many', () => {
    const document = sample.parse(sample.write(1000));
    for (const node of sample.nodesOf(document as never)) node.x = 'left';
    const { diagnostics } = imported(textOf(document));
    expect(diagnostics).toHaveLength(limits.diagnostics + 1);
    expect(diagnostics.at(-1)?.message).toContain('800');
  });

  it('says where a file breaks off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.length - 1 }), (length) => {
        importSoundly({ name: 'cut', text: text.slice(0, length) });
      }),
      runs(300),
    );
  });

  it('answers every mutation of the text with an import or a refusal', () => {
    fc.assert(
      fc.property(mutationsOf(text), (mutated) => {
        importSoundly({ name: 'mutated', text: mutated });
      }),
      changed,
    );
  });

  it('answers every change of a value with a sound import', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), oddValue), { minLength: 1, maxLength: 4 }), (changes) => {
        const document = sample.parse(text);
        // A copy: a later change may change the value itself.
        for (const [where, value] of changes) replaceSomewhere(document, where, structuredClone(value));
        importSoundly({ name: 'changed', text: textOf(document) });
      }),
      changed,
    );
  });

  it('gives the same for the same file', () => {
    expect(imported(text)).toEqual(imported(text));
    expectSound(imported(text));
  });
});

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', ' ', '\n', '..', '__proto__', 'constructor', 'R1', 'node-0', 'i0', 'f1/9'),
  fc.constantFrom<unknown>(-1, 0.5, 1e9, 1e308, 9007199254740993, '1', '-0', 'NaN', '0x10', '{', '{0', '{port9}'),
  fc.constantFrom<unknown>([], {}, [[]], [null], [{}], { data: {} }, { nodes: 1 }, ['a', 'b']),
  fc.constantFrom<unknown>(
    'qemu',
    'iou',
    'docker',
    'cloud',
    'vpcs',
    'frame_relay_switch',
    'asav',
    'NM-16ESW',
    'WIC-2T',
  ),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.jsonValue(),
);

/** Walks down by the digits of `where` and puts the value in the place of what is there. */
function replaceSomewhere(document: unknown, where: number, value: unknown): void {
  let place = document;
  for (let rest = where; typeof place === 'object' && place !== null;) {
    const keys = Object.keys(place);
    const key = keys[rest % keys.length];
    if (key === undefined) return;
    rest = Math.floor(rest / keys.length);
    const below = (place as Record<string, unknown>)[key];
    if (rest === 0 || typeof below !== 'object' || below === null) {
      (place as Record<string, unknown>)[key] = value;
      return;
    }
    place = below;
  }
}
