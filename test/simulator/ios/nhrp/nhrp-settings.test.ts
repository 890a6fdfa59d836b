/** What is configured of NHRP is written where routers write it, and can be typed again. */
import { describe, expect, it } from 'vitest';
import { bareConsoles } from '../network-console.ts';

const typed = `interface Tunnel0
 ip address 10.0.0.2 255.255.255.0
 no ip redirects
 ip mtu 1400
 no ip next-hop-self eigrp 1
 ip nhrp authentication S3cret
 ip nhrp map 10.0.0.1 192.0.2.1
 ip nhrp map 10.9.0.0 255.255.0.0 192.0.2.9
 ip nhrp map multicast 192.0.2.1
 ip nhrp map multicast dynamic
 ip nhrp network-id 4294967295
 ip nhrp holdtime 300
 ip nhrp nhs 10.0.0.1 priority 1 cluster 2
 ip nhrp nhs 10.0.0.9 nbma 192.0.2.99 multicast
 ip nhrp registration timeout 60
 ip nhrp registration no-unique
 ip nhrp redirect
 ip nhrp shortcut
 ip tcp adjust-mss 1360
 ip ospf network point-to-multipoint
 ip ospf priority 0
 no ip split-horizon eigrp 1
 tunnel source FastEthernet0/0
 tunnel mode gre multipoint
 tunnel key 100`;

async function written(text: string): Promise<string[]> {
  const { r1 } = bareConsoles('15.9(3)M6');
  expect(await r1.configure(text)).toEqual([]);
  const lines = r1.networkConfiguration.split('\n');
  return lines.slice(0, lines.indexOf('interface FastEthernet0/0'));
}

describe('ip nhrp', () => {
  it('is written as it was typed, and typed again it is the same', async () => {
    const once = await written(typed);
    expect(new Set(once)).toEqual(new Set(typed.split('\n')));
    expect(await written(once.join('\n'))).toEqual(once);
    const order = ['ip mtu', 'no ip next-hop-self', 'ip nhrp authentication', 'ip nhrp map', 'ip nhrp network-id', 'ip nhrp holdtime', 'ip nhrp nhs', 'tunnel mode']; // prettier-ignore
    const places = order.map((words) => once.findIndex((line) => line.startsWith(` ${words}`)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('is gone again line by line', async () => {
    const { r1 } = bareConsoles('15.9(3)M6');
    await r1.configure(typed);
    const lines = typed.split('\n').filter((line) => line.startsWith(' ip nhrp')).map((line) => ` no${line}`); // prettier-ignore
    expect(await r1.configure(`interface Tunnel0\n${lines.join('\n')}`)).toEqual([]);
    expect(r1.networkConfiguration).not.toContain('nhrp');
  });

  it('is for tunnels, and its key has eight characters at most', async () => {
    const { r1 } = bareConsoles('15.9(3)M6');
    expect(await r1.configure('interface FastEthernet0/0\n ip nhrp network-id 1')).toHaveLength(1);
    expect(await r1.configure('interface Tunnel0\n ip nhrp authentication NineChars')).toEqual([
      '% NHRP authentication string is longer than 8 characters',
    ]);
  });

  it('knows a next hop server with its outer address from 15 on', async () => {
    const { r1 } = bareConsoles('12.4(15)T14');
    Object.assign(r1.device.flavour, { hasNextGeneration: false });
    expect(await r1.configure('interface Tunnel0\n ip nhrp nhs 10.0.0.1 nbma 192.0.2.1')).toHaveLength(1);
    expect(await r1.configure('interface Tunnel0\n ip nhrp nhs 10.0.0.1')).toEqual([]);
  });

  it('does not go with a destination', async () => {
    const { r1 } = bareConsoles('15.9(3)M6');
    const text = 'interface Tunnel0\n tunnel destination 192.0.2.1\n tunnel mode gre multipoint';
    expect(await r1.configure(text)).toEqual([
      "% A multipoint tunnel has no destination of its own: 'no tunnel destination' first",
    ]);
    const again =
      'interface Tunnel0\n no tunnel destination\n tunnel mode gre multipoint\n tunnel destination 192.0.2.1';
    expect(await r1.configure(again)).toEqual([
      '% A tunnel of mode gre multipoint takes no destination: NHRP knows its far ends',
    ]);
  });
});
