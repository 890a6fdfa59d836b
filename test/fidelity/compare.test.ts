import { describe, expect, it } from 'vitest';
import { compare, linesOfEachLayout, type Line } from '../../src-main/fidelity/compare.ts';

const real = `interface: Tunnel0
    Crypto map tag: Tunnel0-head-0, local addr 172.16.0.1
     #pkts encaps: 5, #pkts encrypt: 5
`;

function linesOf(...outputs: readonly string[]): readonly Line[] {
  return linesOfEachLayout(outputs.join('\n'));
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

  it('finds a line in the columns of the one router that prints it there', () => {
    const shifted = real.replace('     #', '  #');
    expect(compare(real, linesOf(shifted, real)).layout).toBe(100);
    expect(compare(shifted, linesOf(shifted, real)).layout).toBe(100);
  });

  it('knows what Markdown does to a console: four blanks less, and none where a paragraph begins', () => {
    const ours = `${real}\n     local crypto endpt.: 172.16.0.1\n   current_peer 172.16.0.6\n        IV size: 8 bytes\n`;
    const text = `interface: Tunnel0
Crypto map tag: Tunnel0-head-0, local addr 172.16.0.1
 #pkts encaps: 5, #pkts encrypt: 5

local crypto endpt.: 172.16.0.1
   current_peer 172.16.0.6
    IV size: 8 bytes
`;
    expect(compare(text, linesOf(ours))).toEqual({ structure: 100, layout: 100, missing: [] });
    expect(compare(text, linesOf(ours.replace('   current', ' current'))).layout).toBeLessThan(100);
  });

  it('does not ask where the first line begins when what was collected was trimmed as a whole', () => {
    const ours = ' IPv4 Crypto IKEv2  SA\n\n      Life\n IPv6 Crypto IKEv2  SA\n';
    expect(compare(ours.trim(), linesOf(ours)).layout).toBe(100);
    expect(compare(ours.replace(' IPv6', 'IPv6'), linesOf(ours)).layout).toBeLessThan(100);
  });

  it('looks at words alone where all stood on the line of the command', () => {
    const own = linesOf('There are no IKEv1 SAs\n\nThere are no IKEv2 SAs');
    expect(compare('There are no IKEv1 SAs There are no IKEv2 SAs', own, true).structure).toBe(100);
  });

  it('looks at words alone where line ends are lost', () => {
    const flat = `${real.replaceAll('\n', ' ')} ${'#pkts decaps: 5, '.repeat(12)}`;
    const { structure, missing } = compare(flat, linesOf(real));
    expect(missing).toEqual(['decaps']);
    expect(structure).toBeGreaterThan(80);
  });
});
