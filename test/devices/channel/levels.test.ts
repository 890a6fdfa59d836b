import { describe, expect, it } from 'vitest';
import { wayBetween } from '../../../src-main/devices/channel/levels.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';

const way = (from: string, to: string): string[] | undefined =>
  wayBetween(ios, from, to)?.map(({ command }) => command);

describe('wayBetween', () => {
  it('finds the shortest way, in and out', () => {
    expect(way('user', 'configuration')).toEqual(['enable', 'configure terminal']);
    expect(way('configuration', 'user')).toEqual(['end', 'disable']);
    expect(way('tcl', 'configuration')).toEqual(['tclquit', 'configure terminal']);
  });

  it('has nothing to do where it is already', () => {
    expect(way('privileged', 'privileged')).toEqual([]);
  });

  it('finds no way to or from what is not known', () => {
    expect(way('user', 'root')).toBeUndefined();
    expect(way('', 'user')).toBeUndefined();
  });
});
