/**
 * A line with one session, however many terminals look at it: what one types, all see. The console goes on when nobody
 * looks, and who looks first sees the last of what it printed meanwhile, as on a terminal that was there all along; the
 * auxiliary line starts anew for whoever comes to it first.
 */
import { bytesOfLatin1, concat } from '../../../base/bytes.ts';
import type { Clock } from '../../../base/clock.ts';
import { Session } from '../../cli/session.ts';
import type { Shell } from '../../cli/conversation.ts';
import type { TerminalLine } from '../../cli/terminal-line.ts';
import type { Attachment, Send } from '../../cli/attachment.ts';

interface SharedLineOptions {
  readonly clock: Clock;
  readonly shell: Shell;
  readonly line: TerminalLine;
  /** Whether the session goes on while nobody looks. */
  readonly isAlwaysOn: boolean;
  /** Called when a command starts or stops to wait for time. */
  readonly changed: () => void;
}

/** Bytes that are kept for who comes: a boot and some pages of messages. */
const mostUnseen = 8 * 1024;

export class SharedLine {
  readonly #terminals = new Set<Send>();
  /** What nobody has seen, newest last; a little more than is given in the end. */
  #unseen: Uint8Array[] = [];
  #unseenBytes = 0;
  #session: Session | undefined;
  #isOn = false;

  constructor(private readonly options: SharedLineOptions) {}

  /** The router is on: the session can begin. @param heading what the router says before, lines ending in '\n' */
  turnOn(heading = ''): void {
    this.#isOn = true;
    if (heading !== '') this.#show(bytesOfLatin1(heading.replace(/\n/g, '\r\n')));
    if (this.options.isAlwaysOn || this.#terminals.size > 0) this.#begin();
  }

  /** The router is off: the session is gone, the terminals stay. */
  turnOff(): void {
    this.#isOn = false;
    this.#end();
  }

  get session(): Session | undefined {
    return this.#session;
  }

  attach(send: Send): Attachment {
    const own: Send = (bytes) => send(bytes);
    this.#terminals.add(own);
    if (this.#unseenBytes > 0) own(this.#takeUnseen());
    if (this.#isOn && !this.#session) this.#begin();
    return {
      receive: (bytes) => this.#session?.receive(bytes),
      // A console cannot know how large the window of a terminal is.
      resize: () => undefined,
      detach: () => this.#detach(own),
    };
  }

  #detach(own: Send): void {
    this.#terminals.delete(own);
    if (!this.options.isAlwaysOn && this.#terminals.size === 0) this.#end();
  }

  #show(bytes: Uint8Array): void {
    for (const send of this.#terminals) send(bytes);
    if (this.#terminals.size > 0 || !this.options.isAlwaysOn) return;
    this.#unseen.push(bytes);
    this.#unseenBytes += bytes.length;
    for (let [first] = this.#unseen; first && this.#unseenBytes - first.length >= mostUnseen; [first] = this.#unseen) {
      this.#unseenBytes -= first.length;
      this.#unseen.shift();
    }
  }

  #takeUnseen(): Uint8Array {
    const unseen = concat(...this.#unseen).slice(-mostUnseen);
    this.#unseen = [];
    this.#unseenBytes = 0;
    return unseen;
  }

  #begin(): void {
    const { clock, shell, line, changed } = this.options;
    const session = new Session({
      clock,
      shell,
      line,
      send: (bytes) => this.#show(bytes),
      closed: () => {
        this.#session = undefined;
        if (this.#isOn && this.#terminals.size > 0) this.#begin();
      },
    });
    session.onBusy(changed);
    this.#session = session;
    session.start();
  }

  #end(): void {
    this.#session?.close();
    this.#session = undefined;
    this.options.changed();
  }
}
