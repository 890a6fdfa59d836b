/** Checkpoints on routers of ours: whatever is typed after one, the configuration comes back as it was. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import { checkpoint, rollback } from '../../../src-main/devices/channel/checkpoint.ts';
import type { Device } from '../../../src-main/devices/channel/device.ts';
import { platforms } from '../../../src-main/devices/platform/platforms.ts';
import type { Platform, TopologyNode } from '../../../src-main/lab/topology.ts';
import { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';

const crypto = [
  ['crypto isakmp policy 10', 'encr aes 256', 'hash sha', 'group 5', 'lifetime 3600'],
  ['crypto isakmp policy 20', 'encr 3des', 'group 2', 'authentication pre-share'],
  ['no crypto isakmp policy 10'],
  ['crypto isakmp key other address 192.0.2.2'],
  ['crypto isakmp key third address 192.0.2.3'],
  ['crypto ipsec transform-set T esp-aes 256 esp-sha-hmac', 'mode transport'],
  ['crypto ipsec transform-set T esp-3des esp-sha-hmac', 'mode tunnel'],
  ['crypto ipsec profile P', 'set transform-set T', 'set pfs group2'],
  ['crypto map M 10 ipsec-isakmp', 'set peer 192.0.2.3', 'set transform-set T', 'match address 101'],
  ['interface FastEthernet0/0', 'crypto map M'],
  ['interface Tunnel0', 'tunnel mode ipsec ipv4', 'tunnel protection ipsec profile P'],
  ['interface Tunnel0', 'shutdown', 'ip mtu 1400'],
  ['no interface Tunnel0'],
  ['interface Tunnel1', 'ip address 172.16.9.1 255.255.255.0', 'tunnel source FastEthernet0/0'],
  ['interface Loopback7', 'ip address 7.7.7.7 255.255.255.255', 'description a loop'],
  ['interface FastEthernet0/0', 'ip address 192.0.2.99 255.255.255.0', 'description changed'],
  ['interface FastEthernet0/1', 'ip address 10.5.0.1 255.255.255.0', 'no shutdown'],
  ['interface FastEthernet0/1', 'no ip address', 'shutdown'],
  ['access-list 101 permit ip any any'],
  ['no access-list 100', 'access-list 100 deny icmp any any'],
  ['ip access-list extended NAMED', 'deny ip any any'],
  ['ip access-list extended NEW', 'permit gre any any'],
  ['ip route 10.9.0.0 255.255.0.0 Tunnel0'],
  ['no ip route 10.8.0.0 255.255.0.0 192.0.2.2'],
  ['router ospf 1', 'network 10.0.0.0 0.255.255.255 area 0'],
  ['hostname Renamed'],
  ['banner motd #', 'Keep out', 'or not', '#'],
  ['username somebody privilege 15 secret hidden'],
  ['no ip domain lookup'],
  ['line con 0', 'exec-timeout 0 0', 'logging synchronous'],
];

const start = `hostname R1
enable secret sesame
no ip domain lookup
crypto isakmp policy 10
 encr 3des
 authentication pre-share
 group 2
crypto isakmp key secret address 192.0.2.2
crypto ipsec transform-set OLD esp-3des esp-sha-hmac
 mode transport
interface Tunnel0
 ip address 172.16.0.1 255.255.255.252
 tunnel source FastEthernet0/0
 tunnel destination 192.0.2.2
interface FastEthernet0/0
 ip address 192.0.2.1 255.255.255.0
 no shutdown
ip access-list extended NAMED
 permit ip host 1.1.1.1 any
 permit gre any any
access-list 100 permit ip 10.1.0.0 0.0.0.255 any
access-list 100 permit gre any any
ip route 10.8.0.0 255.255.0.0 192.0.2.2
line con 0
 privilege level 15
`;

const asaStart = `hostname fw
interface GigabitEthernet0/0
 nameif outside
 security-level 0
 ip address 192.0.2.1 255.255.255.0
 no shutdown
access-list VPN extended permit ip 10.1.0.0 255.255.255.0 10.2.0.0 255.255.255.0
crypto ikev1 policy 10
 authentication pre-share
 encryption aes
 hash sha
 group 2
crypto ikev1 enable outside
tunnel-group 192.0.2.2 type ipsec-l2l
tunnel-group 192.0.2.2 ipsec-attributes
 ikev1 pre-shared-key secret
`;

const asaSteps = [
  ['crypto ikev1 policy 10', 'encryption 3des', 'group 5'],
  ['crypto ikev1 policy 20', 'authentication pre-share', 'encryption aes-256'],
  ['no crypto ikev1 policy 10'],
  ['crypto ipsec ikev1 transform-set T esp-aes esp-sha-hmac'],
  [
    'crypto map M 10 match address VPN',
    'crypto map M 10 set peer 192.0.2.2',
    'crypto map M 10 set ikev1 transform-set T',
  ],
  ['crypto map M interface outside'],
  ['tunnel-group 192.0.2.2 ipsec-attributes', 'ikev1 pre-shared-key other'],
  ['tunnel-group 192.0.2.3 type ipsec-l2l', 'tunnel-group 192.0.2.3 ipsec-attributes', 'ikev1 pre-shared-key third'],
  ['no tunnel-group 192.0.2.2 ipsec-attributes'],
  ['access-list VPN extended permit ip any any'],
  ['access-list NEW extended permit icmp any any'],
  ['access-list VPN line 1 extended deny ip host 1.1.1.1 any'],
  [
    'interface GigabitEthernet0/1',
    'nameif inside',
    'security-level 100',
    'ip address 10.1.0.1 255.255.255.0',
    'no shutdown',
  ],
  ['interface GigabitEthernet0/0', 'ip address 192.0.2.77 255.255.255.0'],
  ['route outside 0.0.0.0 0.0.0.0 192.0.2.254 1'],
  ['object network LAN', 'subnet 10.1.0.0 255.255.255.0'],
  ['hostname renamed'],
  ['no crypto ikev1 enable outside'],
];

interface Kind {
  name: string;
  platform: Platform;
  model: string;
  release?: string;
  ports: readonly string[];
  configuration: string;
  steps: readonly (readonly string[])[];
}

const gigabit = (text: string): string =>
  text.replaceAll(/FastEthernet0\/(\d)/g, (_, n) => `GigabitEthernet${Number(n) + 1}`);
const router = {
  platform: 'ios',
  ports: ['FastEthernet0/0', 'FastEthernet0/1'],
  configuration: start,
  steps: crypto,
} as const;
const kinds: readonly Kind[] = [
  { ...router, name: 'IOS 12.4', model: 'dynamips c3725' },
  { ...router, name: 'IOS 15', model: 'dynamips c7200', release: '15.2(4)M' },
  {
    name: 'IOS XE',
    platform: 'iosxe',
    model: 'csr1000v',
    ports: ['GigabitEthernet1', 'GigabitEthernet2'],
    configuration: gigabit(start),
    steps: crypto.map((lines) => lines.map(gigabit)),
  },
  {
    name: 'ASA',
    platform: 'asa',
    model: 'asav',
    ports: ['GigabitEthernet0/0', 'GigabitEthernet0/1'],
    configuration: asaStart,
    steps: asaSteps,
  },
];

/** What a configuration says, without the line that tells when it was changed. */
function said(text: string): string {
  return text.replace(/^(?:Current configuration|! (?:Last|NVRAM) config|: Written by|Cryptochecksum).*\n/gm, '');
}

for (const kind of kinds) {
  describe(`the way back on ${kind.name}`, () => {
    let provider: BuiltinProvider;
    let device: Device;
    const platform = platforms[kind.platform];
    beforeAll(async () => {
      const { ports, model, configuration, release } = kind;
      const node: TopologyNode = {
        id: 'r',
        name: 'r',
        platform: kind.platform,
        model,
        interfaces: ports.map((name) => ({ name })),
        position: { x: 0, y: 0 },
        ...(release === undefined ? {} : { release }),
      };
      const topology = { name: 'one', nodes: [node], links: [] };
      const plan = { topology, configurations: { r: configuration }, journal: [], seed: 'back' };
      provider = await BuiltinProvider.start(simulatorInProcess(), { ...plan, pace: { kind: 'on-demand' } });
      if (!platform) throw new Error('no platform');
      device = await openChannel(await provider.open('r', 'automation'), {
        clock: provider.clock,
        platform,
        who: 'R1',
      });
    });
    afterAll(() => provider.stop());

    const show = async (): Promise<string> => said((await device.execute('show running-config')).output);

    it('is commands that leave nothing of what was typed, whatever it was', async () => {
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([...kind.steps], { maxLength: 12 }), async (steps) => {
          const before = await show();
          const kept = { ...(await checkpoint(device)), isArchived: false };
          for (const lines of steps) await device.configure(lines);
          await rollback(device, kept);
          expect(await show()).toBe(before);
          expect(device.level).toBe('privileged');
        }),
        { numRuns: Number(process.env['RUNS'] ?? 15) },
      );
    });

    it('is nothing where nothing has changed', async () => {
      expect(await rollback(device, await checkpoint(device))).toEqual({ way: 'unchanged', lines: [] });
    });

    it.runIf(platform?.restore && 'archive' in platform.restore)(
      "is the device's own where it keeps a copy",
      async () => {
        const before = await show();
        const kept = await checkpoint(device);
        expect(kept.isArchived).toBe(true);
        await device.configure(['hostname Other', 'interface Loopback99', 'ip address 9.9.9.9 255.255.255.255']);
        expect(await rollback(device, kept)).toMatchObject({ way: 'replaced' });
        expect(await show()).toBe(before);
      },
    );
  });
}
