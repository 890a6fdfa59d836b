/** Packets that a route map steers: into a tunnel, past the routes, or nowhere else than they went. */
import { expect, test } from 'vitest';
import { bareConsoles, type Consoles } from '../network-console.ts';

/** R1 and R3 with a network each behind them, and a GRE tunnel between R2 and R3 that no route leads into. */
async function steered(map: string): Promise<Consoles> {
  const consoles = bareConsoles();
  const { r1, r2, r3, clock } = consoles;
  await r1.configure('int f0/0\nip address 10.1.0.1 255.255.255.0\nno shut\nint lo0\nip address 192.168.1.1 255.255.255.0\nip route 0.0.0.0 0.0.0.0 10.1.0.2'); // prettier-ignore
  expect(
    await r2.configure(
      'int f0/0\nip address 10.1.0.2 255.255.255.0\nip policy route-map PBR\nno shut\nint f0/1\nip address 10.3.0.2 255.255.255.0\nno shut\n' +
        'int tun0\nip address 10.9.0.2 255.255.255.0\ntunnel source f0/1\ntunnel destination 10.3.0.1\n' +
        `ip route 192.168.3.0 255.255.255.0 10.3.0.1\nip route 192.168.1.0 255.255.255.0 10.1.0.1\naccess-list 101 permit ip 192.168.1.0 0.0.0.255 any\n${map}`,
    ),
  ).toEqual([]);
  await r3.configure(
    'int f0/0\nip address 10.3.0.1 255.255.255.0\nno shut\nint lo0\nip address 192.168.3.1 255.255.255.0\nint tun0\nip address 10.9.0.1 255.255.255.0\n' +
      'tunnel source f0/0\ntunnel destination 10.3.0.2\nip route 0.0.0.0 0.0.0.0 10.3.0.2',
  );
  clock.runUntil(10_000);
  // Who is where on each link is known from here on.
  await r1.type('ping 10.1.0.2');
  await r2.type('ping 10.3.0.1');
  await r2.type('ping 10.3.0.1');
  return consoles;
}

test('what a route map permits goes to its next hop in a tunnel, and the rest as the routes say', async () => {
  const { r1, r2 } = await steered('route-map PBR permit 10\nmatch ip address 101\nset ip next-hop 10.9.0.1');
  const sent = (): number => r2.router.interfaces.get('Tunnel0')?.counters.outPackets ?? 0;
  await r1.type('ping 192.168.3.1');
  expect(sent()).toBe(0);
  expect(await r1.type('ping 192.168.3.1 source lo0')).toContain('!!!!!');
  expect(sent()).toBe(5);
  expect(await r2.type('show route-map')).toContain(
    'route-map PBR, permit, sequence 10\n  Match clauses:\n    ip address (access-lists): 101 \n  Set clauses:\n    ip next-hop 10.9.0.1\n' +
      '  Policy routing matches: 5 packets, 500 bytes\n',
  );
  expect(await r2.type('show ip policy')).toBe('Interface      Route map\nFa0/0          PBR\n');
  expect(await r2.type('show ip interface FastEthernet0/0')).toContain(
    'Policy routing is enabled, using route map PBR',
  );
  expect(r2.configuration).toContain(' ip policy route-map PBR\n');
  const copy = bareConsoles().r2;
  await copy.configure('int f0/0\nno shut\nint f0/1\nno shut');
  expect(await copy.configure(r2.configuration)).toEqual([]);
  expect(copy.configuration).toBe(r2.configuration);
});

test('a next hop that is not reached is passed over, and without another the routes decide', async () => {
  const { r1, r2 } = await steered('route-map PBR permit 10\nset ip next-hop 10.9.0.1');
  await r2.configure('int tun0\nshutdown');
  expect(await r1.type('ping 192.168.3.1 source lo0')).toContain('!!!!!');
  await r2.configure(
    'route-map PBR permit 10\nset ip next-hop 10.3.0.77\nint tun0\nno shutdown\nroute-map PBR deny 5\nmatch length 0 200',
  );
  const before = r2.router.interfaces.get('Tunnel0')?.counters.outPackets;
  expect(await r1.type('ping 192.168.3.1 source lo0')).toContain('!!!!!');
  expect(await r1.type('ping 192.168.3.1 source lo0 size 300')).toContain('!!!!!');
  expect(r2.router.interfaces.get('Tunnel0')?.counters.outPackets).toBe((before ?? 0) + 5);
});

test('a default next hop takes what only the default route would', async () => {
  const { r1, r2, r3 } = await steered(
    'route-map PBR permit 10\nset ip default next-hop 10.9.0.1\nip route 0.0.0.0 0.0.0.0 10.3.0.1',
  );
  await r3.configure('int lo1\nip address 192.168.4.1 255.255.255.0');
  const sent = (): number => r2.router.interfaces.get('Tunnel0')?.counters.outPackets ?? 0;
  await r1.type('ping 192.168.3.1 source lo0');
  expect(sent()).toBe(0);
  await r1.type('ping 192.168.4.1 source lo0');
  expect(sent()).toBe(5);
});

test('what the router sends itself has a policy of its own, and debugs say what became of a packet', async () => {
  const { r1, r2 } = await steered(
    'access-list 102 permit icmp any host 192.168.3.1\nroute-map ME permit 10\nmatch ip address 102\nset ip next-hop 10.9.0.1\nip local policy route-map ME\nroute-map PBR deny 10',
  );
  expect(await r2.type('ping 192.168.3.1')).toContain('!!!!!');
  expect(r2.router.interfaces.get('Tunnel0')?.counters.outPackets).toBe(5);
  expect(await r2.type('show ip policy')).toBe('Interface      Route map\nlocal          ME\nFa0/0          PBR\n');
  expect(r2.configuration).toContain('ip local policy route-map ME\n');
  await r2.type('debug ip policy');
  const said = (): string => r2.messages.splice(0).join('\n');
  await r1.type('ping 192.168.3.1');
  expect(said()).toContain(
    'IP: s=10.1.0.1 (FastEthernet0/0), d=192.168.3.1, len 100, FIB policy rejected(no match) - normal forwarding',
  );
  await r2.type('ping 192.168.3.1');
  expect(said()).toMatch(
    /\(local\), d=192\.168\.3\.1, len 100, FIB policy match\n.*\(Tunnel0\), len 100, FIB policy routed/,
  );
  expect(await r2.configure('route-map X permit 10\nset ip next-hop verify-availability 10.0.0.1 1 track 1')).toEqual([
    "% Invalid input: 'set ip next-hop verify-availability' is not simulated",
  ]);
});

test('what is set to nowhere is lost, and its sender is told', async () => {
  const { r1, r2 } = await steered('route-map PBR permit 10\nset interface Null0');
  expect(await r1.type('ping 192.168.3.1 source lo0')).toMatch(/\nU/);
  expect(r2.configuration).toContain('route-map PBR permit 10\n set interface Null0\n');
});
