/** xterm, made ready for a router's console. The only module that knows it, in a bundle of its own. */
import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal, type ITheme } from '@xterm/xterm';
import { bytesOfText } from './bytes.ts';
import { meaningOf } from './keys.ts';
import { restrict } from './safety.ts';
import type { Screen, ScreenSize } from './session.ts';

export interface EmulatorOptions {
  /** What the input is called for people who do not see it. */
  label: string;
  fontSize: number;
  isSpoken: boolean;
  theme: ITheme;
  mac: boolean;
  onType: (bytes: Uint8Array) => void;
  onResize: (size: ScreenSize) => void;
  onCopy: (text: string) => void;
  onLeave: () => void;
}

export interface Emulator extends Screen {
  readonly size: ScreenSize;
  /** Takes as many columns and rows as there is room for. */
  fit(): void;
  focus(): void;
  selection(): string;
  paste(text: string): void;
  change(options: { fontSize?: number; isSpoken?: boolean; theme?: ITheme }): void;
  dispose(): void;
}

export type OpenEmulator = (element: HTMLElement, options: EmulatorOptions) => Emulator;

export const openEmulator: OpenEmulator = (element, options) => {
  const terminal = new Terminal({
    ...{ fontSize: options.fontSize, screenReaderMode: options.isSpoken, theme: options.theme },
    fontFamily: getComputedStyle(element).getPropertyValue('--mono'),
    ...{ scrollback: 5000, cursorBlink: false, cursorInactiveStyle: 'outline', lineHeight: 1.15 },
    // Pasted lines are typed, each ended by a carriage return: routers know no brackets around a paste.
    ignoreBracketedPasteMode: true,
    // Links and the clipboard are taken care of in safety.ts; a handler that does nothing is the second lock.
    linkHandler: { activate: () => undefined },
    minimumContrastRatio: 4.5,
    macOptionIsMeta: true,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  restrict(terminal.parser);
  terminal.attachCustomKeyEventHandler(keyHandler(terminal, options));
  terminal.onData((text) => options.onType(bytesOfText(text)));
  terminal.onBinary((text) => options.onType(Uint8Array.from(text, (character) => character.charCodeAt(0))));
  terminal.onResize(({ cols, rows }) => options.onResize({ columns: cols, rows }));
  terminal.open(element);
  terminal.textarea?.setAttribute('aria-label', options.label);
  return emulatorOf(terminal, fit);
};

function emulatorOf(terminal: Terminal, fit: FitAddon): Emulator {
  return {
    get size() {
      return { columns: terminal.cols, rows: terminal.rows };
    },
    write: (bytes, shown) => terminal.write(bytes, shown),
    clear: () => terminal.reset(),
    fit() {
      const room = fit.proposeDimensions();
      // A terminal that is not seen has no room, and keeps its size until it is.
      if (room && room.cols > 2 && room.rows > 1) terminal.resize(room.cols, room.rows);
    },
    focus: () => terminal.focus(),
    selection: () => terminal.getSelection(),
    paste: (text) => terminal.paste(text),
    change({ fontSize, isSpoken, theme }) {
      if (fontSize !== undefined) terminal.options.fontSize = fontSize;
      if (isSpoken !== undefined) terminal.options.screenReaderMode = isSpoken;
      if (theme) terminal.options.theme = theme;
    },
    dispose: () => terminal.dispose(),
  };
}

/** xterm's: false leaves a key to the browser. */
function keyHandler(terminal: Terminal, options: EmulatorOptions): (event: KeyboardEvent) => boolean {
  let afterEscape = false;
  return (event) => {
    if (event.type !== 'keydown') return true;
    const meaning = meaningOf(event, { hasSelection: terminal.hasSelection(), afterEscape, mac: options.mac });
    if (event.key !== 'Shift') afterEscape = event.key === 'Escape';
    if (meaning === 'copy') {
      options.onCopy(terminal.getSelection());
      terminal.clearSelection();
    }
    if (meaning === 'leave') options.onLeave();
    if (meaning === 'copy' || meaning === 'leave') event.preventDefault();
    return meaning === 'send';
  };
}
