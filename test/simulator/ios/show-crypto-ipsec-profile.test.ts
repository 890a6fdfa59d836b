import { describe, expect, it } from 'vitest';
import { ipsecProfileLines, lifetimeLine } from '../../../src-main/simulator/ios/show-crypto-ipsec-profile.ts';
import { quoted, seed000, wording } from './crypto-state.ts';

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
    expect(wording(ipsecProfileLines(seed000().router.crypto))).toEqual([...wording(ofSeed000), '']);
  });

  it('shows the lifetime and the group of its own, and every transform set, on tabs', () => {
    const { crypto } = seed000().router;
    const transformSets = ['A', 'B'];
    crypto.profiles.set('P', { name: 'P', transformSets, pfsGroup: 2, lifetime: { seconds: 120 } });
    crypto.profiles.delete('MyProfile');
    expect(ipsecProfileLines(crypto)).toEqual([
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

  it('has the line of show crypto ipsec security-association lifetime', () => {
    expect(lifetimeLine({ kilobytes: 4_608_000, seconds: 3600 })).toBe(
      'Security association lifetime: 4608000 kilobytes/3600 seconds',
    );
  });
});
