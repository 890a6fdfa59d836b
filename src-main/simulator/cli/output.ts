/** The way of a command's output to the screen: through its filter, then page by page. */
import type { Console } from './console.ts';
import type { Key } from './keyboard.ts';
import { searchFilter, type OutputFilter } from './output-filter.ts';
import type { Pager } from './pager.ts';

interface OutputOptions {
  readonly console: Console;
  /** Without it, output is not paged. */
  readonly pager?: Pager | undefined;
  readonly filter?: OutputFilter | undefined;
  /** Called when the user has seen enough. */
  quit?(): void;
}

export class Output {
  /** The beginning of a line that the filter has not seen whole. */
  #partial = '';
  /** What is to happen when everything is shown, or no more shall be. */
  #waiting: (() => void)[] = [];

  constructor(private readonly options: OutputOptions) {}

  /** Whether a page is full and waits for a key. */
  get isHolding(): boolean {
    return this.options.pager?.isHolding === true;
  }

  write(text: string): void {
    const { filter } = this.options;
    if (!filter) return this.#show(text);
    const lines = (this.#partial + text).split('\n');
    this.#partial = lines.pop() ?? '';
    const shown = lines.filter((line) => filter(line));
    this.#show(shown.map((line) => `${line}\n`).join(''));
  }

  /** No more comes. */
  finish(): void {
    const { filter } = this.options;
    if (this.#partial !== '' && filter?.(this.#partial)) this.#show(`${this.#partial}\n`);
    this.#partial = '';
    const summary = filter?.finish?.();
    if (summary !== undefined) this.#show(`${summary}\n`);
  }

  whenShown(act: () => void): void {
    if (this.isHolding) this.#waiting.push(act);
    else act();
  }

  #show(text: string): void {
    const { pager, console } = this.options;
    if (!pager) return console.write(text);
    const wasHolding = this.isHolding;
    pager.write(text);
    console.flush();
    if (!wasHolding && pager.isHolding) this.#readKeys(pager);
  }

  #readKeys(pager: Pager): void {
    this.options.console.read({ press: (key) => this.#press(pager, key) });
  }

  #press(pager: Pager, key: Key): void {
    if (['/', '+', '-'].includes(key)) return void this.#search(pager, key);
    pager.press(key);
    this.#wentOn(pager);
  }

  /** `/` looks for a line and goes on from there, `+` and `-` go on with the lines that match, or do not. */
  async #search(pager: Pager, key: Key): Promise<void> {
    pager.clearMore();
    const pattern = await this.options.console.readLine(key, pager.width, true);
    const filter = pattern && searchFilter(key, pattern);
    if (filter) pager.goOnWith(filter);
    else pager.press('q');
    this.options.console.flush();
    if (pager.isHolding) this.#readKeys(pager);
    this.#wentOn(pager);
  }

  #wentOn(pager: Pager): void {
    if (pager.isHolding) return;
    this.options.console.stopReading();
    if (pager.hasQuit) this.options.quit?.();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const act of waiting) act();
  }
}
