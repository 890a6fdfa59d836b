/**
 * A router of ours and a Linux router in QEMU, whose kernel has ESP, GRE and VTI of its own and which strongSwan keys:
 * the cable between them is datagrams of frames. GRE in the clear, GRE in ESP of transport mode, and a VTI by either
 * version of IKE, with data from both sides at every stage, and ESP renewed once in each that has it.
 *
 * On demand (`npm run judge:qemu`), since an image of Linux is made first: a minute, and once only.
 */
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import type { Device } from '../../../src-main/devices/channel/device.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import { openTelnet } from '../../../src-main/devices/transport/telnet.ts';
import { wallClock } from '../../../src-main/devices/transport/wall-clock.ts';
import { routerNamed, simulate, type RunningSimulation } from '../simulation.ts';
import { startLinux } from './linux-machine.ts';
import { LinuxPeer } from './linux-peer.ts';

const ends = {
  linux: '203.0.113.2',
  router: '203.0.113.1',
  linuxInTunnel: '172.16.9.2',
  linuxHost: '10.42.1.1',
  routerNetwork: '10.9.0.0/24',
  key: 'sesame',
};
const routerHost = '10.9.0.1';
const mark = 42;

const start = `hostname R1
interface Loopback0
 ip address ${routerHost} 255.255.255.0
interface GigabitEthernet0/0
 ip address ${ends.router} 255.255.255.0
 no shutdown
interface Tunnel0
 ip address 172.16.9.1 255.255.255.252
 ip mtu 1400
 tunnel source GigabitEthernet0/0
 tunnel destination ${ends.linux}
ip route 10.42.1.0 255.255.255.0 Tunnel0
line con 0
 exec-timeout 0 0
 privilege level 15
`;

const ikev1 = `crypto isakmp policy 10
 encryption 3des
 hash sha
 authentication pre-share
 group 2
crypto isakmp key ${ends.key} address ${ends.linux}
crypto ipsec transform-set GRE esp-3des esp-sha-hmac
 mode transport
crypto ipsec transform-set VTI esp-aes 256 esp-sha-hmac
crypto ipsec profile GRE
 set transform-set GRE
crypto ipsec profile VTI
 set transform-set VTI
`;

const ikev2 = `crypto ikev2 proposal P
 encryption aes-cbc-256
 integrity sha256
 group 14
crypto ikev2 policy P
 proposal P
crypto ikev2 keyring K
 peer LINUX
  address ${ends.linux}
  pre-shared-key ${ends.key}
crypto ikev2 profile F
 match identity remote address ${ends.linux} 255.255.255.255
 authentication remote pre-share
 authentication local pre-share
 keyring local K
crypto ipsec transform-set GCM esp-gcm 256
crypto ipsec profile VTI2
 set transform-set GCM
 set ikev2-profile F
`;

const stops: (() => Promise<void> | void)[] = [];
let peer: LinuxPeer;
let simulation: RunningSimulation;
let router: Device;

beforeAll(async () => {
  const [own, other] = [
    { host: '127.0.0.1', port: 48_471 },
    { host: '127.0.0.1', port: 48_472 },
  ];
  const linux = await startLinux({ ...inject('qemu'), cable: { local: other, remote: own } });
  stops.push(() => linux.end());
  peer = new LinuxPeer(linux, ends);
  const name = 'GigabitEthernet0/0';
  const uplink = { node: 'R1', interface: name, way: { kind: 'cable', cable: { local: own, remote: other } } } as const;
  const node = routerNamed('R1', { model: 'iosv', interfaces: [{ name }] });
  simulation = await simulate({ nodes: [node], links: [] }, { R1: start + ikev1 + ikev2 }, [uplink]);
  stops.push(() => simulation.end());
  const line = await openTelnet({ host: '127.0.0.1', port: simulation.doors[0]?.telnet ?? 0 });
  router = await openChannel(line, { clock: wallClock, platform: ios, who: 'R1' });
  stops.push(() => router.close());
  await peer.address();
}, 180_000);

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

/** @returns how many of five came back */
async function pingFromRouter(): Promise<number> {
  const { output } = await router.execute(`ping ${ends.linuxHost} source Loopback0`);
  return Number(/\((\d)\/5\)/.exec(output)?.[1] ?? 0);
}

/** The first packet may wait for an address, or an association: what counts is that all of the next ones come back. */
async function expectDataBothWays(): Promise<void> {
  await pingFromRouter();
  expect(await pingFromRouter()).toBe(5);
  expect(await peer.ping(routerHost)).toBe(5);
}

async function expectProtectedData(): Promise<void> {
  const before = await peer.protectedPackets();
  await expectDataBothWays();
  // Five of each side, both ways, and the kernel has counted them.
  expect((await peer.protectedPackets()) - before).toBeGreaterThanOrEqual(20);
}

async function spis(): Promise<string[]> {
  const text = await peer.associations();
  return [...text.matchAll(/spi (0x[0-9a-f]+)/g)].map(([, spi = '']) => spi);
}

const patience = { timeout: 30_000, interval: 300 };

async function expectRenewed(): Promise<void> {
  const before = await spis();
  expect(await peer.rekey()).toContain('rekey completed successfully');
  // swanctl has only told charon to begin.
  await vi.waitUntil(async () => (await spis()).filter((spi) => !before.includes(spi)).length >= 2, patience);
  await expectDataBothWays();
}

describe('a router and the kernel of Linux', () => {
  it('start without a complaint', () => {
    expect(simulation.notices).toEqual([]);
  });

  it('carry data both ways through GRE', async () => {
    await peer.gre();
    await expectDataBothWays();
  });

  it('protect GRE in transport mode, by IKE version 1', async () => {
    await peer.startCharon();
    const selector = 'dynamic[gre]';
    await peer.protect({ version: 1, ike: '3des-sha1-modp1024', esp: '3des-sha1', mode: 'transport', selector });
    await router.configure(['interface Tunnel0', 'tunnel protection ipsec profile GRE']);
    expect(await peer.initiate()).toContain('initiate completed successfully');
    expect(await peer.associations()).toMatch(/mode transport[^]*cbc\(des3_ede\)/);
    await expectProtectedData();
    await expectRenewed();
    await router.configure(['interface Tunnel0', 'no tunnel protection ipsec profile']);
    await peer.unprotect();
  });

  for (const { version, profile, ike, esp } of [
    { version: 1, profile: 'VTI', ike: '3des-sha1-modp1024', esp: 'aes256-sha1' },
    { version: 2, profile: 'VTI2', ike: 'aes256-sha256-modp2048', esp: 'aes256gcm16' },
  ] as const)
    it(`join a VTI, by IKE version ${version}`, async () => {
      await peer.vti(mark);
      await peer.protect({ version, ike, esp, mode: 'tunnel', selector: '0.0.0.0/0', mark });
      const lines = ['tunnel mode ipsec ipv4', `tunnel protection ipsec profile ${profile}`];
      // The router is the first to speak here.
      await router.configure(['interface Tunnel0', ...lines]);
      await expectProtectedData();
      expect(await peer.associations()).toMatch(/mode tunnel/);
      await expectRenewed();
      await router.configure(['interface Tunnel0', 'no tunnel protection ipsec profile']);
      await peer.unprotect();
    });
});
