import type { Reader, View } from './reader.ts';

/**
 * Listens while nothing is asked. People type at the same console: what they did decides how much must be made sure of
 * before the next command.
 */
export class Idle implements Reader<never> {
  #isTouched = false;

  /** @param prompt the prompt at which the console was left */
  constructor(private readonly prompt: string) {}

  line(text: string): void {
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
   * were run, and the prompt must be found again.
   */
  state({ tail }: View): 'at-prompt' | 'in-line' | 'elsewhere' {
    if (this.#isTouched) return 'elsewhere';
    const last = tail.trimEnd();
    if (last === this.prompt) return 'at-prompt';
    return last === '' || last.startsWith(this.prompt) ? 'in-line' : 'elsewhere';
  }
}
