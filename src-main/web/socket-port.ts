/** A port over a WebSocket. */
import type { RawData, WebSocket } from 'ws';
import { decodeMessage, encodeMessage } from '../api/contract/port-codec.ts';
import type { Clock } from '../base/clock.ts';
import type { Stop } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import type { Port } from '../base/remote.ts';

/** A port whose other end is a page in a browser, which can be slow and can go away. */
export interface PagePort extends Port {
  /** Bytes that were posted and have not left this process yet. A sender that can wait should, while it is high. */
  readonly buffered: number;
  /** Called once, with the reason in words. */
  onClose(listener: (reason: string) => void): Stop;
  close(): void;
}

export interface SocketLimits {
  /** Bytes of one message from the page. */
  message: number;
  /** Bytes that may wait for the page before it is given up: it is shown everything again when it comes back. */
  buffered: number;
  /** Milliseconds between two looks whether the page is still there. */
  heartbeat: number;
}

export const socketLimits: SocketLimits = {
  // Above the largest topology file that is read (importers/limits.ts).
  message: 24 * 1024 * 1024,
  buffered: 64 * 1024 * 1024,
  heartbeat: 15_000,
};

/** WebSocket close codes (RFC 6455 section 7.4.1; 1013 from IANA's registry). */
const closeCode = { goingAway: 1001, unsupportedData: 1003, badPayload: 1007, tryAgainLater: 1013 } as const;

export class SocketPort implements PagePort {
  readonly #messages = new Emitter<unknown>();
  readonly #closed = new Emitter<string>();
  #stopHeartbeat: Stop | undefined;
  #isAlive = true;
  #closeReason: string | undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly clock: Clock,
    private readonly limits: SocketLimits,
  ) {
    socket.on('message', (data, isBinary) => this.#hear(data, isBinary));
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    // The socket says why it closes in an error that comes before its close; alone it says nothing.
    socket.on('error', (error) => {
      this.#closeReason ??= error.message;
    });
    socket.on('close', (code, reason) => this.#end(reason.toString() || `closed with code ${code}`));
    this.#watch();
  }

  get buffered(): number {
    return this.socket.bufferedAmount;
  }

  post(message: unknown): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.socket.send(encodeMessage(message));
    if (this.buffered > this.limits.buffered) this.#abandon('the page is too slow', closeCode.tryAgainLater);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messages.on(listener);
  }

  onClose(listener: (reason: string) => void): Stop {
    return this.#closed.on(listener);
  }

  close(): void {
    this.#stopHeartbeat?.();
    this.socket.close(closeCode.goingAway, 'QuickMode has ended');
    // A page that does not answer the close is not waited for.
    this.#stopHeartbeat = this.clock.after(1000, () => this.socket.terminate());
  }

  #hear(data: RawData, isBinary: boolean): void {
    this.#isAlive = true;
    if (isBinary) return this.socket.close(closeCode.unsupportedData, 'messages are text');
    const message = this.#decoded((data as Buffer).toString());
    if (message) this.#messages.emit(message.value);
  }

  #decoded(text: string): { value: unknown } | undefined {
    try {
      return { value: decodeMessage(text) };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.socket.close(closeCode.badPayload, 'not a message');
      return undefined;
    }
  }

  #watch(): void {
    this.#stopHeartbeat = this.clock.after(this.limits.heartbeat, () => {
      if (!this.#isAlive) return this.#abandon('the page does not answer', closeCode.goingAway);
      this.#isAlive = false;
      this.socket.ping();
      this.#watch();
    });
  }

  #abandon(reason: string, code: number): void {
    this.#closeReason = reason;
    this.socket.close(code, reason);
    this.socket.terminate();
  }

  #end(reason: string): void {
    this.#stopHeartbeat?.();
    this.#closeReason ??= reason;
    this.#closed.emit(this.#closeReason);
  }
}
