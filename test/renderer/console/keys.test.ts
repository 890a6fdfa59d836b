import { describe, expect, it } from 'vitest';
import { meaningOf, type KeyContext } from '../../../src-renderer/console/keys.ts';
import type { KeyPress } from '../../../src-renderer/ui/shortcut.ts';

const usual: KeyContext = { hasSelection: false, afterEscape: false, mac: false };

function press(shortcut: string): KeyPress {
  const parts = shortcut.split('+');
  const has = (name: string) => parts.slice(0, -1).includes(name);
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: has('Control'),
    metaKey: has('Meta'),
    altKey: has('Alt'),
    shiftKey: has('Shift'),
  };
}

describe('keys in a terminal', () => {
  it('gives the router what edits its line, Tab and Control with letters among them', () => {
    for (const key of ['a', 'Tab', '?', 'Escape', 'Enter', 'Control+C', 'Control+K', 'Control+Z', 'Alt+b', 'ArrowUp'])
      expect(meaningOf(press(key), usual), key).toBe('send');
  });

  it('leaves with Escape, then Tab, forwards or backwards', () => {
    expect(meaningOf(press('Tab'), { ...usual, afterEscape: true })).toBe('leave');
    expect(meaningOf(press('Shift+Tab'), { ...usual, afterEscape: true })).toBe('leave');
  });

  it('copies what is selected, and aborts where nothing is', () => {
    expect(meaningOf(press('Control+Shift+C'), usual)).toBe('copy');
    expect(meaningOf(press('Control+C'), { ...usual, hasSelection: true })).toBe('copy');
    expect(meaningOf(press('Meta+C'), { ...usual, hasSelection: true, mac: true })).toBe('copy');
  });

  it('leaves pasting to the browser, and the keys of the window to the window', () => {
    for (const key of ['Control+Shift+V', 'Shift+Insert', 'F6', 'Shift+F6', 'Control+Enter', 'Alt+ArrowDown'])
      expect(meaningOf(press(key), usual), key).toBe('pass');
    expect(meaningOf(press('Meta+K'), { ...usual, mac: true })).toBe('pass');
  });
});
