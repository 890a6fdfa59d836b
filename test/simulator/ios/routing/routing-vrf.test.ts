/** OSPF and EIGRP in tables of their own, also as the front door of a tunnel. */
import { expect, test } from 'vitest';
import { bareConsoles, type Consoles } from '../network-console.ts';

/** R1 and R3 each in a VRF on R2: RED on the side of R1, BLUE on that of R3. */
async function redAndBlue(middle: string, release?: string): Promise<Consoles> {
  const consoles = bareConsoles(release);
  const { r2 } = consoles;
  const ports =
    'ip vrf RED\nrd 1:1\nip vrf BLUE\nrd 2:2\nint f0/0\nip vrf forwarding RED\nip address 10.0.0.2 255.255.255.0\nno shut\n' +
    'int f0/1\nip vrf forwarding BLUE\nip address 10.0.0.2 255.255.255.0\nno shut\n';
  expect(await r2.configure(ports + middle)).toEqual([]);
  return consoles;
}

const edge = (lan: string, routing: string): string =>
  `int f0/0\nip address 10.0.0.1 255.255.255.0\nno shut\nint lo0\nip address ${lan} 255.255.255.0\n${routing}`;

test('OSPF runs in two tables with the same addresses, and learns into each what is in it', async () => {
  const { r1, r2, r3, clock } = await redAndBlue(
    'router ospf 1 vrf RED\nnetwork 10.0.0.0 0.0.0.255 area 0\nrouter ospf 2 vrf BLUE\nnetwork 10.0.0.0 0.0.0.255 area 0',
  );
  const ospf = 'router ospf 1\nnetwork 0.0.0.0 255.255.255.255 area 0';
  expect(await r1.configure(edge('192.168.1.1', ospf))).toEqual([]);
  expect(await r3.configure(edge('192.168.3.1', ospf))).toEqual([]);
  clock.runUntil(90_000);
  expect(await r2.type('show ip route vrf RED')).toMatch(
    /O {7}192\.168\.1\.1 \[110\/2\] via 10\.0\.0\.1, .* FastEthernet0\/0/,
  );
  expect(await r2.type('show ip route vrf BLUE')).toMatch(
    /O {7}192\.168\.3\.1 \[110\/2\] via 10\.0\.0\.1, .* FastEthernet0\/1/,
  );
  expect(await r2.type('show ip route')).not.toContain('192.168');
  expect(await r2.type('show ip ospf 2')).toContain('Routing Process "ospf 2" with ID 10.0.0.2');
  expect(await r2.type('show ip ospf 2')).toContain('Connected to MPLS VPN Superbackbone, VRF BLUE');
  expect(await r2.type('show ip protocols vrf RED')).toContain('Routing Protocol is "ospf 1"');
  expect(await r2.type('show ip protocols vrf RED')).not.toContain('ospf 2');
  expect(r2.configuration).toContain(
    'router ospf 1 vrf RED\n log-adjacency-changes\n network 10.0.0.0 0.0.0.255 area 0\n!\n',
  );
  expect(await r2.configure('router ospf 1')).toEqual(['%VRF specified does not match existing router']);
  expect(await r2.configure('router ospf 9 vrf GREEN')).toEqual(['% VRF GREEN not configured.']);
  expect(await r2.configure('no ip vrf RED')).toEqual([]);
  expect(await r2.type('show ip ospf neighbor')).not.toContain('FastEthernet0/0');
});

test('EIGRP runs in address families of a process, each with its own autonomous system', async () => {
  const { r1, r2, r3, clock } = await redAndBlue(
    'router eigrp 1\nno auto-summary\naddress-family ipv4 vrf RED\nnetwork 10.0.0.0\nautonomous-system 10\nexit-address-family\n' +
      'address-family ipv4 vrf BLUE autonomous-system 20\nnetwork 10.0.0.0\nredistribute static\nexit-address-family\n' +
      'ip route vrf BLUE 172.20.0.0 255.255.0.0 Null0',
  );
  const eigrp = (system: number): string => `router eigrp ${system}\nnetwork 0.0.0.0\nno auto-summary`;
  expect(await r1.configure(edge('192.168.1.1', eigrp(10)))).toEqual([]);
  expect(await r3.configure(edge('192.168.3.1', eigrp(20)))).toEqual([]);
  clock.runUntil(30_000);
  expect(await r2.type('show ip route vrf RED')).toMatch(/D {4}192\.168\.1\.0\/24 \[90\/\d+\] via 10\.0\.0\.1/);
  expect(await r2.type('show ip route vrf BLUE')).toMatch(/D {4}192\.168\.3\.0\/24 \[90\/\d+\] via 10\.0\.0\.1/);
  expect(await r2.type('show ip eigrp vrf RED neighbors')).toMatch(/for process 10\n[^]*10\.0\.0\.1 +Fa0\/0/);
  expect(await r2.type('show ip eigrp neighbors')).not.toContain('10.0.0.1');
  expect(r2.configuration).toContain(
    'router eigrp 1\n !\n address-family ipv4 vrf RED\n  network 10.0.0.0\n  no auto-summary\n  autonomous-system 10\n exit-address-family\n',
  );
  const copy = bareConsoles().r2;
  await copy.configure('int f0/0\nno shut\nint f0/1\nno shut');
  expect(await copy.configure(r2.configuration)).toEqual([]);
  expect(copy.configuration).toBe(r2.configuration);
});

test('a named instance has its address families, interfaces and topology, and counts in wide metrics', async () => {
  const { r1, r2, r3, clock } = await redAndBlue(
    'router eigrp LAB\naddress-family ipv4 unicast vrf RED autonomous-system 10\naf-interface default\npassive-interface\nexit-af-interface\n' +
      'af-interface FastEthernet0/0\nno passive-interface\nhello-interval 2\nhold-time 6\nexit-af-interface\n' +
      'topology base\nredistribute static metric 10000 100 255 1 1500\nexit-af-topology\nnetwork 10.0.0.0\neigrp router-id 2.2.2.2\nexit-address-family\n' +
      'address-family ipv4 unicast vrf BLUE autonomous-system 10\naf-interface FastEthernet0/1\nshutdown\nexit-af-interface\nnetwork 10.0.0.0',
    '15.2(4)M1',
  );
  const classic = 'router eigrp 10\nnetwork 0.0.0.0';
  await r1.configure(edge('192.168.1.1', classic));
  await r3.configure(edge('192.168.3.1', classic));
  clock.runUntil(30_000);
  // Loopback: 5000 microseconds and 8 Gbit/s; the port 100 microseconds and 100 Mbit/s (RFC 7868 section 5.6.2).
  expect(await r2.type('show ip route vrf RED')).toMatch(/D {5}192\.168\.1\.0\/24 \[90\/2662400\] via 10\.0\.0\.1/);
  expect(await r2.type('show ip eigrp vrf RED neighbors')).toContain(
    'EIGRP-IPv4 VR(LAB) Address-Family Neighbors for AS(10) VRF(RED)',
  );
  expect(await r2.type('show ip eigrp vrf BLUE neighbors')).not.toContain('10.0.0.1');
  const text = r2.configuration;
  expect(text).toContain(
    'router eigrp LAB\n !\n address-family ipv4 unicast vrf RED autonomous-system 10\n  !\n  af-interface default\n   passive-interface\n  exit-af-interface\n' +
      '  !\n  af-interface FastEthernet0/0\n   hello-interval 2\n   hold-time 6\n   no passive-interface\n  exit-af-interface\n  !\n  topology base\n' +
      '   redistribute static metric 10000 100 255 1 1500\n  exit-af-topology\n  network 10.0.0.0\n  eigrp router-id 2.2.2.2\n exit-address-family\n',
  );
  const copy = bareConsoles('15.2(4)M1').r2;
  await copy.configure('int f0/0\nno shut\nint f0/1\nno shut');
  expect(await copy.configure(text)).toEqual([]);
  expect(copy.configuration).toBe(text);
});

test('OSPF finds the far end of a tunnel by its front door, and EIGRP runs through the tunnel', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  await r2.configure(
    'int f0/0\nip address 172.16.0.2 255.255.255.0\nno shut\nint f0/1\nip address 172.16.1.2 255.255.255.0\nno shut\nrouter ospf 1\nnetwork 172.16.0.0 0.0.255.255 area 0',
  );
  for (const [router, own, peer, inner, lan] of [
    [r1, '172.16.0.1', '172.16.1.3', '10.0.0.1', '192.168.1.1'],
    [r3, '172.16.1.3', '172.16.0.1', '10.0.0.2', '192.168.3.1'],
  ] as const)
    expect(
      await router.configure(
        `ip vrf WAN\nint f0/0\nip vrf forwarding WAN\nip address ${own} 255.255.255.0\nno shut\nint lo0\nip address ${lan} 255.255.255.0\n` +
          `int tun0\nip address ${inner} 255.255.255.0\ntunnel source f0/0\ntunnel destination ${peer}\ntunnel vrf WAN\n` +
          'router ospf 1 vrf WAN\nnetwork 172.16.0.0 0.0.255.255 area 0\nrouter eigrp 5\nnetwork 10.0.0.0\nnetwork 192.168.0.0 0.0.255.255\nno auto-summary',
      ),
    ).toEqual([]);
  clock.runUntil(120_000);
  expect(await r1.type('show ip route vrf WAN')).toMatch(/O {7}172\.16\.1\.0 \[110\/2\] via 172\.16\.0\.2/);
  expect(await r1.type('show ip route')).toMatch(/D {4}192\.168\.3\.0\/24 .* Tunnel0/);
  expect(await r1.type('ping 192.168.3.1 source lo0')).toContain('!!!!!');
});

test('routes go from one protocol to another as a route map says, with the networks of the protocol itself', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  await r1.configure(
    'int f0/0\nip address 10.1.0.1 255.255.255.0\nno shut\nint lo0\nip address 192.168.1.1 255.255.255.0\nip ospf network point-to-point\nint lo1\nip address 192.168.2.1 255.255.255.0\nip ospf network point-to-point\nrouter ospf 1\nnetwork 0.0.0.0 255.255.255.255 area 0',
  );
  await r3.configure(
    'int f0/0\nip address 10.3.0.1 255.255.255.0\nno shut\nint lo0\nip address 192.168.3.1 255.255.255.0\nrouter eigrp 3\nnetwork 0.0.0.0\nno auto-summary',
  );
  expect(
    await r2.configure(
      'int f0/0\nip address 10.1.0.2 255.255.255.0\nno shut\nint f0/1\nip address 10.3.0.2 255.255.255.0\nno shut\n' +
        'access-list 1 permit 192.168.1.0 0.0.0.255\naccess-list 1 permit 10.1.0.0 0.0.0.255\n' +
        'route-map IN permit 10\nmatch ip address 1\nset tag 77\nset metric 10000 100 255 1 1500\n' +
        'router ospf 1\nnetwork 10.1.0.0 0.0.0.255 area 0\nredistribute eigrp 3 metric 50 subnets\n' +
        'router eigrp 3\nnetwork 10.3.0.0 0.0.0.255\nno auto-summary\nredistribute ospf 1 route-map IN',
    ),
  ).toEqual([]);
  clock.runUntil(120_000);
  const learned = await r3.type('show ip route');
  expect(learned).toMatch(/D EX {1,2}192\.168\.1\.0\/24 \[170\//);
  expect(learned).toMatch(/D EX {4}10\.1\.0\.0 \[170\//);
  expect(learned).not.toContain('192.168.2.0');
  expect(await r3.type('show ip route 192.168.1.0')).toMatch(/Tag 77/);
  const told = await r1.type('show ip route');
  expect(told).toMatch(/O E2 192\.168\.3\.0\/24 \[110\/50\] via 10\.1\.0\.2/);
  expect(told).toMatch(/O E2 {4}10\.3\.0\.0 \[110\/50\] via 10\.1\.0\.2/);
  expect(await r1.type('ping 192.168.3.1 source lo0')).toContain('!!!!!');
});
