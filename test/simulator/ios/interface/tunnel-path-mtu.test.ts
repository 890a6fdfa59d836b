/** How large a packet in a tunnel may be, as routers on the way say it. */
import { describe, expect, it } from 'vitest';
import { Link } from '../../../../src-main/simulator/network/link.ts';
import { greConsoles, NetworkConsole, type Consoles } from '../network-console.ts';

const narrow = 'interface f0/1\n ip mtu 1300';
const big = 'ping 10.0.0.2 size 1400 df-bit repeat 6 timeout 1';

const protection = (peer: string, mode: string): string => `crypto isakmp policy 10
 authentication pre-share
crypto isakmp key SECRET address ${peer}
crypto ipsec transform-set TS esp-aes esp-sha-hmac
 mode transport
crypto ipsec profile P
 set transform-set TS
interface Tunnel0
 ${mode}
 tunnel protection ipsec profile P
`;

/** A tunnel from R1 to R3, which has carried a packet of a host behind R1. */
async function tunnel(
  kind: 'gre' | 'protected gre' | 'vti',
  atR1: string,
): Promise<Consoles & { host: NetworkConsole }> {
  const consoles = await greConsoles();
  const { r1, r3, clock } = consoles;
  const mode = kind === 'vti' ? 'tunnel mode ipsec ipv4' : 'tunnel mode gre ip';
  if (kind !== 'gre') {
    expect(await r1.configure(protection('172.16.0.6', mode))).toEqual([]);
    expect(await r3.configure(protection('172.16.0.1', mode))).toEqual([]);
  }
  expect(await r1.configure(`interface Tunnel0\n ${atR1}`)).toEqual([]);
  const host = new NetworkConsole(clock, 4);
  const cable = new Link(clock);
  r1.port('FastEthernet0/1').carrier.plugIn(cable.a);
  host.port('FastEthernet0/0').carrier.plugIn(cable.b);
  const address = (number: number): string =>
    `interface f0/${number}\n ip address 10.1.1.${2 - number} 255.255.255.0\n no shutdown\n`;
  await r1.configure(address(1));
  await host.configure(`${address(0)}ip route 0.0.0.0 0.0.0.0 10.1.1.1`);
  await r3.configure('ip route 10.1.1.0 255.255.255.0 Tunnel0');
  clock.runUntil(clock.now() + 60_000);
  await host.type('ping 10.0.0.2');
  return { ...consoles, host };
}

describe('tunnel path-mtu-discovery', () => {
  it('learns what a router on the way lets through, tells the sender, and forgets it after ten minutes', async () => {
    const { r1, r2, host } = await tunnel('gre', 'tunnel path-mtu-discovery');
    expect(r1.configuration).toContain(' tunnel destination 172.16.0.6\n tunnel path-mtu-discovery\n');
    expect(await r1.type('show interfaces Tunnel0')).toContain(
      '  Path MTU Discovery, ager 10 mins, min MTU 92, MTU 0, expires never\n',
    );
    expect(await host.type(big)).toContain('!!!!!!');
    await r2.configure(narrow);
    expect(await host.type(big)).toMatch(/\n\.M/);
    expect(await r1.type('show interfaces Tunnel0')).toMatch(
      /Path MTU Discovery, ager 10 mins, min MTU 92, MTU 1276, expires 00:09:5\d\n/,
    );
    expect(await host.type('ping 10.0.0.2 size 1276 df-bit')).toContain('!!!!!');
    await r2.configure('interface f0/1\n no ip mtu');
    r1.wait(600);
    expect(await host.type(big)).toContain('!!!!!!');
  });

  it('without it GRE is cut on the way, whatever the packets in it ask', async () => {
    const { r2, host } = await tunnel('gre', 'no tunnel path-mtu-discovery');
    await r2.configure(narrow);
    expect(await host.type(big)).toContain('!!!!!!');
  });

  it('of protected GRE learns by way of IPsec, which is told first', async () => {
    const { r1, r2, host } = await tunnel('protected gre', 'tunnel path-mtu-discovery age-timer infinite');
    await r2.configure(narrow);
    expect(await host.type(big)).toMatch(/\n\.\.M/);
    expect(await r1.type('show crypto ipsec sa')).toContain('path mtu 1300, ip mtu 1500');
    expect(await r1.type('show interfaces Tunnel0')).toMatch(/ager infinite, min MTU 92, MTU 12\d\d, expires never\n/);
  });

  it('lets no router make it smaller than it may be, and is written as it was told', async () => {
    const { r1, r2, host } = await tunnel(
      'gre',
      'tunnel path-mtu-discovery min-mtu 1290\n tunnel path-mtu-discovery age-timer 20',
    );
    expect(r1.configuration).toContain(
      ' tunnel path-mtu-discovery age-timer 20\n tunnel path-mtu-discovery min-mtu 1290\n',
    );
    await r2.configure(narrow);
    await host.type(big);
    expect(await r1.type('show interfaces Tunnel0')).toContain('ager 20 mins, min MTU 1290, MTU 1290, expires 00:19:5');
  });

  it('forgets what it has learned when it leads elsewhere, or is to discover it otherwise', async () => {
    const { r1, r2, host } = await tunnel('gre', 'tunnel path-mtu-discovery age-timer infinite');
    await r2.configure(narrow);
    for (const change of [
      'tunnel destination 172.16.0.77\n tunnel destination 172.16.0.6',
      'tunnel path-mtu-discovery min-mtu 100',
    ]) {
      await host.type(big);
      expect(await r1.type('show interfaces Tunnel0')).toContain('MTU 1276, expires never');
      await r1.configure(`interface Tunnel0\n ${change}`);
      expect(await r1.type('show interfaces Tunnel0')).toContain('MTU 0, expires never');
    }
  });

  it('is not asked for by taking back how it is to be done', async () => {
    const { r1 } = await greConsoles();
    await r1.configure(
      'interface Tunnel0\n no tunnel path-mtu-discovery age-timer\n no tunnel path-mtu-discovery min-mtu',
    );
    expect(r1.configuration).not.toContain('path-mtu-discovery');
  });
});

describe('a virtual tunnel', () => {
  it('follows what a router on the way says of packets that may not be cut', async () => {
    const { r2, host } = await tunnel('vti', 'description none');
    await r2.configure(narrow);
    expect(await host.type(big)).toMatch(/\n\.M/);
    expect(await host.type('ping 10.0.0.2 size 1230 df-bit')).toContain('!!!!!');
  });

  it('lets the next routers cut, where the interface says so', async () => {
    const { r1, r2, r3, host } = await tunnel('vti', 'crypto ipsec df-bit clear');
    expect(r1.configuration).toContain(' crypto ipsec df-bit clear\n');
    await r3.configure('interface Tunnel0\n crypto ipsec df-bit clear');
    await r2.configure(narrow);
    expect(await host.type(big)).toContain('!!!!!!');
    await r1.configure('interface Tunnel0\n no crypto ipsec df-bit');
    expect(await host.type(big)).toMatch(/\n\.M/);
  });
});

describe('an ICMP message about the size of packets', () => {
  it('that quotes an association of nobody changes nothing', async () => {
    const { r1 } = await tunnel('vti', 'description none');
    r1.router.ipsec.heedError({
      ...{ from: 1, kind: 'unreachable', code: 4, nextHopMtu: 500, protocol: 50 },
      destination: r1.router.ipsec.flows[0]?.remote ?? 0,
      start: Uint8Array.of(1, 2, 3, 4, 0, 0, 0, 1),
    });
    expect(await r1.type('show crypto ipsec sa')).toContain('path mtu 1500');
  });
});
