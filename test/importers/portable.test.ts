import fc from 'fast-check';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importTopology } from '../../src-main/importers/import.ts';
import { limits } from '../../src-main/importers/limits.ts';
import { outcomeOf } from './golden.ts';
import { runs } from './mutations.ts';
import { gns3Sample } from './samples.ts';
import { importSoundly } from './soundness.ts';

const text = gns3Sample.write(3);
const zip = (files: Zippable): Uint8Array => zipSync(files);
const outcome = (bytes: Uint8Array): unknown => outcomeOf({ name: 'lab', bytes });
const plain = zip({ 'project.gns3': strToU8(text) });

/** The archive with a number in it changed, in the file's own header and in the list at the end. */
function patched(bytes: Uint8Array, inHeader: number, inList: number, value: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  for (let at = 0; at < copy.length - 4; at++) {
    if (copy[at] !== 0x50 || copy[at + 1] !== 0x4b) continue;
    if (copy[at + 2] === 3 && copy[at + 3] === 4) copy.set(value, at + inHeader);
    if (copy[at + 2] === 1 && copy[at + 3] === 2) copy.set(value, at + inList);
  }
  return copy;
}

describe('a portable GNS3 project', () => {
  it('is read like the project in it, with the configurations that come along', () => {
    const document = JSON.parse(text) as { topology: { nodes: { properties: object }[] } };
    document.topology.nodes[0] = { ...document.topology.nodes[0], properties: { platform: 'c7200', dynamips_id: 1 } };
    const bytes = zip({
      'project.gns3': strToU8(JSON.stringify(document)),
      'project-files/dynamips/node-0/configs/i1_startup-config.cfg': strToU8('hostname inside\r\n'),
    });
    const { topology, format } = importTopology({ name: 'lab', bytes });
    expect(format).toBe('gns3');
    expect(topology.nodes[0]?.configuration).toBe('hostname inside\n');
    expect(topology.nodes[1]?.configuration).toBe('hostname R1\n');
  });

  it('may lie in a folder of the archive, and be stored without compression', () => {
    const stored = zipSync({ 'a lab/': [{}, {}], 'a lab/Ring.gns3': strToU8(text) }, { level: 0 });
    expect(importTopology({ name: 'lab', bytes: stored }).topology).toEqual(
      importTopology({ name: 'lab', text }).topology,
    );
  });

  it('names the images that it does not bring along, each once', () => {
    const document = JSON.parse(text) as { topology: { nodes: { properties: Record<string, unknown> }[] } };
    for (const { properties } of document.topology.nodes) properties.image = '/images/c7200.image';
    const project = strToU8(JSON.stringify(document));
    const notes = importTopology({ name: 'lab', bytes: zip({ 'project.gns3': project }) }).diagnostics;
    expect(notes).toMatchObject([{ severity: 'note', path: 'topology.nodes[0]' }]);
    expect(notes[0]?.message).toContain('"c7200.image"');
    const whole = zip({ 'project.gns3': project, 'images/IOS/c7200.image': strToU8('x') });
    expect(importTopology({ name: 'lab', bytes: whole }).diagnostics).toEqual([]);
  });

  it.each(['../x.gns3', '/etc/x', 'a/../../x', 'C:\\x', '..\\x', 'a\0b'])(
    'is refused with the path %j in it',
    (name) => {
      expect(outcome(zip({ 'project.gns3': strToU8(text), [name]: strToU8('x') }))).toMatchObject({ code: 'zip-path' });
    },
  );

  it('is refused when it unpacks to more than a topology can be, whatever its headers say', () => {
    const bomb = zip({ 'project.gns3': new Uint8Array(limits.text + 1) });
    expect(outcome(bomb)).toMatchObject({
      code: 'too-large',
      diagnostics: [{ mend: expect.stringContaining('export the project again') as string }],
    });
    const small = [100, 0, 0, 0];
    expect(outcome(patched(bomb, 22, 24, small))).toMatchObject({ code: 'zip-damaged' });
  });

  it.each([
    [12, 'bzip2'],
    [14, 'LZMA'],
    [95, 'xz'],
    [77, 'the method 77'],
  ])('is refused with the name of a method that is not read: %i', (method, name) => {
    expect(outcome(patched(plain, 8, 10, [method, 0]))).toMatchObject({
      code: 'zip-method',
      message: `lab: a zip archive compressed with ${name}, which is not read`,
    });
  });

  it('is refused when it is encrypted', () => {
    expect(outcome(patched(plain, 6, 8, [1, 0]))).toMatchObject({ code: 'zip-encrypted' });
  });

  it('is read when it is compressed by zstd, as GNS3 3 does unless told otherwise', () => {
    const bytes = zstdArchive(strToU8(text));
    expect(importTopology({ name: 'lab', bytes }).topology).toEqual(importTopology({ name: 'lab', text }).topology);
    // A window of a gigabyte, and frame after frame.
    expect(outcome(zstdArchive(strToU8(text), [0, 0xa0]))).toMatchObject({ code: 'too-large' });
  });

  it('is told from other archives', () => {
    const kinds = {
      'word/document.xml': 'an Office document',
      'lab.txt': 'a zip archive without a topology in it',
    };
    for (const [name, what] of Object.entries(kinds))
      expect(outcome(zip({ [name]: strToU8('x') }))).toMatchObject({ message: `lab: ${what}` });
    expect(outcome(zip({}))).toMatchObject({ code: 'not-a-topology' });
  });

  it.each([
    ['lab/Site A.gns3project', 'a portable GNS3 project'],
    ['old.zip', 'another archive'],
  ])('is named when it lies in an archive once more: %s', (name, what) => {
    expect(outcome(zip({ 'read me.txt': strToU8('x'), [name]: plain }))).toMatchObject({
      message: `lab: a zip archive with ${what} in it, "${name}"`,
      diagnostics: [{ mend: `unpack it and import "${name}"` }],
    });
  });

  it('answers every damage with an import or a refusal', () => {
    const change = fc.tuple(fc.nat({ max: plain.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat({ max: plain.length }), (changes, end) => {
        const bytes = plain.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        importSoundly({ name: 'damaged', bytes });
        importSoundly({ name: 'cut', bytes: bytes.subarray(0, end) });
      }),
      runs(400),
    );
  });

  it('answers any bytes with a refusal', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('', 'PK\u0003\u0004', '<', '{', '['),
        (bytes, head) => {
          importSoundly({ name: 'bytes', bytes: new Uint8Array([...strToU8(head), ...bytes]) });
        },
      ),
      runs(400),
    );
  });
});

/** A zip archive of one file in one zstd frame of raw blocks (RFC 8878), made by hand. */
function zstdArchive(content: Uint8Array, descriptor: readonly number[] = [0, 0x38]): Uint8Array {
  const blocks: number[] = [];
  for (let at = 0; at < content.length; at += 1000) {
    const block = content.subarray(at, at + 1000);
    const head = (block.length << 3) | (at + 1000 >= content.length ? 1 : 0);
    blocks.push(head & 0xff, (head >> 8) & 0xff, head >> 16, ...block);
  }
  const frame = [0x28, 0xb5, 0x2f, 0xfd, ...descriptor, ...blocks];
  const stored = zipSync({ 'project.gns3': new Uint8Array(frame) }, { level: 0 });
  const { length } = content;
  const size = [length & 0xff, (length >> 8) & 0xff, (length >> 16) & 0xff, 0];
  return patched(patched(stored, 8, 10, [93, 0]), 22, 24, size);
}
