/** What is shown: text becomes bytes, and the column is known, so that a message can start on a row of its own. */
import { bytesOfLatin1 } from '../../base/bytes.ts';

export class Screen {
  #pending: string[] = [];
  #column = 0;

  constructor(private readonly send: (bytes: Uint8Array) => void) {}

  get isAtLineStart(): boolean {
    return this.#column === 0;
  }

  /** Lines end in '\n' here and in CR LF on the wire. Nothing is sent before `flush`. */
  write(text: string): void {
    if (text === '') return;
    this.#pending.push(text.replace(/\n/g, '\r\n'));
    const row = text.slice(text.lastIndexOf('\n') + 1);
    const start = row.length === text.length ? this.#column : 0;
    this.#column = Math.max(0, start + widthOf(row));
  }

  /** Goes to the next row unless this one is empty. */
  freshLine(): void {
    if (!this.isAtLineStart) this.write('\n');
  }

  flush(): void {
    if (this.#pending.length === 0) return;
    const text = this.#pending.join('');
    this.#pending = [];
    this.send(bytesOfLatin1(text));
  }
}

function widthOf(row: string): number {
  let width = 0;
  for (const character of row) width += character === '\b' ? -1 : character < ' ' ? 0 : 1;
  return width;
}
