import { describe, expect, it } from 'vitest';
import { greConsoles } from './network-console.ts';

describe('show arp', () => {
  it('lists own addresses, neighbours with their age, and neighbours that do not answer', async () => {
    const { r1 } = await greConsoles();
    await r1.type('ping 172.16.0.2 repeat 2');
    r1.wait(120);
    await r1.configure('interface f0/0\nip address 172.16.0.1 255.255.255.248');
    expect(await r1.type('show ip arp')).toBe(`Protocol  Address          Age (min)  Hardware Addr   Type   Interface
Internet  172.16.0.1              -   c201.0f3c.0000  ARPA   FastEthernet0/0
`);
    await r1.type('ping 172.16.0.2 repeat 2');
    r1.wait(120);
    await r1.type('ping 172.16.0.3 repeat 1');
    const text = `Protocol  Address          Age (min)  Hardware Addr   Type   Interface
Internet  172.16.0.1              -   c201.0f3c.0000  ARPA   FastEthernet0/0
Internet  172.16.0.2              2   c202.0f3c.0000  ARPA   FastEthernet0/0
Internet  172.16.0.3              0   Incomplete      ARPA   
`;
    expect(await r1.type('show arp')).toBe(text);
    expect(await r1.type('show ip arp f0/0')).toBe(text);
    expect(await r1.type('show ip arp 172.16.0.2')).toMatch(/^Protocol.*\n.*172\.16\.0\.2 .*\n$/);
    expect(await r1.type('show ip arp 9.9.9.9')).toBe('');
  });

  it('is asked for anew when it is cleared, so that no packet is lost', async () => {
    const { r1 } = await greConsoles();
    await r1.type('ping 172.16.0.2');
    expect(await r1.type('clear arp-cache')).toBe('');
    r1.wait(1);
    expect(await r1.type('ping 172.16.0.2')).toContain('\n!!!!!\n');
  });

  it('holds an entry that has grown too old while the neighbour is asked, and lets it go if that is silent', async () => {
    const { r1, r2 } = await greConsoles();
    await r1.type('ping 172.16.0.2');
    r1.wait(5 * 3600);
    expect(await r1.type('ping 172.16.0.2')).toContain('\n!!!!!\n');
    expect(await r1.type('show arp')).toMatch(/172\.16\.0\.2 +0 +c202/);
    await r2.configure('interface f0/0\nshutdown');
    r1.wait(5 * 3600);
    await r1.type('ping 172.16.0.2 repeat 2');
    expect(await r1.type('show arp')).not.toContain('c202');
  });
});
