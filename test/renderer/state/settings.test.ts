import { describe, expect, it } from 'vitest';
import { Settings } from '../../../src-renderer/state/settings.svelte.ts';
import { memory } from './memory.ts';

describe('the theme', () => {
  it('is the system’s until one is chosen, and is remembered', () => {
    const stored = memory();
    const shown: string[] = [];
    const settings = new Settings(stored, (theme) => shown.push(theme));
    settings.theme = 'dark';
    expect(shown).toEqual(['system', 'dark']);
    expect(new Settings(stored, () => undefined).theme).toBe('dark');
  });

  it('is the system’s where something else is stored', () => {
    expect(new Settings(memory({ theme: 'pink' }), () => undefined).theme).toBe('system');
  });
});
