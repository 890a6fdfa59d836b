/**
 * A whole router, its command line and its crypto map included, against strongSwan: the gateway for UDP brings the
 * router's ports 500 and 4500 to charon's on loopback, so both ends find a NAT between them, and data goes both ways
 * through charon's ESP in UDP encapsulation.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { parseIpv4 } from '../../src-main/base/address.ts';
import { bytesOfLatin1, latin1Of } from '../../src-main/base/bytes.ts';
import type { Uplink } from '../../src-main/engine/simulation.ts';
import { openTelnet } from '../../src-main/devices/transport/telnet.ts';
import { charon, startCharon, type Charon } from './charon.ts';
import { routerNamed, simulate, type RunningSimulation } from './simulation.ts';

const program = '127.0.42.1';
const published = [500, 4500].map((port) => ({
  address: parseIpv4('203.0.113.9') ?? 0,
  port,
  program: { host: program, port },
}));
const uplink: Uplink = { node: 'R1', interface: 'GigabitEthernet0/0', way: { kind: 'gateway', published } };

/** IKE version 2 is not in every release. */
const router15 = routerNamed('R1', { model: 'iosv', interfaces: [{ name: 'GigabitEthernet0/0' }] });

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const common = `hostname R1
interface Loopback0
 ip address 10.9.0.1 255.255.255.0
interface GigabitEthernet0/0
 ip address 203.0.113.1 255.255.255.0
 no shutdown
 crypto map M
ip route 10.42.1.0 255.255.255.0 203.0.113.9
access-list 101 permit ip 10.9.0.0 0.0.0.255 10.42.1.0 0.0.0.255
line con 0
 exec-timeout 0 0
 privilege level 15
`;

const ikev1 = `crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 2
crypto isakmp key 0 sesame address 203.0.113.9
crypto ipsec transform-set T esp-aes esp-sha-hmac
crypto map M 10 ipsec-isakmp
 set peer 203.0.113.9
 set transform-set T
 match address 101
`;

const ikev2 = `crypto ikev2 proposal P
 encryption aes-cbc-256
 integrity sha256
 group 14
crypto ikev2 policy P
 proposal P
crypto ikev2 keyring K
 peer C
  address 203.0.113.9
  pre-shared-key sesame
crypto ikev2 profile F
 match identity remote address 203.0.113.9 255.255.255.255
 authentication remote pre-share
 authentication local pre-share
 keyring local K
crypto ipsec transform-set T esp-aes 256 esp-sha256-hmac
crypto map M 10 ipsec-isakmp
 set peer 203.0.113.9
 set transform-set T
 set ikev2-profile F
 match address 101
`;

async function start(version: 1 | 2): Promise<{ peer: Charon; router: RunningSimulation }> {
  const isFirst = version === 1;
  const peer = await startCharon({
    name: `router${version}`,
    address: program,
    port: 500,
    natPort: 4500,
    connections: {
      r1: {
        version,
        remote_addrs: '%any',
        proposals: isFirst ? 'aes128-sha1-modp1024' : 'aes256-sha256-modp2048',
        local: { auth: 'psk', id: '203.0.113.9' },
        remote: { auth: 'psk', id: '203.0.113.1' },
        children: {
          net: {
            local_ts: '10.42.1.0/24',
            remote_ts: '10.9.0.0/24',
            esp_proposals: isFirst ? 'aes128-sha1' : 'aes256-sha256',
          },
        },
      },
    },
    secrets: { 'ike-1': { secret: '"sesame"' } },
    addresses: ['10.42.1.1'],
    routes: ['10.9.0.0/24'],
  });
  stops.push(() => peer.stop());
  const configurations = { R1: (isFirst ? ikev1 : ikev2) + common };
  const router = await simulate({ nodes: [router15], links: [] }, configurations, [uplink]);
  stops.push(() => router.end());
  return { peer, router };
}

/** Types a line on the console, and waits for the pattern. */
async function shown({ doors }: RunningSimulation, line: string, pattern: RegExp): Promise<string> {
  const duplex = await openTelnet({ host: '127.0.0.1', port: doors[0]?.telnet ?? 0 });
  let heard = '';
  const found = new Promise<void>((resolve) => {
    duplex.onData((bytes) => {
      heard += latin1Of(bytes);
      if (pattern.test(heard)) resolve();
    });
  });
  duplex.write(bytesOfLatin1(`\r${line}\r`));
  await found;
  duplex.close();
  return heard;
}

const rate = /Success rate is \d+ percent \((\d)\/5\)/;

describe.skipIf(charon === undefined)('a router behind an address translator, and charon', () => {
  for (const version of [1, 2] as const)
    it(`agree by IKE version ${version}, carry data both ways, and renew`, { timeout: 60_000 }, async () => {
      const { peer, router } = await start(version);
      expect(router.notices).toEqual([]);
      // Whoever has not been asked for yet costs a router its first packet, here the first of the negotiation.
      await shown(router, 'ping 203.0.113.9 repeat 1 timeout 1', /\(0\/1\)/);
      await shown(router, 'ping 10.42.1.1 source Loopback0', rate);
      expect(rate.exec(await shown(router, 'ping 10.42.1.1 source Loopback0', rate))?.[1]).toBe('5');
      const [association] = await peer.listSas();
      expect(association?.sa).toMatchObject({ version: String(version), state: 'ESTABLISHED', 'nat-remote': 'yes' });
      expect(association?.children).toMatchObject([{ state: 'INSTALLED', encap: 'yes', protocol: 'ESP' }]);
      expect((await peer.rekey({ child: 'net' })).output).toContain('rekey completed successfully');
      expect(rate.exec(await shown(router, 'ping 10.42.1.1 source Loopback0', rate))?.[1]).toBe('5');
      expect((await peer.terminate({ ike: 'r1' })).output).toContain('terminate completed successfully');
    });
});
