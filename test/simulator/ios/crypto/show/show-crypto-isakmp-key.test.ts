import { describe, expect, it } from 'vitest';
import { parseShowCryptoIsakmpKey } from '../../../../../src-main/parsers/ios/show-crypto-isakmp-key.ts';
import { isakmpKeyLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-isakmp-key.ts';
import { ip } from '../../../router/network.ts';

const host = ip('255.255.255.255');
const keys = [
  { secret: 'FooB4r', address: ip('172.16.0.6'), mask: host, noXauth: false },
  { secret: 'Cisco!23', address: 0, mask: 0, noXauth: false },
];

describe('show crypto isakmp key', () => {
  it('names the keyring once, and the mask of a key that is not for a host', () => {
    expect(isakmpKeyLines(keys)).toEqual([
      'Keyring      Hostname/Address                            Preshared Key',
      '',
      'default      172.16.0.6                                  FooB4r',
      '             0.0.0.0        [0.0.0.0        ]            Cisco!23',
    ]);
  });

  it('is understood by the parser', () => {
    const { records, unknown } = parseShowCryptoIsakmpKey(isakmpKeyLines(keys).join('\n'));
    expect(unknown).toEqual([]);
    expect(records).toMatchObject([
      { peer: '172.16.0.6', key: 'FooB4r' },
      { peer: '0.0.0.0', mask: '0.0.0.0', key: 'Cisco!23' },
    ]);
  });
});
