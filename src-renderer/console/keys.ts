/** What becomes of a key that is pressed in a terminal. Nearly all belong to the router, Tab among them. */
import { matches, type KeyPress } from '../ui/shortcut.ts';

export type KeyMeaning =
  /** The router gets it. */
  | 'send'
  /** The browser or the window does something with it: paste, or a shortcut of ours. */
  | 'pass'
  | 'copy'
  /** To the tabs above the terminal. */
  | 'leave';

export interface KeyContext {
  hasSelection: boolean;
  /** Whether the key before was Escape: Escape, then Tab is the way out. */
  afterEscape: boolean;
  mac: boolean;
}

const copies = ['Mod+Shift+C'];
// Those of the window that it takes from a terminal: see worksIn in ui/shortcut.ts.
const passes = ['Mod+Shift+V', 'Shift+Insert', 'Mod+Enter', 'Alt+ArrowUp', 'Alt+ArrowDown'];

export function meaningOf(press: KeyPress, { hasSelection, afterEscape, mac }: KeyContext): KeyMeaning {
  const isOneOf = (shortcuts: readonly string[]) => shortcuts.some((shortcut) => matches(shortcut, press, mac));
  if (press.key === 'Tab' && afterEscape && !press.ctrlKey && !press.altKey) return 'leave';
  if (isOneOf(copies) || (hasSelection && isOneOf(['Mod+C']))) return 'copy';
  return isOneOf(passes) || isForeign(press) ? 'pass' : 'send';
}

/** Routers know no function keys, and nothing with Control and Shift, nor with the Command key of a Mac. */
function isForeign({ key, ctrlKey, shiftKey, metaKey }: KeyPress): boolean {
  return /^F\d+$/.test(key) || (ctrlKey && shiftKey) || metaKey;
}
