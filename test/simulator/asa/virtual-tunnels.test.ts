/** Virtual tunnel interfaces and dynamic maps between the two firewalls of seed 004; filters; versions of IKE. */
import { expect, test } from 'vitest';
import type { AsaFirewall } from '../../../src-main/simulator/asa/asa-firewall.ts';
import { Seed004Lab } from './seed-004-lab.ts';

const yellow = '192.168.100.11';
const purple = '172.16.10.11';

async function type(lab: Seed004Lab, firewall: AsaFirewall, lines: string): Promise<string> {
  let shown = '';
  for (const line of ['configure terminal', ...lines.trim().split('\n'), 'end'])
    shown += await lab.output(firewall, line.trim());
  return shown;
}

function tunnel(number: 1 | 2): string {
  const [own, other] = number === 1 ? [1, 2] : [2, 1];
  const behind = number === 1 ? '172.16.10.0 255.255.255.0' : '192.168.0.0 255.255.0.0';
  return `crypto ipsec profile VTI
    set ikev1 transform-set ESP-AES-256-SHA
    set ikev2 ipsec-proposal ESP-AES-256-SHA
    set pfs group14
    no crypto map outside_map interface outside
    no nat (inside,outside) source static SITE${own} SITE${own} destination static SITE${other} SITE${other}
    interface Tunnel1
    nameif vti
    ip address 169.254.1.${own} 255.255.255.252
    tunnel source interface outside
    tunnel destination 10.255.${other}.2
    tunnel mode ipsec ipv4
    tunnel protection ipsec profile VTI
    route vti ${behind} 169.254.1.${other}
    sysopt connection permit-vpn`;
}

/** Whoever comes, comes to the dynamic map and to the group for everybody. */
const forEverybody = `no crypto map outside_map interface outside
  crypto dynamic-map DYN 10 set pfs group14
  crypto dynamic-map DYN 10 set ikev1 transform-set ESP-AES-256-SHA
  crypto dynamic-map DYN 10 set ikev2 ipsec-proposal ESP-AES-256-SHA
  crypto dynamic-map DYN 10 set reverse-route
  crypto map ANY 65535 ipsec-isakmp dynamic DYN
  crypto map ANY interface outside
  clear configure tunnel-group 10.255.1.2
  tunnel-group DefaultL2LGroup ipsec-attributes
  ikev1 pre-shared-key SecureVPNKeyv1
  ikev2 remote-authentication pre-shared-key SecureVPNKeyv2
  ikev2 local-authentication pre-shared-key SecureVPNKeyv2`;

test.each(['ikev1', 'ikev2'] as const)(
  'tunnel interfaces of %s come up by themselves and carry what is routed',
  async (version) => {
    const lab = await Seed004Lab.booted({ version });
    await type(lab, lab.site1, tunnel(1));
    await type(lab, lab.site2, tunnel(2));
    await lab.pass(5000);
    expect(await lab.ping(lab.inner1, purple, yellow)).toContain('100 percent (5/5)');
    const shown = await lab.output(lab.site1, 'show crypto ipsec sa');
    expect(shown).toContain('interface: vti\n    Crypto map tag: __vti-crypto-map-1-0-1, seq num: 65280');
    expect(shown).toContain(
      `in use settings ={L2L, Tunnel, ${version === 'ikev1' ? 'PFS Group 14, IKEv1' : 'IKEv2'}, VTI, }`,
    );
    expect(await lab.output(lab.site1, 'show interface ip brief')).toMatch(
      /^Tunnel1 +169\.254\.1\.1 +YES CONFIG up +up$/m,
    );
  },
);

test('a tunnel and a subinterface are written as they were typed, and read again', async () => {
  const lab = await Seed004Lab.booted();
  const vlan =
    'interface GigabitEthernet0/2.10\n vlan 10\n nameif dmz\n security-level 50\n ip address 10.9.9.1 255.255.255.0';
  await type(lab, lab.site1, `${tunnel(1)}\n${vlan}\ninterface g0/2\nno shutdown`);
  const before = await lab.output(lab.site1, 'show running-config interface');
  expect(before)
    .toContain(` ip address 169.254.1.1 255.255.255.252 \n tunnel source interface outside\n tunnel destination 10.255.2.2
 tunnel mode ipsec ipv4\n tunnel protection ipsec profile VTI\n`);
  expect(before.replaceAll(' \n', '\n')).toContain(vlan);
  const saved = await lab.output(lab.site1, 'more system:running-config');
  const again = new Seed004Lab();
  expect(await again.site1.boot(saved)).toEqual([]);
  expect(await again.output(again.site1, 'show running-config interface')).toBe(before);
  await type(lab, lab.site1, 'no interface Tunnel1\nno interface GigabitEthernet0/2.10');
  expect(await lab.output(lab.site1, 'show nameif')).not.toMatch(/vti|dmz/);
});

test.each(['ikev1', 'ikev2'] as const)('a peer whom nobody knows comes to a dynamic map by %s', async (version) => {
  const lab = await Seed004Lab.booted({ version });
  await type(lab, lab.site2, forEverybody);
  expect(await lab.ping(lab.inner1, purple, yellow)).toContain('80 percent (4/5)');
  const shown = await lab.output(lab.site2, 'show crypto ipsec sa');
  expect(shown).toContain('Crypto map tag: DYN, seq num: 10, local addr: 10.255.2.2');
  expect(shown).toContain('#pkts encaps: 4, #pkts encrypt: 4');
  expect(await lab.output(lab.site2, 'show route')).toMatch(/^V +192\.168\.100\.0 255\.255\.255\.0 connected by VPN/m);
  expect(await lab.output(lab.site2, 'show running-config crypto dynamic-map')).toBe(
    `crypto dynamic-map DYN 10 set pfs group14
crypto dynamic-map DYN 10 set ikev1 transform-set ESP-AES-256-SHA
crypto dynamic-map DYN 10 set ikev2 ipsec-proposal ESP-AES-256-SHA
crypto dynamic-map DYN 10 set reverse-route
`,
  );
});

const both = 'group-policy S2S-VPN-IKEV2 attributes\nvpn-tunnel-protocol ikev1 ikev2';

test('an entry for both versions falls back to the first where the second is not answered', async () => {
  const lab = await Seed004Lab.booted();
  await type(lab, lab.site1, both);
  await type(lab, lab.site2, `${both}\nno crypto ikev2 enable outside`);
  expect(await lab.ping(lab.inner1, purple, yellow)).toContain('0 percent (0/5)');
  await lab.pass(130_000);
  await lab.ping(lab.inner1, purple, yellow);
  expect(await lab.ping(lab.inner1, purple, yellow)).toContain('100 percent (5/5)');
  expect(await lab.output(lab.site1, 'show crypto ikev1 sa')).toContain('MM_ACTIVE');
});

test('an entry for both versions answers a peer in its own', async () => {
  const lab = await Seed004Lab.booted();
  await type(lab, lab.site1, 'group-policy S2S-VPN-IKEV2 attributes\nvpn-tunnel-protocol ikev1');
  await type(lab, lab.site2, both);
  expect(await lab.ping(lab.inner1, purple, yellow)).toContain('80 percent (4/5)');
  expect(await lab.output(lab.site2, 'show crypto ikev1 sa')).toContain('Role    : responder');
});

test('the filter of a group policy holds in both directions, with the remote side first', async () => {
  const lab = await Seed004Lab.booted();
  const filter = `access-list FILTER extended permit icmp host ${purple} 192.168.200.0 255.255.255.0`;
  await type(lab, lab.site1, `${filter}\ngroup-policy S2S-VPN-IKEV2 attributes\nvpn-filter value FILTER`);
  expect(await lab.ping(lab.inner1, purple, yellow)).toContain('0 percent (0/5)');
  expect(await lab.ping(lab.inner1, purple, '192.168.200.11')).toContain('80 percent (4/5)');
  expect(await lab.output(lab.site1, 'show logging')).toContain(
    `%ASA-4-106103: access-list FILTER denied icmp for user '10.255.2.2' inside/${yellow}(8) -> outside/${purple}(0)`,
  );
  const traced = await lab.output(lab.site1, `packet-tracer input inside icmp ${yellow} 8 0 ${purple}`);
  expect(traced).toContain('Type: ACCESS-LIST\nSubtype: filter-aaa\nResult: DROP\n');
});

test('several peers of an entry of version 2 have each the keys of its own group', async () => {
  const lab = await Seed004Lab.booted();
  await type(
    lab,
    lab.site1,
    `crypto map outside_map 1 set peer 10.255.9.9 10.255.2.2
     tunnel-group 10.255.9.9 type ipsec-l2l
     tunnel-group 10.255.9.9 ipsec-attributes
     ikev2 remote-authentication pre-shared-key Another
     ikev2 local-authentication pre-shared-key Another`,
  );
  expect(await lab.output(lab.inner2, `ping ${yellow} source ${purple}`)).toContain('80 percent (4/5)');
});

test('a peer that has a group of its own is of that, also where an entry has a peer of the group for everybody', async () => {
  const lab = await Seed004Lab.booted();
  await type(
    lab,
    lab.site2,
    `tunnel-group DefaultL2LGroup ipsec-attributes
     ikev2 remote-authentication pre-shared-key Another
     ikev2 local-authentication pre-shared-key Another
     tunnel-group 10.255.8.8 type ipsec-l2l
     tunnel-group 10.255.8.8 ipsec-attributes
     ikev2 remote-authentication pre-shared-key Another
     ikev2 local-authentication pre-shared-key Another
     crypto map outside_map 9 set peer 10.255.8.8 10.255.9.9`,
  );
  expect(await lab.ping(lab.inner1, purple, yellow)).toContain('80 percent (4/5)');
});

test('the group policy of the factory holds where a group has none, and for what its own does not say', async () => {
  const lab = await Seed004Lab.booted();
  await type(
    lab,
    lab.site1,
    `tunnel-group 10.255.2.2 general-attributes
     no default-group-policy
     group-policy DfltGrpPolicy attributes
     vpn-tunnel-protocol ikev1
     vpn-idle-timeout 5`,
  );
  await type(lab, lab.site2, both);
  expect(await lab.output(lab.site1, 'show running-config group-policy DfltGrpPolicy')).toBe(
    'group-policy DfltGrpPolicy attributes\n vpn-idle-timeout 5\n vpn-tunnel-protocol ikev1 \n',
  );
  await lab.ping(lab.inner1, purple, yellow);
  expect(await lab.output(lab.site1, 'show crypto ikev1 sa')).toContain('MM_ACTIVE');
  await type(lab, lab.site1, 'tunnel-group 10.255.2.2 general-attributes\ndefault-group-policy S2S-VPN-IKEV1');
  expect(await lab.output(lab.site1, 'show vpn-sessiondb detail l2l')).toContain('Idle Time Out: 5 Minutes');
});
