import { isatty } from 'node:tty';
import type { SerialPort } from 'serialport';
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Incoming } from './incoming.ts';
import type { TerminalDuplex } from './terminal.ts';

/** A line on which so much waits has nobody at its end: at 9600 it is a quarter of an hour. */
const MOST_UNSENT = 1024 * 1024;

/** Milliseconds between two looks whether the port is still there. */
const LOOK_AGAIN = 1000;

/** An open serial port. */
export class SerialStream implements TerminalDuplex {
  static #closing: Promise<unknown> = Promise.resolve();

  /** A port can be opened anew when it is closed, and closing takes a moment. */
  static get closings(): Promise<unknown> {
    return SerialStream.#closing;
  }

  readonly #incoming = new Incoming();

  readonly #gone: string;

  constructor(
    private readonly port: SerialPort,
    clock: Clock,
  ) {
    this.#gone = `the serial port ${port.path} is gone: its cable or adapter was unplugged`;
    port.on('data', (bytes: Uint8Array) => this.#incoming.hear(bytes));
    port.on('error', (error) => this.#end(`the serial port ${port.path} broke: ${error.message}`));
    port.on('close', () => this.#incoming.end(this.#gone));
    this.#watch(clock);
  }

  write(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.#incoming.isEnded || !this.port.isOpen) return;
    if (this.port.writableLength > MOST_UNSENT) this.#end(`nothing goes out at the serial port ${this.port.path}`);
    else this.port.write(Buffer.from(bytes));
  }

  /** Nobody at a serial line can be told. */
  resize(): void {
    return undefined;
  }

  onData(listener: (bytes: Uint8Array) => void): Stop {
    return this.#incoming.onData(listener);
  }

  onClose(listener: (reason: string) => void): Stop {
    return this.#incoming.onClose(listener);
  }

  close(): void {
    this.#end('closed');
  }

  /**
   * A port that is pulled out while it is read reads as empty from then on, which the library takes for silence and
   * asks again at once. To the system it is no terminal any more.
   */
  #watch(clock: Clock): void {
    const file = fileOf(this.port);
    if (file === undefined) return;
    let stop: Stop = () => undefined;
    const wait = (): void => {
      stop = clock.after(LOOK_AGAIN, () => {
        if (isatty(file)) wait();
        else this.#end(this.#gone);
      });
    };
    wait();
    this.#incoming.onClose(() => stop());
  }

  /** What was written before still goes out. */
  #end(reason: string): void {
    if (this.#incoming.isEnded) return;
    this.#incoming.end(reason);
    const closed = new Promise<void>((resolve) => {
      // One that was lost closes by itself.
      if (!this.port.isOpen) resolve();
      else this.port.drain(() => (this.port.isOpen ? this.port.close(() => resolve()) : resolve()));
    });
    SerialStream.#closing = Promise.all([SerialStream.#closing, closed]);
  }
}

/** The open file behind a port; on Windows there is none. */
function fileOf(port: SerialPort): number | undefined {
  const { port: binding } = port as unknown as { port?: { fd?: unknown } };
  return typeof binding?.fd === 'number' ? binding.fd : undefined;
}
