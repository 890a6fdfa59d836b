/**
 * Two Linux routers whose consoles and cable are made as GNS3 makes them: a serial line behind telnet, a cable of
 * datagrams. Our channel types the whole way from GRE to a VTI at both consoles, text by text and command by command,
 * and reads the associations back that strongSwan and the kernel have.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import type { Device } from '../../../src-main/devices/channel/device.ts';
import { linux } from '../../../src-main/devices/platform/linux.ts';
import { openTelnet } from '../../../src-main/devices/transport/telnet.ts';
import { wallClock } from '../../../src-main/devices/transport/wall-clock.ts';
import { qemuWords } from './linux-machine.ts';

const host = '127.0.0.1';
const ends = [
  {
    console: 48_481,
    cable: 48_483,
    wan: '203.0.113.1',
    tunnel: '172.16.9.1',
    inside: '10.41.1.1',
    other: '10.42.1.0/24',
  },
  {
    console: 48_482,
    cable: 48_484,
    wan: '203.0.113.2',
    tunnel: '172.16.9.2',
    inside: '10.42.1.1',
    other: '10.41.1.0/24',
  },
] as const;
type End = (typeof ends)[number];

const devices: Device[] = [];
const stops: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  const { qemu, image } = inject('qemu');
  for (const [index, { console, cable }] of ends.entries()) {
    const peer = ends[1 - index]?.cable ?? 0;
    const way = { local: { host, port: cable }, remote: { host, port: peer } };
    const serial = `telnet:${host}:${console},server=on,wait=off`;
    const look = { serial, append: 'quickmode=console', mac: `52:54:00:71:6d:1${index}` };
    const machine = spawn(qemu, qemuWords({ image, cable: way }, look), { stdio: ['ignore', 'ignore', 'inherit'] });
    stops.push(async () => {
      const exit = once(machine, 'exit');
      machine.kill('SIGKILL');
      await exit;
    });
  }
  devices.push(
    ...(await Promise.all(
      ends.map(async ({ console }, index) => {
        const line = await opened(console);
        return openChannel(line, { clock: wallClock, platform: linux, who: `L${index + 1}`, deadline: 170_000 });
      }),
    )),
  );
}, 200_000);

afterAll(async () => {
  for (const device of devices) device.close();
  for (const stop of stops) await stop();
});

async function opened(port: number): Promise<Awaited<ReturnType<typeof openTelnet>>> {
  for (let tries = 100; ; tries--) {
    try {
      return await openTelnet({ host, port });
    } catch (error) {
      if (tries === 0) throw error;
      await new Promise((resolve) => void setTimeout(resolve, 100));
    }
  }
}

/** Types lines at both, all of which must be taken. */
async function both(lines: (end: End, peer: End) => readonly string[]): Promise<void> {
  await Promise.all(
    devices.map(async (device, index) => {
      const [end, peer] = index === 0 ? [ends[0], ends[1]] : [ends[1], ends[0]];
      const { rejected } = await device.configure(lines(end, peer));
      expect(rejected).toEqual([]);
    }),
  );
}

async function said(index: number, command: string): Promise<string> {
  return (await devices[index]?.execute(command))?.output ?? '';
}

const pings = (): Promise<string> => said(0, `ping -c 5 -i 0.3 -W 3 -I ${ends[0].inside} ${ends[1].inside}`);

function swanctl(end: End, peer: End, change: { version: 1 | 2; ike: string; esp: string; child: readonly string[] }) {
  return [
    "cat >/etc/swanctl/swanctl.conf <<'EOT'",
    'connections {',
    `  peer { version = ${change.version}`,
    `    local_addrs = ${end.wan}`,
    `    remote_addrs = ${peer.wan}`,
    `    proposals = ${change.ike}`,
    `    local { auth = psk`,
    `      id = ${end.wan}`,
    '    }',
    `    remote { auth = psk`,
    `      id = ${peer.wan}`,
    '    }',
    `    children { tunnel { esp_proposals = ${change.esp}`,
    ...change.child.map((line) => `      ${line}`),
    '    } }',
    '  }',
    '}',
    'secrets { ike-1 { secret = "open sesame # not a comment"',
    '} }',
    'EOT',
    'swanctl --load-all --noprompt',
  ];
}

/** By its path: a shell of busybox would take its own, which knows neither VTI nor xfrm. */
describe('Linux routers at their consoles', () => {
  it('get addresses and GRE, and say which line was refused', async () => {
    await both(({ wan, inside }) => [
      'sysctl -w net.ipv4.ip_forward=1',
      `/bin/ip address add ${wan}/24 dev eth0`,
      '/bin/ip link set eth0 up',
      '/bin/ip link add inside type dummy',
      `/bin/ip address add ${inside}/24 dev inside`,
      '/bin/ip link set inside up',
    ]);
    await both(({ wan, tunnel, other }, peer) => [
      `/bin/ip tunnel add joint mode gre local ${wan} remote ${peer.wan} ttl 255`,
      `/bin/ip address add ${tunnel}/30 dev joint`,
      '/bin/ip link set joint up mtu 1400',
      `/bin/ip route add ${other} dev joint`,
    ]);
    const refused = await devices[0]?.configure(['/bin/ip link set nowhere up', 'true']);
    expect(refused?.rejected).toMatchObject([{ index: 0, message: expect.stringContaining('nowhere') as unknown }]);
    expect(await pings()).toContain('5 packets received');
  }, 120_000);

  it('protect the GRE with ESP in transport mode, keyed by IKEv1', async () => {
    await both(() => [
      'mkdir -p /etc/swanctl',
      "cat >/etc/strongswan.conf <<'EOT'",
      'charon-systemd { load = random nonce openssl gmp aes sha1 sha2 md5 hmac kdf gcm ctr drbg pem pkcs1 x509 pubkey kernel-netlink socket-default vici updown',
      '  install_routes = no',
      '  plugins { socket-default { use_ipv6 = no',
      '  } }',
      '  journal { default = -1',
      '} }',
      'swanctl { load = pem pkcs1 x509 pubkey openssl random',
      '}',
      'EOT',
      'modprobe -a xfrm_user esp4 authenc echainiv seqiv cbc des_generic sha256_generic gcm ctr',
      'charon-systemd >/dev/null 2>&1 &',
      'for try in $(seq 90); do swanctl --stats >/dev/null 2>&1 && break; sleep 0.5; done; swanctl --stats >/dev/null',
    ]);
    const child = ['mode = transport', 'local_ts = dynamic[gre]', 'remote_ts = dynamic[gre]'];
    await both((end, peer) => swanctl(end, peer, { version: 1, ike: '3des-sha1-modp1024', esp: '3des-sha1', child }));
    expect(await said(0, 'swanctl --initiate --child tunnel --timeout 60')).toContain(
      'initiate completed successfully',
    );
    for (const index of [0, 1]) {
      expect(await said(index, 'swanctl --list-sas')).toMatch(
        /ESTABLISHED, IKEv1[^]*INSTALLED, TRANSPORT, ESP:3DES_CBC/,
      );
      expect(await said(index, '/bin/ip xfrm state')).toMatch(/mode transport[^]*des3_ede/);
    }
    expect(await pings()).toContain('5 packets received');
  }, 240_000);

  it('go over to a VTI keyed by IKEv2, without a GRE packet left', async () => {
    await devices[0]?.configure(['swanctl --terminate --ike peer']);
    await both(({ wan, tunnel, other }, peer) => [
      '/bin/ip tunnel delete joint',
      `/bin/ip tunnel add joint mode vti local ${wan} remote ${peer.wan} key 42`,
      `/bin/ip address add ${tunnel}/30 dev joint`,
      '/bin/ip link set joint up mtu 1400',
      'sysctl -w net.ipv4.conf.joint.disable_policy=1',
      `/bin/ip route add ${other} dev joint`,
    ]);
    const child = ['mode = tunnel', 'local_ts = 0.0.0.0/0', 'remote_ts = 0.0.0.0/0', 'mark_in = 42', 'mark_out = 42'];
    await both((end, peer) =>
      swanctl(end, peer, { version: 2, ike: 'aes256-sha256-modp2048', esp: 'aes256-sha256', child }),
    );
    expect(await said(0, 'swanctl --initiate --child tunnel --timeout 60')).toContain(
      'initiate completed successfully',
    );
    expect(await pings()).toContain('5 packets received');
    for (const index of [0, 1]) {
      expect(await said(index, 'swanctl --list-sas')).toMatch(
        /ESTABLISHED, IKEv2[^]*INSTALLED, TUNNEL, ESP:AES_CBC-256/,
      );
      expect(await said(index, '/bin/ip -s xfrm state')).toMatch(/mark 0x2a[^]*mode tunnel|mode tunnel[^]*mark 0x2a/);
    }
    const [first, second] = await Promise.all([said(0, '/bin/ip xfrm state'), said(1, '/bin/ip xfrm state')]);
    const spis = (text: string): string[] =>
      [...text.matchAll(/spi (0x[0-9a-f]+)/g)].map(([, spi]) => spi ?? '').sort();
    expect(spis(first)).toEqual(spis(second));
    expect(await said(0, '/bin/ip -d link show joint')).not.toContain('gre');
  }, 240_000);
});
