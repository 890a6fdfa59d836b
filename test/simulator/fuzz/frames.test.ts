/** Damaged packets of OSPF, EIGRP, NHRP, GRE and pieces: nothing is thrown, and when they are over all is as it was. */
import { expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/base/random.ts';
import { Link } from '../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import { NetworkConsole } from '../ios/network-console.ts';
import { damagedAndMended } from './mended.ts';

const networks = Number(process.env['QUICKMODE_RUNS'] ?? 3);
const frames = 400;

/** Both protocols on the cable and in a tunnel with many ends, of which R1 is the hub. */
function configurationOf(number: 1 | 2): string {
  const resolution =
    number === 1
      ? 'ip nhrp map multicast dynamic'
      : 'ip nhrp map 10.0.0.1 192.0.2.1\nip nhrp nhs 10.0.0.1\nip nhrp map multicast 192.0.2.1';
  return `interface FastEthernet0/0
ip address 192.0.2.${number} 255.255.255.0
no shutdown
interface Loopback0
ip address 172.20.${number}.1 255.255.255.0
interface Loopback1
ip address 172.21.${number}.1 255.255.255.0
interface Tunnel0
ip address 10.0.0.${number} 255.255.255.0
ip mtu 1400
ip nhrp network-id 1
${resolution}
ip ospf network broadcast
tunnel source FastEthernet0/0
tunnel mode gre multipoint
router ospf 1
network 192.0.2.0 0.0.0.255 area 0
network 172.20.0.0 0.0.255.255 area 0
network 10.0.0.0 0.0.0.255 area 0
router eigrp 1
no auto-summary
network 192.0.2.0
network 172.21.0.0
`;
}

interface Ends {
  clock: VirtualClock;
  link: Link;
  r1: NetworkConsole;
  r2: NetworkConsole;
}

async function started(): Promise<Ends> {
  const clock = new VirtualClock();
  const link = new Link(clock);
  const [r1, r2] = [new NetworkConsole(clock, 1), new NetworkConsole(clock, 2)];
  for (const [console, plug, number] of [
    [r1, link.a, 1],
    [r2, link.b, 2],
  ] as const) {
    console.port('FastEthernet0/0').carrier.plugIn(plug);
    expect(await console.configure(configurationOf(number))).toEqual([]);
  }
  return { clock, link, r1, r2 };
}

/** What each end says when nothing disturbs it. */
async function stateOf({ r1, r2 }: Ends): Promise<string[]> {
  const said: string[] = [];
  for (const [console, other] of [
    [r1, 2],
    [r2, 1],
  ] as const) {
    const routes = await console.type('show ip route');
    said.push(routes.replaceAll(/, \d\d:\d\d:\d\d|, \d[\dwdh]+/g, ''), await console.type('show ip nhrp brief'));
    for (const target of [`172.20.${other}.1`, `172.21.${other}.1`, `10.0.0.${other}`]) {
      await console.type(`ping ${target} size 3000`);
      said.push(/Success rate is .*? percent/.exec(await console.type(`ping ${target} size 3000`))?.[0] ?? '');
    }
  }
  return said;
}

it(`in ${networks} networks`, { timeout: 120_000 }, async () => {
  for (let i = 0; i < networks; i++) {
    const ends = await started();
    const { clock, link, r1, r2 } = ends;
    const seen: { frame: Uint8Array; from: 'a' | 'b' }[] = [];
    const stop = link.frames.on(({ frame, from }) => seen.push({ frame: frame.slice(), from }));
    clock.runUntil(120_000);
    const before = await stateOf(ends);
    stop();
    expect(before.filter((line) => /percent/.test(line))).toEqual(Array(6).fill('Success rate is 100 percent'));
    const dice = seededRandom(`frames ${i}`);
    for (let run = 0; run < frames; run++) {
      const one = seen[dice.int(seen.length)];
      if (one) link[one.from].send(damagedAndMended(dice, one.frame));
      clock.runUntil(clock.now() + (run % 16 === 0 ? dice.int(20_000) : 5));
    }
    // Longer than an advertisement of anybody lives, and a mapping of NHRP.
    clock.runUntil(clock.now() + 9_000_000);
    for (const { router, port } of [r1, r2].map((one) => ({ router: one.router, port: one.port('FastEthernet0/0') }))) {
      port.carrier.forgetNeighbours();
      router.converge();
    }
    clock.runUntil(clock.now() + 60_000);
    expect([i, ...(await stateOf(ends))]).toEqual([i, ...before]);
  }
});
