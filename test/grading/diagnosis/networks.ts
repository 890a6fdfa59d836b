/**
 * Small networks on which every fault of the table is tried: two sites, a router between them, and hosts where packets
 * must come from somewhere. Each is a lab of one step in memory, so that what is tried goes the way of the engine.
 */
import type { Files } from '../../../src-main/storage/content-hash.ts';
import { enrolled, serving, signing } from './certificates.ts';

type Platform = 'ios' | 'iosxe' | 'asa';

interface Device {
  platform: Platform;
  /** Of its software, as CML calls it; the one that its platform is simulated with when left out. */
  image?: string | undefined;
  /** By place: the name of the interface, the address and the length of the mask. */
  interfaces: Record<string, [name: string, address: string, length: number]>;
  configuration: string;
  isGraded?: boolean;
}

export interface Network {
  devices: Record<string, Device>;
  links: Record<string, [string, string]>;
  actions: unknown[];
  expect: unknown[];
  /** What is debugged at both ends before anything happens. */
  debugs: string[];
  /** What is done at the consoles before that, as a course has it. */
  begin?: readonly string[];
}

const definitions: Record<Platform, string> = { ios: 'iosv', iosxe: 'csr1000v', asa: 'asav' };

function mask(length: number): string {
  const bits = length === 0 ? 0 : (-1 << (32 - length)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}

/** The files of a lab with this one network. */
export function labOf(id: string, { devices, links, actions, expect }: Network): Files {
  const roles = Object.fromEntries(
    Object.entries(devices).map(([name, { platform, interfaces, isGraded = true }]) => [
      name,
      {
        platform,
        ...(isGraded ? {} : { graded: false }),
        start: `start/${name}.cfg`,
        interfaces: Object.fromEntries(Object.entries(interfaces).map(([place, [port, address, length]]) => [place, { address, mask: mask(length), ...(/^(?:Tunnel|Loopback)/.test(port) ? { name: port } : {}) }])),
      },
    ]),
  ); // prettier-ignore
  const bind = Object.fromEntries(
    Object.entries(devices).map(([name, { interfaces }]) => [
      name,
      { node: name, ...Object.fromEntries(Object.entries(interfaces).flatMap(([place, [port]]) => (/^(?:Tunnel|Loopback)/.test(port) ? [] : [[place, port]]))) },
    ]),
  ); // prettier-ignore
  const lab = {
    ...{ id, version: 1, title: id, summary: id, level: 'beginner', minutes: 5 },
    source: { title: 'faults', author: 'QuickMode', year: 2026 },
    ...{ roles, links, backends: { cml: { topology: 'network.yaml', bind } } },
    steps: [{ id: 'check', title: 'Check', kind: 'observe', points: 100, instructions: 'Check.', actions, expect, brokenBy: brokenBy(devices) }],
  }; // prettier-ignore
  const starts = Object.entries(devices).map(([name, { configuration }]) => [`start/${name}.cfg`, configuration]);
  return { 'lab.yml': JSON.stringify(lab), 'network.yaml': topologyOf(id, devices, links), ...(Object.fromEntries(starts) as Files) }; // prettier-ignore
}

/** A step that only looks has to be breakable; this one is broken by what the tests type. */
function brokenBy(devices: Network['devices']): Record<string, string> {
  const [first = ''] = Object.keys(devices);
  return { [first]: 'hostname broken' };
}

function topologyOf(title: string, devices: Network['devices'], links: Network['links']): string {
  const names = Object.keys(devices);
  const ports = (name: string): string[] => Object.values(devices[name]?.interfaces ?? {}).map(([port]) => port).filter((port) => !/^(?:Tunnel|Loopback)/.test(port)); // prettier-ignore
  const nodes = names.map((name, index) => ({
    ...{ id: `n${index}`, label: name, x: 100 * index, y: 0, configuration: '' },
    node_definition: definitions[devices[name]?.platform ?? 'ios'],
    ...(devices[name]?.image === undefined ? {} : { image_definition: devices[name].image }),
    interfaces: ports(name).map((port, place) => ({ id: `i${place}`, label: port, slot: place, type: 'physical' })),
  }));
  const end = (reference: string): [string, string] => {
    const [name = '', place = ''] = reference.split('.');
    const port = devices[name]?.interfaces[place]?.[0] ?? '';
    return [`n${names.indexOf(name)}`, `i${ports(name).indexOf(port)}`];
  };
  const wires = Object.values(links).map(([a, b], index) => {
    const [[n1, i1], [n2, i2]] = [end(a), end(b)];
    return { id: `l${index}`, n1, n2, i1, i2 };
  });
  return JSON.stringify({ lab: { title, description: '', notes: '', version: '0.1.0' }, nodes, links: wires });
}

const common = (name: string): string => `hostname ${name}
no ip domain lookup
logging buffered 100000 debugging
`;

const interfaceText = ([port, address, length]: [string, string, number], ...more: string[]): string =>
  [`interface ${port}`, ` ip address ${address} ${mask(length)}`, ...more.map((line) => ` ${line}`), ...(port.startsWith('Loop') ? [] : [' no shutdown']), '!'].join('\n'); // prettier-ignore

const wan = { R1: '192.0.2.1', R3: '198.51.100.1' } as const;

/** The router in the middle, which knows the outer networks and nothing else. */
function middle(port: (index: number) => string, platform: Platform = 'ios'): Device {
  const west: [string, string, number] = [port(0), '192.0.2.2', 30];
  const east: [string, string, number] = [port(1), '198.51.100.2', 30];
  return { platform, isGraded: false, interfaces: { west, east }, configuration: [common('R2'), interfaceText(west), interfaceText(east), 'end', ''].join('\n') }; // prettier-ignore
}

const gigabit = (index: number): string => `GigabitEthernet0/${index}`;
const links: Network['links'] = { 'west-link': ['R1.wan', 'R2.west'], 'east-link': ['R2.east', 'R3.wan'] };

/** The addresses of the next routers are asked for before anything depends on it: a message that waits for one is lost. */
const known = [
  { id: 'west', ping: { from: 'R2', to: 'R1.wan', count: 2 } },
  { id: 'east', ping: { from: 'R2', to: 'R3.wan', count: 2 } },
];

const fresh = [
  ...known,
  { id: 'fresh', clear: { on: ['R1', 'R3'], what: 'session' } },
  { id: 'settle', wait: { seconds: 3 } },
];

const outcome = (place: string): unknown[] => [
  { child: { between: ['R1', 'R3'], state: 'established' }, within: 6 },
  { ping: { of: 'across', received: 'at least 3' }, id: `ping-${place}`, within: 6 },
  { counters: { on: 'R1', errors: 'at most 1', over: 'across' }, id: 'errors', within: 6 },
];

interface Site {
  name: 'R1' | 'R3';
  peer: string;
  lan: string;
}

const sites: readonly Site[] = [
  { name: 'R1', peer: wan.R3, lan: '10.1.1.1' },
  { name: 'R3', peer: wan.R1, lan: '10.3.3.1' },
];

function sitesWith(site: (one: Site) => Device): Record<string, Device> {
  return Object.fromEntries(sites.map((one) => [one.name, site(one)]));
}

const isakmp = (peer: string): string => `crypto isakmp policy 10
 encryption aes 256
 hash sha
 authentication pre-share
 group 14
!
crypto isakmp key FooB4r address ${peer}
!
crypto ipsec transform-set TS esp-aes 256 esp-sha-hmac
!
`;

/** Virtual tunnel interfaces, IKE version 1. */
function tunnels(mode: string[], profile: string[] = []): Network {
  const devices = sitesWith(({ name, peer, lan }) => {
    const outer: [string, string, number] = [gigabit(0), wan[name], 30];
    const inside: [string, string, number] = ['Loopback1', lan, 24];
    const tunnel: [string, string, number] = ['Tunnel0', name === 'R1' ? '10.0.0.1' : '10.0.0.2', 30];
    const configuration = [
      common(name),
      isakmp(peer),
      `crypto ipsec profile PROFILE\n set transform-set TS\n${profile.map((line) => ` ${line}\n`).join('')}!`,
      interfaceText(outer),
      interfaceText(inside),
      interfaceText(tunnel, 'tunnel source GigabitEthernet0/0', `tunnel destination ${peer}`, ...mode, 'tunnel protection ipsec profile PROFILE'),
      `ip route 0.0.0.0 0.0.0.0 ${name === 'R1' ? '192.0.2.2' : '198.51.100.2'}`,
      `ip route ${name === 'R1' ? '10.3.3.0' : '10.1.1.0'} 255.255.255.0 Tunnel0`,
      'end\n',
    ].join('\n'); // prettier-ignore
    return { platform: 'ios', interfaces: { wan: outer, lan: inside, tunnel }, configuration };
  });
  return {
    devices: { R1: devices['R1'] as Device, R2: middle(gigabit), R3: devices['R3'] as Device },
    links,
    actions: [...fresh, { id: 'across', ping: { from: 'R1', to: 'R3.lan', source: 'R1.lan' } }],
    expect: [
      { tunnel: { on: 'R1', line: 'up' }, within: 6 },
      { ike: { between: ['R1', 'R3'], state: 'established' }, within: 6 },
      ...outcome('lan'),
    ],
    debugs: ['debug crypto isakmp', 'debug crypto ipsec'],
  };
}

/** Crypto maps, IKE version 1, translation at R1, a host behind R3. */
function maps(): Network {
  const devices = sitesWith(({ name, peer, lan }) => {
    const outer: [string, string, number] = [gigabit(0), wan[name], 30];
    const inside: [string, string, number] = name === 'R3' ? [gigabit(1), lan, 24] : ['Loopback1', lan, 24];
    const [own, far] = name === 'R1' ? ['10.1.1.0', '10.3.3.0'] : ['10.3.3.0', '10.1.1.0'];
    const configuration = [
      common(name),
      isakmp(peer),
      `ip access-list extended VPN\n permit ip ${own} 0.0.0.255 ${far} 0.0.0.255\n!`,
      ...(name === 'R1' ? [`ip access-list extended NAT\n deny ip ${own} 0.0.0.255 ${far} 0.0.0.255\n permit ip ${own} 0.0.0.255 any\n!`] : []),
      `crypto map VPN 10 ipsec-isakmp\n set peer ${peer}\n set transform-set TS\n match address VPN\n!`,
      interfaceText(outer, ...(name === 'R1' ? ['ip nat outside'] : []), 'crypto map VPN'),
      interfaceText(inside, ...(name === 'R1' ? ['ip nat inside'] : [])),
      ...(name === 'R1' ? ['ip nat inside source list NAT interface GigabitEthernet0/0 overload'] : []),
      `ip route 0.0.0.0 0.0.0.0 ${name === 'R1' ? '192.0.2.2' : '198.51.100.2'}`,
      'end\n',
    ].join('\n'); // prettier-ignore
    return { platform: 'ios', interfaces: { wan: outer, lan: inside }, configuration };
  });
  const nic: [string, string, number] = [gigabit(0), '10.3.3.10', 24];
  const host: Device = { platform: 'ios', isGraded: false, interfaces: { nic }, configuration: [common('H'), interfaceText(nic), 'ip route 0.0.0.0 0.0.0.0 10.3.3.1', 'end\n'].join('\n') }; // prettier-ignore
  return {
    devices: { R1: devices['R1'] as Device, R2: middle(gigabit), R3: devices['R3'] as Device, H: host },
    links: { ...links, 'lan-link': ['R3.lan', 'H.nic'] },
    actions: [...fresh, { id: 'across', ping: { from: 'R1', to: 'H.nic', source: 'R1.lan' } }],
    expect: [{ ike: { between: ['R1', 'R3'], state: 'established' }, within: 6 }, ...outcome('host')],
    debugs: ['debug crypto isakmp', 'debug crypto ipsec'],
  };
}

/** Virtual tunnel interfaces, IKE version 2, IOS XE. */
function second(): Network {
  const port = (index: number): string => `GigabitEthernet${index + 1}`;
  const devices = sitesWith(({ name, peer, lan }) => {
    const outer: [string, string, number] = [port(0), wan[name], 30];
    const inside: [string, string, number] = ['Loopback1', lan, 24];
    const tunnel: [string, string, number] = ['Tunnel0', name === 'R1' ? '10.0.0.1' : '10.0.0.2', 30];
    const configuration = [
      common(name),
      'crypto ikev2 proposal PROP\n encryption aes-cbc-256\n integrity sha256\n group 14\n!',
      'crypto ikev2 policy POL\n proposal PROP\n!',
      `crypto ikev2 keyring KR\n peer OTHER\n  address ${peer}\n  pre-shared-key FooB4r\n !\n!`,
      `crypto ikev2 profile IKE2\n match identity remote address ${peer} 255.255.255.255\n authentication remote pre-share\n authentication local pre-share\n keyring local KR\n!`,
      'crypto ipsec transform-set TS esp-aes 256 esp-sha256-hmac\n!',
      'crypto ipsec profile PROFILE\n set transform-set TS\n set ikev2-profile IKE2\n!',
      interfaceText(outer),
      interfaceText(inside),
      interfaceText(tunnel, 'tunnel source GigabitEthernet1', `tunnel destination ${peer}`, 'tunnel mode ipsec ipv4', 'tunnel protection ipsec profile PROFILE'),
      `ip route 0.0.0.0 0.0.0.0 ${name === 'R1' ? '192.0.2.2' : '198.51.100.2'}`,
      `ip route ${name === 'R1' ? '10.3.3.0' : '10.1.1.0'} 255.255.255.0 Tunnel0`,
      'end\n',
    ].join('\n'); // prettier-ignore
    return { platform: 'iosxe', interfaces: { wan: outer, lan: inside, tunnel }, configuration };
  });
  return {
    devices: { R1: devices['R1'] as Device, R2: middle(port, 'iosxe'), R3: devices['R3'] as Device },
    links,
    actions: [...fresh, { id: 'across', ping: { from: 'R1', to: 'R3.lan', source: 'R1.lan' } }],
    expect: [
      { tunnel: { on: 'R1', line: 'up' }, within: 6 },
      { ike: { between: ['R1', 'R3'], version: 2, state: 'established' }, within: 6 },
      ...outcome('lan'),
    ],
    debugs: ['debug crypto ikev2', 'debug crypto ipsec'],
  };
}

const asaText = (lines: readonly string[]): string => [...lines, ''].join('\n');

/** An ASA at each end, crypto maps, IKE version 1, a host behind each. */
function firewalls(): Network {
  const port = (index: number): string => `GigabitEthernet0/${index}`;
  const site = ({ name, peer, lan }: Site): Device => {
    const [own, far] = name === 'R1' ? ['10.1.1.0', '10.3.3.0'] : ['10.3.3.0', '10.1.1.0'];
    const configuration = asaText([
      `hostname ${name}`,
      'logging enable', 'logging buffered debugging',
      `interface ${port(0)}`, ' nameif outside', ' security-level 0', ` ip address ${wan[name]} ${mask(30)}`, ' no shutdown',
      `interface ${port(1)}`, ' nameif inside', ' security-level 100', ` ip address ${lan} ${mask(24)}`, ' no shutdown',
      'object network LOCAL', ` subnet ${own} 255.255.255.0`,
      'object network REMOTE', ` subnet ${far} 255.255.255.0`,
      'object network ANY', ` subnet ${own} 255.255.255.0`,
      'nat (inside,outside) source static LOCAL LOCAL destination static REMOTE REMOTE no-proxy-arp route-lookup',
      'object network ANY', ' nat (inside,outside) dynamic interface',
      `access-list VPN extended permit ip ${own} 255.255.255.0 ${far} 255.255.255.0`,
      `route outside 0.0.0.0 0.0.0.0 ${name === 'R1' ? '192.0.2.2' : '198.51.100.2'} 1`,
      'crypto ipsec ikev1 transform-set TS esp-aes-256 esp-sha-hmac',
      'crypto map VPN 10 match address VPN', `crypto map VPN 10 set peer ${peer}`, 'crypto map VPN 10 set ikev1 transform-set TS', 'crypto map VPN interface outside',
      'crypto ikev1 enable outside',
      'crypto ikev1 policy 10', ' authentication pre-share', ' encryption aes-256', ' hash sha', ' group 5', ' lifetime 86400',
      `tunnel-group ${peer} type ipsec-l2l`, `tunnel-group ${peer} ipsec-attributes`, ' ikev1 pre-shared-key FooB4r',
    ]); // prettier-ignore
    return { platform: 'asa', interfaces: { wan: [port(0), wan[name], 30], lan: [port(1), lan, 24] }, configuration };
  };
  const host = (name: string, address: string, gateway: string): Device => {
    const nic: [string, string, number] = [gigabit(0), address, 24];
    return { platform: 'ios', isGraded: false, interfaces: { nic }, configuration: [common(name), interfaceText(nic), `ip route 0.0.0.0 0.0.0.0 ${gateway}`, 'end\n'].join('\n') }; // prettier-ignore
  };
  const [west, east] = sites.map(site) as [Device, Device];
  return {
    devices: { R1: west, R2: middle(gigabit), R3: east, H1: host('H1', '10.1.1.10', '10.1.1.1'), H3: host('H3', '10.3.3.10', '10.3.3.1') }, // prettier-ignore
    links: { ...links, 'west-lan': ['R1.lan', 'H1.nic'], 'east-lan': ['R3.lan', 'H3.nic'] },
    actions: [...known, { id: 'across', ping: { from: 'H1', to: 'H3.nic' } }],
    expect: [
      { ike: { between: ['R1', 'R3'], state: 'established' }, within: 6 },
      { child: { between: ['R1', 'R3'], state: 'established' }, within: 6 },
      { ping: { of: 'across', received: 'at least 3' }, id: 'ping-host', within: 6 },
    ],
    debugs: ['debug crypto ikev1 127'],
  };
}

/** The same, where what was there before the check stays there. */
const kept = (network: Network): Network => ({ ...network, actions: network.actions.filter((one) => !['fresh', 'settle'].includes((one as { id: string }).id)) }); // prettier-ignore

/** A tunnel that is not protected. */
function plain(): Network {
  const network = tunnels([]);
  const bare = ({ configuration, ...rest }: Device): Device => ({ ...rest, configuration: configuration.replace(' tunnel protection ipsec profile PROFILE\n', '') }); // prettier-ignore
  const { R1, R3 } = network.devices as Record<'R1' | 'R3', Device>;
  return {
    ...network,
    devices: { ...network.devices, R1: bare(R1), R3: bare(R3) },
    expect: [{ ping: { of: 'across', received: 'at least 3' } }, { ike: { between: ['R1', 'R3'], state: 'absent' } }],
  };
}

/** Keys that somebody typed in, without IKE. */
function manual(): Network {
  const network = maps();
  const keyed = ({ configuration, ...rest }: Device): Device => ({
    ...rest,
    configuration: configuration.replace(/crypto map VPN 10 ipsec-isakmp\n set peer (\S+)/, (_, peer: string) => {
      const [inbound, outbound] = peer === wan.R3 ? [1001, 1003] : [1003, 1001];
      const key = (spi: number): string => `${spi} cipher ${'0123456789abcdef'.repeat(4)} authenticator ${'fedcba98'.repeat(5)}`;
      return `crypto map VPN 10 ipsec-manual\n set peer ${peer}\n set session-key inbound esp ${key(inbound)}\n set session-key outbound esp ${key(outbound)}`;
    }),
  }); // prettier-ignore
  const { R1, R3 } = network.devices as Record<'R1' | 'R3', Device>;
  return {
    ...network,
    devices: { ...network.devices, R1: keyed(R1), R3: keyed(R3) },
    actions: kept(network).actions,
    expect: [{ ping: { of: 'across', received: 'at least 3' } }, { child: { between: ['R1', 'R3'] } }],
  };
}

/** A DMVPN of phase 1 with EIGRP over it: R1 is the hub, R3 a spoke. */
function multipoint(): Network {
  const network = tunnels([]);
  const nhrp = {
    R1: [' ip nhrp map multicast dynamic'],
    R3: [' ip nhrp map 10.0.0.1 192.0.2.1', ' ip nhrp map multicast 192.0.2.1', ' ip nhrp nhs 10.0.0.1'],
  };
  const joined = (name: 'R1' | 'R3'): Device => {
    const { configuration, ...rest } = network.devices[name] as Device;
    const lines = [...nhrp[name], ' ip nhrp network-id 1', ' ip nhrp holdtime 60', ' tunnel mode gre multipoint'];
    const text = configuration
      .replace(/ tunnel destination \S+/, lines.join('\n'))
      .replace(/^ip route 10\..*$/m, 'router eigrp 1\n network 10.0.0.0\n no auto-summary');
    return { ...rest, configuration: text };
  };
  const across = network.actions.at(-1);
  return {
    ...network,
    devices: { ...network.devices, R1: joined('R1'), R3: joined('R3') },
    actions: [...fresh, { id: 'learn', wait: { seconds: 40 } }, across],
  };
}

/** The same, with certificates in place of a secret. */
function certified(network: Network): Network {
  const { R1, R2, R3 } = network.devices as Record<'R1' | 'R2' | 'R3', Device>;
  const devices = { ...network.devices, R1: signing(R1), R2: serving(R2), R3: signing(R3) };
  return { ...network, devices, begin: enrolled };
}

/** A lab that asks for a virtual tunnel interface, and routers that have protected GRE. */
const asked = (): Network => {
  const network = tunnels([]);
  return { ...network, expect: [...network.expect, { child: { between: ['R1', 'R3'], selectors: ['any', 'any'] }, id: 'selectors' }, { tunnel: { on: 'R1', mode: 'ipsec-ipv4' }, id: 'mode' }] }; // prettier-ignore
};

export const networks = {
  vti: tunnels(['tunnel mode ipsec ipv4']),
  gre: tunnels([]),
  map: maps(),
  ikev2: second(),
  asa: firewalls(),
  'map-kept': kept(maps()),
  'ikev2-kept': kept(second()),
  plain: plain(),
  manual: manual(),
  'gre-for-vti': asked(),
  dmvpn: multipoint(),
  certificates: certified(tunnels(['tunnel mode ipsec ipv4'])),
  'certificates-ikev2': certified(second()),
} as const;

export type NetworkName = keyof typeof networks;
