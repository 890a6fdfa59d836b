import { describe, expect, it } from 'vitest';
import { bareConsoles, greConsoles } from '../network-console.ts';

const tunnel = 'interface tun0\nip address 10.0.0.1 255.255.255.252\ntunnel source f0/0\ntunnel destination 172.16.0.2';

describe('the log', () => {
  it('tells of a port two seconds after it was started, and of its line protocol a second later', async () => {
    const { r1 } = bareConsoles();
    r1.wait(10);
    await r1.configure('interface f0/0\nip address 172.16.0.1 255.255.255.252\nno shutdown');
    r1.wait(20);
    await r1.configure('interface f0/0\nshutdown');
    r1.wait(20);
    expect(r1.messages).toEqual([
      '12000 %LINK-3-UPDOWN: Interface FastEthernet0/0, changed state to up',
      '13000 %LINEPROTO-5-UPDOWN: Line protocol on Interface FastEthernet0/0, changed state to up',
      '32000 %LINK-5-CHANGED: Interface FastEthernet0/0, changed state to administratively down',
      '33000 %LINEPROTO-5-UPDOWN: Line protocol on Interface FastEthernet0/0, changed state to down',
    ]);
  });

  it('tells nothing of a port that is down again before anybody could see it', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface f0/0\nno shutdown\nshutdown');
    r1.wait(20);
    expect(r1.messages).toEqual([
      '2000 %LINK-5-CHANGED: Interface FastEthernet0/0, changed state to administratively down',
    ]);
  });

  it('tells of a port without a cable that it is up, and nothing of its line protocol', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface f0/1\nno shutdown');
    r1.wait(20);
    expect(r1.messages).toEqual(['2000 %LINK-3-UPDOWN: Interface FastEthernet0/1, changed state to up']);
    expect(await r1.type('show ip interface brief')).toMatch(/^FastEthernet0\/1 .* unset {2}up +down +$/m);
  });

  it('tells of a tunnel that it is down while it is being configured, and up when it can send', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface f0/0\nip address 172.16.0.1 255.255.255.252\nno shutdown');
    r1.wait(10);
    const [made, ...rest] = tunnel.split('\n');
    await r1.configure(made ?? '');
    r1.wait(10);
    await r1.configure(`${made}\n${rest.join('\n')}`);
    r1.wait(10);
    expect(r1.messages.slice(2)).toEqual([
      '11000 %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to down',
      '21000 %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to up',
    ]);
  });

  it('tells once of what a pasted configuration comes to', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface f0/0\nip address 172.16.0.1 255.255.255.252\nno shutdown');
    r1.wait(10);
    await r1.configure(`${tunnel}\ninterface lo0\nip address 1.1.1.1 255.255.255.255`);
    r1.wait(10);
    expect(r1.messages.slice(2)).toEqual([
      '11000 %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to up',
      '11000 %LINEPROTO-5-UPDOWN: Line protocol on Interface Loopback0, changed state to up',
    ]);
  });

  it('tells of an interface that is taken away', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface lo0');
    r1.wait(10);
    await r1.configure('no interface lo0');
    r1.wait(10);
    expect(r1.messages.slice(1)).toEqual([
      '12000 %LINK-5-CHANGED: Interface Loopback0, changed state to administratively down',
      '13000 %LINEPROTO-5-UPDOWN: Line protocol on Interface Loopback0, changed state to down',
    ]);
  });

  it('tells of a tunnel whose mode was changed to IPsec, before there is anything to protect it', async () => {
    const { r1, clock } = await greConsoles();
    await r1.configure('interface tun0\ntunnel mode ipsec ipv4');
    r1.wait(10);
    expect(clock.now()).toBe(20_000);
    expect(r1.messages.at(-1)).toBe(
      '11000 %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to down',
    );
  });
});
