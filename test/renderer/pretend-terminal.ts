/** A router that only echoes, with a prompt: enough to see a terminal at work. */
import type { TerminalEvent } from '../../src-main/api/contract/laboratory.ts';
import { bytesOfLatin1, latin1Of } from '../../src-main/base/bytes.ts';

const welcome = '\r\n%SYS-5-CONFIG_I: Configured from console by console\r\n';

export class PretendTerminal {
  #line = '';

  constructor(
    private readonly name: string,
    private readonly tell: (event: TerminalEvent) => void,
  ) {}

  open(terminal: number): void {
    this.tell({ kind: 'opened', terminal, replay: bytesOfLatin1(`${welcome}${this.#prompt}`) });
  }

  type(bytes: Uint8Array): void {
    for (const character of latin1Of(bytes)) this.#take(character);
  }

  #take(character: string): void {
    if (character === '\r') return this.#enter();
    if (character === '\x7f') {
      if (this.#line) this.#print('\b \b');
      this.#line = this.#line.slice(0, -1);
      return;
    }
    this.#line += character;
    this.#print(character);
  }

  #enter(): void {
    const answer = this.#line.startsWith('show') ? this.#show() : '';
    this.#line = '';
    this.#print(`\r\n${answer}${this.#prompt}`);
  }

  #show(): string {
    const rows = Array.from(
      { length: 12 },
      (_, row) => `FastEthernet0/${row}          172.16.${row}.1      YES NVRAM  up`,
    );
    return `${rows.join('\r\n')}\r\n`;
  }

  get #prompt(): string {
    return `${this.name}#`;
  }

  #print(text: string): void {
    this.tell({ kind: 'output', bytes: bytesOfLatin1(text) });
  }
}
