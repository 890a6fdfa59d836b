import { describe, expect, it } from 'vitest';
import { greConsoles } from '../network-console.ts';

describe('traceroute', () => {
  it('names each router on the way; the last one answers two of three in time, as it may say so twice a second', async () => {
    const { r1 } = await greConsoles();
    await r1.type('ping 172.16.0.6');
    expect(await r1.type('traceroute 172.16.0.6')).toBe(`
Type escape sequence to abort.
Tracing the route to 172.16.0.6

  1 172.16.0.2 4 msec 4 msec 4 msec
  2 172.16.0.6 8 msec *  8 msec
`);
  });

  it('sees one step through a tunnel, from the source that is asked for', async () => {
    const { r1 } = await greConsoles();
    await r1.type('ping 172.16.0.6');
    expect(await r1.type('traceroute ip 10.0.0.2 numeric source tun0 probe 1')).toContain('\n\n  1 10.0.0.2 8 msec\n');
  });

  it('ends where a router knows no way', async () => {
    const { r1 } = await greConsoles();
    await r1.type('ping 172.16.0.6');
    expect(await r1.type('traceroute 99.9.9.9')).toContain(
      '\n\n  1 172.16.0.2 4 msec 4 msec 4 msec\n  2 172.16.0.2 !H  *  !H \n',
    );
  });

  it('waits for nobody up to thirty times, and stops when it is told to', async () => {
    const { r2 } = await greConsoles();
    const text = await r2.type('traceroute 99.9.9.9 timeout 1 probe 2');
    expect(text).toContain('\n  1  *  * \n');
    expect(text.endsWith('\n 30  *  * \n')).toBe(true);
    const terminal = r2.terminal();
    await terminal.press('traceroute 99.9.9.9\r');
    expect(await terminal.watch(7000)).toBe(' *  * ');
    expect(await terminal.press('\x1e')).toMatch(/^\n+R2#$/);
  });
});
