import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareConsoles, greConsoles } from './network-console.ts';

const octet = fc.integer({ min: 1, max: 254 });
const address = fc.tuple(fc.integer({ min: 1, max: 126 }), octet, octet, octet).map((octets) => octets.join('.'));
const masks = ['255.0.0.0', '255.255.0.0', '255.255.255.0', '255.255.255.252', '255.255.255.255', '255.0.255.0'];

const interfaceLine = fc.oneof(
  fc.tuple(address, fc.constantFrom(...masks)).map(([host, mask]) => `ip address ${host} ${mask}`),
  fc.integer({ min: 68, max: 1500 }).map((bytes) => `ip mtu ${bytes}`),
  fc.integer({ min: 500, max: 1460 }).map((bytes) => `ip tcp adjust-mss ${bytes}`),
  fc.integer({ min: 1, max: 10_000_000 }).map((kilobits) => `bandwidth ${kilobits}`),
  fc.integer({ min: 1, max: 16_777_215 }).map((tens) => `delay ${tens}`),
  fc.stringMatching(/^[A-Za-z][\w ,.()-]{0,20}$/).map((text) => `description ${text}`),
  address.map((far) => `tunnel destination ${far}`),
  address.map((near) => `tunnel source ${near}`),
  fc.integer({ min: 0, max: 4_294_967_295 }).map((key) => `tunnel key ${key}`),
  fc.constantFrom(
    'shutdown',
    'no shutdown',
    'no ip address',
    'no ip redirects',
    'ip redirects',
    'no cdp enable',
    'keepalive',
    'keepalive 5 4',
    'no keepalive',
    'ip unnumbered FastEthernet0/0',
    'tunnel source FastEthernet0/1',
    'tunnel mode ipsec ipv4',
    'tunnel mode gre ip',
    'tunnel checksum',
    'tunnel ttl 64',
    'duplex full',
    'speed 100',
    'speed auto',
  ),
);
const interfaceBlock = fc
  .tuple(
    fc.constantFrom('FastEthernet0/0', 'FastEthernet0/1', 'Tunnel0', 'Tunnel12', 'Loopback0', 'Loopback3'),
    fc.array(interfaceLine, { maxLength: 8 }),
  )
  .map(([name, lines]) => [`interface ${name}`, ...lines].join('\n'));
const routeLine = fc
  .tuple(
    fc.constantFrom('0.0.0.0 0.0.0.0', '10.0.0.0 255.0.0.0', '10.9.0.0 255.255.0.0', '192.168.1.0 255.255.255.0'),
    fc.oneof(address, fc.constantFrom('Tunnel0', 'FastEthernet0/0')),
    fc.constantFrom('', ' 5', ' 250', ' 7 name spare'),
  )
  .map(([prefix, hop, rest]) => `ip route ${prefix} ${hop}${rest}`);
const configuration = fc
  .array(fc.oneof({ weight: 3, arbitrary: interfaceBlock }, { weight: 1, arbitrary: routeLine }), { maxLength: 8 })
  .map((parts) => parts.join('\n'));

describe('the running configuration', () => {
  it('is taken by a router of the same kind without a word, and makes the same configuration', async () => {
    await fc.assert(
      fc.asyncProperty(configuration, async (text) => {
        const [one, other] = [bareConsoles().r1, bareConsoles().r1];
        await one.configure(text);
        // It never says `no shutdown`: ports come up when it is read at the start.
        for (const name of ['FastEthernet0/0', 'FastEthernet0/1']) {
          other.router.setShutdown(other.port(name), one.port(name).isShutdown);
        }
        expect(await other.configure(one.networkConfiguration)).toEqual([]);
        expect(other.networkConfiguration).toBe(one.networkConfiguration);
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('has the tunnel of seed 000 as the seed has it', async () => {
    const { r1 } = await greConsoles();
    expect(r1.networkConfiguration).toContain(`interface Tunnel0
 ip address 10.0.0.1 255.255.255.252
 tunnel source 172.16.0.1
 tunnel destination 172.16.0.6
interface FastEthernet0/0
 ip address 172.16.0.1 255.255.255.252
 duplex auto
 speed auto
interface FastEthernet0/1
 no ip address
 shutdown
 duplex auto
 speed auto
ip forward-protocol nd
ip route 0.0.0.0 0.0.0.0 172.16.0.2
`);
  });

  it('keeps the address of the host that a tunnel is to lead to by its name', async () => {
    const { r1 } = bareConsoles();
    const lines = 'ip host far 172.16.0.6\ninterface Tunnel0\n tunnel destination FAR\n tunnel destination nobody';
    expect(await r1.configure(lines)).toEqual(["% Invalid input: 'nobody'"]);
    expect(r1.networkConfiguration).toContain('\n tunnel destination 172.16.0.6\n');
  });
});
