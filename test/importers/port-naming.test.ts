import { describe, expect, it } from 'vitest';
import { isPortNameFormat, portName, type PortNaming } from '../../src-main/importers/port-naming.ts';

const names = (naming: PortNaming, adapters: number, ports = 1): string[] =>
  Array.from({ length: adapters * ports }, (_, index) =>
    portName(naming, Math.floor(index / ports), index % ports, ports),
  );

describe('the names of ports', () => {
  it('count from 0, or from the number in the placeholder', () => {
    expect(names({ format: 'Ethernet{0}' }, 3)).toEqual(['Ethernet0', 'Ethernet1', 'Ethernet2']);
    expect(names({ format: 'Gi{port1}' }, 2)).toEqual(['Gi1', 'Gi2']);
    expect(names({ format: 'p{port9}-{segment2}-{adapter}' }, 2)).toEqual(['p9-2-0', 'p10-3-1']);
  });

  it('do not count an adapter that has a name of its own', () => {
    expect(names({ first: 'mgmt0', format: 'Ethernet1/{port1}' }, 3)).toEqual(['mgmt0', 'Ethernet1/1', 'Ethernet1/2']);
  });

  it('do not count the adapters that a device keeps for itself', () => {
    const naming = { first: 'MgmtEth0', reserved: ['a', 'b'], format: 'Gi{0}' };
    expect(names(naming, 5)).toEqual(['MgmtEth0', 'a', 'b', 'Gi0', 'Gi1']);
  });

  it('begin again in each segment', () => {
    const naming = { format: 'Gi{1}/{0}', segment: 4 };
    expect(names(naming, 6)).toEqual(['Gi0/0', 'Gi0/1', 'Gi0/2', 'Gi0/3', 'Gi1/0', 'Gi1/1']);
    expect(names({ format: 'Ethernet{segment0}/{port0}', segment: 4 }, 2, 4).at(-1)).toBe('Ethernet1/3');
  });

  it('hold braces that are doubled', () => {
    expect(names({ format: '{{{0}}}' }, 1)).toEqual(['{0}']);
  });
});

describe('a format of port names', () => {
  it('has known placeholders only', () => {
    for (const format of ['eth{0}', '{1}', '{port0}', '{segment9}', '{adapter}', 'mgmt', '{{x}}'])
      expect(isPortNameFormat(format), format).toBe(true);
    for (const format of ['{', '}', '{2}', '{x}', '{0:>9999999}', '{0.__class__}', '{port10}', '{}', 'x'.repeat(101)])
      expect(isPortNameFormat(format), format).toBe(false);
  });
});
