/** Crypto maps of every kind between two sites: what is typed takes effect, and is shown. */
import { describe, expect, it } from 'vitest';
import { mapTo, pingFrom, sites } from './crypto-sites.ts';

const [toSite2, toSite1] = [mapTo('172.16.0.6'), mapTo('172.16.0.1')];

describe('a dynamic map', () => {
  const template = `
crypto dynamic-map DYN 5
 set transform-set TS
 reverse-route
crypto map CRYPTO 65000 ipsec-isakmp dynamic DYN
interface FastEthernet0/0
 crypto map CRYPTO
`;

  it('answers a peer, and lists what the peer has made as an entry of its own', async () => {
    const lab = await sites({ site1: toSite2, site2: template });
    expect(pingFrom(lab, 1)).toBe('.!!!!');
    const lines = await lab.site2.show('show crypto map');
    expect(lines.slice(0, 9)).toEqual([
      'Crypto Map "CRYPTO" 65000 ipsec-isakmp',
      '\tDynamic map template tag: DYN',
      '',
      'Crypto Map "CRYPTO" 65536 ipsec-isakmp',
      '\tPeer = 172.16.0.1',
      '\tExtended IP access list ',
      '\t    access-list  permit ip 10.2.2.0 0.0.0.255 10.1.1.0 0.0.0.255',
      '\t    dynamic (created from dynamic map DYN/5)',
      '\tCurrent peer: 172.16.0.1',
    ]);
    expect(await lab.site2.show('show crypto session')).toContain('        Active SAs: 2, origin: dynamic crypto map');
    expect(await lab.site2.show('show crypto ipsec sa')).toContain('     PERMIT, flags={}');
    expect((await lab.site2.show('show ip route static')).join('\n')).toContain('10.1.1.0');
  });

  it('begins nothing by itself', async () => {
    const lab = await sites({ site1: toSite2, site2: template });
    expect(pingFrom(lab, 2)).not.toContain('!');
    expect(await lab.site2.show('show crypto isakmp sa count')).toContain("Active ISAKMP SA's: 0");
  });
});

describe('a manual map', () => {
  const keyed = (peer: string, inbound: number, outbound: number): string => `
crypto ipsec transform-set MANUAL esp-des esp-md5-hmac
crypto map CRYPTO 10 ipsec-manual
 set peer ${peer}
 set session-key inbound esp ${inbound} cipher 0123456789ABCDEF authenticator 00112233445566778899AABBCCDDEEFF
 set session-key outbound esp ${outbound} cipher 0123456789ABCDEF authenticator 00112233445566778899AABBCCDDEEFF
 set transform-set MANUAL
 match address BETWEEN
interface FastEthernet0/0
 crypto map CRYPTO
`;

  it('loses no packet, has no time, and needs no IKE', async () => {
    const lab = await sites({ site1: keyed('172.16.0.6', 300, 301), site2: keyed('172.16.0.1', 301, 300) });
    expect(pingFrom(lab, 1)).toBe('!!!!!');
    const lines = await lab.site1.show('show crypto ipsec sa');
    expect(lines).toEqual(
      expect.arrayContaining([
        '     current outbound spi: 0x12D(301)',
        '        no sa timing',
        '        replay detection support: N',
      ]),
    );
    expect(await lab.site1.show('show crypto isakmp sa count')).toContain("Active ISAKMP SA's: 0");
    expect((await lab.site1.show('show crypto session'))[3]).toBe('Session status: UP-NO-IKE');
  });
});

describe('AH and ESP together', () => {
  const both = 'crypto ipsec transform-set TS ah-sha-hmac esp-aes 256 esp-sha-hmac\n';

  it('have an association each in both directions', async () => {
    const lab = await sites({ site1: toSite2 + both, site2: toSite1 + both });
    expect(pingFrom(lab, 1)).toBe('.!!!!');
    const lines = await lab.site1.show('show crypto ipsec sa');
    const at = lines.indexOf('     inbound ah sas:');
    expect(lines.slice(at + 2, at + 6)).toEqual([
      '        transform: ah-sha-hmac ,',
      '        in use settings ={Tunnel, }',
      expect.stringMatching(/^ {8}conn id: \d+, flow_id: SW:\d+, crypto map: CRYPTO$/),
      expect.stringMatching(/^ {8}sa timing: remaining key lifetime \(k\/sec\): \(\d+\/\d+\)$/),
    ]);
    expect(lines.filter((line) => line.includes('transform: esp-256-aes esp-sha-hmac ,'))).toHaveLength(2);
    expect(await lab.site1.show('show crypto session')).toContain('        Active SAs: 4, origin: crypto map');
    expect((await lab.site1.show('show crypto engine connections active')).join('\n')).toContain('AES256+SHA');
    const byAddress = await lab.site1.show('show crypto ipsec sa address');
    expect(byAddress.filter((line) => line.startsWith('fvrf/address'))).toEqual([
      'fvrf/address: (none)/172.16.0.1',
      'fvrf/address: (none)/172.16.0.6',
    ]);
    expect(byAddress.filter((line) => line.startsWith('   protocol: '))).toHaveLength(4);
  });
});

describe('settings of an entry', () => {
  it.each([1, 2, 5, 14, 15, 16, 19, 20, 21, 24])('have secrecy by group %d', async (group) => {
    const pfs = ` set pfs group${group}`;
    const lab = await sites({ site1: mapTo('172.16.0.6', pfs), site2: mapTo('172.16.0.1', pfs) });
    expect(pingFrom(lab, 1)).toBe('.!!!!');
  });

  it('make associations per host', async () => {
    const level = ' set security-association level per-host';
    const lab = await sites({ site1: mapTo('172.16.0.6', level), site2: toSite1 });
    expect(pingFrom(lab, 1)).toBe('.!!!!');
    expect((await lab.site1.show('show crypto ipsec sa')).join('\n')).toContain(
      'remote ident (addr/mask/prot/port): (10.2.2.1/255.255.255.255/0/0)',
    );
  });

  it('let associations go that nobody uses', async () => {
    const lab = await sites({ site1: mapTo('172.16.0.6', ' set security-association idle-time 60'), site2: toSite1 });
    pingFrom(lab, 1);
    lab.network.clock.runUntil(lab.network.clock.now() + 90_000);
    expect(await lab.site1.show('show crypto ipsec sa')).toContain('     current outbound spi: 0x0(0)');
  });

  it('name a profile whose keyring has the key', async () => {
    const keyring = `
no crypto isakmp key MY_K3Y address 172.16.0.6
crypto keyring K
 pre-shared-key address 172.16.0.6 key MY_K3Y
crypto isakmp keepalive 10 periodic
crypto isakmp profile P
 keyring K
 match identity address 172.16.0.6
`;
    const lab = await sites({ site1: keyring + mapTo('172.16.0.6', ' set isakmp-profile P'), site2: toSite1 });
    expect(pingFrom(lab, 1)).toBe('.!!!!');
    expect(await lab.site1.show('show crypto session')).toContain('Profile: P');
    expect((await lab.site1.show('show crypto isakmp sa detail'))[9]).toMatch(/ D {3}$/);
  });
});

describe('clear crypto sa', () => {
  it('names an association by its peer, its map, its SPI', async () => {
    const lab = await sites({ site1: toSite2, site2: toSite1 });
    const spi = (): number | undefined => lab.site1.router.ipsec.flows[0]?.current?.outbound.spi;
    const commands: ((spi: number) => string)[] = [
      () => 'clear crypto sa peer 172.16.0.6',
      () => 'clear crypto sa map CRYPTO',
      (outbound) => `clear crypto sa entry 172.16.0.6 esp ${outbound}`,
      (outbound) => `clear crypto sa spi 0x${outbound.toString(16)}`,
    ];
    for (const command of commands) {
      pingFrom(lab, 1);
      const before = spi();
      await lab.site1.show('clear crypto sa peer 9.9.9.9');
      await lab.site1.show('clear crypto sa entry 9.9.9.9 esp 300');
      expect(spi()).toBe(before);
      expect(await lab.site1.show(command(before ?? 0))).toEqual(['']);
      expect(spi()).toBeUndefined();
    }
  });
});

describe('what is not simulated', () => {
  it('is refused by its name', async () => {
    const { site1 } = await sites({ site1: toSite2, site2: toSite1 });
    const [refused] = await site1.configure('crypto isakmp xauth timeout 20');
    expect(refused).toContain('% Invalid input: The timeout of XAUTH is not simulated');
  });
});

describe('an entry that names a profile of IKE version 2', () => {
  const ikev2 = (peer: string): string => `
crypto ikev2 keyring K
 peer P
  address ${peer}
  pre-shared-key MY_K3Y
crypto ikev2 profile V2
 match identity remote address ${peer} 255.255.255.255
 authentication remote pre-share
 authentication local pre-share
 keyring local K
`;

  it('is a session of that version', async () => {
    const settings = ' set ikev2-profile V2';
    const lab = await sites(
      {
        site1: ikev2('172.16.0.6') + mapTo('172.16.0.6', settings),
        site2: ikev2('172.16.0.1') + mapTo('172.16.0.1', settings),
      },
      '15.2(4)M7',
    );
    expect(pingFrom(lab, 1)).toBe('.!!!!');
    expect((await lab.site1.show('show crypto session detail')).slice(7, 16)).toEqual([
      'Interface: FastEthernet0/0',
      'Profile: V2',
      expect.stringMatching(/^Uptime: 00:00:\d\d$/),
      'Session status: UP-ACTIVE     ',
      'Peer: 172.16.0.6 port 500 fvrf: (none) ivrf: (none)',
      '      Phase1_id: 172.16.0.6',
      '      Desc: (none)',
      expect.stringMatching(/^ {2}Session ID: \d+ {2}$/),
      '  IKEv2 SA: local 172.16.0.1/500 remote 172.16.0.6/500 Active ',
    ]);
    expect(await lab.site1.show('show crypto map')).toContain('\tIKEv2 Profile: V2');
    expect(await lab.site1.show('show crypto isakmp sa count')).toContain("Active ISAKMP SA's: 0");
  });
});

describe('an association of IKE that protects nothing any more', () => {
  it('is a session by itself, at the interface with the map', async () => {
    const template = `
crypto dynamic-map DYN 5
 set transform-set TS
crypto map CRYPTO 65000 ipsec-isakmp dynamic DYN
interface FastEthernet0/0
 crypto map CRYPTO
`;
    const lab = await sites({ site1: toSite2, site2: template });
    expect(pingFrom(lab, 1)).toBe('.!!!!');
    await lab.site2.show('clear crypto sa');
    const lines = await lab.site2.show('show crypto session');
    expect(lines.slice(2)).toEqual([
      'Interface: FastEthernet0/0',
      'Session status: UP-IDLE',
      'Peer: 172.16.0.1 port 500 ',
      '  IKE SA: local 172.16.0.6/500 remote 172.16.0.1/500 Active ',
      '',
    ]);
    expect((await lab.site2.show('show crypto session remote 172.16.0.9')).join('')).not.toContain('Peer');
    await lab.site2.show('clear crypto session fvrf OTHER');
    expect(await lab.site2.show('show crypto isakmp sa count')).toContain("Active ISAKMP SA's: 1");
  });
});

describe('associations for every pair of hosts', () => {
  it('are of the crypto map that asks for them, and of no dynamic map', async () => {
    const lab = await sites({
      site1: mapTo('172.16.0.6', ' set security-association level per-host'),
      site2: toSite1,
    });
    expect(pingFrom(lab, 1)).toBe('.!!!!');
    expect(await lab.site1.show('show crypto session')).toContain('        Active SAs: 2, origin: crypto map');
    expect((await lab.site1.show('show crypto map')).join('\n')).not.toContain('65536');
    expect((await lab.site1.show('show crypto ipsec sa')).join('\n')).toContain('flags={origin_is_acl');
  });
});

describe('the access list of a crypto map', () => {
  it('logs what it refuses of what was in ESP', async () => {
    const list = 'ip access-list extended INSIDE\n deny icmp any any log\n permit ip any any\n';
    const lab = await sites({ site1: list + mapTo('172.16.0.6', ' set ip access-group INSIDE in'), site2: toSite1 });
    expect(pingFrom(lab, 1)).not.toContain('!');
    expect(lab.site1.logged.join('\n')).toContain(
      '%SEC-6-IPACCESSLOGDP: list INSIDE denied icmp 10.2.2.1 -> 10.1.1.1 (0/0), 1 packet',
    );
  });
});

it('routes that follow from the access list alone are there also where each pair of hosts has a flow of its own', async () => {
  const perHost = toSite2.replace(
    /^ set transform-set .*$/m,
    '$&\n set security-association level per-host\n reverse-route remote-peer 172.16.0.2 static',
  );
  const { site1 } = await sites({ site1: perHost, site2: toSite1 });
  expect((await site1.show('show ip route static')).join('\n')).toMatch(/ 10\.\S+ \[1\/0\] via 172\.16\.0\.2/);
});
