/** Two peers of a hub behind one translation: both come from one address, and are told apart by the ports that it gives them. */
import { describe, expect, it } from 'vitest';
import { Bridge } from '../../../../src-main/simulator/network/bridge.ts';
import { Link } from '../../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../../src-main/simulator/network/virtual-clock.ts';
import { ikev1, ikev2 } from '../nhrp/dmvpn-consoles.ts';
import { NetworkConsole } from '../network-console.ts';

const port = (name: string, address: string, more = ''): string =>
  `interface ${name}\n ip address ${address} 255.255.255.0\n${more} no shutdown\n`;

const translation = `${port('FastEthernet0/0', '192.168.1.1', ' ip nat inside\n')}${port('FastEthernet0/1', '192.0.2.2', ' ip nat outside\n')}access-list 1 permit 192.168.1.0 0.0.0.255
ip nat inside source list 1 interface FastEthernet0/1 overload
`;

const loopback = (number: number): string => `interface Loopback0\n ip address 172.20.${number}.1 255.255.255.255\n`;
const ospf = 'router ospf 1\n network 172.20.0.0 0.0.255.255 area 0\n';

const dynamicMap = (isNew: boolean): string => `crypto dynamic-map D 10
 set transform-set T
${isNew ? ' set ikev2-profile I\n' : ''}crypto map M 10 ipsec-isakmp dynamic D
interface FastEthernet0/0
 crypto map M
ip route 0.0.0.0 0.0.0.0 192.0.2.2
`;

const isakmpProfile = `crypto keyring K
 pre-shared-key address 0.0.0.0 0.0.0.0 key N3tkey
crypto isakmp profile I
 keyring K
 match identity address 0.0.0.0
 virtual-template 1
`;

const template =
  (mode: string) =>
  (isNew: boolean): string =>
    `${isNew ? 'crypto ikev2 profile I\n virtual-template 1\n' : isakmpProfile}interface Virtual-Template1 type tunnel
 ip unnumbered Loopback0
 tunnel source FastEthernet0/0
 tunnel mode ${mode}
 tunnel protection ipsec profile P
`;

const withMap = (
  number: number,
  isNew: boolean,
): string => `access-list 101 permit ip host 172.20.${number}.1 172.20.1.0 0.0.0.255
crypto map M 10 ipsec-isakmp
 set peer 192.0.2.1
 set transform-set T
${isNew ? ' set ikev2-profile I\n' : ''} match address 101
interface FastEthernet0/0
 crypto map M
`;

const withTunnel = (mode: string) => (): string => `interface Tunnel0
 ip unnumbered Loopback0
 tunnel source FastEthernet0/0
 tunnel destination 192.0.2.1
 tunnel mode ${mode}
 tunnel protection ipsec profile P
`;

interface Way {
  way: string;
  hub: (isNew: boolean) => string;
  spoke: (number: number, isNew: boolean) => string;
  both: string;
  /** How a spoke is taken away from its hub for good. */
  away: string;
}

const noMap = 'interface FastEthernet0/0\n no crypto map\n';
const noTunnel = 'interface Tunnel0\n shutdown\n';
const ways: Way[] = [
  { way: 'a dynamic map', hub: dynamicMap, spoke: withMap, both: '', away: noMap },
  {
    ...{ way: 'interfaces of their own for crypto maps', hub: template('ipsec ipv4'), spoke: withMap },
    ...{ both: '', away: noMap },
  },
  {
    ...{ way: 'interfaces of their own for tunnels', hub: template('ipsec ipv4'), spoke: withTunnel('ipsec ipv4') },
    ...{ both: ospf, away: noTunnel },
  },
  {
    ...{ way: 'interfaces of their own for GRE', hub: template('gre ip'), spoke: withTunnel('gre ip') },
    ...{ both: ospf, away: noTunnel },
  },
];
const cases = ways.flatMap((one) => [false, true].map((isNew) => ({ ...one, isNew, version: isNew ? 2 : 1 })));

interface Lab {
  clock: VirtualClock;
  hub: NetworkConsole;
  nat: NetworkConsole;
  spokes: [NetworkConsole, NetworkConsole];
}

function cabled(): Lab {
  const clock = new VirtualClock();
  const bridge = new Bridge(clock);
  const console = (number: number): NetworkConsole => new NetworkConsole(clock, number, '15.9(3)M6');
  const [hub, nat, one, two] = [console(1), console(2), console(3), console(4)];
  for (const inside of [nat, one, two]) {
    const cable = new Link(clock);
    inside.port('FastEthernet0/0').carrier.plugIn(cable.a);
    bridge.plugIn(cable.b);
  }
  const outside = new Link(clock);
  nat.port('FastEthernet0/1').carrier.plugIn(outside.a);
  hub.port('FastEthernet0/0').carrier.plugIn(outside.b);
  return { clock, hub, nat, spokes: [one, two] };
}

/** @param more of the hub alone */
async function lab({ hub: ofHub, spoke, both, isNew }: Way & { isNew: boolean }, more = ''): Promise<Lab> {
  const made = cabled();
  const { clock, hub, nat, spokes } = made;
  const isGre = ofHub(isNew).includes('gre');
  const keys = (isNew ? ikev2 : ikev1).replace(' mode transport\n', isGre ? ' mode transport\n' : '');
  expect(await nat.configure(translation)).toEqual([]);
  const atHub = port('FastEthernet0/0', '192.0.2.1') + loopback(1) + keys + ofHub(isNew) + both + more;
  expect(await hub.configure(atHub)).toEqual([]);
  for (const [index, console] of spokes.entries()) {
    const number = index + 3;
    const own = `${port('FastEthernet0/0', `192.168.1.${number}`)}ip route 0.0.0.0 0.0.0.0 192.168.1.1\n${loopback(number)}`;
    expect(await console.configure(own + keys + spoke(number, isNew) + both)).toEqual([]);
  }
  clock.runUntil(10_000);
  for (const console of spokes) await console.type('ping 172.20.1.1 source Loopback0');
  clock.runUntil(60_000);
  return made;
}

async function expectBothReached({ hub, spokes }: Lab): Promise<void> {
  for (const [index, console] of [...spokes.entries(), ...spokes.entries()]) {
    expect([index, await console.type('ping 172.20.1.1 source Loopback0')]).toEqual([
      index,
      expect.stringContaining('!!!!!'),
    ]);
    expect([index, await hub.type(`ping 172.20.${index + 3}.1 source Loopback0`)]).toEqual([
      index,
      expect.stringContaining('!!!!!'),
    ]);
  }
}

const pairsOf = ({ router }: NetworkConsole): number[] => router.ipsec.flows.map(({ pairs }) => pairs.length);

describe.each(cases)('with IKE version $version and $way', (way) => {
  it('both are reached, each by its own', async () => {
    const made = await lab(way);
    await expectBothReached(made);
    const { hub } = made;
    expect(pairsOf(hub)).toEqual([1, 1]);
    const shown = await hub.type('show crypto session');
    expect(shown.match(/^Session status: UP-ACTIVE/gm)).toHaveLength(2);
    expect(shown.match(/^Peer: 192\.0\.2\.2 port \d+/gm)).toHaveLength(2);
    expect(shown.match(/IKEv\d SA: /g)).toHaveLength(2);
    if (!way.way.startsWith('interfaces')) return;
    expect((await hub.type('show ip interface brief')).match(/^Virtual-Access\d .* up +up/gm)).toHaveLength(2);
  });

  it('one goes, and the other stays', async () => {
    const made = await lab(way);
    const { hub, spokes, clock } = made;
    const [one, two] = spokes;
    expect(await two.configure(way.away)).toEqual([]);
    await two.type('clear crypto session');
    clock.runUntil(clock.now() + 60_000);
    expect(await one.type('ping 172.20.1.1 source Loopback0')).toContain('!!!!!');
    expect(await hub.type('ping 172.20.3.1 source Loopback0')).toContain('!!!!!');
    expect(pairsOf(hub)).toEqual([1]);
    if (!way.way.startsWith('interfaces')) return;
    expect((await hub.type('show ip interface brief')).match(/^Virtual-Access/gm)).toHaveLength(1);
  });

  it('what the hub renews goes to whom it was with', async () => {
    const life = 'crypto ipsec security-association lifetime seconds 120\n';
    const made = await lab(way, life);
    const { clock, hub } = made;
    const spis = (): number[] => hub.router.ipsec.flows.flatMap(({ current }) => current?.inbound.spi ?? []);
    const seen = new Set<number>();
    for (let times = 0; times < 24; times++) {
      clock.runUntil(clock.now() + 20_000);
      await expectBothReached(made);
      for (const spi of spis()) seen.add(spi);
      expect(pairsOf(hub)).toHaveLength(2);
    }
    expect(seen.size).toBeGreaterThan(6);
  });

  it('they are followed when the translation gives each the port of the other', async () => {
    const made = await lab(way, 'crypto ipsec security-association lifetime seconds 120\n');
    const { clock, hub, nat, spokes } = made;
    const portsAtHub = (): unknown[] =>
      hub.router.ipsec.flows.map(({ current }) => current?.encapsulation?.remote).sort();
    const before = portsAtHub();
    await nat.type('clear ip nat translation *');
    for (const console of spokes.toReversed()) await console.type('ping 172.20.1.1 source Loopback0');
    for (let times = 0; times < 12; times++) {
      await expectBothReached(made);
      expect(pairsOf(hub)).toHaveLength(2);
      clock.runUntil(clock.now() + 20_000);
    }
    expect(portsAtHub()).toEqual(before);
  });

  it('the hub reaches whom a translation has given another port, once a message of IKE has come from there', async () => {
    const asks = way.isNew ? 'crypto ikev2 dpd 10 2 periodic\n' : 'crypto isakmp keepalive 10 2 periodic\n';
    const made = await lab({ ...way, both: way.both + asks });
    const { clock, hub, nat, spokes } = made;
    await nat.type('clear ip nat translation *');
    await spokes[1].type('ping 192.0.2.1');
    clock.runUntil(clock.now() + 30_000);
    for (const number of [3, 4]) expect(await hub.type(`ping 172.20.${number}.1 source Loopback0`)).toContain('!!!!!');
  });

  it('one is found dead while the other speaks', async () => {
    const keepalive = way.isNew ? 'crypto ikev2 dpd 10 2 on-demand\n' : 'crypto isakmp keepalive 10 2 on-demand\n';
    const made = await lab(way, keepalive);
    const { hub, spokes, clock } = made;
    const [one, two] = spokes;
    await two.configure('interface FastEthernet0/0\n shutdown');
    for (let times = 0; times < 12; times++) {
      await hub.type('ping 172.20.4.1 source Loopback0 repeat 1');
      expect(await one.type('ping 172.20.1.1 source Loopback0 repeat 2')).toContain('!!');
      clock.runUntil(clock.now() + 5000);
    }
    expect(pairsOf(hub)).toEqual([1]);
  });
});

it('addresses and routes of version 2 go to the interface of the peer that they are of', async () => {
  const authorization = (lines: string): string => `aaa new-model
aaa authorization network FLEX local
crypto ikev2 authorization policy AP
${lines}crypto ikev2 profile I
 aaa authorization group psk list FLEX AP
`;
  const [, , tunnels] = ways;
  if (!tunnels) throw new RangeError('no such way');
  const pool = ' pool POOL\n netmask 255.255.255.0\n';
  const made = await lab({
    ...tunnels,
    both: 'access-list 10 permit 172.20.0.0 0.0.255.255\n',
    hub: (isNew) => `ip local pool POOL 10.8.0.10 10.8.0.20\n${authorization(pool)}${tunnels.hub(isNew)}`,
    spoke: (number, isNew) =>
      `access-list 11 permit host 172.20.${number}.1\n${authorization(' route set access-list 11\n')}${tunnels.spoke(number, isNew)}ip route 172.20.1.0 255.255.255.0 Tunnel0\n`,
    isNew: true,
  });
  await expectBothReached(made);
});
