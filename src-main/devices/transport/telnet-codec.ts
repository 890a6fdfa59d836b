/**
 * Telnet without a socket: bytes off the wire become what was said, and what is to be said becomes bytes for the wire.
 * Both ends of a connection use it. Negotiation may stand anywhere in the stream, and again in the middle of a session
 * (a GNS3 console passes on the greeting of the program behind it), cut anywhere into chunks.
 *
 * Not supported: line mode, encryption, the urgent-data "synch". They are refused or ignored.
 */
import { bytesOfLatin1, latin1Of, u16 } from '../../base/bytes.ts';
import { TelnetNegotiation } from './telnet-negotiation.ts';
import {
  AYT,
  BINARY,
  DO,
  DONT,
  IAC,
  IP,
  NAWS,
  POLICY,
  SB,
  SE,
  TTYPE,
  TTYPE_IS,
  TTYPE_SEND,
  WILL,
  WONT,
  type TelnetSide,
} from './telnet-options.ts';
import type { TerminalSize } from './terminal.ts';

const CR = 13;
const LF = 10;
const NUL = 0;
const CTRL_C = 3;

/** A subnegotiation longer than this is cut: the other end is not to be trusted with our memory. */
const LONGEST_SUBNEGOTIATION = 512;

interface Received {
  /** What the other end said, options and line-end conventions taken out. */
  data: Uint8Array;
  /** What must go back on the wire at once. */
  reply: Uint8Array;
  /** The other end's window, when it told us just now. */
  resized: TerminalSize | undefined;
}

type State = 'data' | 'return' | 'command' | 'option' | 'sub' | 'sub-command';

export class TelnetCodec {
  /** What the other end calls its terminal, once it has said so. */
  terminalType: string | undefined;
  readonly #options: TelnetNegotiation;
  #state: State = 'data';
  #verb = 0;
  #sub: number[] = [];
  /** Has the other end shown that it speaks telnet? Until then this may be a bare serial port behind TCP. */
  #isTelnet = false;
  #data: number[] = [];
  #reply: number[] = [];
  #resized: TerminalSize | undefined;

  /** @param size our window, told to a server that asks; @param type our terminal's name (RFC 1091) */
  constructor(
    readonly side: TelnetSide,
    private size: TerminalSize = { width: 80, height: 24 },
    private readonly type = 'xterm',
  ) {
    this.#options = new TelnetNegotiation(side);
  }

  /** What we say before anything else; empty for a client. */
  greeting(): Uint8Array {
    return Uint8Array.from(POLICY[this.side].greeting);
  }

  receive(bytes: Uint8Array): Received {
    this.#data = [];
    this.#reply = [];
    this.#resized = undefined;
    for (const byte of bytes) this.#step(byte);
    return { data: Uint8Array.from(this.#data), reply: Uint8Array.from(this.#reply), resized: this.#resized };
  }

  /** Data for the wire: IAC doubled, and a bare CR followed by NUL unless binary transmission was agreed (RFC 854). */
  send(data: Uint8Array): Uint8Array {
    const needsNul = (this.#isTelnet || this.side === 'server') && !this.#options.weDo(BINARY);
    const wire: number[] = [];
    data.forEach((byte, i) => {
      wire.push(byte);
      if (byte === IAC) wire.push(IAC);
      if (byte === CR && needsNul && data[i + 1] !== LF) wire.push(NUL);
    });
    return Uint8Array.from(wire);
  }

  /** Tells the new size of our window, where the server has asked for it; otherwise there is nothing to send. */
  resize(size: TerminalSize): Uint8Array {
    this.size = size;
    return this.#options.weDo(NAWS) ? Uint8Array.from(this.#windowSize()) : new Uint8Array();
  }

  #step(byte: number): void {
    this.#steps[this.#state](byte);
  }

  readonly #steps: Record<State, (byte: number) => void> = {
    data: (byte) => this.#datum(byte),
    return: (byte) => {
      this.#state = 'data';
      // CR NUL is a bare CR; CR LF is a server's new line, and one press of Enter by a client.
      if (byte === NUL || (byte === LF && this.side === 'server')) return;
      this.#datum(byte);
    },
    command: (byte) => this.#command(byte),
    option: (byte) => {
      this.#state = 'data';
      const { reply, begun } = this.#options.hear(this.#verb, byte);
      this.#reply.push(...reply);
      if (begun) this.#begin(byte);
    },
    sub: (byte) => {
      if (byte === IAC) this.#state = 'sub-command';
      else if (this.#sub.length < LONGEST_SUBNEGOTIATION) this.#sub.push(byte);
    },
    'sub-command': (byte) => {
      this.#state = byte === SE ? 'data' : 'sub';
      if (byte === SE) this.#subnegotiation();
      else if (this.#sub.length < LONGEST_SUBNEGOTIATION) this.#sub.push(byte);
    },
  };

  #datum(byte: number): void {
    if (byte === IAC) {
      this.#state = 'command';
      return;
    }
    this.#data.push(byte);
    if (byte === CR && !this.#options.theyDo(BINARY)) this.#state = 'return';
  }

  #command(byte: number): void {
    this.#state = 'data';
    if (byte === IAC) {
      this.#data.push(byte);
      return;
    }
    this.#isTelnet = true;
    if (byte === DO || byte === DONT || byte === WILL || byte === WONT) {
      this.#verb = byte;
      this.#state = 'option';
    } else if (byte === SB) {
      this.#sub = [];
      this.#state = 'sub';
    } else if (byte === IP && this.side === 'server') this.#data.push(CTRL_C);
    else if (byte === AYT) this.#reply.push(...this.send(bytesOfLatin1('\r\n[Yes]\r\n')));
    // Go ahead, no operation, break, data mark: nothing to do.
  }

  #begin(option: number): void {
    if (option === NAWS && this.side === 'client') this.#reply.push(...this.#windowSize());
    if (option === TTYPE && this.side === 'server') this.#reply.push(IAC, SB, TTYPE, TTYPE_SEND, IAC, SE);
  }

  #subnegotiation(): void {
    const [option, ...content] = this.#sub;
    if (option === TTYPE && content[0] === TTYPE_SEND && this.#options.weDo(TTYPE))
      this.#reply.push(IAC, SB, TTYPE, TTYPE_IS, ...bytesOfLatin1(this.type), IAC, SE);
    if (option === TTYPE && content[0] === TTYPE_IS) this.terminalType = latin1Of(Uint8Array.from(content.slice(1)));
    if (option === NAWS && content.length === 4) this.#resized = sizeOf(Uint8Array.from(content));
  }

  #windowSize(): number[] {
    const { width, height } = this.size;
    const size = [width >> 8, width & 255, height >> 8, height & 255];
    return [IAC, SB, NAWS, ...size.flatMap((byte) => (byte === IAC ? [IAC, IAC] : [byte])), IAC, SE];
  }
}

/** RFC 1073: a zero means "unknown". */
function sizeOf(content: Uint8Array): TerminalSize {
  return { width: u16(content, 0) || 80, height: u16(content, 2) || 24 };
}
