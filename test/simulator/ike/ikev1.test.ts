import { describe, expect, it } from 'vitest';
import { agreements, twoPeers } from './two-peers.ts';

describe('IKE version 1', () => {
  it('makes an association and a pair of children', () => {
    const { a, b, run, sent } = twoPeers();
    a.ask();
    run(1000);
    expect(agreements(a)).toEqual(agreements(b));
    expect(agreements(a)).toHaveLength(1);
    expect(sent).toHaveLength(9);
  });
});
