import { describe, expect, it } from 'vitest';
import { flavourOf } from '../../../../../src-main/simulator/ios/flavour.ts';
import { isakmpSaLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-isakmp-sa.ts';
import { isakmpSa } from '../crypto-state.ts';

const heading = ['IPv4 Crypto ISAKMP SA', 'dst             src             state          conn-id slot status'];
const ending = ['', 'IPv6 Crypto ISAKMP SA', ''];

const of124 = flavourOf('12.4(15)T14');

describe('show crypto isakmp sa', () => {
  it('has the lines of seed 000 in its state', () => {
    expect(isakmpSaLines([isakmpSa({})], of124)).toEqual([
      ...heading,
      '172.16.0.6      172.16.0.1      QM_IDLE           1002    0 ACTIVE',
      ...ending,
    ]);
  });

  it('lists what was given up as deleted, below what is tried now', () => {
    const isDeleted = true;
    const trying = isakmpSa({ state: 'MM_NO_STATE', connectionId: 0 });
    const keyed = isakmpSa({ state: 'MM_KEY_EXCH', connectionId: 1001, isDeleted });
    expect(isakmpSaLines([keyed, { ...trying, isDeleted }, trying], of124)).toEqual([
      ...heading,
      '172.16.0.6      172.16.0.1      MM_NO_STATE          0    0 ACTIVE',
      '172.16.0.6      172.16.0.1      MM_NO_STATE          0    0 ACTIVE (deleted)',
      '172.16.0.6      172.16.0.1      MM_NO_STATE       1001    0 ACTIVE (deleted)',
      ...ending,
    ]);
  });

  it('is a heading alone when there is none', () => {
    expect(isakmpSaLines([], of124)).toEqual([...heading, ...ending]);
  });
});
