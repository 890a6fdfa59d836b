/** A serial line as many views of it: all hear the same, anybody may write, and the last who leaves lets go of the port. */
import type { Stop } from '../../base/disposable.ts';
import { Incoming } from '../../devices/transport/incoming.ts';
import type { TerminalDuplex } from '../../devices/transport/terminal.ts';

export class SharedLines {
  readonly #lines = new Map<string, Promise<SharedLine>>();

  /** @throws Failure as `open` does */
  async view(id: string, open: () => Promise<TerminalDuplex>): Promise<TerminalDuplex> {
    const known = this.#lines.get(id);
    const isOpen = (await known?.catch(() => undefined))?.isOpen === true;
    // Somebody else may have opened it meanwhile.
    const latest = this.#lines.get(id);
    const shared = latest && (isOpen || latest !== known) ? latest : this.#open(id, open);
    return (await shared).view();
  }

  #open(id: string, open: () => Promise<TerminalDuplex>): Promise<SharedLine> {
    const opening = open().then((line) => new SharedLine(line));
    this.#lines.set(id, opening);
    return opening;
  }
}

class SharedLine {
  readonly #views = new Set<Incoming>();
  isOpen = true;

  constructor(private readonly line: TerminalDuplex) {
    line.onData((bytes) => {
      for (const view of this.#views) view.hear(bytes);
    });
    line.onClose((reason) => {
      this.isOpen = false;
      for (const view of this.#views) view.end(reason);
    });
  }

  view(): TerminalDuplex {
    const incoming = new Incoming();
    this.#views.add(incoming);
    return {
      write: (bytes) => {
        if (!incoming.isEnded) this.line.write(bytes);
      },
      resize: (size) => this.line.resize(size),
      onData: (listener): Stop => incoming.onData(listener),
      onClose: (listener): Stop => incoming.onClose(listener),
      close: () => this.#leave(incoming),
    };
  }

  #leave(view: Incoming): void {
    if (!this.#views.delete(view)) return;
    view.end('closed');
    if (this.#views.size > 0) return;
    this.isOpen = false;
    this.line.close();
  }
}
