import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { describe, expect, test } from 'vitest';
import { HostNetwork } from './host-network.ts';

describe('a VPCS host', () => {
  test('starts from its start-up file, and pings through routers: a line for each of five answers', async () => {
    const hosts = await HostNetwork.start();
    expect(hosts.network.shortfalls).toEqual([]);
    expect(await hosts.type('PC1', 'show ip')).toMatchInlineSnapshot(`
      "
      Welcome to Virtual PC Simulator, version 0.8.2
      Dedicated to Daling.
      All rights reserved.

      VPCS is free software, distributed under the terms of the "BSD" licence.
      Source code and license can be found at vpcs.sf.net.
      For more information, please visit wiki.freecode.com.cn.

      Press '?' to get help.

      Executing the startup file

      PC1> show ip

      NAME        : PC1[1]
      IP/MASK     : 10.1.0.2/24
      GATEWAY     : 10.1.0.1
      DNS         : 
      MAC         : 00:50:79:66:68:00
      LPORT       : 20000
      RHOST:PORT  : 127.0.0.1:30000
      MTU         : 1500

      PC1> "
    `);
    await hosts.type('PC1', 'ping 172.16.10.11 -c 3');
    expect(await hosts.type('PC1', 'ping 172.16.10.11 -c 2')).toMatchInlineSnapshot(`
      "ping 172.16.10.11 -c 2

      84 bytes from 172.16.10.11 icmp_seq=1 ttl=62 time=12.000 ms
      84 bytes from 172.16.10.11 icmp_seq=2 ttl=62 time=12.000 ms

      PC1> "
    `);
  });

  test('says what is in the way', async () => {
    const hosts = await HostNetwork.start();
    await hosts.type('PC1', 'ping 10.1.0.1 -c 1');
    expect(await hosts.type('PC1', 'ping 10.1.0.9')).toContain('host (10.1.0.9) not reachable');
    expect(await hosts.type('PC1', 'ping 192.0.2.1 -c 1')).toContain(
      '*10.1.0.1 icmp_seq=1 (ICMP type:3, code:1, Destination host unreachable)',
    );
    expect(await hosts.type('PC1', 'ping 10.1.0.1 -3')).toContain('ping -3: not simulated');
    expect(await hosts.type('PC1', 'frobnicate')).toContain('Bad command: "frobnicate". Use ? for help.');
  });

  test('traces a path', async () => {
    const hosts = await HostNetwork.start();
    await hosts.type('PC1', 'ping 172.16.10.11 -c 3');
    expect(await hosts.type('PC1', 'trace 172.16.10.11')).toMatchInlineSnapshot(`
      "trace 172.16.10.11
      trace to 172.16.10.11, 8 hops max, press Ctrl+C to stop
       1   10.1.0.1   4.000 ms  4.000 ms  4.000 ms
       2   10.0.0.2   8.000 ms  8.000 ms  8.000 ms
       3   *172.16.10.11   12.000 ms (ICMP type:3, code:3, Destination port unreachable)

      PC1> "
    `);
  });

  test('takes another address, unless somebody has it', async () => {
    const hosts = await HostNetwork.start();
    expect(await hosts.type('PC1', 'ip 10.1.0.1/24')).toContain('10.1.0.1 is being used by MAC');
    expect(await hosts.type('PC1', 'ip 10.1.0.7 255.255.255.0 10.1.0.1')).toContain(
      'PC1 : 10.1.0.7 255.255.255.0 gateway 10.1.0.1',
    );
    expect(await hosts.type('PC1', 'ip 10.1.0.7/24 10.9.0.1')).toContain('not same subnet');
    expect(await hosts.type('PC1', 'ip dhcp')).toContain('ip dhcp: not simulated');
  });

  test('an endless ping waits for nobody, and ends with Ctrl-C', async () => {
    const hosts = await HostNetwork.start();
    await hosts.type('PC1', 'ping 10.1.0.1 -t', { until: 3500 });
    let shown = '';
    const terminal = hosts.network.devices.get('PC1')?.terminals.console.attach((bytes) => (shown += latin1Of(bytes)));
    terminal?.receive(bytesOfLatin1('\x03'));
    await hosts.settle();
    expect(shown).toBe('^C\r\nPC1> ');
  });
});

describe('a Linux host', () => {
  test('starts from the script of a CML node, and shows its card and its routes', async () => {
    const hosts = await HostNetwork.start();
    expect(await hosts.type('H2', 'ip addr')).toMatchInlineSnapshot(`
      "
      Site2-Host1:~$ ip addr
      1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1000
          link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
          inet 127.0.0.1/8 scope host lo
             valid_lft forever preferred_lft forever
      2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc pfifo_fast state UP qlen 1000
          link/ether 52:54:00:0c:e7:a6 brd ff:ff:ff:ff:ff:ff
          inet 172.16.10.11/24 scope global eth0
             valid_lft forever preferred_lft forever
      Site2-Host1:~$ "
    `);
    expect(await hosts.type('H2', 'ip route')).toMatchInlineSnapshot(`
      "ip route
      default via 172.16.10.1 dev eth0 
      172.16.10.0/24 dev eth0 scope link  src 172.16.10.11 
      Site2-Host1:~$ "
    `);
    expect(await hosts.type('H2', 'route -n')).toMatchInlineSnapshot(`
      "route -n
      Kernel IP routing table
      Destination     Gateway         Genmask         Flags Metric Ref    Use Iface
      0.0.0.0         172.16.10.1     0.0.0.0         UG    0      0        0 eth0
      172.16.10.0     0.0.0.0         255.255.255.0   U     0      0        0 eth0
      Site2-Host1:~$ "
    `);
  });

  test('pings as BusyBox does', async () => {
    const hosts = await HostNetwork.start();
    await hosts.type('H2', 'ping -c 3 10.1.0.2');
    expect(await hosts.type('H2', 'ping -s 100 -c 2 10.1.0.2')).toMatchInlineSnapshot(`
      "ping -s 100 -c 2 10.1.0.2
      PING 10.1.0.2 (10.1.0.2): 100 data bytes
      108 bytes from 10.1.0.2: seq=0 ttl=62 time=12.000 ms
      108 bytes from 10.1.0.2: seq=1 ttl=62 time=12.000 ms

      --- 10.1.0.2 ping statistics ---
      2 packets transmitted, 2 packets received, 0% packet loss
      round-trip min/avg/max = 12.000/12.000/12.000 ms
      Site2-Host1:~$ "
    `);
    expect(await hosts.type('H2', 'ping -q -c 2 10.1.0.2')).toContain(
      '(10.1.0.2): 56 data bytes\n\n--- 10.1.0.2 ping statistics ---\n2 packets transmitted, 2 packets received',
    );
    expect(await hosts.type('H2', 'ping -c 1 172.16.10.99')).toContain(
      '1 packets transmitted, 0 packets received, 100% packet loss',
    );
    expect(await hosts.type('H2', 'traceroute 10.1.0.2')).toMatchInlineSnapshot(`
      "traceroute 10.1.0.2
      traceroute to 10.1.0.2 (10.1.0.2), 30 hops max, 46 byte packets
       1  172.16.10.1 (172.16.10.1)  4.000 ms  4.000 ms  4.000 ms
       2  10.0.0.1 (10.0.0.1)  8.000 ms  8.000 ms  8.000 ms
       3  10.1.0.2 (10.1.0.2)  12.000 ms  12.000 ms  12.000 ms
      Site2-Host1:~$ "
    `);
  });

  test('has a second address on a card, and sends from the one that the next hop is near', async () => {
    const hosts = await HostNetwork.start();
    await hosts.type('H2', 'ip addr add 172.16.99.11/24 dev eth0');
    await hosts.type('H2', 'ip addr add 172.16.10.12/24 dev eth0');
    const shown = await hosts.type('H2', 'ip addr show dev eth0');
    expect(shown.match(/inet .*/g)).toEqual([
      'inet 172.16.10.11/24 scope global eth0',
      'inet 172.16.99.11/24 scope global eth0',
      'inet 172.16.10.12/24 scope global secondary eth0',
    ]);
    expect(await hosts.type('H2', 'ip route')).toContain('172.16.99.0/24 dev eth0 scope link  src 172.16.99.11');
    const sources: string[] = [];
    hosts.network.links.get('east')?.frames.on(({ frame }) => sources.push(frame.subarray(26, 30).join('.')));
    await hosts.type('H2', 'ping -c 1 172.16.99.1');
    await hosts.type('H2', 'ping -c 1 172.16.10.1');
    expect(sources).toContain('172.16.10.11');
    expect(await hosts.type('PC1', 'ping 172.16.10.12 -c 1')).toContain('icmp_seq=1');
    await hosts.type('H2', 'ip addr del 172.16.10.11/24 dev eth0');
    expect(await hosts.type('H2', 'ip addr del 172.16.10.11/24 dev eth0')).toContain('Cannot assign requested address');
    expect(await hosts.type('H2', 'curl http://172.16.10.1/')).toContain('-ash: curl: not simulated');
  });

  test('refuses what is not there, and does not forward', async () => {
    const hosts = await HostNetwork.start();
    expect(await hosts.type('H2', 'tcpdump -i eth0')).toContain('-ash: tcpdump: not found');
    expect(await hosts.type('H2', 'ip addr add 10.0.0.1/8 dev eth7')).toContain("can't find device 'eth7'");
    expect(await hosts.type('H2', 'ip route add 10.0.0.0/8 via 10.9.9.9')).toContain('Network unreachable');
    expect(hosts.network.devices.get('H2')?.authenticate('learner', 'secret')).toBe(true);
    expect(hosts.network.devices.get('H2')?.authenticate('cisco', 'cisco')).toBe(false);
  });

  test('what was typed is taken up again after a restart', async () => {
    const hosts = await HostNetwork.start();
    const journal: { path: []; line: string }[] = [];
    hosts.network.accepted.on(({ entry }) => journal.push({ path: [], line: entry.line }));
    await hosts.type('H2', 'ip addr del 172.16.10.11/24 dev eth0');
    await hosts.type('H2', 'ip addr add 172.16.10.44/24 dev eth0');
    await hosts.type('H2', 'ip addr');
    await hosts.type('H2', 'hostname other');
    const again = await HostNetwork.start({ journal: { H2: journal } });
    expect(journal).toHaveLength(3);
    expect(await again.type('H2', 'ip addr show dev eth0')).toContain('inet 172.16.10.44/24 scope global eth0');
    expect(await again.type('H2', '')).toContain('other:~$ ');
  });

  test('what its script asks for beyond is listed', async () => {
    const hosts = await HostNetwork.start({ configurations: { H2: 'hostname H\niface eth0 inet dhcp\nmodprobe x\n' } });
    expect(hosts.network.shortfalls).toEqual([
      {
        kind: 'line',
        node: 'H2',
        name: 'alpine-0',
        number: 2,
        text: 'iface eth0 inet dhcp',
        reason: 'iface: not simulated',
      },
      { kind: 'line', node: 'H2', name: 'alpine-0', number: 3, text: 'modprobe x', reason: 'modprobe: not simulated' },
    ]);
  });
});
