import { describe, expect, it } from 'vitest';
import { greConsoles } from '../network-console.ts';

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

describe('arp', () => {
  it('says which Ethernet address a neighbour has, that nobody asks then', async () => {
    const { r1, r2, west } = await greConsoles();
    const right = 'arp 172.16.0.2 c202.0f3c.0000 arpa';
    const requests: number[] = [];
    west.frames.on(({ frame }) => {
      if (frame[12] === 0x08 && frame[13] === 0x06) requests.push(r1.clock.now());
    });
    expect(await r2.configure('arp 172.16.0.1 c201.0f3c.0000 arpa FastEthernet0/0')).toEqual([]);
    expect(await r1.configure(right)).toEqual([]);
    expect(await r1.type('ping 172.16.0.2')).toContain('\n!!!!!\n');
    expect(requests).toEqual([]);
    expect(await r1.type('show arp')).toContain(
      'Internet  172.16.0.2              -   c202.0f3c.0000  ARPA   FastEthernet0/0\n',
    );
    expect(r1.configuration).toContain('\narp 172.16.0.2 c202.0f3c.0000 ARPA\n');
    await r1.type('clear arp-cache');
    expect(await r1.type('show ip arp 172.16.0.2')).toContain('c202.0f3c.0000');
    await r1.configure('arp 172.16.0.2 0000.0000.0bad arpa');
    expect(await r1.type('ping 172.16.0.2')).toContain('\n.....\n');
    expect(await r1.configure('no arp 172.16.0.2')).toEqual([]);
    expect(await r1.type('ping 172.16.0.2')).toContain('\n.!!!!\n');
  });

  it('answers for an address that it is told to answer for', async () => {
    const { r1, r2 } = await greConsoles();
    await r1.configure(
      'interface f0/0\nip address 192.168.7.1 255.255.255.0\narp 192.168.7.77 c201.0f3c.0000 arpa alias',
    );
    await r2.configure('interface f0/0\nip address 192.168.7.2 255.255.255.0');
    await r2.type('ping 192.168.7.77 repeat 1');
    r2.wait(1);
    expect(await r2.type('show arp')).toMatch(/192\.168\.7\.77 +0 +c201\.0f3c\.0000/);
    expect(r1.configuration).toContain('arp 192.168.7.77 c201.0f3c.0000 ARPA alias\n');
  });

  it('is cleared for one address or one interface', async () => {
    const { r2 } = await greConsoles();
    await r2.type('ping 172.16.0.1 repeat 2');
    await r2.type('ping 172.16.0.6 repeat 2');
    r2.wait(120);
    await r2.type('clear ip arp 172.16.0.1');
    r2.wait(1);
    expect(await r2.type('show arp')).toMatch(/172\.16\.0\.1 +0 [^]*172\.16\.0\.6 +2 /);
    r2.wait(120);
    await r2.type('clear arp-cache interface FastEthernet0/1');
    r2.wait(1);
    expect(await r2.type('show arp')).toMatch(/172\.16\.0\.1 +2 [^]*172\.16\.0\.6 +0 /);
  });
});
