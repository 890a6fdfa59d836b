/** Dynamic virtual tunnel interfaces: a hub that knows no peers, and spokes with static ones, or with crypto maps. */
import { describe, expect, it } from 'vitest';
import { textOfConfiguration } from '../../../../src-main/simulator/cli/configuration.ts';
import { configureMode } from '../../../../src-main/simulator/ios/modes.ts';
import { ip, marks, ping, smallNetwork, type SmallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

const release = '15.9(3)M6';

const version1 = {
  hub: `
crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 14
crypto keyring SPOKES
 pre-shared-key address 0.0.0.0 0.0.0.0 key MY_K3Y
crypto isakmp profile SPOKES
 keyring SPOKES
 match identity address 0.0.0.0
 virtual-template 1
crypto ipsec transform-set TS esp-aes esp-sha-hmac
crypto ipsec profile HUB
 set transform-set TS
 set isakmp-profile SPOKES
`,
  spoke: `
crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 14
crypto isakmp key MY_K3Y address 172.16.0.6
crypto ipsec transform-set TS esp-aes esp-sha-hmac
crypto ipsec profile SPOKE
 set transform-set TS
`,
};

const version2 = {
  hub: `
crypto ikev2 keyring RING
 peer ANY
  address 0.0.0.0 0.0.0.0
  pre-shared-key MY_K3Y
crypto ikev2 profile SPOKES
 match identity remote address 0.0.0.0
 authentication local pre-share
 authentication remote pre-share
 keyring local RING
 virtual-template 1
crypto ipsec transform-set TS esp-aes esp-sha-hmac
crypto ipsec profile HUB
 set transform-set TS
 set ikev2-profile SPOKES
`,
  spoke: `
crypto ikev2 keyring RING
 peer HUB
  address 172.16.0.6
  pre-shared-key MY_K3Y
crypto ikev2 profile HUB
 match identity remote address 172.16.0.6 255.255.255.255
 authentication local pre-share
 authentication remote pre-share
 keyring local RING
crypto ipsec transform-set TS esp-aes esp-sha-hmac
crypto ipsec profile SPOKE
 set transform-set TS
 set ikev2-profile HUB
`,
};

const hubInterfaces = `
interface Loopback0
 ip address 10.0.0.1 255.255.255.255
interface Virtual-Template1 type tunnel
 ip unnumbered Loopback0
 tunnel source FastEthernet0/0
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile HUB
`;

const spokeInterfaces = (address: string, source: string): string => `
interface Tunnel0
 ip address ${address} 255.255.255.0
 tunnel source ${source}
 tunnel destination 172.16.0.6
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile SPOKE
ip route 10.0.0.1 255.255.255.255 Tunnel0
`;

interface Lab {
  network: SmallNetwork;
  hub: CryptoConsole;
  spokes: CryptoConsole[];
}

const after = ({ clock }: SmallNetwork, time: number): void => clock.runUntil(clock.now() + time);

async function lab({ hub: hubText, spoke }: typeof version1): Promise<Lab> {
  const network = smallNetwork('virtual');
  const { r1, r2, r3 } = network;
  const [hub, one, two] = [r3, r1, r2].map((router) => new CryptoConsole(router, release)) as [
    CryptoConsole,
    CryptoConsole,
    CryptoConsole,
  ];
  ping(network, r1, '172.16.0.6');
  const refused = [
    ...(await hub.configure(hubText + hubInterfaces)),
    ...(await one.configure(spoke + spokeInterfaces('10.0.1.1', 'FastEthernet0/0'))),
    ...(await two.configure(spoke + spokeInterfaces('10.0.2.1', 'FastEthernet0/1'))),
  ];
  if (refused.length > 0) throw new Error(refused.join('\n'));
  after(network, 5000);
  return { network, hub, spokes: [one, two] };
}

describe.each([
  ['IKE version 1', version1],
  ['IKE version 2', version2],
])('with %s', (_, texts) => {
  it('each spoke has an interface of its own at the hub, with the address that the template lends', async () => {
    const { hub, spokes } = await lab(texts);
    const lines = await hub.show('show ip interface brief');
    expect(lines.filter((line) => line.startsWith('Virtual-Access'))).toEqual([
      expect.stringMatching(/^Virtual-Access1 +10\.0\.0\.1 +YES \w+ +up +up/),
      expect.stringMatching(/^Virtual-Access2 +10\.0\.0\.1 +YES \w+ +up +up/),
    ]);
    expect((await spokes[0]?.show('show ip interface brief'))?.join('\n')).toMatch(/Tunnel0 .* up +up/);
    const template = await hub.show('show running-config interface Virtual-Template1');
    expect(template).toContain('interface Virtual-Template1 type tunnel');
    const made = await hub.show('show running-config interface Virtual-Access1');
    expect(made).toContain('interface Virtual-Access1');
    expect(made).toContainEqual(expect.stringMatching(/^ tunnel destination /));
  });

  it.each([
    ['ospf', 'router ospf 1\n network 10.0.0.0 0.255.255.255 area 0\n'],
    ['eigrp', 'router eigrp 1\n network 10.0.0.0\n no auto-summary\n'],
  ])('carries packets both ways, by routes that a routing protocol learns over it (%s)', async (protocol, routing) => {
    const { network, hub, spokes } = await lab(texts);
    await hub.configure(routing);
    for (const [index, spoke] of spokes.entries())
      await spoke.configure(`no ip route 10.0.0.1 255.255.255.255 Tunnel0
interface Loopback0
 ip address 10.3.${index + 1}.1 255.255.255.255
interface Tunnel0
 ip unnumbered Loopback0
${routing}`);
    after(network, 120_000);
    expect((await hub.show(`show ip route ${protocol}`)).join('\n')).toMatch(/10\.3\.1\.1.*Virtual-Access/);
    expect(marks(ping(network, network.r1, '10.3.2.1'))).toBe('!!!!!');
    expect(marks(ping(network, network.r3, '10.3.1.1'))).toBe('!!!!!');
  });

  it('takes the interface away with the last association, and writes none of them', async () => {
    const { network, hub, spokes } = await lab(texts);
    const text = textOfConfiguration(configureMode.configuration(hub.device));
    expect(text).toContain('interface Virtual-Template1 type tunnel\n');
    expect(text).not.toContain('Virtual-Access');
    await spokes[0]?.configure('interface Tunnel0\n shutdown');
    after(network, 40_000);
    const lines = await hub.show('show ip interface brief');
    expect(lines.filter((line) => line.startsWith('Virtual-Access'))).toHaveLength(1);
  });

  it('lives on through hours of renewal', async () => {
    const { network } = await lab(texts);
    after(network, 10_000_000);
    expect([...network.r3.interfaces.keys()].filter((name) => name.startsWith('Virtual-Access'))).toHaveLength(2);
  });
});

/** A peer with a crypto map for some networks; what it is told of IKE is what the spoke of that version is told. */
const mapPeer = (spoke: string, terms: string): string => `${spoke.replace(/crypto ipsec profile[^]*/, '')}
interface Loopback0
 ip address 10.5.1.1 255.255.255.0
interface Loopback1
 ip address 10.6.1.1 255.255.255.0
access-list 105 permit ip 10.5.1.0 0.0.0.255 10.0.0.0 0.0.0.255
access-list 105 permit ip 10.6.1.0 0.0.0.255 host 10.0.0.1
crypto map M 10 ipsec-isakmp
 set peer 172.16.0.6
 set transform-set TS
${terms} match address 105
interface FastEthernet0/0
 crypto map M
`;

describe.each([
  ['IKE version 1', version1, ''],
  ['IKE version 2', version2, ' set ikev2-profile HUB\n'],
])('a peer with a crypto map, with %s', (_, { hub: hubText, spoke }, terms) => {
  async function meet(): Promise<{ network: SmallNetwork; hub: CryptoConsole; peer: CryptoConsole }> {
    const network = smallNetwork('virtual');
    const [hub, peer] = [new CryptoConsole(network.r3, release), new CryptoConsole(network.r1, release)];
    ping(network, network.r1, '172.16.0.6');
    expect(await hub.configure(hubText + hubInterfaces)).toEqual([]);
    expect(await peer.configure(mapPeer(spoke, terms))).toEqual([]);
    return { network, hub, peer };
  }

  const pings = (network: SmallNetwork, source: string): string =>
    marks(ping(network, network.r1, '10.0.0.1', { source: ip(source) }));

  it('is given associations for what it wants, and routes to that lead into its interface', async () => {
    const { network, hub } = await meet();
    expect(pings(network, '10.5.1.1')).toBe('.!!!!');
    expect(pings(network, '10.6.1.1')).toBe('.!!!!');
    const routes = (await hub.show('show ip route static')).join('\n');
    expect(routes).toMatch(/10\.5\.1\.0(\/24)? is directly connected, Virtual-Access1/);
    expect(routes).toMatch(/10\.6\.1\.0(\/24)? is directly connected, Virtual-Access1/);
    const shown = (await hub.show('show crypto ipsec sa')).filter((line) => line.includes('remote ident'));
    expect(shown.map((line) => /\(10\.\d\.1\.0\/255\.255\.255\.0\/0\/0\)/.test(line))).toEqual([true, true]);
    expect(pings(network, '10.5.1.1')).toBe('!!!!!');
  });

  it('keeps one interface through hours of renewal, which goes with the last association', async () => {
    const { network, hub, peer } = await meet();
    for (const source of ['10.5.1.1', '10.6.1.1']) pings(network, source);
    for (let hours = 0; hours < 3; hours++) {
      after(network, 3_600_000);
      expect(pings(network, '10.5.1.1')).toContain('!!!!');
      expect(pings(network, '10.6.1.1')).toContain('!!!!');
    }
    const interfaces = (): string[] => [...network.r3.interfaces.keys()].filter((name) => /Access/.test(name));
    expect(interfaces()).toHaveLength(1);
    await peer.show('clear crypto session');
    after(network, 40_000);
    expect(interfaces()).toEqual([]);
    expect((await hub.show('show ip route static')).join('\n')).not.toContain('10.5.1.0');
  });

  it('leaves nothing behind when it has lost its crypto map', async () => {
    const { network, hub, peer } = await meet();
    for (const source of ['10.5.1.1', '10.6.1.1']) pings(network, source);
    expect(await peer.configure('interface FastEthernet0/0\n no crypto map\n')).toEqual([]);
    after(network, 5000);
    expect(network.r3.ipsec.flows.flatMap(({ pairs }) => pairs)).toEqual([]);
    expect((await hub.show('show crypto session')).join()).not.toMatch(/ Active $/m);
    expect(await peer.configure('interface FastEthernet0/0\n crypto map M\n')).toEqual([]);
    expect(pings(network, '10.5.1.1')).toContain('!!!!');
  });
});

it('is refused where its template would be for anything but tunnels', async () => {
  const { r1 } = smallNetwork('virtual');
  const one = new CryptoConsole(r1, release);
  expect(await one.configure('interface Virtual-Template7')).toEqual([
    "% Invalid input: Of Virtual-Templates those of 'type tunnel' are simulated, and no others",
  ]);
});
