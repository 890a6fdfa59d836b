import { describe, expect, it } from 'vitest';
import { dmvpnConsoles, hubTunnel, ikev1, ikev2, site, spokeTunnel, type Dmvpn } from './dmvpn-consoles.ts';
import type { NetworkConsole } from '../network-console.ts';

const protecting = ' tunnel protection ipsec profile P\n';

interface Terms {
  kind?: 'gre' | 'mgre';
  /** What IKE needs; with it the tunnels are protected. */
  keys?: string;
  hub?: string;
  spoke?: string;
  release?: string;
}

/** A network that has had half a minute. */
async function network({ kind = 'gre', keys = '', hub = '', spoke = '', release }: Terms = {}): Promise<Dmvpn> {
  const all = dmvpnConsoles(release);
  const protection = keys === '' ? '' : protecting;
  const refused = [await all.hub.configure(site(1) + keys + hubTunnel(protection + hub))];
  for (const [index, console] of all.spokes.entries())
    refused.push(await console.configure(site(index + 2) + keys + spokeTunnel(index + 2, kind, protection + spoke)));
  expect(refused.flat()).toEqual([]);
  all.clock.runUntil(30_000);
  return all;
}

/** Marks of pings; those before it have asked for hardware addresses. */
async function pinged(console: NetworkConsole, words: string): Promise<string> {
  await console.type(`ping ${words}`);
  return /^[!.U]+$/m.exec(await console.type(`ping ${words}`))?.[0] ?? '';
}

describe('phase 1', () => {
  it.each([
    ['in clear, spokes with one far end', { kind: 'gre' }],
    ['in clear, spokes with many', { kind: 'mgre' }],
    ['protected by IKE version 1 with a key for everybody', { kind: 'gre', keys: ikev1 }],
    ['protected by version 1, spokes with many ends', { kind: 'mgre', keys: ikev1 }],
    ['protected by version 2', { kind: 'gre', keys: ikev2 }],
    ['protected by version 2, spokes with many ends', { kind: 'mgre', keys: ikev2 }],
  ] as const)('spokes register, and everybody reaches everybody: %s', async (_, terms) => {
    const { hub, spokes } = await network(terms);
    const [one] = spokes;
    expect(await hub.type('show dmvpn')).toMatch(/Type:Hub, NHRP Peers:2.*\n(?:.*\n)+ +1 192\.0\.2\.2 +10\.0\.0\.2 +UP 00:00:\d\d +D\n +1 192\.0\.2\.3 +10\.0\.0\.3 +UP 00:00:\d\d +D\n/); // prettier-ignore
    expect(await one.type('show dmvpn')).toMatch(/Type:Spoke, NHRP Peers:1.*\n(?:.*\n)+ +1 192\.0\.2\.1 +10\.0\.0\.1 +UP 00:00:\d\d +S\n/); // prettier-ignore
    expect(await pinged(hub, '10.0.0.2')).toBe('!!!!!');
    expect(await pinged(one, '10.0.0.1')).toBe('!!!!!');
    expect(await pinged(one, '10.0.0.3')).toBe('!!!!!');
  });

  it('a spoke behind another address registers anew when its address changes, unless it has said that it is unique', async () => {
    const { hub, spokes, clock } = await network();
    const [one] = spokes;
    await one.configure('interface FastEthernet0/0\n ip address 192.0.2.22 255.255.255.0');
    clock.runUntil(clock.now() + 20_000);
    expect(one.messages.join('\n')).toContain(
      '%NHRP-3-PAKREPLY: Receive Registration Reply packet with error - unique address registered already(14)',
    );
    expect(await hub.type('show ip nhrp 10.0.0.2')).toContain('NBMA address: 192.0.2.2 ');
    await one.configure('interface Tunnel0\n ip nhrp registration no-unique');
    // The hub's entry lives for as long as the spoke has asked for: it was made as a unique one.
    clock.runUntil(clock.now() + 400_000);
    expect(await hub.type('show ip nhrp 10.0.0.2')).toContain('NBMA address: 192.0.2.22 ');
    await one.configure('interface FastEthernet0/0\n ip address 192.0.2.23 255.255.255.0');
    clock.runUntil(clock.now() + 20_000);
    expect(await hub.type('show ip nhrp 10.0.0.2')).toContain('NBMA address: 192.0.2.23 ');
  });

  it('a spoke with another key is told so, and stays at NHRP', async () => {
    const { hub, spokes, clock } = await network();
    const [one] = spokes;
    await one.configure('interface Tunnel0\n ip nhrp authentication WR0NG\n shutdown\n no shutdown');
    clock.runUntil(clock.now() + 310_000);
    expect(await one.type('show dmvpn')).toMatch(/10\.0\.0\.1 +NHRP +never +S/);
    expect(await one.type('show ip nhrp nhs')).toMatch(/10\.0\.0\.1 {3}E /);
    expect(one.messages.join('\n')).toContain(
      '%NHRP-3-PAKERROR: Received Error Indication from 10.0.0.1, code: authentication failure(11), (trigger src: 10.0.0.2 (nbma: 192.0.2.2) dst: 10.0.0.1), offset: 0, data: 00 01 08 00 00 00 00 00 00 FF',
    );
    expect(await hub.type('show ip nhrp')).not.toContain('10.0.0.2/32');
  });

  it('an entry goes when its time is over, and with it whom multicast goes to', async () => {
    const { hub, spokes, clock } = await network();
    expect(await hub.type('show ip nhrp multicast')).toContain('192.0.2.2');
    await spokes[0].configure('interface FastEthernet0/0\n shutdown');
    clock.runUntil(clock.now() + 301_000);
    expect(await hub.type('show ip nhrp')).not.toContain('10.0.0.2/32');
    expect(await hub.type('show ip nhrp multicast')).not.toContain('192.0.2.2');
    expect(await hub.type('show ip nhrp')).toContain('10.0.0.3/32');
  });

  it('a spoke is registered again after clear ip nhrp on the hub, and after clear dmvpn session on both', async () => {
    const { hub, spokes, clock } = await network({ keys: ikev1 });
    await hub.type('clear ip nhrp');
    expect(await hub.type('show ip nhrp')).toBe('');
    clock.runUntil(clock.now() + 110_000);
    expect(await hub.type('show ip nhrp')).toContain('10.0.0.2/32');
    await spokes[0].type('clear dmvpn session');
    await hub.type('clear dmvpn session peer nbma 192.0.2.3');
    clock.runUntil(clock.now() + 120_000);
    for (const peer of ['10.0.0.2', '10.0.0.3']) expect(await pinged(hub, peer)).toBe('!!!!!');
  });

  it('what comes in clear to a protected hub is dropped, and complained of', async () => {
    const { hub, spokes, clock } = await network({ keys: ikev1 });
    await spokes[0].configure('interface Tunnel0\n no tunnel protection ipsec profile P');
    clock.runUntil(clock.now() + 100_000);
    expect(hub.messages.join('\n')).toContain("%CRYPTO-4-RECVD_PKT_NOT_IPSEC: Rec'd packet not an IPSEC packet. (ip) vrf/dest_addr= /192.0.2.1, src_addr= 192.0.2.2, prot= 47"); // prettier-ignore
    expect(await pinged(spokes[0], '10.0.0.1')).not.toContain('!');
  });

  it.each([
    ['1', ikev1],
    ['2', ikev2],
  ])('associations are renewed, and nobody is forgotten in two hours: IKE version %s', async (_, keys) => {
    const { hub, spokes, clock } = await network({ kind: 'mgre', keys });
    const [one] = spokes;
    const before = await hub.type('show ip nhrp');
    clock.runUntil(clock.now() + 7_500_000);
    expect(before).toContain('10.0.0.3/32');
    expect(await hub.type('show ip nhrp')).toMatch(/10\.0\.0\.3\/32 via 10\.0\.0\.3\n {3}Tunnel0 created 02:05:\d\d/);
    expect(await hub.type('show dmvpn')).toMatch(/10\.0\.0\.2 +UP 02:0\d:\d\d +D/);
    expect(await pinged(one, '10.0.0.1')).toBe('!!!!!');
    for (const console of [hub, one])
      for (const { pairs } of console.router.ipsec.flows) expect(pairs.length).toBeLessThan(3);
  });

  it('a hub of 12.4 writes and shows as that release does', async () => {
    const { hub, spokes } = await network({ kind: 'mgre', keys: ikev1, release: '12.4(15)T14' });
    expect(await hub.type('show dmvpn')).toMatch(/Incompletea\n[^]*Tunnel0, Type:Hub, NHRP Peers:2, \n[^]* {3}192\.0\.2\.2 +10\.0\.0\.2 +UP \S+ D {4}\n/);
    expect(await hub.type('show ip nhrp')).toMatch(/^10\.0\.0\.2\/32 via 10\.0\.0\.2, Tunnel0 created \S+, expire \S+\n {2}Type: dynamic, Flags: authoritative unique registered .*\n {2}NBMA address: 192\.0\.2\.2/);
    expect(await spokes[0].type('show ip nhrp nhs')).toContain('Tunnel0: 10.0.0.1           RE');
    expect(await hub.type('show interfaces Tunnel0')).toContain('Tunnel source 192.0.2.1 (FastEthernet0/0), destination UNKNOWN');
  }); // prettier-ignore

  it('what is sent and heard can be debugged', async () => {
    const { hub, spokes, clock } = await network();
    const [one] = spokes;
    const said: string[] = [];
    Object.assign(one.device.debugging, { print: (text: string) => said.push(text) });
    expect(await one.type('debug nhrp packet')).toBe('NHRP activity debugging is on\n');
    expect(await one.type('show debugging')).toContain('NHRP:\n  NHRP activity debugging is on');
    clock.runUntil(clock.now() + 110_000);
    expect(hub.router.nhrp.find('Tunnel0')?.counts.received[3]).toBe(4);
    expect(said.slice(0, 16)).toEqual([
      'NHRP: Send Registration Request via Tunnel0 vrf 0, packet size: 106',
      ' src: 10.0.0.2, dst: 10.0.0.1',
      ' (F) afn: IPv4(1), type: IP(800), hop: 255, ver: 1',
      '     shtl: 4(NSAP), sstl: 0(NSAP)',
      ' (M) flags: "unique nat ", reqid: 2 ',
      '     src NBMA: 192.0.2.2',
      '     src protocol: 10.0.0.2, dst protocol: 10.0.0.1',
      ' (C-1) code: no error(0)',
      '       prefix: 255, mtu: 17916, hd_time: 300',
      '       addr_len: 0(NSAP), subaddr_len: 0(NSAP), proto_len: 0, pref: 0',
      ' Responder Address Extension(3):',
      ' Forward Transit NHS Record Extension(4):',
      ' Reverse Transit NHS Record Extension(5):',
      ' Authentication Extension(7):',
      '   type:Cleartext(1), data:S3cret ',
      ' NAT address Extension(9):',
    ]);
    expect(said).toContain('NHRP: Receive Registration Reply via Tunnel0 vrf 0, packet size: 106');
  });

  it('the tunnels that share a profile share associations, and are told apart by their keys', async () => {
    const second = (number: number, more: string): string =>
      ` tunnel protection ipsec profile P shared\ninterface Tunnel1\n ip address 10.1.0.${number} 255.255.255.0\n ip nhrp network-id 2\n${more} tunnel source FastEthernet0/0\n tunnel mode gre multipoint\n tunnel key 200\n tunnel protection ipsec profile P shared\n`;
    const { hub, spokes, clock } = dmvpnConsoles();
    expect(await hub.configure(site(1) + ikev1 + hubTunnel(second(1, ' ip nhrp map multicast dynamic\n')))).toEqual([]);
    for (const [index, console] of spokes.entries()) {
      const more = ' ip nhrp map 10.1.0.1 192.0.2.1\n ip nhrp nhs 10.1.0.1\n';
      const text = site(index + 2) + ikev1 + spokeTunnel(index + 2, 'mgre', second(index + 2, more));
      expect(await console.configure(text)).toEqual([]);
    }
    clock.runUntil(60_000);
    for (const address of ['10.0.0.1', '10.1.0.1']) expect(await pinged(spokes[0], address)).toBe('!!!!!');
    expect((await spokes[0].type('show crypto ipsec sa')).match(/#pkts encaps: [1-9]/g)).toHaveLength(1);
  });
});

describe('routing over it', () => {
  const lan = (number: number): string => `172.20.${number}.1`;

  it.each(['gre', 'mgre'] as const)('EIGRP: the hub tells spokes of each other without split horizon (%s)', async (kind) => {
    const eigrp = 'router eigrp 1\n network 10.0.0.0 0.0.0.255\n network 172.20.0.0 0.0.255.255\n no auto-summary\n';
    const { hub, spokes, clock } = await network({ kind, keys: ikev1, hub: eigrp, spoke: eigrp });
    clock.runUntil(clock.now() + 60_000);
    expect(await spokes[0].type('show ip route eigrp')).not.toContain('172.20.3.0');
    await hub.configure('interface Tunnel0\n no ip split-horizon eigrp 1');
    clock.runUntil(clock.now() + 60_000);
    expect(await spokes[0].type('show ip route eigrp')).toMatch(/172\.20\.3\.0 .*via 10\.0\.0\.1/);
    expect(await pinged(spokes[0], `${lan(3)} source ${lan(2)}`)).toBe('!!!!!');
    await hub.configure('interface Tunnel0\n no ip next-hop-self eigrp 1');
    clock.runUntil(clock.now() + 60_000);
    expect(await spokes[0].type('show ip route eigrp')).toMatch(/172\.20\.3\.0 .*via 10\.0\.0\.3/);
    expect(await pinged(spokes[0], `${lan(3)} source ${lan(2)}`)).toBe('!!!!!');
    const hasPeer = (await spokes[0].type('show dmvpn')).includes('192.0.2.3');
    expect(hasPeer).toBe(kind === 'mgre');
  }); // prettier-ignore

  const ospf = 'router ospf 1\n network 10.0.0.0 0.0.0.255 area 0\n network 172.20.0.0 0.0.255.255 area 0\n';

  it.each(['gre', 'mgre'] as const)('OSPF as a broadcast network, the hub designated (%s)', async (kind) => {
    const { spokes, clock, hub } = await network({ kind, keys: ikev2, hub: ` ip ospf network broadcast\n ip ospf priority 2\n${ospf}`, spoke: ` ip ospf network broadcast\n ip ospf priority 0\n${ospf}` }); // prettier-ignore
    clock.runUntil(clock.now() + 120_000);
    expect(await hub.type('show ip ospf neighbor')).toMatch(/172\.20\.2\.1 +0 +FULL\/DROTHER.*\n172\.20\.3\.1 +0 +FULL\/DROTHER/); // prettier-ignore
    expect(await spokes[0].type('show ip route ospf')).toMatch(/172\.20\.3\.1.* via 10\.0\.0\.3/);
    expect(await pinged(spokes[0], `${lan(3)} source ${lan(2)}`)).toBe('!!!!!');
  });

  it.each(['gre', 'mgre'] as const)('OSPF as a point-to-multipoint network (%s)', async (kind) => {
    const type = ` ip ospf network point-to-multipoint\n${ospf}`;
    const { hub, spokes, clock } = await network({ kind, keys: ikev1, hub: type, spoke: type });
    clock.runUntil(clock.now() + 180_000);
    expect(await hub.type('show ip ospf interface Tunnel0')).toMatch(/Network Type POINT_TO_MULTIPOINT, Cost: .*\n.*State POINT_TO_MULTIPOINT,\n.*Hello 30, Dead 120, Wait 120/); // prettier-ignore
    expect(await hub.type('show ip ospf neighbor')).toMatch(
      /172\.20\.2\.1 +0 +FULL\/ {2}-.*\n172\.20\.3\.1 +0 +FULL\/ {2}-/,
    );
    const routes = await spokes[0].type('show ip route ospf');
    expect(routes).toMatch(/10\.0\.0\.3 .* via 10\.0\.0\.1/);
    expect(routes).toMatch(/172\.20\.3\.1.* via 10\.0\.0\.1/);
    expect(await pinged(spokes[0], `${lan(3)} source ${lan(2)}`)).toBe('!!!!!');
  });
});

describe('spoke to spoke', () => {
  it('is asked of the hub, and has associations of its own when a packet wants them', async () => {
    const { spokes, clock } = await network({ kind: 'mgre', keys: ikev1 });
    expect(await spokes[0].type('show crypto isakmp sa')).not.toContain('192.0.2.3');
    expect(await pinged(spokes[0], '10.0.0.3')).toBe('!!!!!');
    clock.runUntil(clock.now() + 5000);
    expect(await spokes[0].type('show dmvpn')).toMatch(/192\.0\.2\.3 +10\.0\.0\.3 +UP 00:00:\d\d +D/);
    expect(await spokes[1].type('show crypto session')).toMatch(/Peer: 192\.0\.2\.2 port 500/);
    // What the spoke was told lives for as long as the other one is registered.
    clock.runUntil(clock.now() + 301_000);
    expect(await spokes[0].type('show ip nhrp dynamic')).toBe('');
  });

  it('an address that nobody has stays incomplete', async () => {
    const { spokes, hub } = await network({ kind: 'mgre' });
    await spokes[0].type('ping 10.0.0.9');
    expect(await spokes[0].type('show ip nhrp incomplete')).toMatch(/10\.0\.0\.9\/32\n {3}Tunnel0 created .*, expire .*\n {3}Type: incomplete, Flags: negative\n {3}Cache hits: \d/); // prettier-ignore
    expect(spokes[0].messages.join('\n')).toContain('%NHRP-3-PAKREPLY: Receive Resolution Reply packet with error - no binding exists(12)'); // prettier-ignore
    await hub.type('ping 10.0.0.8');
    expect(await hub.type('show dmvpn')).toMatch(/UNKNOWN +10\.0\.0\.8 +NHRP +never +IX/);
  });
});
