import { troubleOf, type Trouble } from '../host/trouble.ts';

export interface Notice extends Trouble {
  id: number;
  /** What was being done: "The step could not be checked". */
  title: string;
}

/** What went wrong, until the user has put it away; and what is said aloud. */
export class Notices {
  #notices = $state.raw<readonly Notice[]>([]);
  #spoken = $state('');
  #last = 0;

  get all(): readonly Notice[] {
    return this.#notices;
  }

  /** The latest sentence for a screen reader. */
  get spoken(): string {
    return this.#spoken;
  }

  say(sentence: string): void {
    // A reader keeps quiet about a text that does not change: the same sentence again differs by a blank.
    this.#spoken = this.#spoken === sentence ? `${sentence} ` : sentence;
  }

  add(title: string, { message, diagnostics }: Trouble): void {
    const notice = { id: ++this.#last, title, message, diagnostics };
    // The same trouble once more is not another one.
    const others = this.#notices.filter((one) => one.title !== title || one.message !== message);
    this.#notices = [...others, notice];
  }

  dismiss(id: number): void {
    this.#notices = this.#notices.filter((notice) => notice.id !== id);
  }

  /** Carries out what may fail. Its failure is shown under the title, and undefined is given back. */
  async guard<T>(title: string, run: () => Promise<T>): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      this.add(title, troubleOf(error));
      return undefined;
    }
  }
}
