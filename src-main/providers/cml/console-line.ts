/** A console behind the console server, from the moment at which it was opened there. */
import type { Stop } from '../../base/disposable.ts';
import { latin1Of } from '../../base/bytes.ts';
import { Incoming } from '../../devices/transport/incoming.ts';
import type { TerminalDuplex } from '../../devices/transport/terminal.ts';
import type { Line, TerminalSize } from '../provider.ts';
import { plainText } from './console-text.ts';

/** Control-] leaves the console and gives it free. */
const leave = Uint8Array.of(0x1d);

export class ConsoleLine implements Line {
  readonly #incoming = new Incoming();
  #tail = '';

  /** @param prompt of the console server: where it comes again, the console has ended behind it */
  constructor(
    private readonly duplex: TerminalDuplex,
    private readonly prompt: string,
    first: Uint8Array,
  ) {
    this.#hear(first);
    duplex.onData((bytes) => this.#hear(bytes));
    duplex.onClose((reason) => this.#incoming.end(reason));
  }

  write(bytes: Uint8Array): void {
    if (!this.#incoming.isEnded) this.duplex.write(bytes);
  }

  resize({ columns, rows }: TerminalSize): void {
    this.duplex.resize({ width: columns, height: rows });
  }

  onData(listener: (bytes: Uint8Array) => void): Stop {
    return this.#incoming.onData(listener);
  }

  onClose(listener: (reason: string) => void): Stop {
    return this.#incoming.onClose(listener);
  }

  close(): void {
    this.end('closed');
  }

  end(reason: string): void {
    if (this.#incoming.isEnded) return;
    this.duplex.write(leave);
    this.#incoming.end(reason);
    this.duplex.close();
  }

  #hear(bytes: Uint8Array): void {
    this.#incoming.hear(bytes);
    this.#tail = (this.#tail + latin1Of(bytes)).slice(-256);
    if (plainText(this.#tail).endsWith(`\n${this.prompt}`)) this.end('the console server has ended the console');
  }
}
