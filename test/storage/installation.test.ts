import { describe, expect, it } from 'vitest';
import { readStore } from '../../src-main/storage/store.ts';
import { freshStore } from './samples.ts';

describe('what belongs to the installation', () => {
  it('is kept by key, the last value of each', () => {
    const store = freshStore();
    expect(store.installation.get('electron.tried')).toBeUndefined();
    store.setInstallation('electron.tried', '2026-11-20');
    store.setInstallation('electron.tried', '2026-11-21\u0000');
    expect(readStore(store.path).installation.get('electron.tried')).toBe('2026-11-21\u0000');
  });

  it('is made once, for whoever asks first', () => {
    const one = freshStore();
    const other = freshStore(one.path);
    expect(one.installationOrNew('ssh.host-key', () => 'PEM')).toBe('PEM');
    expect(other.installationOrNew('ssh.host-key', () => 'another')).toBe('PEM');
  });
});
