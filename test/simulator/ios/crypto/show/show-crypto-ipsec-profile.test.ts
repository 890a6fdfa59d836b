import { describe, expect, it } from 'vitest';
import { flavourOf } from '../../../../../src-main/simulator/ios/flavour.ts';
import { ipsecProfileLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-ipsec-profile.ts';
import { lifetimeLine } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-map-terms.ts';
import { quoted, seed000, wording } from '../crypto-state.ts';

const flavour = flavourOf('12.4(15)T14');

describe('show crypto ipsec profile', () => {
  it('says what seed 000 says', () => {
    const ofSeed000 = quoted(`
IPSEC profile MyProfile
    Security association lifetime: 4608000 kilobytes/3600 seconds
    PFS (Y/N): N
    Transform sets={
            MyTransformSet,
    }
`);
    expect(wording(ipsecProfileLines({ crypto: seed000().router.crypto, flavour }))).toEqual([
      ...wording(ofSeed000),
      '',
    ]);
  });

  it('shows the lifetime and the group of its own, and every transform set, on tabs', () => {
    const { crypto } = seed000().router;
    const transformSets = ['A', 'B'];
    crypto.profiles.set('P', { name: 'P', transformSets, pfsGroup: 2, lifetime: { seconds: 120 } });
    crypto.profiles.delete('MyProfile');
    expect(ipsecProfileLines({ crypto, flavour })).toEqual([
      'IPSEC profile P',
      '\tSecurity association lifetime: 4608000 kilobytes/120 seconds',
      '\tPFS (Y/N): Y',
      '\tDH group:  group2',
      '\tTransform sets={ ',
      '\t\tA, ',
      '\t\tB, ',
      '\t}',
      '',
    ]);
  });

  it('lists the sets in one line on 12.2, as seed 001 has them', () => {
    const { crypto } = seed000().router;
    expect(ipsecProfileLines({ crypto, flavour: flavourOf('12.2(13)T') })).toContain(
      '\tTransform sets={ MyTransformSet, }',
    );
  });

  it('has the lines of IOS XE in its flavour, with what is in a set that exists', () => {
    const { crypto } = seed000().router;
    expect(ipsecProfileLines({ crypto, flavour: flavourOf('17.03.04a') })).toEqual([
      'IPSEC profile MyProfile',
      '\tSecurity association lifetime: 4608000 kilobytes/3600 seconds',
      '\tResponder-Only (Y/N): N',
      '\tPFS (Y/N): N',
      '\tMixed-mode : Disabled',
      '\tTransform sets={ ',
      '\t\tMyTransformSet:  { esp-3des esp-sha-hmac  } , ',
      '\t}',
      '',
    ]);
  });

  it('has the line of show crypto ipsec security-association lifetime', () => {
    expect(lifetimeLine({ kilobytes: 4_608_000, seconds: 3600 })).toBe(
      'Security association lifetime: 4608000 kilobytes/3600 seconds',
    );
  });
});
