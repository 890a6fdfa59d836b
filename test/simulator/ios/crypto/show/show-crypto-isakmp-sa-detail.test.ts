import { describe, expect, it } from 'vitest';
import { parseShowCryptoIsakmpSaDetail } from '../../../../../src-main/parsers/ios/show-crypto-isakmp-sa-detail.ts';
import { isakmpSaDetailLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-isakmp-sa-detail.ts';
import { isakmpSa } from '../crypto-state.ts';

const of124 = { asksPeers: false, numbersAfter: 1000 };
const trying = isakmpSa({ state: 'MM_NO_STATE', connectionId: 0, policy: undefined, lifetimeRemaining: 0 });

describe('show crypto isakmp sa detail', () => {
  it('names the suite and what is left of the lifetime', () => {
    const lines = isakmpSaDetailLines([isakmpSa({ connectionId: 1002, lifetimeRemaining: 86_179 })], of124);
    expect(lines.slice(5, -2)).toEqual([
      'IPv4 Crypto ISAKMP SA',
      '',
      'C-id  Local           Remote          I-VRF  Status Encr Hash   Auth DH Lifetime Cap.',
      '',
      '1002  172.16.0.1      172.16.0.6             ACTIVE des  sha    psk  1  23:56:19     ',
      '       Engine-id:Conn-id =  SW:2',
      '',
    ]);
  });

  it('is understood whole by the parser, before and after a suite is agreed on', () => {
    const lines = isakmpSaDetailLines([{ ...trying, isDeleted: true }, trying, isakmpSa({})], of124);
    const { records, unknown } = parseShowCryptoIsakmpSaDetail(lines.join('\n'));
    expect(unknown).toEqual([]);
    expect(records).toMatchObject([
      { connectionId: 1002, encryption: 'des', engineConnection: 'SW:2' },
      { connectionId: 0, status: 'ACTIVE', isDeleted: false, engineConnection: '???' },
      { connectionId: 0, isDeleted: true },
    ]);
  });
});
