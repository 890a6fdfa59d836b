/** A line of a host that all who attach to it share: what one types, all see. It begins with whoever comes first. */
import type { Clock } from '../../base/clock.ts';
import type { Attachment, Send } from '../cli/attachment.ts';
import { HostSession } from './host-session.ts';
import type { HostShell } from './host-shell.ts';

interface HostLineOptions {
  readonly clock: Clock;
  readonly shell: () => HostShell;
  readonly changed: () => void;
}

export class HostLine {
  readonly #terminals = new Set<Send>();
  #session: HostSession | undefined;

  constructor(private readonly options: HostLineOptions) {}

  get isBusy(): boolean {
    return this.#session?.isBusy === true;
  }

  attach(send: Send): Attachment {
    const own: Send = (bytes) => send(bytes);
    this.#terminals.add(own);
    if (!this.#session) this.#begin();
    return {
      receive: (bytes) => this.#session?.receive(bytes),
      resize: () => undefined,
      detach: () => this.#terminals.delete(own),
    };
  }

  #begin(): void {
    const { clock, shell, changed } = this.options;
    const session = new HostSession({
      clock,
      shell: shell(),
      send: (bytes) => {
        for (const terminal of this.#terminals) terminal(bytes);
      },
      changed,
      // As a console does: the next one begins.
      ended: () => {
        session.close();
        this.#begin();
      },
    });
    this.#session = session;
    session.start();
  }
}
