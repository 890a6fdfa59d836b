import { describe, expect, it } from 'vitest';
import { parsePing } from '../../../../src-main/parsers/ios/ping.ts';
import { bareConsoles, greConsoles } from '../network-console.ts';

/** What a parser made of a text, and whether it understood all of it. */
const read = (text: string): unknown => {
  const { records, outcome, unknown } = parsePing(text);
  return { outcome, unknown, ...records[0] };
};

describe('ping', () => {
  it('loses a packet to each neighbour that has to be asked for, and says how long the others took', async () => {
    const { r1 } = await greConsoles();
    expect(await r1.type('ping 172.16.0.2')).toBe(`
Type escape sequence to abort.
Sending 5, 100-byte ICMP Echos to 172.16.0.2, timeout is 2 seconds:
.!!!!
Success rate is 80 percent (4/5), round-trip min/avg/max = 4/4/4 ms
`);
    expect(await r1.type('ping ip 172.16.0.6')).toContain('\n.!!!!\nSuccess rate is 80 percent (4/5), round-trip');
    expect(await r1.type('p 10.0.0.2')).toContain(
      '\n!!!!!\nSuccess rate is 100 percent (5/5), round-trip min/avg/max = 8/8/8 ms\n',
    );
  });

  it('takes its options in any order', async () => {
    const { r1 } = await greConsoles();
    await r1.type('ping 172.16.0.6');
    const text = await r1.type('ping 10.0.0.2 size 200 source tun0 repeat 3 df-bit timeout 1');
    expect(text).toContain(
      'Sending 3, 200-byte ICMP Echos to 10.0.0.2, timeout is 1 second:\n' +
        'Packet sent with a source address of 10.0.0.1 \nPacket sent with the DF bit set\n!!!\n',
    );
    expect(read(text)).toMatchObject({
      outcome: 'complete',
      unknown: [],
      marks: '!!!',
      received: 3,
      source: '10.0.0.1',
      bytes: 200,
    });
  });

  it('refuses a source that is not an address of an interface that is up', async () => {
    const { r1 } = await greConsoles();
    expect(await r1.type('ping 10.0.0.2 source 172.16.0.6')).toBe(
      '% Invalid source address- IP address not on any of our up interfaces',
    );
    expect(await r1.type('ping 10.0.0.2 source f0/1')).toBe(
      '% Invalid source interface - IP not enabled or interface is down',
    );
  });

  it('shows U for what a router on the way does not know, which says so twice a second at most', async () => {
    const { r1 } = await greConsoles();
    await r1.type('ping 172.16.0.2');
    const text = await r1.type('ping 99.9.9.9');
    expect(text).toContain('\nU.U.U\nSuccess rate is 0 percent (0/5)\n');
    expect(read(text)).toMatchObject({ outcome: 'complete', unknown: [], marks: 'U.U.U', received: 0 });
  });

  it('shows M for what a router on the way may not cut', async () => {
    const { r1, r2 } = await greConsoles();
    await r1.type('ping 172.16.0.6');
    await r2.configure('interface f0/1\n ip mtu 1000');
    expect(await r1.type('ping 172.16.0.6 size 1200 df-bit repeat 3')).toContain('\nM.M\n');
    expect(await r1.type('ping 172.16.0.6 size 1200 repeat 3')).toContain('\n!!!\n');
  });

  it('gives up after two seconds a packet when nobody answers, or there is no way', async () => {
    const { r1, r2, clock } = await greConsoles();
    const before = clock.now();
    expect(await r2.type('ping 99.9.9.9')).toContain('\n.....\nSuccess rate is 0 percent (0/5)\n');
    expect(await r1.type('ping 172.16.0.1 repeat 2')).toContain('!!\nSuccess rate is 100 percent (2/2), round-trip');
    expect(clock.now() - before).toBe(10_000);
  });

  it('begins a new line after seventy marks', async () => {
    const { r1 } = await greConsoles();
    await r1.type('ping 172.16.0.2');
    const full = '!'.repeat(70);
    expect(await r1.type('ping 172.16.0.2 repeat 71')).toContain(`:\n${full}\n!\nSuccess rate is 100 percent (71/71)`);
    expect(await r1.type('ping 172.16.0.2 repeat 70')).toContain(`:\n${full}\nSuccess rate is 100 percent (70/70)`);
  });

  it('writes each mark when it is known, and stops at the escape keys with what it has', async () => {
    const { r2 } = await greConsoles();
    for (const escape of ['\x1e', '\x03']) {
      const terminal = r2.terminal();
      const start = await terminal.press('ping 99.9.9.9\r');
      expect(start).toContain('timeout is 2 seconds:\n');
      expect(start).not.toContain('.....');
      expect(await terminal.watch(1999)).toBe('');
      expect(await terminal.watch(1)).toBe('.');
      expect(await terminal.watch(2500)).toBe('.');
      expect(await terminal.press(escape)).toMatch(/^\nSuccess rate is 0 percent \(0\/2\)\n+R2#$/);
      expect(await terminal.watch(20_000)).toBe('');
    }
  });

  it('looks names up among the hosts of the router, and then in vain', async () => {
    const { r1 } = await greConsoles();
    r1.device.settings.hosts.set('r2', [0xac100002]);
    expect(await r1.type('ping R2')).toContain('to 172.16.0.2, timeout');
    expect(await r1.type('ping nowhere')).toBe(
      'Translating "nowhere"...domain server (255.255.255.255)\n' +
        '% Unrecognized host or address, or protocol not running.\n\n',
    );
  });

  it('finds no way on a router without addresses', async () => {
    const { r1 } = bareConsoles();
    expect(await r1.type('ping 10.0.0.1 repeat 1 timeout 0')).toContain('\n.\nSuccess rate is 0 percent (0/1)\n');
  });
});
