import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guarded } from '../../src-main/importers/companion.ts';
import { limits } from '../../src-main/importers/limits.ts';
import { runs } from './mutations.ts';

const asked = (path: string): string[] => {
  const paths: string[] = [];
  guarded((one) => {
    paths.push(one);
    return undefined;
  })(path);
  return paths;
};

describe('the files beside a topology', () => {
  it('are asked for by ordinary paths', () => {
    for (const path of ['project-files/vpcs/0f-1a/startup.vpc', 'configs/i1_startup-config.cfg', 'My lab/R1 (2).cfg'])
      expect(asked(path), path).toEqual(path.includes('(') ? [] : [path]);
  });

  it('are never asked for by a path that leaves the folder', () => {
    const hostile = [
      '..',
      '../x',
      'a/../../x',
      '/etc/passwd',
      'C:/x',
      'C:x',
      'a\\..\\x',
      '\\\\host\\x',
      'a//b',
      '',
      '.',
      './x',
    ];
    for (const path of [...hostile, 'a/', 'x\0', 'x\n', '~/x', 'a/...', 'a/. .', 'con.', 'x'.repeat(2000)])
      expect(asked(path), path).toEqual([]);
  });

  it('are asked for by nothing but names of files, whatever the path is', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '/', '\\', ':', 'a', ' ', '~', '\0'), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        for (const path of asked(parts.join(''))) expect(path).toMatch(/^(?!.*(?:^|\/)\.)[^\\:~\0]+$/);
      }),
      runs(2000),
    );
  });

  it('are left out when they are too large, and when nobody reads them', () => {
    expect(guarded(() => 'x'.repeat(limits.configuration + 1))('a')).toBeUndefined();
    expect(guarded(undefined)('a')).toBeUndefined();
    expect(guarded(() => 'text')('a')).toBe('text');
  });
});
