import { describe, expect, it } from 'vitest';
import { parseShowCryptoMap } from '../../../src-main/parsers/ios/show-crypto-map.ts';
import { cryptoMapLines } from '../../../src-main/simulator/ios/show-crypto-map.ts';
import { configuredR1 } from './crypto-state.ts';

describe('show crypto map', () => {
  it('has an entry for the profile and one for the peer of a virtual tunnel interface', () => {
    const { router, flow } = configuredR1();
    expect(cryptoMapLines([flow], router.crypto)).toEqual([
      'Crypto Map "Tunnel0-head-0" 65536 ipsec-isakmp',
      '\tProfile name: MyProfile',
      '\tSecurity association lifetime: 4608000 kilobytes/3600 seconds',
      '\tPFS (Y/N): N',
      '\tTransform sets={ ',
      '\t\tMyTransformSet, ',
      '\t}',
      '',
      'Crypto Map "Tunnel0-head-0" 65537 ipsec-isakmp',
      '\tMap is a PROFILE INSTANCE.',
      '\tPeer = 172.16.0.6',
      '\tExtended IP access list ',
      '\t    access-list  permit ip any any',
      '\tCurrent peer: 172.16.0.6',
      '\tSecurity association lifetime: 4608000 kilobytes/3600 seconds',
      '\tPFS (Y/N): N',
      '\tTransform sets={ ',
      '\t\tMyTransformSet, ',
      '\t}',
      '\tAlways create SAs',
      '\tInterfaces using crypto map Tunnel0-head-0:',
      '\t\tTunnel0',
      '',
    ]);
  });

  it('protects GRE between the hosts of any other tunnel', () => {
    const { router, flow } = configuredR1('gre-ip');
    const lines = cryptoMapLines([flow], router.crypto);
    expect(lines).toContain('\t    access-list  permit gre host 172.16.0.1 host 172.16.0.6');
    expect(lines).not.toContain('\tAlways create SAs');
  });

  it('is named after the profile when that is shared', () => {
    const { router, flow } = configuredR1('gre-ip');
    flow.of.carrier.settings.isProtectionShared = true;
    expect(cryptoMapLines([flow], router.crypto)[0]).toBe('Crypto Map "MyProfile-head-1" 65536 ipsec-isakmp');
  });

  it('is understood by the parser, apart from the name of the profile', () => {
    const { router, flow } = configuredR1();
    const lines = cryptoMapLines([flow], router.crypto);
    const { records, unknown } = parseShowCryptoMap(lines.join('\n'));
    expect(records).toMatchObject([
      { sequence: 65536 },
      { sequence: 65537, isProfileInstance: true, interfaces: ['Tunnel0'] },
    ]);
    expect(unknown.map((line) => lines[line])).toEqual([]);
  });

  it('says so when there is none', () => {
    expect(cryptoMapLines([], configuredR1().router.crypto)).toEqual(['No crypto maps found.']);
  });
});
