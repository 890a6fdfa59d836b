import type { Channel } from 'ssh2';
import type { Duplex } from '../../base/duplex.ts';
import type { Stop } from '../../base/disposable.ts';
import { Incoming } from './incoming.ts';

/** A reader this far behind has gone: a console never has megabytes waiting. */
const MOST_UNSENT = 8 * 1024 * 1024;

/** A session of an SSH connection, from either end of it, as a Duplex. */
export class SshStream implements Duplex {
  readonly #incoming = new Incoming();

  /**
   * @param finish closes what belongs to the stream, politely; called once
   * @param afterItsEnd what the other end wants when it has said all that it will: nothing more, or still to hear the
   * answers, as a client does whose input was a file ("ssh host < commands")
   */
  constructor(
    private readonly channel: Channel,
    private readonly finish: () => void,
    afterItsEnd: 'is gone' | 'listens' = 'is gone',
  ) {
    channel.on('data', (bytes: Buffer) => this.#incoming.hear(bytes));
    // Without a terminal of its own a command's errors come apart; they belong to what is read.
    channel.stderr.on('data', (bytes: Buffer) => this.#incoming.hear(bytes));
    channel.on('error', (error: Error) => this.#incoming.end(`the connection broke: ${error.message}`));
    if (afterItsEnd === 'is gone') channel.on('end', () => this.#incoming.end('the other end closed the connection'));
    channel.on('close', () => this.#incoming.end('the connection is closed'));
  }

  write(bytes: Uint8Array): void {
    if (this.#incoming.isEnded || !this.channel.writable) return;
    if (this.channel.writableLength > MOST_UNSENT) {
      this.#incoming.end('the other end has stopped reading');
      this.finish();
    } else this.channel.write(bytes);
  }

  onData(listener: (bytes: Uint8Array) => void): Stop {
    return this.#incoming.onData(listener);
  }

  onClose(listener: (reason: string) => void): Stop {
    return this.#incoming.onClose(listener);
  }

  /** The way below the stream is gone. */
  broken(reason: string): void {
    this.#incoming.end(reason);
  }

  close(): void {
    if (this.#incoming.isEnded) return;
    this.#incoming.end('closed');
    this.finish();
  }
}
