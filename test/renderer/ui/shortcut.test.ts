import { describe, expect, it } from 'vitest';
import { ariaOf, keysOf, matches, worksIn } from '../../../src-renderer/ui/shortcut.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

describe('a shortcut', () => {
  it('is Control on one machine and Command on the other', () => {
    expect(matches('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true);
    expect(matches('Mod+K', press('k', { metaKey: true }), true)).toBe(true);
    expect(matches('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false);
    expect(matches('Mod+K', press('k'), false)).toBe(false);
    expect([keysOf('Mod+Enter', false), keysOf('Mod+Enter', true)]).toEqual([
      ['Ctrl', 'Enter'],
      ['⌘', '↩'],
    ]);
    expect(ariaOf('Mod+K', true)).toBe('Meta+K');
  });

  it('that is a sign asks for no Shift of its own', () => {
    expect(matches('?', press('?', { shiftKey: true }), false)).toBe(true);
    expect(matches('?', press('?'), false)).toBe(true);
    expect(matches('F6', press('F6', { shiftKey: true }), false)).toBe(false);
  });

  it('leaves a field the keys that type, and a terminal those that edit the line of a router', () => {
    const works = (shortcut: string) =>
      (['page', 'field', 'terminal'] as const).map((place) => worksIn(shortcut, place, false));
    expect(works('?')).toEqual([true, false, false]);
    expect(works('Mod+K')).toEqual([true, true, false]);
    expect(works('Alt+H')).toEqual([true, true, false]);
    expect(works('Mod+Enter')).toEqual([true, true, true]);
    expect(works('Alt+ArrowDown')).toEqual([true, true, true]);
    expect(works('F6')).toEqual([true, true, true]);
    expect(worksIn('Mod+K', 'terminal', true)).toBe(true);
  });
});
