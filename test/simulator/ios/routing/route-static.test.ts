import { describe, expect, it } from 'vitest';
import { greConsoles } from '../network-console.ts';

describe('ip route', () => {
  it('takes a next hop, an interface, or both, with a distance and a name', async () => {
    const { r1 } = await greConsoles();
    const lines = [
      'ip route 0.0.0.0 0.0.0.0 172.16.0.2',
      'ip route 10.8.0.0 255.255.0.0 Tunnel0',
      'ip route 10.9.0.0 255.255.0.0 FastEthernet0/0 172.16.0.2 5 name spare',
      'ip route 10.9.0.0 255.255.0.0 10.0.0.2 200',
    ];
    expect(await r1.configure([...lines].reverse().join('\n'))).toEqual([]);
    expect(r1.networkConfiguration.match(/^ip route.*/gm)).toEqual(lines);
  });

  it('replaces a route to the same next hop, and keeps one to another', async () => {
    const { r1 } = await greConsoles();
    await r1.configure('ip route 10.9.0.0 255.255.0.0 10.0.0.2 200\nip route 10.9.0.0 255.255.0.0 10.0.0.2');
    expect(r1.networkConfiguration.match(/^ip route 10.*/gm)).toEqual(['ip route 10.9.0.0 255.255.0.0 10.0.0.2']);
  });

  it('goes by its next hop, or by its prefix with all next hops', async () => {
    const { r1 } = await greConsoles();
    const three = ['172.16.0.2', '10.0.0.2', 'Tunnel0'].map((hop) => `ip route 10.9.0.0 255.255.0.0 ${hop}`);
    await r1.configure(three.join('\n'));
    expect(await r1.configure(`no ${three[1]}\nno ${three[2]}`)).toEqual([]);
    expect(r1.networkConfiguration.match(/^ip route 10.*/gm)).toEqual([three[0]]);
    await r1.configure(three.join('\n'));
    expect(await r1.configure('no ip route 10.9.0.0 255.255.0.0')).toEqual([]);
    expect(r1.networkConfiguration).not.toContain('ip route 10');
    expect(await r1.configure('no ip route 10.9.0.0 255.255.0.0')).toEqual(['%No matching route to delete']);
  });

  it('is refused when the address is not that of the network, or the next hop is the router itself', async () => {
    const { r1 } = await greConsoles();
    expect(await r1.configure('ip route 10.9.0.1 255.255.0.0 172.16.0.2')).toEqual(['%Inconsistent address and mask']);
    expect(await r1.configure('ip route 10.9.0.0 255.255.0.0 172.16.0.1')).toEqual([
      "%Invalid next hop address (it's this router)",
    ]);
  });

  it('takes a tunnel down whose far end would be reached through the tunnel', async () => {
    const { r1 } = await greConsoles();
    await r1.configure('ip route 172.16.0.4 255.255.255.252 Tunnel0');
    r1.wait(5);
    expect(await r1.type('show interfaces tun0 | include line')).toContain('Tunnel0 is up, line protocol is down');
    expect(await r1.type('show logging')).toMatch(
      /%TUN-5-RECURDOWN: Tunnel0 temporarily disabled due to recursive routing/,
    );
    await r1.configure('no ip route 172.16.0.4 255.255.255.252 Tunnel0');
    r1.wait(5);
    expect(await r1.type('show ip interface brief')).toMatch(/^Tunnel0 .* up +down/m);
    r1.wait(60);
    expect(await r1.type('show ip interface brief')).toMatch(/^Tunnel0 .* up +up/m);
  });
});
