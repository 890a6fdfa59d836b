import { describe, expect, it } from 'vitest';
import { electronFor, whyNoWindow } from '../../src-main/cli/electron.ts';
import { FakeHost } from './fake-host.ts';

describe('whether a window can be opened', () => {
  it('is not so on Linux without a display, or as root', () => {
    expect(whyNoWindow({}, 'linux', 1000)).toBe('There is no display');
    expect(whyNoWindow({ DISPLAY: ':0' }, 'linux', 0)).toBe('Electron does not run as root');
  });

  it('is so with a display of either kind, and always elsewhere', () => {
    expect(whyNoWindow({ DISPLAY: ':0' }, 'linux', 1000)).toBeUndefined();
    expect(whyNoWindow({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', 1000)).toBeUndefined();
    expect(whyNoWindow({}, 'darwin', 501)).toBeUndefined();
    expect(whyNoWindow({}, 'win32', undefined)).toBeUndefined();
  });

  it.runIf(process.platform === 'linux')('is said before anything is looked for or fetched', async () => {
    const host = new FakeHost();
    const electron = await electronFor(host);
    host.dispose();
    expect(electron).toEqual({ kind: 'none', because: 'There is no display' });
    expect(host.said).toBe('');
  });
});
