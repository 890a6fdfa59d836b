/** Translation of single ports, and translation that chooses the interface. */
import { expect, test } from 'vitest';
import { Seed004Lab } from './seed-004-lab.ts';

async function firewall(): Promise<{ lab: Seed004Lab; type: (lines: string) => Promise<string> }> {
  const lab = await Seed004Lab.booted();
  const type = async (lines: string): Promise<string> => {
    let shown = '';
    for (const line of lines.split('\n')) shown += await lab.output(lab.site1, line.trim());
    return shown;
  };
  await type('configure terminal');
  return { lab, type };
}

test('one port of the interface leads to one of a host, and the host is seen by it', async () => {
  const { lab, type } = await firewall();
  await type(`no nat (inside,outside) source dynamic SITE1 interface
    object network WEB
    host 192.168.100.11
    nat (inside,outside) static interface service tcp www 8080
    access-list outside_access_in line 1 extended permit tcp any object WEB eq www`);
  expect(await type('packet-tracer input outside tcp 8.8.8.8 1234 10.255.1.2 8080')).toMatch(
    /Untranslate 10.255.1.2\/8080 to 192.168.100.11\/80\n[^]*Action: allow/,
  );
  expect(await type('packet-tracer input outside tcp 8.8.8.8 1234 10.255.1.2 8081')).toContain('Action: drop');
  await type('no access-group inside_access_in in interface inside');
  expect(await type('packet-tracer input inside tcp 192.168.100.11 80 8.8.8.8 1234')).toContain(
    'Static translate 192.168.100.11/80 to 10.255.1.2/8080',
  );
  expect(await type('show nat detail')).toContain('    Service - Protocol: tcp Real: www Mapped: 8080 \n');
  expect(await type('show xlate')).toContain(
    'TCP PAT from inside:192.168.100.11 80-80 to outside:10.255.1.2 8080-8080\n    flags sr idle 0:00:00',
  );
  const saved = await type('more system:running-config');
  expect(saved).toContain('object network WEB\n nat (inside,outside) static interface service tcp www 8080\n');
  const again = new Seed004Lab();
  expect(await again.site1.boot(saved)).toEqual([]);
  expect(await lab.output(lab.site1, 'show running-config nat')).toBe(
    await again.output(again.site1, 'show running-config nat'),
  );
});

test('objects of services say the port that is translated, of the source or of the destination', async () => {
  const { type } = await firewall();
  await type(`no access-group inside_access_in in interface inside
    object service REAL
    service udp source eq 5000
    object service MAPPED
    service udp source eq 6000
    object service ASKED
    service tcp destination eq 2222
    object service MEANT
    service tcp destination eq ssh
    object network INNER
    host 192.168.100.11
    object network FAR
    host 203.0.113.9
    object network NEAR
    host 10.12.12.99`);
  expect(await type('nat (inside,outside) 1 source dynamic INNER interface service REAL MAPPED')).toContain('ERROR');
  await type(`nat (inside,outside) 1 source static INNER interface service REAL MAPPED
    nat (inside,outside) 1 source static any any destination static NEAR FAR service ASKED MEANT`);
  expect(await type('packet-tracer input inside udp 192.168.100.11 5000 8.8.8.8 53')).toContain(
    'Static translate 192.168.100.11/5000 to 10.255.1.2/6000',
  );
  expect(await type('packet-tracer input inside tcp 192.168.100.11 1234 10.12.12.99 2222')).toMatch(
    /Untranslate 10.12.12.99\/2222 to 203.0.113.9\/22\n/,
  );
  expect(await type('show running-config nat')).toMatch(
    /^nat \(inside,outside\) source static any any destination static NEAR FAR service ASKED MEANT$/m,
  );
});

test('a rule that fits chooses the interface, unless it looks up the route', async () => {
  const { lab, type } = await firewall();
  await type(`interface GigabitEthernet0/1.7
    vlan 7
    nameif dmz
    security-level 50
    ip address 10.7.7.1 255.255.255.0
    no nat (inside,outside) source static SITE1 SITE1 destination static SITE2 SITE2
    nat (inside,dmz) 1 source static SITE1 SITE1 destination static SITE2 SITE2`);
  const lost = await type('packet-tracer input inside icmp 192.168.100.11 8 0 172.16.10.11');
  expect(lost).toMatch(/NAT divert to egress interface dmz\n[^]*Drop-reason: \(no-adjacency\) No valid adjacency/);
  await type('route dmz 172.16.0.0 255.255.0.0 10.7.7.9');
  await type('route outside 172.16.10.0 255.255.255.0 10.255.1.1');
  expect(await type('packet-tracer input inside icmp 192.168.100.11 8 0 172.16.10.11')).toContain(
    'output-interface: dmz\n',
  );
  const before = lab.site1.router.interfaces.get('GigabitEthernet0/1.7')?.counters.outDrops ?? 0;
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  const { outDrops, outPackets } = lab.site1.router.interfaces.get('GigabitEthernet0/1.7')?.counters ?? {};
  expect((outDrops ?? 0) - before + (outPackets ?? 0)).toBeGreaterThan(0);
});
