/** What routers show, count, log and debug of IKE version 2, while they really negotiate. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ikev2Routers, usualIkev2, type Ikev2Routers } from './ikev2-routers.ts';

describe('two routers of IOS XE', () => {
  let routers: Ikev2Routers;
  beforeAll(async () => {
    routers = await ikev2Routers({ debug: 'debug crypto ikev2' });
  });

  it('have an association', async () => {
    const lines = await routers.west.show('show crypto ikev2 sa');
    expect(lines[0]).toBe(' IPv4 Crypto IKEv2  SA ');
    expect(lines[2]).toBe('Tunnel-id Local                 Remote                fvrf/ivrf            Status ');
    expect(lines[3]).toBe('1         10.0.12.1/500         10.0.12.2/500         none/none            READY  ');
    expect(lines[4]).toBe(
      '      Encr: AES-CBC, keysize: 256, PRF: SHA512, Hash: SHA512, DH Grp:20, Auth sign: PSK, Auth verify: PSK',
    );
    expect(lines[5]).toMatch(/^ {6}Life\/Active Time: 86400\/\d+ sec$/);
    expect(lines.slice(-3)).toEqual(['', ' IPv6 Crypto IKEv2  SA ', '']);
  });

  it('show it in detail, each from its own end', async () => {
    const [west, east] = [
      await routers.west.show('show crypto ikev2 sa detailed'),
      await routers.east.show('show crypto ikev2 sa detailed'),
    ];
    const spis = (lines: string[]): string[] =>
      /Local spi: (\w{16}) {7}Remote spi: (\w{16})/.exec(lines.join('\n'))?.slice(1) ?? [];
    expect(spis(west)).toEqual(spis(east).toReversed());
    expect(
      west
        .concat(east)
        .filter((line) => line.includes('Initiator of SA : '))
        .map((line) => line.trim())
        .sort(),
    ).toEqual(['Initiator of SA : No', 'Initiator of SA : Yes']);
    expect(west).toContain('      Status Description: Negotiation done');
    expect(west).toContain('      Remote id: 10.0.12.2');
    expect(west).toContain('      DPD configured for 0 seconds, retry 0');
    expect(west).toContain('      NAT-T is not detected  ');
    expect(west.find((line) => line.includes('req msg id'))).toMatch(
      /^ {6}Local req msg id: {2}\d {14}Remote req msg id: {2}\d {9}$/,
    );
  });

  it('are chosen by their addresses', async () => {
    expect(await routers.west.show('show crypto ikev2 sa remote 10.0.12.2')).toContain(
      '1         10.0.12.1/500         10.0.12.2/500         none/none            READY  ',
    );
    expect(await routers.west.show('show crypto ikev2 sa local 10.9.9.9')).toEqual(['']);
  });

  it('have a session with a child', async () => {
    const lines = await routers.west.show('show crypto ikev2 session detailed');
    expect(lines[0]).toBe(' IPv4 Crypto IKEv2 Session ');
    expect(lines[2]).toMatch(/^Session-id:\d+, Status:UP-ACTIVE, IKE count:1, CHILD count:1$/);
    expect(lines).toContain('Child sa: local selector  0.0.0.0/0 - 255.255.255.255/65535');
    expect(lines.find((line) => line.includes('ESP spi'))).toMatch(
      /^ {10}ESP spi in\/out: 0x[0-9A-F]+\/0x[0-9A-F]+ {2}$/,
    );
    expect(lines).toContain('          Encr: AES-CBC, keysize: 256, esp_hmac: SHA256');
  });

  it('count what they do', async () => {
    const lines = [
      ...(await routers.west.show('show crypto ikev2 stats')),
      ...(await routers.east.show('show crypto ikev2 stats')),
    ];
    expect(lines).toContain('Total outgoing IKEv2 SA Count:    1        active:        1        negotiating: 0');
    expect(lines).toContain('Total incoming IKEv2 SA Count:    1        active:        1        negotiating: 0');
    const exchange = await routers.west.show('show crypto ikev2 stats exchange');
    expect(exchange.find((line) => line.startsWith('IKE_AUTH '))).toMatch(/^IKE_AUTH {22}( +[01]){2}/);
    expect(exchange).toContain('OTHER NOTIFY');
  });

  it('log that the session is up, and down', async () => {
    const up = '%CRYPTO-5-IKEV2_SESSION_STATUS: Crypto tunnel v2 is UP.  Peer 10.0.12.2:500       Id: 10.0.12.2';
    expect(routers.west.logged).toContain(up);
    const { west, clock } = await ikev2Routers();
    await west.show('clear crypto ikev2 sa');
    clock.runUntil(clock.now() + 60_000);
    expect(west.logged).toContain(up.replace('UP', 'DOWN'));
    expect(await west.show('show crypto ikev2 sa')).toContainEqual(expect.stringMatching(/READY {2}$/));
  });

  it('debug it as a router does', () => {
    const [initiator, responder] =
      routers.west.logged.includes('IKEv2:(SESSION ID = 1,SA ID = 1):Generating IKE_SA_INIT message') &&
      routers.west.logged.some((line) => line.includes('Exchange REQUEST'))
        ? [routers.west, routers.east]
        : [routers.east, routers.west];
    const text = initiator.logged.join('\n');
    expect(text).toContain("IKEv2:Found Policy 'POL'");
    expect(text).toContain('[IKEv2 -> Crypto Engine] Computing DH public key, DH Group 20');
    expect(text).toMatch(
      /IKE Proposal: 1, SPI size: 0 \(initial negotiation\), \nNum\. transforms: 4\n {3}AES-CBC {3}SHA512 {3}SHA512 {3}DH_GROUP_384_ECP\/Group 20/,
    );
    expect(text).toMatch(
      /Sending Packet \[To 10\.0\.12\.\d:500\/From 10\.0\.12\.\d:500\/VRF i0:f0\] \nInitiator SPI : [0-9A-F]{16} - Responder SPI : 0{16} Message id: 0\nIKEv2 IKE_SA_INIT Exchange REQUEST \nPayload contents: \n SA KE N /,
    );
    expect(text).toMatch(
      /Received Packet .*\nInitiator SPI : [0-9A-F]{16} - Responder SPI : (?!0{16})[0-9A-F]{16} Message id: 0\nIKEv2 IKE_SA_INIT Exchange RESPONSE/,
    );
    expect(responder.logged.join('\n')).toMatch(
      /Received Packet .*\nInitiator SPI : (?!0{16})[0-9A-F]{16} - Responder SPI : 0{16} Message id: 0\nIKEv2 IKE_SA_INIT Exchange REQUEST/,
    );
    expect(text).toContain('IKEv2 IKE_AUTH Exchange REQUEST \nPayload contents: \n ENCR \n');
    expect(text).toContain('SA lifetime timer (86400 sec) started');
    expect(responder.logged.join('\n')).toContain('NAT not found');
  });
});

describe('what goes wrong', () => {
  const withKey = (key: string) => (own: string, peer: string) =>
    usualIkev2(own, peer).replace('pre-shared-key secret', `pre-shared-key ${key}`);

  it('is told of keys that differ (faults.tsv: V2-PSK)', async () => {
    const { west, east } = await ikev2Routers({ east: withKey('other'), debug: 'debug crypto ikev2 error' });
    const texts = [west, east].map(({ logged }) => logged.join('\n'));
    for (const text of texts)
      expect(text).toMatch(/IKEv2-ERROR:\(SESSION ID = \d+,SA ID = \d+\):: Auth exchange failed/);
    expect(texts.join()).toContain('%IKEV2-3-NEG_ABORT: Negotiation aborted due to ERROR: Auth exchange failed');
    expect(await west.show('show crypto ikev2 session')).toEqual(['']);
  });

  it('is told of proposals that differ (faults.tsv: V2-PROP)', async () => {
    const east = (own: string, peer: string): string => usualIkev2(own, peer).replace('group 20', 'group 14');
    const routers = await ikev2Routers({ east, debug: 'debug crypto ikev2 error' });
    const text = [...routers.west.logged, ...routers.east.logged].join('\n');
    expect(text).toContain(
      'Received Policies: \n: Failed to find a matching policyProposal 1:  ENCRYPTION: AES-CBC-256 PRF: SHA512 INTEGRITY: SHA512 DH GROUP: DH_GROUP_',
    );
    expect(text).toContain('Expected Policies: \n');
    expect(text).toContain(': Received no proposal chosen notify');
  });

  it('is told of an identity that nobody expects (faults.tsv: V2-ID-RESP)', async () => {
    const strange = (own: string, peer: string): string =>
      usualIkev2(own, peer).replace(`identity local address ${own}`, 'identity local fqdn stranger.lab');
    const { west, east } = await ikev2Routers({ west: strange, east: strange, debug: 'debug crypto ikev2' });
    const text = [...west.logged, ...east.logged].join('\n');
    expect(text).toContain("Searching policy based on peer's identity 'stranger.lab' of type 'FQDN'");
    expect(text).toContain('IKEv2:% IKEv2 profile not found');
    expect(text).toContain(': Failed to locate an item in the database');
  });
});

describe('IOS 15', () => {
  it('has other defaults, and fewer lines', async () => {
    const defaults = (own: string, peer: string): string =>
      usualIkev2(own, peer).replace(/^crypto ikev2 proposal[^]*?(?=crypto ikev2 keyring)/, '');
    const { west } = await ikev2Routers({ release: '15.7(3)M2', west: defaults, east: defaults });
    expect(await west.show('show crypto ikev2 proposal default')).toEqual([
      ' IKEv2 proposal: default ',
      '     Encryption : AES-CBC-256 AES-CBC-192 AES-CBC-128',
      '     Integrity  : SHA512 SHA384 SHA256 SHA96 MD596',
      '     PRF        : SHA512 SHA384 SHA256 SHA1 MD5',
      '     DH Group   : DH_GROUP_1536_MODP/Group 5 DH_GROUP_1024_MODP/Group 2',
    ]);
    const detailed = await west.show('show crypto ikev2 sa detailed');
    expect(detailed).toContain(
      '      Encr: AES-CBC, keysize: 256, PRF: SHA512, Hash: SHA512, DH Grp:5, Auth sign: PSK, Auth verify: PSK',
    );
    expect(detailed).not.toContain('      PEER TYPE: Other');
    expect(west.logged.join('\n')).not.toContain('IKEV2_SESSION_STATUS');
    expect(west.configuration).not.toContain('crypto ikev2 proposal');
  });
});

describe('certificates', () => {
  const certified = (own: string, peer: string): string => `crypto ikev2 profile PROF
 match identity remote fqdn domain lab.local
 identity local fqdn ${own.endsWith('.1') ? 'R1' : 'R2'}.lab.local
 authentication remote rsa-sig
 authentication local rsa-sig
 pki trustpoint LAB
ip domain name lab.local
ip http server
crypto key generate rsa label VPN modulus 1024
crypto pki trustpoint LAB
 enrollment url http://${own.endsWith('.1') ? own : peer}
 serial-number none
 ip-address none
 subject-name cn=${own}
 revocation-check none
 rsakeypair VPN
`;

  async function enrolled(isClockSet: boolean, more: { west?: string; east?: string } = {}): Promise<Ikev2Routers> {
    const { west: ofWest = '', east: ofEast = '' } = more;
    const routers = await ikev2Routers({
      west: (own, peer) => certified(own, peer) + ofWest,
      east: (own, peer) => certified(own, peer) + ofEast,
    });
    const { west, east, clock } = routers;
    await west.show('clock set 10:00:00 27 November 2026');
    await east.show('clock set 10:00:30 27 November 2026');
    await west.configure('crypto pki server CA\n grant auto\n no shutdown');
    for (const one of [west, east])
      await one.configure('crypto pki authenticate LAB\nyes\ncrypto pki enroll LAB\nx\nx\nyes');
    for (let turn = 0; turn < 200; turn++) {
      clock.runUntil(clock.now() + 1000);
      await Promise.resolve();
    }
    if (!isClockSet) east.router.settings.clockAhead = undefined;
    await west.show('clear crypto ikev2 sa');
    await west.show('clear crypto session');
    for (let turn = 0; turn < 90; turn++) clock.runUntil(clock.now() + 1000);
    return routers;
  }

  it('prove who the two ends are', async () => {
    const { west, east } = await enrolled(true);
    expect(await west.show('show crypto pki certificates')).toContain('    hostname=R1.lab.local');
    const shown = await east.show('show crypto ikev2 sa detailed');
    expect(shown.find((line) => line.includes('Encr'))).toContain('Auth sign: RSA, Auth verify: RSA');
    expect(shown).toContain('      Remote id: R1.lab.local');
  });

  /** Names are sent that no profile knows. */
  const byMap = (wanted: string): string => `crypto pki certificate map PEERS 10
 subject-name co ${wanted}
 issuer-name co cn = ca
crypto ikev2 profile PROF
 no match identity remote fqdn domain lab.local
 match certificate PEERS
 identity local dn
`;

  it('are matched by a map, whatever name the peer sends', async () => {
    const { west, east } = await enrolled(true, { west: byMap('CN=10.0.12.2'), east: byMap('cn = 10.0.12.1') });
    const shown = await east.show('show crypto ikev2 sa detailed');
    expect(shown.join('\n')).toMatch(
      /READY[^]*Remote id: cn=10\.0\.12\.1,hostname=R1\.lab\.local|READY[^]*Remote id: hostname=R1/,
    );
    expect(east.configuration).toContain(
      'crypto pki certificate map PEERS 10\n subject-name co cn = 10.0.12.1\n issuer-name co cn = ca\n!',
    );
    expect(east.configuration).toContain(' match certificate PEERS\n identity local dn');
    expect(await east.show('show crypto ikev2 profile PROF')).toContain('   PEERS');
    expect(await west.show('show crypto ikev2 profile')).toContain('  Certificate maps: ');
  });

  it('lead to no profile when no line of a map is about them', async () => {
    const { west, east } = await enrolled(true, { west: byMap('cn=10.0.12.2'), east: byMap('ou=elsewhere') });
    for (const router of [west, east])
      expect((await router.show('show crypto ikev2 sa')).join('\n')).not.toContain('READY');
  });

  it('are not believed by a router whose clock is not set (faults.tsv: PKI-CLOCK)', async () => {
    const { east } = await enrolled(false);
    expect(east.logged.join('\n')).toMatch(
      /%PKI-3-CERTIFICATE_INVALID_NOT_YET_VALID: .* is not yet valid {3}Validity period starts on 10:0\d:\d\d UTC Nov 27 2026/,
    );
    expect(await east.show('show crypto ikev2 session')).toEqual(['']);
  });
});
