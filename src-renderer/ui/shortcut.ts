/**
 * Shortcuts as text: "Mod+Shift+K", "F6", "Alt+ArrowDown", "?". Mod is the Command key on a Mac and Control elsewhere.
 * A shortcut names the key as KeyboardEvent.key does; letters in upper case.
 */

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const signs: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

const macSigns: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩' };

export function isMac(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform);
}

export function matches(shortcut: string, press: KeyPress, mac: boolean): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const has = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  // "?" and the like already say that Shift is held, on whatever keyboard they need it.
  const isSign = key.length === 1 && !/[A-Z0-9]/.test(key);
  return (
    press.key.toUpperCase() === key.toUpperCase() &&
    press.ctrlKey === (!mac && has('Mod')) &&
    press.metaKey === (mac && has('Mod')) &&
    press.altKey === has('Alt') &&
    (isSign || press.shiftKey === has('Shift'))
  );
}

/** Where the focus is when a key is pressed. */
export type KeyPlace = 'page' | 'field' | 'terminal';

/**
 * Whether a shortcut works there. A field takes every key that types, and a terminal also Control with a letter: they
 * edit the line of a router (Control+K erases to its end). Function keys, and those that neither uses, work everywhere.
 */
export function worksIn(shortcut: string, place: KeyPlace, mac: boolean): boolean {
  if (place === 'page') return true;
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const hasModifier = parts.includes('Mod') || parts.includes('Alt');
  if (/^F\d+$/.test(key)) return true;
  if (!hasModifier) return false;
  return place === 'field' || key.length > 1 || (mac && parts.includes('Mod'));
}

/** The keys as one would print them on a menu: ["Ctrl", "K"]. */
export function keysOf(shortcut: string, mac: boolean): string[] {
  return shortcut.split('+').map((part) => {
    if (mac && macSigns[part]) return macSigns[part];
    return signs[part] ?? (part === 'Mod' ? 'Ctrl' : part);
  });
}

/** For aria-keyshortcuts: "Control+K". */
export function ariaOf(shortcut: string, mac: boolean): string {
  return shortcut.replace('Mod', mac ? 'Meta' : 'Control');
}
