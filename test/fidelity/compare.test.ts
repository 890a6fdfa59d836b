import { describe, expect, it } from 'vitest';
import { compare, differentLines, type Line } from '../../src-main/fidelity/compare.ts';

const real = `interface: Tunnel0
    Crypto map tag: Tunnel0-head-0, local addr 172.16.0.1
     #pkts encaps: 5, #pkts encrypt: 5
`;

function linesOf(...outputs: readonly string[]): readonly Line[] {
  return differentLines(outputs.join('\n'));
}

describe('the likeness of two outputs', () => {
  it('is whole when only values and names differ', () => {
    const ours = real.replace('172.16.0.1', '10.0.0.9').replaceAll('5', '117').replace('Tunnel0\n', 'Tunnel12\n');
    expect(compare(real, linesOf(ours))).toEqual({ structure: 100, layout: 100, missing: [] });
  });

  it('loses a line that is not printed', () => {
    const ours = real.split('\n').slice(0, 2).join('\n');
    const { structure, missing } = compare(real, linesOf(ours));
    expect(structure).toBeCloseTo(66.7, 1);
    expect(missing).toEqual(['     #pkts encaps: 5, #pkts encrypt: 5']);
  });

  it('tells a line that is indented otherwise from one that is not there', () => {
    expect(compare(real, linesOf(real.replace('     #', '  #')))).toMatchObject({ structure: 100, layout: 66.7 });
  });

  it('takes a line from whichever router prints it', () => {
    const [first = '', ...rest] = real.split('\n');
    expect(compare(real, linesOf(first, rest.join('\n'))).structure).toBe(100);
  });

  it('looks at words alone where line ends are lost', () => {
    const flat = `${real.replaceAll('\n', ' ')} ${'#pkts decaps: 5, '.repeat(12)}`;
    const { structure, missing } = compare(flat, linesOf(real));
    expect(missing).toEqual(['decaps']);
    expect(structure).toBeGreaterThan(80);
  });
});
