import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder, makeDataFolder } from '../../src-main/storage/data-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('the data folder', () => {
  it.each([
    ['QUICKMODE_HOME before all else', { QUICKMODE_HOME: '/srv/qm', XDG_DATA_HOME: '/x' }, 'linux', '/srv/qm'],
    ['XDG_DATA_HOME', { XDG_DATA_HOME: '/x' }, 'linux', '/x/quickmode'],
    ['the default of XDG_DATA_HOME', {}, 'linux', '/home/ann/.local/share/quickmode'],
    [
      'the default where XDG_DATA_HOME is relative',
      { XDG_DATA_HOME: 'x' },
      'linux',
      '/home/ann/.local/share/quickmode',
    ],
    ['the default where it is empty', { XDG_DATA_HOME: '' }, 'freebsd', '/home/ann/.local/share/quickmode'],
    ['macOS', { XDG_DATA_HOME: '/x' }, 'darwin', '/home/ann/Library/Application Support/QuickMode'],
  ])('is %s', (_, env, platform, expected) => {
    expect(dataFolder(env, platform, '/home/ann')).toBe(expected);
  });

  it('is in APPDATA on Windows', () => {
    const roaming = 'C:\\Users\\ann\\AppData\\Roaming';
    expect(dataFolder({ APPDATA: roaming }, 'win32', 'C:\\Users\\ann')).toBe(`${roaming}\\QuickMode`);
    expect(dataFolder({}, 'win32', 'C:\\Users\\ann')).toBe(`${roaming}\\QuickMode`);
    expect(dataFolder({ QUICKMODE_HOME: 'D:\\qm' }, 'win32', 'C:\\Users\\ann')).toBe('D:\\qm');
  });

  it('is created for its user alone, with the folders above it', () => {
    const folder = path.join(temporaryFolder(), 'a', 'b');
    makeDataFolder(folder);
    makeDataFolder(folder);
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('stays as it is where it is there', () => {
    const folder = path.join(temporaryFolder(), 'a');
    mkdirSync(folder, { mode: 0o755 });
    const before = statSync(folder).mode;
    makeDataFolder(folder);
    expect(statSync(folder).mode).toBe(before);
  });

  it('cannot be where a file is', () => {
    const file = path.join(temporaryFolder(), 'a');
    writeFileSync(file, '');
    for (const folder of [file, path.join(file, 'b')])
      expect(() => makeDataFolder(folder)).toThrow(expect.objectContaining({ code: 'cannot-open' }));
  });

  it.runIf(process.platform === 'linux')(
    'is refused at once where no folder can be made, also by an odd system',
    () => {
      expect(() => makeDataFolder('/proc/no/such/folder')).toThrow(expect.objectContaining({ kind: 'bad-input' }));
    },
  );
});
