/** The forms of a firewall's shows that say more, or less, than the plain ones. */
import { expect, test } from 'vitest';
import { parseShowConn } from '../../../src-main/parsers/asa/show-conn.ts';
import { Seed004Lab } from './seed-004-lab.ts';

async function up(): Promise<{ lab: Seed004Lab; show: (line: string) => Promise<string> }> {
  const lab = await Seed004Lab.booted();
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  return { lab, show: (line) => lab.output(lab.site1, line) };
}

test('associations are shown by peer, and their identities without them', async () => {
  const { show } = await up();
  const entry = await show('show crypto ipsec sa entry');
  expect(entry).toMatch(/^peer address: 10.255.2.2\n {4}Crypto map tag: outside_map, seq num: 1/);
  expect(entry).toContain('inbound esp sas:');
  const identity = await show('show crypto ipsec sa identity');
  expect(identity).toContain('      #pkts encaps: 4, #pkts encrypt: 4, #pkts digest: 4\n');
  expect(identity).not.toContain('esp sas:');
});

test('one association is cleared by its peer and number', async () => {
  const { show } = await up();
  const spi = /spi: 0x([0-9A-F]+)/.exec(await show('show crypto ipsec sa'))?.[1] ?? '';
  await show(`clear crypto ipsec sa entry 10.255.2.2 esp 0x${Number.parseInt(spi, 16) + 1}`);
  expect(await show('show crypto ipsec sa')).toContain('current_peer: 10.255.2.2');
  expect(await show('clear crypto ipsec sa entry 10.255.2.2 esp nonsense')).toContain('ERROR: % Invalid input');
  await show(`clear crypto ipsec sa entry 10.255.2.2 esp 0x${spi}`);
  expect(await show('show crypto ipsec sa')).toContain('There are no ipsec sas');
});

test('how many tunnels have which cipher and protocol', async () => {
  const { show } = await up();
  expect(await show('show vpn-sessiondb ratio encryption')).toMatch(/^AES256 +1 +100%$/m);
  expect(await show('show vpn-sessiondb ratio protocol')).toMatch(/^IKEv2 +1 +50%$/m);
});

test('a connection is told at length, with its translation, its age and what is left to it', async () => {
  const { lab, show } = await up();
  await lab.typed(lab.inner1, 'ping 8.8.8.8 source 192.168.100.11 repeat 1\r');
  await show('configure terminal');
  await show('no access-group inside_access_in in interface inside');
  await lab.typed(lab.site1, 'end\r');
  for (const form of ['detail', 'long']) {
    void lab.typed(lab.inner1, 'ping 8.8.8.8 source 192.168.100.11 repeat 1\r');
    await lab.pass(200);
    const [one] = parseShowConn(await show(`show conn ${form}`)).records;
    expect(one ?? {}).toMatchObject({ protocol: 'ICMP', fromInterface: 'outside', to: '192.168.100.11' });
    expect(one?.timeout).toBe('2s');
    await lab.pass(5000);
  }
});

test('an interface is told without its hardware, and with its numbers', async () => {
  const { show } = await up();
  const stats = await show('show interface outside stats');
  expect(stats).toMatch(/^Interface GigabitEthernet0\/0 "outside", is up, line protocol is up\n {2}Traffic Statistics/);
  expect(await show('show interface outside detail')).toContain(
    '  Control Point Interface States:\n\tInterface number is 3\n\tInterface config status is active\n\tInterface state is active\n',
  );
});

test('groups are shown as they stand, all or one', async () => {
  const { show } = await up();
  expect(await show('show object-group id SITE2')).toBe(
    'object-group network SITE2\n network-object object SITE2-PURPLE\n',
  );
  expect(await show('show object-group network')).toContain('object-group network SITE1\n');
  expect(await show('show object-group id NONE')).toContain('ERROR: object-group (NONE) does not exist.');
});

test('show running-config all lists what is so by default as well', async () => {
  const { lab, show } = await up();
  expect(await show('show running-config all sysopt')).toBe('no sysopt connection permit-vpn\n');
  expect(await lab.output(lab.site2, 'show running-config all crypto ipsec')).toContain(
    'crypto ipsec security-association lifetime seconds 28800\n',
  );
  expect(await show('show running-config all tunnel-group 10.255.2.2')).toBe(`tunnel-group 10.255.2.2 type ipsec-l2l
tunnel-group 10.255.2.2 general-attributes
 default-group-policy S2S-VPN-IKEV2
tunnel-group 10.255.2.2 ipsec-attributes
 ikev1 pre-shared-key *****
 peer-id-validate req
 no chain
 no ikev1 trust-point
 isakmp keepalive threshold 10 retry 2
 ikev2 remote-authentication pre-shared-key *****
 no ikev2 remote-authentication certificate
 ikev2 local-authentication pre-shared-key *****
 no ikev2 local-authentication certificate
`);
  expect(await show('show running-config all group-policy DfltGrpPolicy')).toBe(`group-policy DfltGrpPolicy internal
group-policy DfltGrpPolicy attributes
 vpn-idle-timeout 30
 vpn-filter none
 vpn-tunnel-protocol ikev1 ikev2 
`);
  expect(await show('show running-config all crypto map')).toContain(
    'crypto map outside_map 1 set connection-type bidirectional\n',
  );
  expect(await show('show running-config all')).toContain('tunnel-group DefaultL2LGroup type ipsec-l2l\n');
});

test('what show running-config all lists is read again as it stands', async () => {
  const { show } = await up();
  const again = new Seed004Lab();
  expect(await again.site1.boot(await show('show running-config all'))).toEqual([]);
  for (const part of ['tunnel-group', 'group-policy', 'interface', 'sysopt', 'crypto ipsec', 'logging'])
    expect(await again.output(again.site1, `show running-config ${part}`)).toBe(
      await show(`show running-config ${part}`),
    );
});

test('what IPsec has carried is counted on when its associations are gone', async () => {
  const { show } = await up();
  const figures = /Active tunnels: 1\nPrevious tunnels: 0\nInbound\n {4}Bytes: 400\n[^]*Outbound\n {4}Bytes: 400\n/;
  expect(await show('show crypto ipsec stats')).toMatch(figures);
  await show('clear crypto ikev2 sa');
  expect(await show('show crypto ipsec stats')).toMatch(
    new RegExp(
      figures.source
        .replace('Active tunnels: 1', 'Active tunnels: 0')
        .replace('Previous tunnels: 0', 'Previous tunnels: 1'),
    ),
  );
  const requests = await show('show crypto protocol statistics ipsec');
  expect(requests).toContain('    Encrypt packet requests: 4\n');
  expect(requests).toContain('    HMAC calculation requests: 8\n');
  expect(requests).toContain('    SA creation requests: 2\n');
});

test('show tech-support is the other shows one after the other, and may leave the configuration out', async () => {
  const { show } = await up();
  const report = await show('show tech-support');
  for (const command of ['show version', 'show crypto ipsec stats', 'show running-config'])
    expect(report).toContain(`\n------------------ ${command} ------------------\n\n\n`);
  expect(report).toContain('local ident (addr/mask/prot/port)');
  expect(await show('show tech-support no-config')).not.toContain('tunnel-group');
});

test('of what a peer has asked for less than the whole, the line is shown that holds it', async () => {
  const site2 = `access-list s2svpn line 1 extended permit ip 172.16.10.0 255.255.255.128 object-group SITE1
no access-list s2svpn extended permit ip object-group SITE2 object-group SITE1
`;
  const lab = await Seed004Lab.booted({ site2 });
  await lab.ping(lab.inner2, '192.168.100.11', '172.16.10.11');
  const shown = await lab.output(lab.site1, 'show crypto ipsec sa');
  expect(shown).toContain('remote ident (addr/mask/prot/port): (172.16.10.0/255.255.255.128/0/0)');
  expect(shown).toContain(
    'access-list s2svpn extended permit ip 192.168.100.0 255.255.255.0 172.16.10.0 255.255.255.0 ',
  );
});
