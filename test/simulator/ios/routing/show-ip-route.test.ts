import { describe, expect, it } from 'vitest';
import { parseShowIpRouteEntry } from '../../../../src-main/parsers/ios/show-ip-route-entry.ts';
import { parseShowIpRoute } from '../../../../src-main/parsers/ios/show-ip-route.ts';
import { greConsoles } from '../network-console.ts';

const table = `     10.0.0.0/8 is variably subnetted, 3 subnets, 3 masks
C       10.0.0.0/30 is directly connected, Tunnel0
S       10.8.0.0/16 is directly connected, Tunnel0
S       10.9.9.0/24 [1/0] via 172.16.0.2, FastEthernet0/0
     172.16.0.0/30 is subnetted, 2 subnets
C       172.16.0.0 is directly connected, FastEthernet0/0
S       172.16.0.4 [5/0] via 172.16.0.2
S    192.168.7.0/24 [1/0] via 172.16.0.2
                    [1/0] via 10.0.0.2
S    192.168.64.0/18 [1/0] via 172.16.0.2
S*   0.0.0.0/0 [1/0] via 172.16.0.2
`;

async function routed(): Promise<Awaited<ReturnType<typeof greConsoles>>> {
  const consoles = await greConsoles();
  const routes = [
    '10.8.0.0 255.255.0.0 tun0',
    '10.9.9.0 255.255.255.0 f0/0 172.16.0.2',
    '172.16.0.4 255.255.255.252 172.16.0.2 5',
    '192.168.7.0 255.255.255.0 172.16.0.2',
    '192.168.7.0 255.255.255.0 10.0.0.2',
    '192.168.64.0 255.255.192.0 172.16.0.2',
    '99.0.0.0 255.0.0.0 98.0.0.1 7',
  ];
  await consoles.r1.configure(routes.map((route) => `ip route ${route}`).join('\n'));
  return consoles;
}

describe('show ip route', () => {
  it('lays the table out by classful networks, the default route last', async () => {
    const { r1 } = await routed();
    await r1.configure('no ip route 99.0.0.0 255.0.0.0');
    const text = await r1.type('show ip route');
    expect(text).toContain(`\nGateway of last resort is 172.16.0.2 to network 0.0.0.0\n\n${table}`);
    const { outcome, unknown, records } = parseShowIpRoute(text);
    expect({ outcome, unknown }).toEqual({ outcome: 'complete', unknown: [] });
    expect(records[0]?.gateway).toBe('172.16.0.2');
    expect(records[0]?.routes.map(({ network, prefixLength }) => `${network}/${prefixLength}`)).toHaveLength(8);
  });

  it('shows one source alone, and says when there is no gateway', async () => {
    const { r1, r2 } = await routed();
    expect(await r1.type('show ip route connected')).toBe(
      '     10.0.0.0/30 is subnetted, 1 subnets\nC       10.0.0.0 is directly connected, Tunnel0\n' +
        '     172.16.0.0/30 is subnetted, 1 subnets\nC       172.16.0.0 is directly connected, FastEthernet0/0\n',
    );
    expect(await r2.type('show ip route')).toContain('\nGateway of last resort is not set\n\n     172.16.0.0/30');
  });

  it('shows the entry that serves an address', async () => {
    const { r1 } = await routed();
    const texts = {
      connected: await r1.type('show ip route 172.16.0.2'),
      twoWays: await r1.type('show ip route 192.168.7.9'),
      supernet: await r1.type('show ip route 192.168.99.9'),
      default: await r1.type('show ip route 0.0.0.0'),
      interface: await r1.type('show ip route 10.8.0.0 255.255.0.0'),
    };
    expect(texts.connected).toBe(`Routing entry for 172.16.0.0/30
  Known via "connected", distance 0, metric 0 (connected, via interface)
  Routing Descriptor Blocks:
  * directly connected, via FastEthernet0/0
      Route metric is 0, traffic share count is 1
`);
    expect(texts.twoWays).toContain(
      '  * 172.16.0.2\n      Route metric is 0, traffic share count is 1\n    10.0.0.2\n',
    );
    expect(texts.supernet).toContain('Routing entry for 192.168.64.0/18, supernet\n');
    expect(texts.default).toContain('  Known via "static", distance 1, metric 0, candidate default path\n');
    expect(texts.interface).toContain('metric 0 (connected)\n');
    for (const text of Object.values(texts)) {
      const { outcome, unknown, records } = parseShowIpRouteEntry(text);
      expect({ text, outcome, unknown, count: records.length }).toEqual({
        text,
        outcome: 'complete',
        unknown: [],
        count: 1,
      });
    }
  });

  it('does not answer with the default route for what is in no network, nor in no subnet', async () => {
    const { r1 } = await routed();
    expect(await r1.type('show ip route 9.9.9.9')).toBe('% Network not in table\n');
    expect(await r1.type('show ip route 10.77.0.1')).toBe('% Subnet not in table\n');
  });
});
