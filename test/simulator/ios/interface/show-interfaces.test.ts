import { describe, expect, it } from 'vitest';
import { parseShowInterfaces } from '../../../../src-main/parsers/ios/show-interfaces.ts';
import { bareConsoles, greConsoles } from '../network-console.ts';

const keys = 'crypto isakmp policy 10\n authentication pre-share\ncrypto isakmp key 0 FooB4r address';
const profile =
  'crypto ipsec transform-set MyTransformSet esp-3des esp-sha-hmac\ncrypto ipsec profile MyProfile\n set transform-set MyTransformSet'; // prettier-ignore
const migration = 'interface tun0\ntunnel mode ipsec ipv4\ntunnel protection ipsec profile MyProfile';

describe('show interfaces', () => {
  it('shows what seed 000 filters from it', async () => {
    const { r1 } = await greConsoles();
    const terminal = r1.terminal();
    const shown = await terminal.press('show int tun0 | include protocol\r');
    const lines = shown.split('\n').map((line) => line.trimEnd());
    expect(lines.slice(-3, -1)).toEqual(['Tunnel0 is up, line protocol is up', '  Tunnel protocol/transport GRE/IP']);
  });

  it('shows a GRE tunnel as 12.4 does, with what has passed it', async () => {
    const { r1 } = await greConsoles();
    await r1.configure('interface tun0\ndescription to R3');
    await r1.type('ping 172.16.0.6');
    await r1.type('ping 10.0.0.2');
    r1.wait(65);
    expect(await r1.type('show interfaces Tunnel0')).toBe(`Tunnel0 is up, line protocol is up 
  Hardware is Tunnel
  Description: to R3
  Internet address is 10.0.0.1/30
  MTU 1514 bytes, BW 9 Kbit, DLY 500000 usec, 
     reliability 255/255, txload 1/255, rxload 1/255
  Encapsulation TUNNEL, loopback not set
  Keepalive not set
  Tunnel source 172.16.0.1, destination 172.16.0.6
  Tunnel protocol/transport GRE/IP
    Key disabled, sequencing disabled
    Checksumming of packets disabled
  Tunnel TTL 255
  Fast tunneling enabled
  Tunnel transmit bandwidth 8000 (kbps)
  Tunnel receive bandwidth 8000 (kbps)
  Last input 00:01:05, output 00:01:05, output hang never
  Last clearing of "show interface" counters never
  Input queue: 0/75/0/0 (size/max/drops/flushes); Total output drops: 0
  Queueing strategy: fifo
  Output queue: 0/0 (size/max)
  5 minute input rate 0 bits/sec, 0 packets/sec
  5 minute output rate 0 bits/sec, 0 packets/sec
     5 packets input, 620 bytes, 0 no buffer
     Received 0 broadcasts, 0 runts, 0 giants, 0 throttles
     0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored, 0 abort
     5 packets output, 620 bytes, 0 underruns
     0 output errors, 0 collisions, 0 interface resets
     0 output buffer failures, 0 output buffers swapped out
`);
  });

  it('shows a tunnel in IPsec, with its profile and the interface that is its source', async () => {
    const { r1, r3 } = await greConsoles();
    for (const [router, peer] of [
      [r1, '172.16.0.6'],
      [r3, '172.16.0.1'],
    ] as const) {
      await router.configure(`${keys} ${peer}\n${profile}\n${migration}\ntunnel source f0/0`);
    }
    r1.wait(30);
    const text = await r1.type('show interfaces Tunnel0');
    expect(text).toContain(`Tunnel0 is up, line protocol is up \n`);
    expect(text).toContain(`  Tunnel source 172.16.0.1 (FastEthernet0/0), destination 172.16.0.6
  Tunnel protocol/transport IPSEC/IP
  Tunnel TTL 255
  Fast tunneling enabled
  Tunnel transmit bandwidth 8000 (kbps)
  Tunnel receive bandwidth 8000 (kbps)
  Tunnel protection via IPSec (profile "MyProfile")
`);
    await r3.configure('interface tun0\nno tunnel protection ipsec profile\ntunnel mode gre ip');
    await r1.type('clear crypto session');
    r1.wait(60);
    expect(await r1.type('show interfaces Tunnel0')).toContain('Tunnel0 is up, line protocol is down \n');
  });

  it('counts frames on a port, broadcasts among them, and since they were cleared', async () => {
    const { r1, r2 } = await greConsoles();
    const port = { address: 'c202.0f3c.0000', outputQueue: { size: 0, max: 40 } };
    await r1.type('clear counters');
    await r2.type('clear counters\n\n');
    await r1.type('ping 172.16.0.2');
    const { records } = parseShowInterfaces(await r2.type('show interfaces f0/0'));
    expect(records[0]).toMatchObject({
      macAddress: port.address,
      outputQueue: port.outputQueue,
      lastClearing: '00:00:02',
    });
    // A request that was broadcast and its answer, of 60 bytes each, and four times 114.
    expect(records[0]?.counters).toMatchObject({
      inputPackets: 5,
      inputBytes: 516,
      inputBroadcasts: 1,
      outputPackets: 5,
      outputBytes: 516,
    });
    expect(r2.messages.at(-1)).toContain('%CLEAR-5-COUNTERS: Clear counter on all interfaces by ');
  });

  it('tells the rate of the last minutes, which fades', async () => {
    const { r1 } = await greConsoles();
    await r1.type('ping 172.16.0.2');
    await r1.type('ping 172.16.0.2 repeat 3000 size 1500');
    const busy = await r1.type('show interfaces f0/0');
    expect(busy).toContain('  5 minute output rate 118000 bits/sec, 9 packets/sec\n');
    r1.wait(1800);
    expect(await r1.type('show interfaces f0/0')).toContain('  5 minute output rate 0 bits/sec, 0 packets/sec\n');
  });

  it('is understood to its end for every kind of interface in every state', async () => {
    const { r1 } = await greConsoles();
    await r1.configure(
      'interface lo0\nip address 1.1.1.1 255.255.255.255\ninterface tun7\ntunnel key 100\nkeepalive 5 2',
    );
    await r1.configure(
      'interface tun8\nip unnumbered lo0\nshutdown\ninterface f0/1\nno shutdown\nspeed 10\nduplex half',
    );
    const { outcome, unknown, records } = parseShowInterfaces(await r1.type('show interfaces'));
    expect({ outcome, unknown }).toEqual({ outcome: 'complete', unknown: [] });
    expect(records.map(({ name, status, protocol }) => `${name} ${status} ${protocol}`)).toEqual([
      'FastEthernet0/0 up up',
      'FastEthernet0/1 up down',
      'Loopback0 up up',
      'Tunnel0 up up',
      'Tunnel7 up down',
      'Tunnel8 administratively down down',
    ]);
    expect(records[1]).toMatchObject({ duplex: 'Half-duplex', speed: '10Mb/s', bandwidthKilobits: 10_000 });
    expect(records[4]).toMatchObject({ keepaliveSeconds: 5, keepaliveRetries: 2, tunnel: { key: '0x64' } });
  });

  it('knows no interface that is not there', async () => {
    const { r1 } = bareConsoles();
    expect(await r1.type('show interfaces tun9')).toBe("% Invalid input: 'tun9'");
    expect(await r1.type('show interface f0/1')).toContain('FastEthernet0/1 is administratively down');
  });

  it('has tables of descriptions and of protocols', async () => {
    const { r1 } = await greConsoles();
    await r1.configure('interface f0/0\ndescription WAN to R2');
    expect(await r1.type('show interfaces description')).toBe(
      'Interface                      Status         Protocol Description\n' +
        'Fa0/0                          up             up       WAN to R2\n' +
        'Fa0/1                          admin down     down     \n' +
        'Tu0                            up             up       \n',
    );
    expect(await r1.type('show protocols')).toContain(
      'Tunnel0 is up, line protocol is up\n  Internet address is 10.0.0.1/30\n',
    );
  });
});
