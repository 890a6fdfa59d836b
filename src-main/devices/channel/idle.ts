import type { Reader, View } from './reader.ts';

/**
 * Listens while nothing is asked. People type at the same console: what they did decides how much must be made sure of
 * before the next command.
 */
export class Idle implements Reader<never> {
  #isTouched = false;

  #isAsleep = false;

  /** @param prompt the prompt at which the console was left; @param pressEnter what one prints that waits for Enter */
  constructor(
    private readonly prompt: string,
    private readonly pressEnter: RegExp,
  ) {}

  line(text: string): void {
    if (this.pressEnter.test(text)) this.#isAsleep = true;
    const line = text.trimEnd();
    if (line !== '' && line !== this.prompt) this.#isTouched = true;
  }

  settle(): undefined {
    return undefined;
  }

  silent(): undefined {
    return undefined;
  }

  /**
   * `at-prompt`: nothing is typed. `in-line`: something may be typed, and the prompt is the same. `elsewhere`: commands
   * were run, and the prompt must be found again. `asleep`: it waits for Enter, and perhaps for a login then.
   */
  state({ tail }: View): 'at-prompt' | 'in-line' | 'elsewhere' | 'asleep' {
    if (this.#isAsleep) return 'asleep';
    if (this.#isTouched) return 'elsewhere';
    const last = tail.trimEnd();
    if (last === this.prompt) return 'at-prompt';
    return last === '' || last.startsWith(this.prompt) ? 'in-line' : 'elsewhere';
  }
}
