import { describe, expect, test } from 'vitest';
import {
  canonicalUnit,
  judgeUnit,
  kindsFor,
  splitName,
  unitsAfter,
  type InterfaceKind,
} from '../../../src-main/simulator/cli/interface-name.ts';

const fast: InterfaceKind = { name: 'FastEthernet', help: '', units: ['0/0', '0/1', '1/0'], subinterfaces: true };
const tunnel: InterfaceKind = { name: 'Tunnel', help: '', units: { from: 0, to: 99 } };
const radio: InterfaceKind = { name: 'Dot11Radio', help: '', units: ['0'] };

describe('the name of an interface', () => {
  test.each([
    ['fa0/0', 'fa', '0/0'],
    ['Tunnel', 'Tunnel', ''],
    ['dot11radio0', 'dot11radio', '0'],
    ['fastethernet0/0.10', 'fastethernet', '0/0.10'],
    ['0/0', '', '0/0'],
  ])('%s is type and unit', (word, type, unit) => {
    expect(splitName(word)).toEqual({ type, unit });
  });

  test('may be any beginning of the type', () => {
    const names = (word: string): string[] => kindsFor(word, [fast, tunnel, radio]).map(({ name }) => name);
    expect(names('f0/0')).toEqual(['FastEthernet']);
    expect(names('TUNNEL1')).toEqual(['Tunnel']);
    expect(names('tunnels')).toEqual([]);
    expect(names('7')).toEqual([]);
  });
});

describe('a unit', () => {
  test('exists, is too short, or fits in part', () => {
    expect(judgeUnit(fast, '0/1')).toBe('good');
    expect(judgeUnit(fast, '0')).toBe('short');
    expect(judgeUnit(fast, '0/')).toEqual({ fits: 2 });
    expect(judgeUnit(fast, '0/7')).toEqual({ fits: 2 });
    expect(judgeUnit(fast, '9')).toEqual({ fits: 0 });
    expect(judgeUnit(tunnel, '99')).toBe('good');
    expect(judgeUnit(tunnel, '100')).toEqual({ fits: 0 });
    expect(judgeUnit(tunnel, '')).toBe('short');
  });

  test('may be followed by a subinterface where there are any', () => {
    expect(judgeUnit(fast, '0/0.10')).toBe('good');
    expect(judgeUnit(fast, '0/0.')).toBe('short');
    expect(judgeUnit(fast, '0/0.99999999999')).toEqual({ fits: 4 });
    expect(judgeUnit(tunnel, '0.1')).toEqual({ fits: 0 });
  });

  test('has no leading zeros', () => {
    expect(canonicalUnit('00')).toBe('0');
    expect(canonicalUnit('0/01.010')).toBe('0/1.10');
  });

  test('is listed part by part', () => {
    expect(unitsAfter(tunnel, '')).toEqual(['<0-99>']);
    expect(unitsAfter(fast, '')).toEqual(['<0-1>']);
    expect(unitsAfter(fast, '0')).toEqual(['/']);
    expect(unitsAfter(fast, '0/')).toEqual(['<0-1>']);
    expect(unitsAfter(fast, '1/')).toEqual(['<0-0>']);
  });
});
