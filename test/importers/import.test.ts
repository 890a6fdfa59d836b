import { describe, expect, it } from 'vitest';
import { importTopology } from '../../src-main/importers/import.ts';
import { limits } from '../../src-main/importers/limits.ts';
import { casesOf, outcomeOf, readCase } from './golden.ts';
import { cmlSample, gns3Sample } from './samples.ts';

describe('a file that is imported', () => {
  it('may be as large as the limit and no larger', () => {
    const text = gns3Sample.write(2);
    const filled = text + ' '.repeat(limits.text - text.length);
    expect(outcomeOf({ name: 'x', text: filled })).toMatchObject({ format: 'gns3' });
    expect(outcomeOf({ name: 'x', text: `${filled} ` })).toMatchObject({ code: 'too-large' });
  });

  it('is named in the sentence, without what could move a terminal', () => {
    expect(outcomeOf({ name: '\u001b]0;x\u0007lab.gns3', text: '' })).toMatchObject({
      message: ']0;x lab.gns3: an empty file',
    });
    expect(outcomeOf({ name: '', text: '' })).toMatchObject({ message: 'the file: an empty file' });
  });

  it('gives its name to a topology that has none', () => {
    const text = cmlSample.write(2).replace('title: Ring\n', "title: ''\n");
    for (const name of ['/home/me/two.sites.yaml', 'C:\\labs\\two.sites.yaml'])
      expect(importTopology({ name, text }).topology.name).toBe('two.sites');
  });

  it('is the same thing whether its bytes were read as UTF-8 or as Latin-1, when it is not text', () => {
    const binary = [
      'zip',
      'gns3project',
      'gzip',
      'pcap',
      'pcap-big-endian',
      'pcapng',
      'png',
      'jpeg',
      'pdf',
      'qcow2',
      'elf',
    ];
    for (const name of [...binary, 'utf-16']) {
      const file = readCase('errors', name);
      expect(outcomeOf({ ...file, text: readCase('errors', name, 'latin1').text })).toEqual(outcomeOf(file));
    }
  });

  it('is refused in every folder of errors with a code of a known kind', () => {
    const codes = new Set(
      casesOf('errors').map((name) => (outcomeOf(readCase('errors', name)) as { code: string }).code),
    );
    expect([...codes].sort()).toEqual([
      'empty-file',
      'json-cut-short',
      'json-syntax',
      'not-a-topology',
      'not-text',
      'too-deep',
      'too-many',
      'xml-dtd',
      'yaml-aliases',
      'yaml-syntax',
    ]);
  });
});
