import { describe, expect, it } from 'vitest';
import { flavourOf } from '../../../../../src-main/simulator/ios/flavour.ts';
import { parseShowCryptoIsakmpPolicy } from '../../../../../src-main/parsers/ios/show-crypto-isakmp-policy.ts';
import type { IsakmpPolicy } from '../../../../../src-main/simulator/ike/environment.ts';
import { isakmpPolicyLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-isakmp-policy.ts';
import { defaultIsakmpPolicy } from '../../../../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import { presharedPolicy, quoted, wording } from '../crypto-state.ts';

const strong: IsakmpPolicy = {
  priority: 10,
  cipher: 'aes',
  keyBits: 256,
  hash: 'sha256',
  authentication: 'pre-share',
  group: 14,
  lifetime: 3600,
};

const of124 = flavourOf('12.4(15)T14');

describe('show crypto isakmp policy', () => {
  it('says what seed 000 says, and the default suite after it', () => {
    const ofSeed000 = quoted(`
Global IKE policy
Protection suite of priority 10
    encryption algorithm:   DES - Data Encryption Standard (56 bit keys).
    hash algorithm:         Secure Hash Standard
    authentication method:  Pre-Shared Key
    Diffie-Hellman group:   #1 (768 bit)
    lifetime:               86400 seconds, no volume limit
`);
    const lines = isakmpPolicyLines([presharedPolicy, defaultIsakmpPolicy], of124);
    expect(wording(lines.slice(0, 8))).toEqual(['', ...wording(ofSeed000)]);
    expect(lines.slice(8)).toEqual([
      'Default protection suite',
      '\tencryption algorithm:\tDES - Data Encryption Standard (56 bit keys).',
      '\thash algorithm:\t\tSecure Hash Standard',
      '\tauthentication method:\tRivest-Shamir-Adleman Signature',
      '\tDiffie-Hellman group:\t#1 (768 bit)',
      '\tlifetime:\t\t86400 seconds, no volume limit',
    ]);
  });

  it('names every algorithm', () => {
    const text = isakmpPolicyLines(
      [strong, { ...strong, cipher: '3des', keyBits: 168, hash: 'md5', authentication: 'rsa-encr', group: 5 }],
      of124,
    ).join('\n');
    expect(text).toContain('\tAES - Advanced Encryption Standard (256 bit keys).\n');
    expect(text).toContain('\tSecure Hash Standard 2 (256 bit)\n');
    expect(text).toContain('\t#14 (2048 bit)\n');
    expect(text).toContain('\tThree key triple DES\n');
    expect(text).toContain('\tMessage Digest 5\n');
    expect(text).toContain('\tRivest-Shamir-Adleman Encryption\n');
    expect(text).toContain('\t#5 (1536 bit)\n');
  });

  it('is understood whole by the parser', () => {
    const parsed = parseShowCryptoIsakmpPolicy(isakmpPolicyLines([strong, defaultIsakmpPolicy], of124).join('\n'));
    expect(parsed).toMatchObject({ outcome: 'complete', unknown: [] });
    expect(parsed.records).toHaveLength(2);
  });
});
