import { describe, expect, it } from 'vitest';
import type { ChildView, SecurityPair } from '../../../src-main/api/contract/laboratory.ts';
import { childPairs, ikePairs, isSameSpi } from '../../../src-renderer/sa/pairing.ts';
import { pretendSecurity } from '../pretend-network.ts';

function pairOf(stage: 'ipsec' | 'one end'): SecurityPair {
  const [pair] = pretendSecurity(stage).pairs;
  if (!pair) throw new Error('no pair');
  return pair;
}

function childOf(pair: SecurityPair, role: string): ChildView {
  const child = pair.children.find((one) => one.role === role);
  if (!child) throw new Error('no child');
  return child;
}

describe('both ends side by side', () => {
  it('joins the SPI that one sends with to the one that the other expects, both ways', () => {
    const [pair] = childPairs(pairOf('ipsec'));
    expect(pair?.directions).toEqual([
      {
        ...{ from: 'R1', to: 'R3', outbound: '0x8CAD44D1', inbound: '0x8CAD44D1', isMatched: true },
        ...{ encaps: 10, decaps: 10 },
      },
      {
        ...{ from: 'R3', to: 'R1', outbound: '0x5351D51E', inbound: '0x5351D51E', isMatched: true },
        ...{ encaps: 10, decaps: 10 },
      },
    ]);
  });

  it('compares SPIs as numbers', () => {
    expect(isSameSpi('0x0000000A', '0xa')).toBe(true);
    expect(isSameSpi('0xA', undefined)).toBe(false);
    expect(isSameSpi(undefined, undefined)).toBe(false);
  });

  it('finds the counterpart among several, in whatever order they are shown', () => {
    const pair = pairOf('ipsec');
    const old = (child: ChildView, inboundSpi: string, outboundSpi: string) => ({ ...child, inboundSpi, outboundSpi });
    const [r1, r3] = [childOf(pair, 'R1'), childOf(pair, 'R3')];
    const children = [old(r1, '0x1', '0x2'), r1, r3, old(r3, '0x2', '0x1')];
    const pairs = childPairs({ ends: pair.ends, children });
    expect(pairs.map(({ directions }) => directions.every(({ isMatched }) => isMatched))).toEqual([true, true]);
  });

  it('shows what has no counterpart beside the other one of the same interface, unmatched', () => {
    const pair = pairOf('ipsec');
    const stray = { ...childOf(pair, 'R3'), inboundSpi: '0x7', outboundSpi: '0x8' };
    const [only, ...rest] = childPairs({ ends: pair.ends, children: [childOf(pair, 'R1'), stray] });
    expect(only?.directions.map(({ isMatched }) => isMatched)).toEqual([false, false]);
    expect(rest).toEqual([]);
  });

  it('keeps an end that stands alone', () => {
    const pair = pairOf('ipsec');
    const [alone] = childPairs({ ends: pair.ends, children: [childOf(pair, 'R3')] });
    expect(alone?.ends[0]).toBeUndefined();
    expect(alone?.directions[0]).toMatchObject({ outbound: undefined, inbound: '0x8CAD44D1', isMatched: false });
  });

  it('pairs IKE by initiator and responder, those that live first', () => {
    const pair = pairOf('ipsec');
    const deleted = { ...pair.ike[0], state: 'MM_NO_STATE', health: 'deleted' } as SecurityPair['ike'][number];
    const rows = ikePairs({ ends: pair.ends, ike: [deleted, ...pair.ike] });
    expect(rows.map((row) => row.map((view) => view?.state))).toEqual([
      ['QM_IDLE', 'QM_IDLE'],
      ['MM_NO_STATE', undefined],
    ]);
    expect(ikePairs(pairOf('one end'))[0]?.[1]).toBeUndefined();
  });
});
