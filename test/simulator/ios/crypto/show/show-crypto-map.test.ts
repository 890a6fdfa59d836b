import { describe, expect, it } from 'vitest';
import { parseShowCryptoMap } from '../../../../../src-main/parsers/ios/show-crypto-map.ts';
import { flavourOf } from '../../../../../src-main/simulator/ios/flavour.ts';
import { cryptoMapLines } from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-map.ts';
import type { ProtectedFlow } from '../../../../../src-main/simulator/router/ipsec/protected-flow.ts';
import type { Router } from '../../../../../src-main/simulator/router/router.ts';
import { smallNetwork } from '../../../router/network.ts';
import { CryptoConsole } from '../crypto-console.ts';
import { configuredR1 } from '../crypto-state.ts';

const mapLines = (flows: readonly ProtectedFlow[], { crypto, accessLists }: Router): string[] =>
  cryptoMapLines({ flows, crypto, accessLists, flavour: flavourOf('12.4(15)T14'), isMeant: () => true });

describe('show crypto map', () => {
  it('has an entry for the profile and one for the peer of a virtual tunnel interface', () => {
    const { router, flow } = configuredR1();
    expect(mapLines([flow], router)).toEqual([
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
    const lines = mapLines([flow], router);
    expect(lines).toContain('\t    access-list  permit gre host 172.16.0.1 host 172.16.0.6');
    expect(lines).not.toContain('\tAlways create SAs');
  });

  it('is named after the profile when that is shared', () => {
    const { router, flow } = configuredR1('gre-ip');
    Object.assign(flow.tunnel?.settings ?? {}, { isProtectionShared: true });
    expect(mapLines([flow], router)[0]).toBe('Crypto Map "MyProfile-head-1" 65536 ipsec-isakmp');
  });

  it('is understood by the parser, apart from the name of the profile', () => {
    const { router, flow } = configuredR1();
    const lines = mapLines([flow], router);
    const { records, unknown } = parseShowCryptoMap(lines.join('\n'));
    expect(records).toMatchObject([
      { sequence: 65536 },
      { sequence: 65537, isProfileInstance: true, interfaces: ['Tunnel0'] },
    ]);
    expect(unknown.map((line) => lines[line])).toEqual([]);
  });

  it('says so when there is none', () => {
    expect(mapLines([], smallNetwork().r1)).toEqual(['No crypto maps found.']);
  });
});

describe('show crypto map of a configured map', () => {
  it('is that of seed 001, with what the access list says', async () => {
    const r1 = new CryptoConsole(smallNetwork().r1);
    await r1.configure(`
crypto ipsec transform-set myset esp-3des esp-md5-hmac
crypto map vpn 10 ipsec-isakmp
 set peer 172.16.172.20
 set transform-set myset
 match address 101
access-list 101 permit ip 10.1.1.0 0.0.0.255 10.1.2.0 0.0.0.255`);
    await r1.configureInterface('FastEthernet0/0', 'crypto map vpn');
    const lines = await r1.show('show crypto map');
    expect(lines).toEqual([
      'Crypto Map "vpn" 10 ipsec-isakmp',
      '\tPeer = 172.16.172.20',
      '\tExtended IP access list 101',
      '\t    access-list 101 permit ip 10.1.1.0 0.0.0.255 10.1.2.0 0.0.0.255',
      '\tCurrent peer: 172.16.172.20',
      '\tSecurity association lifetime: 4608000 kilobytes/3600 seconds',
      '\tPFS (Y/N): N',
      '\tTransform sets={ ',
      '\t\tmyset, ',
      '\t}',
      '\tInterfaces using crypto map vpn:',
      '\t\tFastEthernet0/0',
      '',
    ]);
    expect(parseShowCryptoMap(lines.join('\n'))).toMatchObject({
      records: [{ name: 'vpn', peers: ['172.16.172.20'], accessList: '101', interfaces: ['FastEthernet0/0'] }],
      unknown: [],
    });
    expect(await r1.show('show crypto map tag other')).toEqual(['No crypto maps found.']);
  });

  it('says what an entry lacks, lists manual keys, and names templates; the parser knows every line', async () => {
    const r1 = new CryptoConsole(smallNetwork().r1);
    await r1.configure(`
crypto ipsec transform-set TS esp-des esp-md5-hmac
crypto dynamic-map D 5
 set transform-set TS
 set pfs group2
crypto map M 10 ipsec-isakmp
 set ip access-group 110 in
 set security-association idle-time 600
 qos pre-classify
 reverse-route
crypto map M 20 ipsec-manual
 set peer 1.1.1.1
 match address 102
 set transform-set TS
 set session-key inbound ah 256 0102
crypto map M 30 ipsec-isakmp dynamic D`);
    const lines = await r1.show('show crypto map');
    expect(lines).toEqual(
      expect.arrayContaining([
        '\tWARNING: This crypto map is in an incomplete state!',
        '\t\t(missing peer or access-list definitions)',
        '\tNo matching address list set.',
        '\tExtended IP access check IN list 110',
        '\tSecurity association idletime: 600 seconds',
        '\tQOS pre-classification',
        '\tReverse Route Injection Enabled',
        'Crypto Map "M" 20 ipsec-manual',
        '\tInbound ah spi: 256, ',
        '\tDynamic map template tag: D',
      ]),
    );
    expect(await r1.show('show crypto dynamic-map')).toEqual([
      'Crypto Map Template"D" 5',
      '\tNo matching address list set.',
      '\tSecurity association lifetime: 4608000 kilobytes/3600 seconds',
      '\tPFS (Y/N): Y',
      '\tDH group:  group2',
      '\tTransform sets={ ',
      '\t\tTS, ',
      '\t}',
      '',
    ]);
    const { records } = parseShowCryptoMap(lines.join('\n'));
    expect(records.map(({ sequence, kind, isIncomplete }) => [sequence, kind, isIncomplete])).toEqual([
      [10, 'ipsec-isakmp', true],
      [20, 'ipsec-manual', false],
      [30, 'ipsec-isakmp', false],
    ]);
  });
});
