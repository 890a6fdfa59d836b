import { describe, expect, it } from 'vitest';
import { settled } from '../fake-clock.ts';
import { bench } from './bench.ts';
import type { FakeRouter, FakeRouterOptions } from './fake-router.ts';

const CLOCK = '*00:13:31.891 UTC Fri Mar 1 2002';
const login = { username: 'admin', password: 'letmein' };
const credentials = { ...login, enablePassword: 'cisco' };
const answers = [
  { question: /Save\? \[yes\/no\]: ?$/, answer: 'no' },
  { question: /\[confirm\] ?$/, answer: '' },
];

function boot(router: FakeRouter): void {
  router.raw('\r\n\r\nSystem Bootstrap, Version 12.2\r\nC3725 platform with 131072 Kbytes of main memory\r\n');
  router.raw('Self decompressing the image : ######## [OK]\r\n\r\nR1#\r\n\r\nPress RETURN to get started!\r\n\r\n');
  router.mode = 'asleep';
}

const router: FakeRouterOptions = {
  login,
  enablePassword: 'cisco',
  start: 'asleep',
  commands: {
    'show clock': CLOCK,
    reload: (fake) =>
      fake.ask('System configuration has been modified. Save? [yes/no]: ', () =>
        fake.confirm('Proceed with reload? [confirm]', () => boot(fake)),
      ),
    'show logging': 'Log Buffer:\nPress RETURN to get started!\nend',
    'debug crash': (fake) => {
      boot(fake);
      return undefined;
    },
  },
};

describe('a router that is started anew', () => {
  it('by our own command says so, and is logged into again', async () => {
    const { device } = await bench(router, { credentials });
    await expect(device.execute('reload', { answers })).rejects.toMatchObject({ kind: 'device', code: 'restarted' });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect((await device.configure(['interface Tunnel0'])).accepted).toEqual(['interface Tunnel0']);
  });

  it('in the middle of a command fails that command alone', async () => {
    const { device } = await bench(router, { credentials });
    const [crashed, next] = await Promise.allSettled([device.execute('debug crash'), device.execute('show clock')]);
    expect(crashed).toMatchObject({ status: 'rejected', reason: { code: 'restarted' } });
    expect(next).toMatchObject({ status: 'fulfilled', value: { output: CLOCK } });
  });

  it('in the middle of a line of configuration fails, and leaves nobody in configuration mode', async () => {
    const { device, router: fake } = await bench(
      {
        ...router,
        rejected: (line) => {
          if (line === 'crash') boot(fakeOf());
          return undefined;
        },
      },
      { credentials },
    );
    function fakeOf(): FakeRouter {
      return fake;
    }
    await expect(device.configure(['interface Tunnel0', 'crash', 'no shutdown'])).rejects.toMatchObject({
      code: 'restarted',
    });
    expect(fake.mode).not.toMatch(/config/);
    expect((await device.execute('show clock')).output).toBe(CLOCK);
  });

  it('between two commands is logged into again', async () => {
    const { device, router: fake } = await bench(router, { credentials });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    boot(fake);
    await settled();
    expect((await device.execute('show clock')).output).toBe(CLOCK);
  });

  it('is not one whose log quotes the start', async () => {
    const { device } = await bench(router, { credentials });
    expect((await device.execute('show logging')).output).toContain('Press RETURN');
  });
});

describe('a console at 9600 baud', () => {
  /** It holds so many characters that were not read yet. */
  const BUFFER = 96;

  it('gets long lines no faster than it echoes them', async () => {
    const line = `description ${'a word and another '.repeat(20)}`.trim();
    const { device, router: fake } = await bench({ width: 0, slow: { buffer: BUFFER } });
    expect((await device.configure(['interface Tunnel0', line])).accepted).toEqual(['interface Tunnel0', line]);
    expect(fake.configuration).toContain(line);
    expect(fake.lost).toBe(0);
  });
});
