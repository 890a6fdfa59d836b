import { describe, expect, it } from 'vitest';
import { bareConsoles } from '../network-console.ts';

describe('ip address', () => {
  it.each([
    ['f0/0', '10.0.0.1 255.0.255.0', 'Bad mask 0xFF00FF00 for address 10.0.0.1'],
    ['f0/0', '10.2.2.3 255.255.255.252', 'Bad mask /30 for address 10.2.2.3'],
    ['f0/0', '10.2.2.0 255.255.255.0', 'Bad mask /24 for address 10.2.2.0'],
    ['f0/0', '10.2.2.1 255.255.255.255', 'Bad mask /32 for address 10.2.2.1'],
    ['tun0', '10.2.2.1 0.0.0.0', 'Bad mask /0 for address 10.2.2.1'],
    ['f0/0', '224.0.0.5 255.255.255.0', 'Not a valid host address - 224.0.0.5'],
    ['f0/0', '127.0.0.1 255.0.0.0', 'Not a valid host address - 127.0.0.1'],
    ['lo0', '0.0.0.1 255.0.0.0', 'Not a valid host address - 0.0.0.1'],
  ])('on %s refuses %s', async (name, address, reason) => {
    const { r1 } = bareConsoles();
    expect(await r1.configure(`interface ${name}\n ip address ${address}`)).toEqual([reason]);
    expect(r1.networkConfiguration).not.toContain(address);
  });

  it('takes a host on a loopback, and a subnet of two on a tunnel', async () => {
    const { r1 } = bareConsoles();
    expect(
      await r1.configure(
        'interface lo0\nip address 1.1.1.1 255.255.255.255\ninterface tun0\nip address 10.0.0.0 255.255.255.254',
      ),
    ).toEqual([]);
  });

  it('warns of a subnet of two where there could be more than two', async () => {
    const { r1 } = bareConsoles();
    const terminal = r1.terminal();
    await terminal.press('configure terminal\rinterface f0/0\r');
    expect(await terminal.press('ip address 10.0.0.0 255.255.255.254\r')).toContain(
      '\n% Warning: use /31 mask on non point-to-point interface cautiously\n',
    );
    expect(r1.networkConfiguration).toContain(' ip address 10.0.0.0 255.255.255.254\n');
  });

  it('does not overlap with the address of another interface, whichever is the wider', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface f0/0\nip address 10.0.0.1 255.255.255.252');
    expect(await r1.configure('interface f0/1\nip address 10.0.0.2 255.255.255.252')).toEqual([
      '% 10.0.0.0 overlaps with FastEthernet0/0',
    ]);
    expect(await r1.configure('interface tun0\nip address 10.9.9.9 255.0.0.0')).toEqual([
      '% 10.0.0.0 overlaps with FastEthernet0/0',
    ]);
    expect(await r1.configure('interface f0/0\nip address 10.0.0.2 255.255.255.252')).toEqual([]);
    expect(await r1.configure('interface f0/1\nip address 10.0.0.5 255.255.255.252')).toEqual([]);
  });

  it('goes with or without being named, and not when another one is named', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface f0/0\nip address 10.0.0.1 255.255.255.252');
    expect(await r1.configure('interface f0/0\nno ip address 10.0.0.2 255.255.255.252')).toEqual(['Invalid address']);
    expect(await r1.configure('interface f0/0\nno ip address 10.0.0.1 255.255.255.252')).toEqual([]);
    expect(await r1.configure('interface f0/0\nno ip address')).toEqual([]);
    expect(r1.networkConfiguration).toContain('interface FastEthernet0/0\n no ip address\n');
  });

  it('can be borrowed by a tunnel, which then has no subnet of its own', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface f0/0\nip address 172.16.0.1 255.255.255.252\nno shutdown');
    expect(
      await r1.configure('interface tun0\nip unnumbered f0/0\ntunnel source f0/0\ntunnel destination 172.16.0.2'),
    ).toEqual([]);
    expect(r1.networkConfiguration).toContain('interface Tunnel0\n ip unnumbered FastEthernet0/0\n tunnel source');
    expect(await r1.type('show ip route connected')).not.toContain('Tunnel0');
    expect(await r1.type('show interfaces tun0')).toContain(
      '  Interface is unnumbered. Using address of FastEthernet0/0 (172.16.0.1)\n',
    );
    expect(await r1.type('show ip interface brief')).toMatch(/^Tunnel0 +172\.16\.0\.1 +YES manual up +up/m);
    expect(await r1.configure('interface f0/1\nip unnumbered f0/0')).toEqual([
      'Point-to-point (non-multi-access) interfaces only',
    ]);
    await r1.configure('interface tun0\nno ip unnumbered');
    expect(r1.networkConfiguration).toContain('interface Tunnel0\n no ip address\n');
  });
});
