import type { Duplex as Stream } from 'node:stream';
import { Emitter } from '../../base/emitter.ts';
import type { Stop } from '../../base/disposable.ts';
import { Incoming } from './incoming.ts';
import type { TelnetCodec } from './telnet-codec.ts';
import type { TerminalDuplex, TerminalSize } from './terminal.ts';

/** A reader this far behind has gone: a console never has megabytes waiting. */
const MOST_UNSENT = 8 * 1024 * 1024;

/** A telnet connection, from either end of it, over TCP or whatever carries it. */
export class TelnetStream implements TerminalDuplex {
  readonly #incoming = new Incoming();
  readonly #resized = new Emitter<TerminalSize>();

  constructor(
    private readonly socket: Stream,
    private readonly codec: TelnetCodec,
  ) {
    this.#put(codec.greeting());
    socket.on('data', (bytes: Uint8Array) => this.#hear(bytes));
    socket.on('error', (error) => this.#incoming.end(`the connection broke: ${error.message}`));
    socket.on('end', () => this.#incoming.end('the other end closed the connection'));
    socket.on('close', () => this.#incoming.end('the connection is closed'));
  }

  write(bytes: Uint8Array): void {
    this.#put(this.codec.send(bytes));
  }

  resize(size: TerminalSize): void {
    this.#put(this.codec.resize(size));
  }

  onData(listener: (bytes: Uint8Array) => void): Stop {
    return this.#incoming.onData(listener);
  }

  onClose(listener: (reason: string) => void): Stop {
    return this.#incoming.onClose(listener);
  }

  /** The window of the other end has another size. */
  onResize(listener: (size: TerminalSize) => void): Stop {
    return this.#resized.on(listener);
  }

  close(): void {
    this.#incoming.end('closed');
    // What was written before the close still goes out.
    this.socket.end(() => this.socket.destroy());
  }

  #hear(bytes: Uint8Array): void {
    const { data, reply, resized } = this.codec.receive(bytes);
    this.#put(reply);
    if (resized) this.#resized.emit(resized);
    this.#incoming.hear(data);
  }

  #put(wire: Uint8Array): void {
    if (wire.length === 0 || this.#incoming.isEnded || !this.socket.writable) return;
    if (this.socket.writableLength > MOST_UNSENT) this.socket.destroy(new Error('the other end has stopped reading'));
    else this.socket.write(wire);
  }
}
