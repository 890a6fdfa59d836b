import { describe, expect, it } from 'vitest';
import { bench } from './bench.ts';

describe('privilege', () => {
  it('goes over as many levels as it takes, both ways', async () => {
    const { device, router } = await bench({ start: 'user' });
    await device.privilege('configuration');
    expect(router.mode).toBe('config');
    await device.privilege('user');
    expect(router.mode).toBe('user');
    expect(router.run).toEqual(
      ['enable', 'terminal length 0', 'terminal width 511', 'configure terminal', 'end', 'disable'].filter(
        (line) => !line.startsWith('terminal'),
      ),
    );
  });

  it('gives the enable password', async () => {
    const { device, router } = await bench(
      { start: 'user', enablePassword: 'cisco' },
      { credentials: { enablePassword: 'cisco' } },
    );
    await device.privilege('privileged');
    expect(router.mode).toBe('privileged');
  });

  it.each([
    ['wrong-enable-password', { enablePassword: 'guess' }],
    ['enable-password-needed', {}],
  ])('says %s, and stays usable', async (code, credentials) => {
    const { device } = await bench(
      { start: 'user', enablePassword: 'cisco', commands: { 'show clock': 'now' } },
      { credentials },
    );
    await expect(device.execute('show clock')).rejects.toMatchObject({ kind: 'unreachable', code });
    expect((await device.execute('show clock', { level: 'user' })).output).toBe('now');
  });

  it('says what the device said when a mode is refused', async () => {
    const { device } = await bench({
      commands: { 'configure terminal': '% Configuration mode locked by process 3\n' },
    });
    await expect(device.configure(['interface Tunnel0'])).rejects.toMatchObject({
      kind: 'device',
      code: 'level-refused',
      message: expect.stringContaining('locked by process 3') as unknown,
    });
  });

  it('knows no way to a level that the platform does not have', async () => {
    const { device } = await bench();
    await expect(device.privilege('root')).rejects.toMatchObject({ kind: 'device', code: 'no-way' });
  });
});
