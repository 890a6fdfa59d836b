import { describe, expect, it } from 'vitest';
import type { ChildView } from '../../../src-main/api/contract/laboratory.ts';
import { childPairs, ikePairs, type Direction } from '../../../src-renderer/sa/pairing.ts';
import {
  childRows,
  countSays,
  deletedSays,
  ikeRows,
  matchSays,
  pairSays,
  spiOf,
} from '../../../src-renderer/sa/words.ts';
import { pretendSecurity } from '../pretend-network.ts';

const matched: Direction = {
  ...{ from: 'R1', to: 'R3', outbound: '0xA', inbound: '0xA', isMatched: true, encaps: 5, decaps: 5 },
};

function ends(changes: Partial<ChildView>): [ChildView | undefined, ChildView | undefined] {
  const [a, b] = pretendSecurity('ipsec').pairs[0]?.children ?? [];
  return [a, b && { ...b, ...changes }];
}

function differing(changes: Partial<ChildView>): string[] {
  return childRows(ends(changes))
    .filter(({ differs }) => differs)
    .map(({ name }) => name);
}

describe('security associations in words', () => {
  it('says from either end which SPI of the other it matches', () => {
    expect(matchSays(matched, 'outbound')).toBe('matches R3 inbound');
    expect(matchSays(matched, 'inbound')).toBe('matches R1 outbound');
  });

  it('says what is wrong with one that matches nothing', () => {
    expect(matchSays({ ...matched, inbound: '0xB', isMatched: false }, 'outbound')).toBe('R3 inbound is another SPI');
    expect(matchSays({ ...matched, outbound: undefined, isMatched: false }, 'inbound')).toBe('R1 has no outbound SPI');
  });

  it('marks what must be equal, and selectors that are not each other’s mirror', () => {
    expect(differing({})).toEqual([]);
    expect(differing({ transform: 'esp-3des esp-md5-hmac' })).toEqual(['Transform']);
    expect(differing({ remoteSelector: '10.1.0.0/16' })).toEqual(['Local traffic', 'Remote traffic']);
    expect(differing({ remaining: '1 s', interface: 'Tunnel9' })).toEqual([]);
  });

  it('leaves out rows that neither end has, and compares nothing with nothing', () => {
    const [pair] = pretendSecurity('one end').pairs;
    const rows = ikePairs(pair ?? { ends: ['', ''], ike: [] }).flatMap(ikeRows);
    expect(rows).toEqual([
      { name: 'Initiator → responder', values: ['172.16.0.1 → 172.16.0.6', undefined], differs: false },
    ]);
  });

  it('writes SPIs with eight digits and counts packets one by one', () => {
    expect(spiOf('0xa1')).toBe('0x000000A1');
    expect([countSays(1, 'encrypted'), countSays(12_000, 'decrypted')]).toEqual([
      '1 packet encrypted',
      '12,000 packets decrypted',
    ]);
  });

  it('says of a deleted association who lists it still', () => {
    const [ike] = pretendSecurity('ipsec').pairs[0]?.ike ?? [];
    const deleted = ike && { ...ike, state: 'MM_NO_STATE ACTIVE (deleted)', connectionId: '1001' };
    expect(deletedSays([deleted, undefined], ['R1', 'R3'])).toBe(
      'R1 still lists id 1001, MM_NO_STATE ACTIVE (deleted): it goes within a minute.',
    );
  });

  it('sums a pair up', () => {
    const sums = (['one end', 'ipsec'] as const).map((stage) => {
      const pair = pretendSecurity(stage).pairs[0] ?? { ends: ['', ''] as [string, string], ike: [], children: [] };
      return pairSays(
        ikePairs(pair),
        childPairs(pair).flatMap(({ directions }) => directions),
      );
    });
    expect(sums).toEqual(['IKE negotiating, no ESP yet', 'IKE established, 2 of 2 ESP directions matched']);
  });
});
