/**
 * The way back on a Linux, by shells that we did not write, in namespaces of their own: whatever is typed after a
 * checkpoint, links, addresses, routes, rules, settings and files come back as they were. (GRE, VTI, ESP and charon:
 * the judge in QEMU, since not every kernel has them.)
 */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openChannel } from '../../src-main/devices/channel/channel.ts';
import { checkpoint, configurationText, rollback } from '../../src-main/devices/channel/checkpoint.ts';
import type { Device } from '../../src-main/devices/channel/device.ts';
import { linux } from '../../src-main/devices/platform/linux.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import { isRootFor, judge } from '../judges.ts';
import { onATerminal, type Terminal } from './on-a-terminal.ts';

const script = judge('script', 'apt-get install -y bsdutils');
const isReady =
  script !== undefined && judge('ip', 'apt-get install -y iproute2') !== undefined && isRootFor('unshare');

/** Files of its own; no process sees the machine's. */
const apart = 'mount -t tmpfs none /etc && mkdir /etc/swanctl';

/** The router as a lab finds it. */
const beginning = [
  'ip link set lo up',
  'ip link add wan type veth peer name isp',
  'ip link add lan type bridge',
  'ip address add 192.0.2.1/24 brd + dev wan',
  'ip address add 10.1.0.1/24 dev lan',
  'ip link set wan up; ip link set isp up; ip link set lan up mtu 1400',
  'ip link add over type vxlan id 7 remote 192.0.2.2 dstport 4789',
  'ip address add 172.16.0.1/30 dev over; ip link set over up',
  'ip route add default via 192.0.2.2',
  'ip route add 10.2.0.0/16 dev over',
  'ip route add default via 192.0.2.3 table 100',
  'ip rule add from 10.1.0.0/24 lookup 100',
  'echo 1 >/proc/sys/net/ipv4/ip_forward',
  'mkdir -p /etc/swanctl/conf.d',
  "cat >/etc/swanctl/conf.d/peer.conf <<'EOT'",
  'connections { a { version = 2 } } # "as" $HOME was',
  'EOT',
  'chmod 600 /etc/swanctl/conf.d/peer.conf',
  "printf 'no line\\tends this: \\377' >/etc/swanctl/odd",
  'ln -s odd /etc/swanctl/other',
];

const changes: readonly (readonly string[])[] = [
  ['ip link delete over'],
  [
    'ip link delete over',
    'ip link add over type vxlan id 8 remote 192.0.2.9 dstport 4789',
    'ip link set over up mtu 1300',
  ],
  ['ip link add second type bridge', 'ip address add 10.9.0.1/24 dev second', 'ip link set second up'],
  ['ip link set isp master lan'],
  ['ip link set wan down'],
  ['ip link set lan mtu 1280'],
  ['ip address del 192.0.2.1/24 dev wan', 'ip address add 192.0.2.99/24 dev wan'],
  ['ip address add 192.0.2.7/24 dev wan label wan:7'],
  ['ip address add 10.77.0.1 peer 10.77.0.2/32 dev lan'],
  ['ip address flush dev lan'],
  ['ip -6 address add 2001:db8::1/64 dev wan', 'ip -6 route add 2001:db8:9::/48 via 2001:db8::2'],
  ['ip route replace default via 192.0.2.77'],
  ['ip route add blackhole 10.66.0.0/16', 'ip route add 10.67.0.0/16 via 192.0.2.2 metric 7'],
  ['ip route add 10.68.0.0/16 nexthop via 192.0.2.2 weight 1 nexthop via 192.0.2.3 weight 2'],
  ['ip route flush table 100', 'ip route add 10.5.0.0/16 dev wan table 101'],
  ['ip rule del from 10.1.0.0/24 lookup 100', 'ip rule add fwmark 42 lookup 101 priority 7'],
  ['echo 0 >/proc/sys/net/ipv4/ip_forward'],
  ['echo 1 >/proc/sys/net/ipv4/conf/wan/disable_policy', 'echo 2 >/proc/sys/net/ipv4/conf/all/rp_filter'],
  ["cat >/etc/swanctl/conf.d/peer.conf <<'EOT'", 'connections { b { version = 1 } }', '', 'EOT'],
  ['rm -r /etc/swanctl'],
  ['mkdir "/etc/swanctl/a new one"', 'echo x >"/etc/swanctl/a new one/it\'s"'],
  ['chmod 644 /etc/swanctl/conf.d/peer.conf; chown 7:8 /etc/swanctl/odd'],
  ['rm /etc/swanctl/other', 'echo file >/etc/swanctl/other', 'echo more >>/etc/swanctl/odd'],
];

const terminals: Terminal[] = [];
afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.end();
});

async function open(shell: string): Promise<Device> {
  const command = `unshare --net --mount --pid --fork --kill-child --mount-proc --propagation private sh -c '${apart} && exec ${shell}'`;
  const terminal = onATerminal(script ?? '', command, { PS1: '# ' });
  terminals.push(terminal);
  return await openChannel(terminal, { clock: wallClock, platform: linux, who: 'L1', deadline: 20_000 });
}

async function begun(shell: string): Promise<Device> {
  const device = await open(shell);
  expect((await device.configure(beginning)).rejected).toEqual([]);
  return device;
}

/** All that the device shows of it, in its own words. */
async function seen(device: Device): Promise<string> {
  const looks = [
    'ip -o addr | grep -v fe80 | sed "s/^[0-9]*: //"',
    'ip route show table all | grep -v -e fe80 -e "^multicast" -e "^local .*:"',
    'ip rule',
    'ls -lR --time-style=+ /etc/swanctl; md5sum /etc/swanctl/odd',
    'cd /proc/sys/net/ipv4; cat ip_forward conf/wan/disable_policy conf/all/rp_filter; cd /',
    'ip -o link | sed "s/^[0-9]*: //; s/link.ether .*//; s/qdisc .*//"; ip -o -d link show over | grep -o "vxlan id.*ttl"',
  ];
  const shown = [];
  for (const command of looks) shown.push((await device.execute(command)).output.split('\n').sort().join('\n'));
  return shown.join('\n\n').replace(/ tentative|NO-CARRIER,|,LOWER_UP| linkdown/g, '');
}

/** What differs among them is how they are typed at: one goes through all changes, the others through each so many. */
const shells = [
  ['bash', '--norc --noprofile', 1],
  ['dash', '-i', 3],
  ['busybox', 'ash -i', 4],
] as const;

describe.skipIf(!isReady)('the way back on a Linux', () => {
  for (const [program, words, share] of shells) {
    const path = judge(program, `apt-get install -y ${program}`);
    it.skipIf(path === undefined)(
      `goes back from each change and from many, by ${program}`,
      async () => {
        const device = await begun(`${path ?? ''} ${words}`);
        const kept = await checkpoint(device);
        const before = await seen(device);
        const text = await configurationText(device);
        expect(await rollback(device, kept)).toEqual({ way: 'unchanged', lines: [] });
        for (const lines of changes.filter((_, index) => index % share === 0)) {
          await device.configure(lines);
          expect(await configurationText(device), lines.join('\n')).not.toBe(text);
          await rollback(device, kept);
          expect(await seen(device), lines.join('\n')).toBe(before);
        }
        const several = fc.shuffledSubarray(
          changes.map((_, index) => index),
          { minLength: 3, maxLength: 9 },
        );
        await fc.assert(
          fc.asyncProperty(several, async (chosen) => {
            for (const index of chosen) await device.configure(changes[index] ?? []);
            await rollback(device, kept);
            expect(await seen(device)).toBe(before);
          }),
          { numRuns: Math.ceil(6 / share), seed: 7, endOnFailure: true },
        );
      },
      120_000,
    );
  }
});
