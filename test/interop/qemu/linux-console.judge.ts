/**
 * Two Linux routers whose consoles and cable are made as GNS3 makes them: a serial line behind telnet, a cable of
 * datagrams. Our channel types the whole way from GRE to a VTI at both consoles, text by text and command by command,
 * and reads the associations back that strongSwan and the kernel have.
 */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { checkpoint, rollback, type Checkpoint } from '../../../src-main/devices/channel/checkpoint.ts';
import type { Device } from '../../../src-main/devices/channel/device.ts';
import { startLinuxMachines, type LinuxMachines } from './linux-machines.ts';

const ends = [
  { wan: '203.0.113.1', tunnel: '172.16.9.1', inside: '10.41.1.1', other: '10.42.1.0/24' },
  { wan: '203.0.113.2', tunnel: '172.16.9.2', inside: '10.42.1.1', other: '10.41.1.0/24' },
] as const;
type End = (typeof ends)[number];

let machines: LinuxMachines | undefined;
let devices: readonly Device[] = [];
/** How the first was when the lab began. */
let kept: Checkpoint | undefined;

beforeAll(async () => {
  machines = await startLinuxMachines(inject('qemu'));
  devices = machines.devices;
}, 300_000);

afterAll(() => machines?.end());

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

/** An association and a policy that no daemon has made. */
const byHand = [
  'modprobe -a xfrm_user esp4 authenc cbc aes_generic sha1_generic',
  '/bin/ip xfrm state add src 203.0.113.1 dst 203.0.113.9 proto esp spi 0xbad reqid 9 mode tunnel ' +
    'auth "hmac(sha1)" 0x0102030405060708090a0b0c0d0e0f1011121314 enc "cbc(aes)" 0x0102030405060708090a0b0c0d0e0f10',
  '/bin/ip xfrm policy add src 10.77.0.0/16 dst 10.78.0.0/16 dir out priority 7 ' +
    'tmpl src 203.0.113.1 dst 203.0.113.9 proto esp reqid 9 mode tunnel',
];

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
    await devices[0]?.configure(byHand);
    if (devices[0]) kept = await checkpoint(devices[0]);
  }, 180_000);

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
      [...text.matchAll(/spi (0x(?!00000bad)[0-9a-f]+)/g)].map(([, spi]) => spi ?? '').sort();
    expect(spis(first)).toEqual(spis(second));
    expect(await said(0, '/bin/ip -d link show joint')).not.toContain('gre');
  }, 240_000);

  it('go back to GRE in the clear, and leave nothing of the rest', async () => {
    const [device] = devices;
    if (!device || !kept) throw new Error('there is no checkpoint');
    const { way, lines } = await rollback(device, kept);
    expect(way).toBe('negated');
    expect(lines.join('\n')).toMatch(/link delete joint[^]*type gre remote 203\.0\.113\.2/);
    expect(await said(0, '/bin/ip -d link show joint')).toMatch(/gre remote 203.0.113.2 local 203.0.113.1 ttl 255/);
    expect(await said(0, '/bin/ip addr show joint')).toContain('172.16.9.1/30');
    expect(await said(0, '/bin/ip route')).toContain('10.42.1.0/24 dev joint');
    expect(await said(0, 'pidof charon-systemd; ls /etc/swanctl /etc/strongswan.conf')).not.toMatch(/^\d|^\/etc/m);
    expect(await said(0, '/bin/ip xfrm state')).toMatch(/spi 0x00000bad.*\n[^]*0x0102030405060708090a0b0c0d0e0f10/);
    expect(await said(0, '/bin/ip xfrm state | grep -c spi')).toBe('1');
    expect(await said(0, '/bin/ip xfrm policy')).toMatch(/^src 10.77.0.0\/16 dst 10.78.0.0\/16 \n\tdir out priority 7/);
    expect(await rollback(device, kept)).toEqual({ way: 'unchanged', lines: [] });
  }, 180_000);
});
