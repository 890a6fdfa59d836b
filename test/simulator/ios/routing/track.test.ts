/** Static routes that follow whether an address answers: ip sla and track. */
import { expect, test } from 'vitest';
import { bareConsoles } from '../network-console.ts';

const configuration = `ip sla 1
 icmp-echo 10.0.0.2 source-interface FastEthernet0/0
 timeout 1000
 frequency 5
ip sla schedule 1 life forever start-time now
track 7 rtr 1 reachability
 delay down 10
ip route 0.0.0.0 0.0.0.0 10.0.0.2 track 7
ip route 0.0.0.0 0.0.0.0 10.0.1.9 250`;

test('a route is in force while what it tracks answers, and another takes its place when it does not', async () => {
  const { r1, r2, clock } = bareConsoles();
  await r1.configure(
    'int f0/0\nip address 10.0.0.1 255.255.255.0\nno shut\nint lo0\nip address 10.0.1.1 255.255.255.0\n' +
      configuration,
  );
  await r2.configure('int f0/0\nip address 10.0.0.2 255.255.255.0\nno shut');
  clock.runUntil(30_000);
  const gateway = async (): Promise<string> => /last resort is (\S+)/.exec(await r1.type('show ip route'))?.[1] ?? '';
  expect(await gateway()).toBe('10.0.0.2');
  expect(await r1.type('show ip route track-table')).toBe(' ip route 0.0.0.0 0.0.0.0 10.0.0.2 track 7 state is [up]\n');
  expect(await r1.type('show ip sla statistics')).toMatch(
    /^\nRound Trip Time \(RTT\) for {7}Index 1\n {8}Latest RTT: \d+ milliseconds\nLatest operation start time: \*00:00:\d\d\.\d{3} UTC Fri Mar 1 2002\nLatest operation return code: OK\n/,
  );
  expect(await r1.type('show track')).toContain(
    'Track 7\n  Response Time Reporter 1 reachability\n  Reachability is Up\n    1 change, last change 00:00:',
  );
  await r2.configure('int f0/0\nshutdown');
  r1.wait(8);
  expect(await gateway()).toBe('10.0.0.2');
  r1.wait(12);
  expect(await gateway()).toBe('10.0.1.9');
  expect(await r1.type('show ip route track-table')).toContain('track 7 state is [down]');
  expect(r1.messages.at(-1)).toContain('%TRACKING-5-STATE: 7 rtr 1 reachability Up->Down');
  expect(await r1.type('show ip sla statistics 1')).toContain('Latest operation return code: Timeout\n');
  await r2.configure('int f0/0\nno shutdown');
  r1.wait(15);
  expect(await gateway()).toBe('10.0.0.2');
});

test('a line protocol is followed at once', async () => {
  const { r1 } = bareConsoles();
  await r1.configure('interface Loopback0\ntrack 1 interface Loopback0 line-protocol');
  expect(await r1.type('show track 1')).toContain('Line protocol is Up');
  await r1.configure('interface Loopback0\nshutdown');
  expect(await r1.type('show track 1')).toContain('Line protocol is Down');
});

test('it is written as it was typed, and an operation that runs is not changed', async () => {
  const { r1 } = bareConsoles();
  expect(await r1.configure(configuration)).toEqual([]);
  for (const line of configuration.split('\n')) expect(r1.configuration).toContain(`${line}\n`);
  expect(await r1.configure('ip sla 1')).toEqual([
    expect.stringContaining('Entry already running and cannot be modified'),
  ]);
  await r1.configure('no ip sla 1\nno track 7');
  expect(r1.configuration).not.toMatch(/^(ip sla|track)/m);
  expect(await r1.configure('ip sla 2\nudp-jitter 10.0.0.1 5000')).toEqual(["% Invalid input: 'udp-jitter'"]);
});

test('the delay of an object and who looks at it are shown', async () => {
  const { r1 } = bareConsoles('15.9(3)M6');
  await r1.configure('interface Loopback0\nip address 10.9.9.9 255.255.255.255');
  await r1.configure('track 3 interface Loopback0 line-protocol\n delay down 5 up 10');
  expect(await r1.type('show track 3')).not.toContain('Tracked by');
  await r1.configure('ip route 10.8.8.0 255.255.255.0 Null0 track 3');
  expect(await r1.type('show track 3')).toContain(
    '  Delay up 10 secs, down 5 secs\n  Tracked by:\n    Static IP Routing 0\n',
  );
});
