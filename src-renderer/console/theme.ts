/** The terminal's colours out of ui/tokens.css: xterm wants them resolved, in words that a canvas understands. */
import type { ITheme } from '@xterm/xterm';
import type { Stop } from '../../src-main/api/contract/laboratory.ts';

const tokens = {
  background: 'ground',
  foreground: 'ink',
  cursor: 'cursor',
  cursorAccent: 'ground',
  selectionBackground: 'selection',
  black: 'black',
  red: 'red',
  green: 'green',
  yellow: 'yellow',
  blue: 'blue',
  magenta: 'magenta',
  cyan: 'cyan',
  white: 'white',
  brightBlack: 'black',
  brightRed: 'red',
  brightGreen: 'green',
  brightYellow: 'yellow',
  brightBlue: 'blue',
  brightMagenta: 'magenta',
  brightCyan: 'cyan',
  brightWhite: 'ink',
} as const satisfies Partial<Record<keyof ITheme, string>>;

/** The colours as they are where `element` stands. */
export function themeOf(element: HTMLElement): ITheme {
  // A custom property is handed out as it was written, light-dark() and all; a colour that uses it is resolved.
  const probe = element.ownerDocument.createElement('span');
  element.append(probe);
  const theme = Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => {
      probe.style.color = `var(--terminal-${token})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return theme;
}

/** Calls back whenever the page may have changed between light and dark. */
export function onThemeChange(page: Window, changed: () => void): Stop {
  const system = page.matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(changed);
  observer.observe(page.document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}
