/** Seed 002 as it stands there: two sites whose crypto maps are on Serial0/0, and a router between them. */
import { expect, test } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { Topology, TopologyNode } from '../../../src-main/lab/topology.ts';
import { parseHdlc } from '../../../src-main/simulator/wire/hdlc.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';

interface Site {
  name: string;
  lines: string;
}

const site1: Site = {
  name: 'Site1',
  lines: `interface Loopback0
 ip address 10.1.1.1 255.255.255.0
ip route 0.0.0.0 0.0.0.0 Serial0/0
ip access-list extended Traffic_1to2
 permit ip 10.1.1.0 0.0.0.255 10.2.2.0 0.0.0.255
!
crypto isakmp policy 10
 authentication pre-share
 encryption des                     ! by default, set to DES
 hash md5
 group 2                            ! Diffie-Hellman group 2, by default is set to 1.
!
crypto isakmp key MY_K3Y address 123.1.1.2
crypto ipsec transform-set TS esp-des esp-md5-hmac
crypto map CRYPTO 10 ipsec-isakmp
 set peer 123.1.1.2
 set transform-set TS
 match address Traffic_1to2
interface serial 0/0
 ip address 92.1.1.1 255.255.255.0
 encapsulation hdlc
 crypto map CRYPTO
`,
};

const site2: Site = {
  name: 'Site2',
  lines: `interface Loopback0
 ip address 10.2.2.1 255.255.255.0
ip route 0.0.0.0 0.0.0.0 Serial0/0
ip access-list extended Traffic_2to1
 permit ip 10.2.2.0 0.0.0.255 10.1.1.0 0.0.0.255
crypto isakmp policy 30
 authentication pre-share
 encryption des
 hash md5
 group 2
crypto isakmp key MY_K3Y address 92.1.1.1
crypto ipsec transform-set TS esp-des esp-md5-hmac
crypto map CRYPTO 10 ipsec-isakmp
 set peer 92.1.1.1
 set transform-set TS
 match address Traffic_2to1
interface serial 0/0
 ip address 123.1.1.2 255.255.255.0
 crypto map CRYPTO
`,
};

const between: Site = {
  name: 'WAN',
  lines: `interface Serial0/0
 ip address 92.1.1.2 255.255.255.0
interface Serial0/1
 ip address 123.1.1.1 255.255.255.0
`,
};

const nodeOf = ({ name, lines }: Site, release?: string): TopologyNode => ({
  id: name,
  name,
  platform: 'ios',
  model: 'dynamips c3725',
  ...(release === undefined ? {} : { release }),
  interfaces: [{ name: 'Serial0/0' }, { name: 'Serial0/1' }],
  position: { x: 0, y: 0 },
  configuration: `hostname ${name}\n${lines}`,
});

const cable = (a: string, port: string, b: string): Topology['links'][number] => ({
  id: `${a}-${b}`,
  ends: [
    { node: a, interface: port },
    { node: b, interface: 'Serial0/0' },
  ],
});

async function started(release?: string): Promise<SimulatedNetwork> {
  const topology: Topology = {
    name: 'seed 002',
    nodes: [site1, between, site2].map((site) => nodeOf(site, release)),
    links: [cable('WAN', 'Serial0/0', 'Site1'), cable('WAN', 'Serial0/1', 'Site2')],
  };
  const network = await SimulatedNetwork.start(
    { topology, configurations: {}, journal: {}, seed: '002' },
    () => undefined,
  );
  network.clock.runUntil(10_000);
  return network;
}

async function type(network: SimulatedNetwork, name: string, command: string): Promise<string> {
  const device = network.devices.get(name);
  let shown = '';
  const line = device?.terminals.auxiliary.attach((bytes) => (shown += latin1Of(bytes).replaceAll('\r', '')));
  line?.receive(bytesOfLatin1(`${command}\r`));
  await turns();
  for (let left = 10_000; device?.isBusy && left > 0 && network.clock.runInstant(); left--) await turns();
  return shown;
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve));
}

test('crypto maps on serial ports protect what passes between two sites, after the first packet', async () => {
  const network = await started();
  expect(network.shortfalls).toEqual([]);
  expect(await type(network, 'Site1', 'ping 10.2.2.1 source Loopback0')).toContain(
    '\n.!!!!\nSuccess rate is 80 percent (4/5)',
  );
  const shown = await type(network, 'Site1', 'show crypto ipsec sa');
  expect(shown).toContain('interface: Serial0/0\n    Crypto map tag: CRYPTO, local addr 92.1.1.1\n');
  expect(shown).toContain('#pkts encaps: 4, #pkts encrypt: 4, #pkts digest: 4');
  expect(shown).toContain('path mtu 1500, ip mtu 1500, ip mtu idb Serial0/0');
});

test.each([
  { release: '12.2(40)', ike: ' 1 +0$', ipsec: 'conn id: 2001, flow_id: SW:1,' },
  { release: '12.4(15)T14', ike: ' 1001 +0 ACTIVE$', ipsec: 'conn id: 1, flow_id: SW:1,' },
])('$release counts associations as its kind does', async ({ release, ike, ipsec }) => {
  const network = await started(release);
  await type(network, 'Site1', 'terminal length 0');
  await type(network, 'Site1', 'ping 10.2.2.1 source Loopback0');
  expect(await type(network, 'Site1', 'show crypto isakmp sa')).toMatch(new RegExp(`QM_IDLE +${ike}`, 'm'));
  expect(await type(network, 'Site1', 'show crypto ipsec sa')).toContain(ipsec);
});

test('a serial port shows its framing and its cable, and one without a cable is down', async () => {
  const network = await started();
  const lines = (await type(network, 'Site1', 'show interfaces Serial0/0')).split('\n');
  expect(lines).toContain('Serial0/0 is up, line protocol is up ');
  expect(lines).toContain('  Encapsulation HDLC, crc 16, loopback not set');
  expect(lines.at(-2)).toBe('     0 carrier transitions     DCD=up  DSR=up  DTR=up  RTS=up  CTS=up');
  expect(await type(network, 'Site1', 'show running-config interface Serial0/0')).toContain(
    'interface Serial0/0\n ip address 92.1.1.1 255.255.255.0\n crypto map CRYPTO\nend',
  );
  await type(network, 'Site1', 'configure terminal\rinterface Serial0/1\rno shutdown\rend');
  expect(await type(network, 'Site1', 'show interfaces Serial0/1')).toContain(
    'Serial0/1 is down, line protocol is down',
  );
});

test('frames on a serial line are those of HDLC, and nobody asks for addresses', async () => {
  const network = await started();
  const frames: Uint8Array[] = [];
  network.links.get('WAN-Site1')?.frames.on(({ frame }) => frames.push(frame));
  expect(await type(network, 'Site1', 'ping 92.1.1.2')).toContain('\n!!!!!\n');
  expect(frames.length).toBe(10);
  expect(frames.some((frame) => isMalformed(parseHdlc(frame)))).toBe(false);
});

test('a serial port may be without an address of its own', async () => {
  const network = await started();
  const lines = ['interface Serial0/0', 'ip unnumbered Loopback0', 'end'];
  const shown = await type(network, 'Site1', ['configure terminal', ...lines].join('\r'));
  expect(shown).not.toContain('interfaces only');
  await type(network, 'WAN', 'configure terminal\rip route 10.1.1.0 255.255.255.0 Serial0/0\rend');
  expect(await type(network, 'Site1', 'ping 123.1.1.1')).toContain('\n!!!!!\n');
});

test('neighbours of OSPF on a serial line need no designated router', async () => {
  const network = await started();
  const ospf = 'configure terminal\rrouter ospf 1\rnetwork 92.0.0.0 0.255.255.255 area 0\rend';
  await type(network, 'Site1', ospf);
  await type(network, 'WAN', ospf);
  network.clock.runUntil(network.clock.now() + 60_000);
  expect(await type(network, 'Site1', 'show ip ospf neighbor')).toMatch(
    / FULL\/ {2}- +\d\d:\d\d:\d\d +92\.1\.1\.2 +Serial0\/0/,
  );
});

const seconds = (network: SimulatedNetwork, count: number): void =>
  network.clock.runUntil(network.clock.now() + 1000 * count);

test('a line whose other end is shut down goes down when three keepalives are not heard, and comes up again', async () => {
  const network = await started();
  await type(network, 'Site1', 'terminal length 0');
  await type(network, 'WAN', 'configure terminal\rinterface Serial0/0\rshutdown\rend');
  seconds(network, 15);
  expect(await type(network, 'Site1', 'show interfaces Serial0/0')).toContain(
    '\nSerial0/0 is up, line protocol is up ',
  );
  seconds(network, 30);
  const shown = await type(network, 'Site1', 'show interfaces Serial0/0');
  expect(shown).toContain('\nSerial0/0 is up, line protocol is down ');
  expect(shown).toContain('DCD=up  DSR=up  DTR=up  RTS=up  CTS=up');
  expect(await type(network, 'Site1', 'show logging')).toContain(
    '%LINEPROTO-5-UPDOWN: Line protocol on Interface Serial0/0, changed state to down\n',
  );
  expect(await type(network, 'Site1', 'show ip route')).not.toContain('92.1.1.0');
  await type(network, 'WAN', 'configure terminal\rinterface Serial0/0\rno shutdown\rend');
  seconds(network, 25);
  expect(await type(network, 'Site1', 'ping 92.1.1.2')).toContain('\n!!!!!\n');
});

test('a line that loses everything is down at both ends, but where no keepalives are sent', async () => {
  const network = await started();
  await type(network, 'WAN', 'configure terminal\rinterface Serial0/0\rno keepalive\rend');
  seconds(network, 60);
  expect(await type(network, 'WAN', 'show interfaces Serial0/0')).toContain('  Keepalive not set\n');
  expect(await type(network, 'Site1', 'show interfaces Serial0/0')).toContain('line protocol is down');
  expect(await type(network, 'WAN', 'show interfaces Serial0/0')).toContain('line protocol is up');
  await type(network, 'WAN', 'configure terminal\rdefault interface Serial0/0\rinterface Serial0/0\rno shutdown\rend');
  seconds(network, 25);
  expect(await type(network, 'Site1', 'show interfaces Serial0/0')).toContain('line protocol is up');
});

test('both ends of a line outlive a restart of one', async () => {
  const network = await started();
  seconds(network, 600);
  await type(network, 'WAN', 'write memory');
  await type(network, 'WAN', 'reload\r');
  seconds(network, 60);
  expect(await type(network, 'Site1', 'ping 92.1.1.2')).toContain('\n!!!!!\n');
  expect(await type(network, 'Site1', 'show interfaces Serial0/0')).toContain('line protocol is up');
});

test('debug serial interface counts keepalives, and those that are heard', async () => {
  const network = await started();
  await type(network, 'Site1', 'terminal length 0');
  await type(network, 'Site1', 'debug serial interface');
  seconds(network, 40);
  const counted = (await type(network, 'Site1', 'show logging')).match(/Serial0\/0: HDLC .*/g) ?? [];
  expect(counted).toHaveLength(4);
  const [first, second] = counted
    .slice(-2)
    .map((line) => /myseq (\d+), mineseen (\d+)\*, yourseen (\d+), line up $/.exec(line));
  expect(first?.[2]).toBe(first?.[1]);
  expect(Number(second?.[1])).toBe(Number(first?.[1]) + 1);
});
