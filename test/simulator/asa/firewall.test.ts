import { expect, test } from 'vitest';
import type { AsaFirewall } from '../../../src-main/simulator/asa/asa-firewall.ts';
import type { IosRouter } from '../../../src-main/simulator/ios/ios-router.ts';
import { AsaLab } from './asa-lab.ts';

interface Small {
  readonly lab: AsaLab;
  readonly firewall: AsaFirewall;
  readonly inside: IosRouter;
  readonly outside: IosRouter;
}

async function small(more = ''): Promise<Small> {
  const lab = new AsaLab();
  const firewall = lab.firewall();
  const [inside, outside] = [lab.router('IN'), lab.router('OUT')];
  lab.connect(firewall, 'GigabitEthernet0/1', inside, 'FastEthernet0/0');
  lab.connect(firewall, 'GigabitEthernet0/0', outside, 'FastEthernet0/0');
  await inside.boot(
    'interface FastEthernet0/0\n ip address 192.168.1.10 255.255.255.0\nip route 0.0.0.0 0.0.0.0 192.168.1.1\n',
  );
  await outside.boot(
    'interface FastEthernet0/0\n ip address 203.0.113.9 255.255.255.0\nip route 192.168.1.0 255.255.255.0 203.0.113.1\n',
  );
  await firewall.boot(`
interface GigabitEthernet0/0
 nameif outside
 ip address 203.0.113.1 255.255.255.0
interface GigabitEthernet0/1
 nameif inside
 ip address 192.168.1.1 255.255.255.0
logging enable
logging buffered informational
${more}`);
  await lab.pass(10_000);
  await lab.output(inside, 'ping 192.168.1.1');
  await lab.output(outside, 'ping 203.0.113.1');
  return { lab, firewall, inside, outside };
}

const inspection = 'fixup protocol icmp\n';

test('from a higher level to a lower one packets pass, and without inspection of ICMP no answer comes back', async () => {
  const { lab, inside, outside, firewall } = await small();
  expect(await lab.output(inside, 'ping 203.0.113.9')).toContain('.....\n');
  await lab.typed(firewall, 'configure terminal\rfixup protocol icmp\rend\r');
  expect(await lab.output(inside, 'ping 203.0.113.9')).toContain('!!!!!\n');
  expect(await lab.output(outside, 'ping 192.168.1.10')).toContain('.....\n');
  expect(firewall.log.buffer.at(-1)).toBe(
    '%ASA-3-106014: Deny inbound icmp src outside:203.0.113.9 dst inside:192.168.1.10 (type 8, code 0)',
  );
});

test('an access list on the lower side lets in what it permits, and counts it', async () => {
  const { lab, outside, firewall } = await small(
    `${inspection}access-list in extended permit icmp any host 192.168.1.10 echo\naccess-group in in interface outside\n`,
  );
  expect(await lab.output(outside, 'ping 192.168.1.10')).toContain('!!!!\n');
  expect(await lab.output(firewall, 'show access-list in')).toMatch(
    /^access-list in; 1 elements; name hash: 0x[0-9a-f]{8}\naccess-list in line 1 extended permit icmp any host 192\.168\.1\.10 echo \(hitcnt=5\) 0x[0-9a-f]{8} \n$/,
  );
});

test('dynamic PAT lends the address of the interface, and every answer finds its way', async () => {
  const { lab, inside, firewall, outside } = await small(
    `${inspection}object network LAN\n subnet 192.168.1.0 255.255.255.0\n nat (inside,outside) dynamic interface\n`,
  );
  const sources = new Set<string>();
  outside.router.ipv4.filters.push((packet) => {
    sources.add(String(packet.source >>> 0));
    return packet;
  });
  expect(await lab.output(inside, 'ping 203.0.113.9')).toContain('!!!!!\n');
  expect([...sources]).toEqual([String(0xcb007101)]);
  expect(await lab.output(firewall, 'show nat')).toContain(
    'Auto NAT Policies (Section 2)\n1 (inside) to (outside) source dynamic LAN interface   \n    translate_hits = 5, untranslate_hits = 0\n',
  );
  expect(firewall.log.buffer.join('\n')).toMatch(
    /%ASA-6-305011: Built dynamic ICMP translation from inside:192\.168\.1\.10\/\d+ to outside:203\.0\.113\.1\/\d+/,
  );
});

test('a static object is reached by its mapped address, which the firewall answers ARP for', async () => {
  const { lab, outside, firewall } = await small(
    `${inspection}object network HOST
 host 192.168.1.10
 nat (inside,outside) static 203.0.113.80
access-list in extended permit icmp any object HOST
access-group in in interface outside
`,
  );
  expect(await lab.output(outside, 'ping 203.0.113.80')).toContain('!!!!\n');
  expect(await lab.output(firewall, 'show xlate')).toContain(
    'NAT from inside:192.168.1.10/32 to outside:203.0.113.80/32\n    flags s idle 0:00:00 timeout 0:00:00\n',
  );
});

test('the firewall is no hop of a traceroute, and the far side of it does not answer', async () => {
  const { lab, inside } = await small(inspection);
  expect(await lab.output(inside, 'traceroute 203.0.113.9')).toMatch(/ 1 203\.0\.113\.9 /);
  expect(await lab.output(inside, 'ping 203.0.113.1')).toContain('.....\n');
});

test('show commands name interfaces as they are configured', async () => {
  const { lab, firewall } = await small('route outside 0 0 203.0.113.9\n');
  expect(await lab.output(firewall, 'show nameif')).toBe(
    [
      'Interface                Name                     Security',
      'GigabitEthernet0/0       outside                    0',
      'GigabitEthernet0/1       inside                   100',
      '',
    ].join('\n'),
  );
  const routes = await lab.output(firewall, 'show route');
  expect(routes).toContain('Gateway of last resort is 203.0.113.9 to network 0.0.0.0\n');
  expect(routes).toContain('S*       0.0.0.0 0.0.0.0 [1/0] via 203.0.113.9, outside\n');
  expect(routes).toContain('C        192.168.1.0 255.255.255.0 is directly connected, inside\n');
  expect(routes).toContain('L        192.168.1.1 255.255.255.255 is directly connected, inside\n');
  expect(await lab.output(firewall, 'ping 203.0.113.9')).toBe(
    'Type escape sequence to abort.\nSending 5, 100-byte ICMP Echos to 203.0.113.9, timeout is 2 seconds:\n!!!!!\nSuccess rate is 100 percent (5/5), round-trip min/avg/max = 4/4/4 ms\n',
  );
});

test('what is not simulated is refused by its name', async () => {
  const { lab, firewall } = await small();
  const typed = async (line: string): Promise<string> => await lab.output(firewall, line);
  await lab.typed(firewall, 'configure terminal\r');
  expect(await typed('tunnel-group X type remote-access')).toContain('remote-access is not simulated');
  expect(await typed('policy-map other')).toContain('policy-map other: no policy but global_policy');
  expect(await typed('aaa authentication ssh console TACACS')).toContain('aaa-server group TACACS is not simulated');
});
