/** IKE by certificates: firewalls, and a firewall and a router, enrolled with the authority on the router between them. */
import { expect, test } from 'vitest';
import { parseIpv4 } from '../../../src-main/base/address.ts';
import type { AsaFirewall } from '../../../src-main/simulator/asa/asa-firewall.ts';
import type { IosRouter } from '../../../src-main/simulator/ios/ios-router.ts';
import { Seed004Lab } from './seed-004-lab.ts';

const yellow = '192.168.100.11';
const purple = '172.16.10.11';

async function type(lab: Seed004Lab, node: AsaFirewall | IosRouter, lines: string): Promise<string> {
  let shown = '';
  for (const line of ['configure terminal', ...lines.trim().split('\n'), 'end'])
    shown += await lab.typed(node, `${line.trim()}\r`);
  return shown;
}

const authority = `ip http server
  crypto pki server CA
  grant auto
  no shutdown
  Secret123
  Secret123`;

function trustpoint(number: number): string {
  return `crypto key generate rsa label SITE modulus 1024
    crypto ca trustpoint LAB
    enrollment url http://10.255.${number}.1:80
    subject-name CN=site${number},O=Lab
    keypair SITE
    crl configure
    exit
    exit
    crypto ca authenticate LAB
    yes
    crypto ca enroll LAB
    secret
    secret
    no
    yes`;
}

const peers = { 1: '10.255.2.2', 2: '10.255.1.2' } as const;

/** Nobody is known by a key any longer. */
function byCertificate(number: 1 | 2): string {
  return `crypto ikev1 policy 10
    authentication rsa-sig
    no crypto ikev1 policy 30
    crypto map outside_map 1 set trustpoint LAB
    tunnel-group ${peers[number]} ipsec-attributes
    no ikev1 pre-shared-key
    ikev1 trust-point LAB
    no ikev2 remote-authentication pre-shared-key
    ikev2 remote-authentication certificate
    ikev2 local-authentication certificate LAB`;
}

async function enrolled(version: 'ikev1' | 'ikev2'): Promise<Seed004Lab> {
  const lab = await Seed004Lab.booted({ version });
  for (const node of [lab.wan, lab.site1, lab.site2]) await lab.typed(node, 'clock set 10:00:00 27 November 2026\r');
  await type(lab, lab.wan, authority);
  await lab.pass(5000);
  await type(lab, lab.site1, trustpoint(1));
  await type(lab, lab.site2, trustpoint(2));
  await lab.pass(5000);
  return lab;
}

test.each(['ikev1', 'ikev2'] as const)('two firewalls know each other by certificates in %s', async (version) => {
  const lab = await enrolled(version);
  expect(await lab.output(lab.site1, 'show crypto ca certificates')).toMatch(/^Certificate\n {2}Status: Available\n/);
  await type(lab, lab.site1, byCertificate(1));
  await type(lab, lab.site2, byCertificate(2));
  expect(await lab.ping(lab.inner1, purple, yellow)).toContain('80 percent (4/5)');
  const shown = await lab.output(lab.site1, `show crypto ${version} sa detail`);
  expect(shown).toContain(version === 'ikev1' ? 'Auth    : rsa' : 'Auth sign: RSA, Auth verify: RSA');
  expect(await lab.output(lab.site2, 'show logging')).toMatch(
    /%ASA-6-717022: Certificate was successfully validated. serial number: \d+, subject name: .*cn=site1,o=Lab/i,
  );
});

const router = `crypto pki trustpoint LAB
  enrollment url http://10.255.1.1
  serial-number none
  ip-address none
  revocation-check none
  ip domain name lab.local
  crypto key generate rsa modulus 1024
  crypto pki authenticate LAB
  yes
  crypto pki enroll LAB
  secret
  secret
  yes
  crypto isakmp policy 10
  encryption aes 256
  authentication rsa-sig
  group 5
  crypto isakmp identity dn
  crypto ipsec transform-set SET esp-aes 256 esp-sha-hmac
  ip access-list extended PROTECTED
  permit ip host 172.16.10.11 192.168.100.0 0.0.0.255
  crypto map MAP 1 ipsec-isakmp
  match address PROTECTED
  set peer 10.255.1.2
  set transform-set SET
  ip route 192.168.100.0 255.255.255.0 10.255.1.2
  interface Loopback1
  ip address 172.16.10.11 255.255.255.255
  interface FastEthernet0/0
  crypto map MAP`;

test.each(['firewall', 'router'] as const)(
  'a firewall and a router know each other by certificates (%s begins)',
  async (who) => {
    const lab = await enrolled('ikev1');
    await type(lab, lab.wan, router);
    await lab.pass(60_000);
    await type(
      lab,
      lab.site1,
      `${byCertificate(1)}
    crypto ikev1 policy 10
    group 5
    access-list ONE extended permit ip 192.168.100.0 255.255.255.0 host 172.16.10.11
    crypto map outside_map 1 match address ONE
    crypto map outside_map 1 set peer 10.255.1.1
    no crypto map outside_map 1 set pfs
    tunnel-group 10.255.1.1 type ipsec-l2l
    tunnel-group 10.255.1.1 general-attributes
    default-group-policy S2S-VPN-IKEV1
    tunnel-group 10.255.1.1 ipsec-attributes
    ikev1 trust-point LAB`,
    );
    if (who === 'firewall') expect(await lab.ping(lab.inner1, purple, yellow)).toContain('80 percent (4/5)');
    else expect(await lab.ping(lab.wan, yellow, purple)).toContain('80 percent (4/5)');
    expect(await lab.output(lab.site1, 'show crypto ikev1 sa detail')).toContain('Auth    : rsa');
  },
);

test('a firewall whose certificate is over says that it has none, and a peer that it is over', async () => {
  const lab = await enrolled('ikev1');
  await type(lab, lab.site1, byCertificate(1));
  await type(lab, lab.site2, byCertificate(2));
  await lab.typed(lab.site1, 'clock set 10:00:00 1 January 2029\r');
  await lab.ping(lab.inner1, purple, yellow);
  expect(await lab.output(lab.site1, 'show logging')).toContain(
    '%ASA-3-713082: IP = 10.255.2.2, Failed to retrieve identity certificate\n',
  );
  await lab.typed(lab.site1, 'clock set 10:00:00 28 November 2026\r');
  await lab.typed(lab.site2, 'clock set 10:00:00 1 January 2029\r');
  await lab.pass(60_000);
  await lab.ping(lab.inner1, purple, yellow);
  expect(await lab.output(lab.site2, 'show logging')).toMatch(/%ASA-3-713082: IP = 10.255.1.2, Failed to retrieve/);
});

test('trustpoints and certificates that are saved are read again, with the keys that were kept', async () => {
  const lab = await enrolled('ikev2');
  await type(lab, lab.site1, byCertificate(1));
  await type(lab, lab.site2, byCertificate(2));
  const before = await lab.output(lab.site1, 'show running-config');
  expect(before).toContain(`crypto ca trustpoint LAB
 enrollment url http://10.255.1.1:80
 subject-name CN=site1,O=Lab
 keypair SITE
 crl configure
crypto ca certificate chain LAB
 certificate 0`);
  await lab.output(lab.site1, 'write memory');
  await lab.typed(lab.site1, 'reload noconfirm\r');
  await lab.pass(40_000);
  lab.attach(lab.site1);
  expect(await lab.output(lab.site1, 'show running-config')).toBe(before);
  await lab.ping(lab.inner1, purple, yellow);
  expect(await lab.ping(lab.inner1, purple, yellow)).toContain('100 percent (5/5)');
});

test('a certificate is got by the terminal too, and a trustpoint in use is not removed', async () => {
  const lab = await enrolled('ikev2');
  const shown = await type(
    lab,
    lab.site1,
    `tunnel-group 10.255.2.2 ipsec-attributes
    ikev2 local-authentication certificate LAB
    no crypto ca trustpoint LAB
    crypto ca trustpoint HAND
    enrollment terminal
    keypair SITE
    crypto ca authenticate HAND
    nonsense
    quit
    crypto ca enroll HAND`,
  );
  expect(shown.match(/^ERROR: .*$/gm)).toEqual([
    'ERROR: The trustpoint LAB is in use by tunnel-group 10.255.2.2',
    'ERROR: Failed to parse or verify imported certificate',
    'ERROR: You must authenticate the Certificate Authority before',
  ]);
});

test('with keys that are replaced go the certificates that were issued for them', async () => {
  const lab = await enrolled('ikev1');
  expect(await lab.output(lab.site1, 'show running-config')).toContain(
    'crypto ca certificate chain LAB\n certificate ',
  );
  const shown = await type(lab, lab.site1, 'crypto key generate rsa label SITE modulus 1024\nyes');
  expect(shown).toContain('WARNING: You already have RSA keys defined named SITE.');
  expect(await lab.output(lab.site1, 'show running-config')).toContain(
    'crypto ca certificate chain LAB\n certificate ca ',
  );
  expect(await lab.output(lab.site1, 'show crypto ca certificates')).not.toContain('cn=site1');
});

test('the options of revocation lists have a mode of their own, which leads back to the trustpoint', async () => {
  const lab = await Seed004Lab.booted();
  const lines = ['configure terminal', 'crypto ca trustpoint A', 'crl configure', 'policy static', 'exit', 'keypair K'];
  const shown: string[] = [];
  for (const line of lines) shown.push(await lab.output(lab.site1, line));
  expect(shown).toEqual(['', '', '', "ERROR: 'policy' is not simulated\n", '', '']);
  expect(await lab.output(lab.site1, 'show running-config crypto ca')).toContain(
    'crypto ca trustpoint A\n keypair K\n crl configure\n',
  );
});

test('the profile of a tunnel names the certificate for the peer at its end, and for no other', async () => {
  const lab = await Seed004Lab.booted();
  await type(
    lab,
    lab.site1,
    `crypto ca trustpoint LAB
    crypto ipsec profile VTI
    set trustpoint LAB
    interface Tunnel1
    nameif vti
    ip address 169.254.1.1 255.255.255.252
    tunnel source interface outside
    tunnel destination 10.255.3.2
    tunnel protection ipsec profile VTI`,
  );
  const { trustpointsOf } = lab.site1.router.crypto.isakmp;
  expect(trustpointsOf?.(parseIpv4('10.255.3.2') ?? 0, 'initiator')).toEqual(['LAB']);
  expect(trustpointsOf?.(parseIpv4('10.255.2.2') ?? 0, 'initiator')).toEqual(['']);
});

test('the log says that a certificate has come, and that none comes from an authority that is silent', async () => {
  const lab = await enrolled('ikev1');
  expect(await lab.output(lab.site1, 'show logging')).toContain(
    '%ASA-6-717003: Certificate received from Certificate Authority for trustpoint LAB.\n',
  );
  await type(lab, lab.wan, 'crypto pki server CA\nshutdown');
  await type(lab, lab.site1, 'crypto ca enroll LAB noconfirm');
  await lab.pass(900_000);
  expect(await lab.output(lab.site1, 'show logging')).toContain(
    '%ASA-3-717002: Certificate enrollment failed for trustpoint LAB. Reason: No response from CA.\n',
  );
});

test('what is kept of certificates and changes nothing says so when it is typed', async () => {
  const lab = await Seed004Lab.booted();
  const shown = await type(
    lab,
    lab.site1,
    `crypto ca trustpoint LAB
    crypto map outside_map 1 set trustpoint LAB chain
    tunnel-group 10.255.2.2 ipsec-attributes
    chain
    peer-id-validate cert
    peer-id-validate nocheck`,
  );
  const chain = 'INFO: chain is kept without effect: the certificate of a subordinate CA is always sent here';
  expect(shown.match(/^INFO: .*$/gm)).toEqual([
    chain,
    chain,
    'INFO: peer-id-validate nocheck is kept without effect: peers are validated as by cert here',
  ]);
  expect(await lab.output(lab.site1, 'show running-config tunnel-group')).toContain(
    ' peer-id-validate nocheck\n chain\n',
  );
});

test.each(['ikev1', 'ikev2'] as const)(
  'a firewall that is to tells its host name as its identity in %s',
  async (version) => {
    const lab = await Seed004Lab.booted({ version });
    await type(lab, lab.site1, 'crypto isakmp identity hostname\ndomain-name lab.local');
    expect(await lab.ping(lab.inner1, purple, yellow)).toContain('80 percent (4/5)');
    const [peer] = lab.site2.router.ipsec[version === 'ikev1' ? 'ike' : 'ikev2'].associations;
    const told = peer && ('remoteIdentity' in peer ? peer.remoteIdentity : peer.peerIdentity);
    expect(JSON.stringify(told)).toContain(version === 'ikev2' ? '"name":"Site1-FW.lab.local"' : '"type":2');
    expect(await lab.output(lab.site1, 'show running-config crypto')).toContain('crypto isakmp identity hostname\n');
  },
);

test('a peer is known by a certificate of any authority that the firewall has, whatever it shows of itself', async () => {
  const lab = await enrolled('ikev1');
  await type(lab, lab.site1, byCertificate(1));
  await type(lab, lab.site2, byCertificate(2));
  // What Site2-FW shows of itself, and by what it knows Site1-FW, are two trustpoints now.
  const { anchors } = lab.site2.router.crypto.trust;
  const own = anchors.get('LAB');
  const authority = own?.authority;
  if (!own) throw new Error('not enrolled');
  anchors.set('ROOT', { ...own, name: 'ROOT', own: undefined, authority });
  own.authority = undefined;
  expect(await lab.ping(lab.inner1, purple, yellow)).toContain('80 percent (4/5)');
});
