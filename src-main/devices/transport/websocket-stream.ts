import type { RawData, WebSocket } from 'ws';
import type { Stop } from '../../base/disposable.ts';
import { Incoming } from './incoming.ts';
import { TelnetCodec } from './telnet-codec.ts';
import type { TerminalDuplex, TerminalSize } from './terminal.ts';

/** What the frames carry and how we send ours: see WebSocketConsole. */
interface Framing {
  carries?: 'bytes' | 'telnet';
  sends?: 'text' | 'binary';
  terminal?: TerminalSize;
}

/** A reader this far behind has gone: a console never has megabytes waiting. */
const MOST_UNSENT = 8 * 1024 * 1024;

/** A console whose bytes come in the frames of a WebSocket. */
export class WebSocketStream implements TerminalDuplex {
  readonly #incoming = new Incoming();
  /** Bytes of one character may be cut into two writes. */
  readonly #decoder = new TextDecoder();
  readonly #telnet: TelnetCodec | undefined;
  readonly #sendsText: boolean;

  constructor(
    private readonly socket: WebSocket,
    { carries = 'bytes', sends = 'text', terminal }: Framing,
  ) {
    this.#sendsText = sends === 'text';
    this.#telnet = carries === 'telnet' ? new TelnetCodec('client', terminal) : undefined;
    socket.on('message', (data) => this.#hear(bytesOf(data)));
    socket.on('error', (error) => this.#incoming.end(`the connection broke: ${error.message}`));
    socket.on('close', (code, reason) => this.#incoming.end(wordsOf(code, reason)));
  }

  write(bytes: Uint8Array): void {
    // Of what telnet would add, text frames can carry nothing: a plain CR is Enter everywhere.
    this.#put(this.#telnet && !this.#sendsText ? this.#telnet.send(bytes) : bytes);
  }

  resize(size: TerminalSize): void {
    if (this.#telnet) this.#answer(this.#telnet.resize(size));
  }

  onData(listener: (bytes: Uint8Array) => void): Stop {
    return this.#incoming.onData(listener);
  }

  onClose(listener: (reason: string) => void): Stop {
    return this.#incoming.onClose(listener);
  }

  close(): void {
    this.#incoming.end('closed');
    this.socket.close(1000);
  }

  #hear(bytes: Uint8Array): void {
    if (!this.#telnet) {
      this.#incoming.hear(bytes);
      return;
    }
    const { data, reply } = this.#telnet.receive(bytes);
    this.#answer(reply);
    this.#incoming.hear(data);
  }

  /** Telnet's own bytes are no text. */
  #answer(wire: Uint8Array): void {
    if (!this.#sendsText) this.#put(wire);
  }

  #put(wire: Uint8Array): void {
    if (wire.length === 0 || this.#incoming.isEnded || this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > MOST_UNSENT) {
      this.#incoming.end('the other end has stopped reading');
      this.socket.terminate();
    } else if (this.#sendsText) this.#putText(this.#decoder.decode(wire, { stream: true }));
    else this.socket.send(wire);
  }

  #putText(text: string): void {
    if (text !== '') this.socket.send(text, { binary: false });
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

/** RFC 6455, section 7.4: 1000 is an ordinary end, 1005 and 1006 say nothing. */
function wordsOf(code: number, reason: Buffer): string {
  const words = reason.toString().replace(/\p{Cc}/gu, ' ');
  if (words !== '') return `the other end closed the connection: ${words}`;
  return code === 1006 ? 'the connection broke' : 'the other end closed the connection';
}
