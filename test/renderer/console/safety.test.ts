import { describe, expect, it } from 'vitest';
import { restrict, type SequenceParser } from '../../../src-renderer/console/safety.ts';

/** Remembers what is handled; says whether a sequence is swallowed. */
function restricted(): (sequence: string, params?: number[]) => boolean {
  const handlers = new Map<string, (params: number[]) => boolean>();
  const nameOf = (kind: string, { prefix = '', intermediates = '', final = '' }) =>
    `${kind} ${prefix}${intermediates}${final}`;
  const parser: SequenceParser = {
    registerOscHandler: (number, handler) => handlers.set(`OSC ${number}`, () => handler('')),
    registerCsiHandler: (sequence, handler) => handlers.set(nameOf('CSI', sequence), handler),
    registerDcsHandler: (sequence, handler) => handlers.set(nameOf('DCS', sequence), () => handler()),
  };
  restrict(parser);
  return (sequence, params = []) => handlers.get(sequence)?.(params) ?? false;
}

describe('what a router may not do to the terminal', () => {
  it('swallows clipboard, links, titles and questions about colours', () => {
    const isSwallowed = restricted();
    for (const number of [0, 2, 4, 8, 10, 11, 52]) expect(isSwallowed(`OSC ${number}`), String(number)).toBe(true);
  });

  it('swallows whatever the terminal would answer: the answer would be typed into the router', () => {
    const isSwallowed = restricted();
    for (const sequence of ['CSI c', 'CSI >c', 'CSI n', 'CSI ?n', 'CSI t', 'CSI $p', 'CSI ?$p', 'DCS $q'])
      expect(isSwallowed(sequence), sequence).toBe(true);
  });

  it('turns no mouse or focus reports on, and leaves the other modes alone', () => {
    const isSwallowed = restricted();
    expect(isSwallowed('CSI ?h', [1000])).toBe(true);
    expect(isSwallowed('CSI ?h', [25, 1004])).toBe(true);
    expect(isSwallowed('CSI ?h', [25])).toBe(false);
  });

  it('lets colours and movements of the cursor pass', () => {
    const isSwallowed = restricted();
    for (const sequence of ['CSI m', 'CSI H', 'CSI J', 'CSI K']) expect(isSwallowed(sequence), sequence).toBe(false);
  });
});
