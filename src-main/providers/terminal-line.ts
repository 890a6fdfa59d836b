/** A terminal of ours at a device, as the line that a provider gives. */
import type { TerminalDuplex } from '../devices/transport/terminal.ts';
import type { Line } from './provider.ts';

export function lineAt(terminal: TerminalDuplex): Line {
  return {
    write: (bytes) => terminal.write(bytes),
    onData: (listener) => terminal.onData(listener),
    onClose: (listener) => terminal.onClose(listener),
    close: () => terminal.close(),
    resize: ({ columns, rows }) => terminal.resize({ width: columns, height: rows }),
  };
}
