import type { Platform } from './platform.ts';
import type { Probe } from './probe.ts';
import { lastLine, type Reader, type Step, type View } from './reader.ts';

/** What somebody started may take its time: a ping with five timeouts takes ten seconds. Then it is broken off. */
const PATIENCE = 15_000;

/** Something is broken off, and nothing is heard of it. */
const UNHEARD = 1000;

/** Given for the prompt of a console that has none now: it waits for Enter, a login or an answer of its first set-up. */
export const ASLEEP = '';

/** Finds the prompt again, wherever the console was left. `done` gives the prompt's text. */
export class Resync implements Reader<string> {
  #probe: Probe;
  #isAsleep = false;
  /** `breaking`: a shell loses keys that follow the one that breaks off, so they wait until it has said something. */
  #stage: 'waiting' | 'breaking' | 'typed' = 'waiting';

  /** @param adopt takes lines that came before the marker */
  constructor(
    private readonly platform: Platform,
    private readonly newProbe: () => Probe,
    private readonly adopt: (text: string) => void = () => undefined,
  ) {
    this.#probe = newProbe();
  }

  /** What to type. */
  keys(): string {
    this.#stage = 'typed';
    return this.platform.keys.erase + this.#probe.marker + this.platform.keys.enter;
  }

  /** What to type where something may have to be broken off first. */
  breakingKeys(): string {
    this.#stage = 'breaking';
    return this.platform.keys.abort;
  }

  line(text: string): void {
    if (this.platform.login.pressEnter.test(text)) this.#isAsleep = true;
    if (!this.#probe.line(text)) this.adopt(text);
  }

  settle(view: View): Step<string> | undefined {
    if (this.#isAsleep || (this.#stage === 'typed' && this.#isLogin(lastLine(view))))
      return { kind: 'done', value: ASLEEP };
    if (this.#stage === 'breaking') return { kind: 'type', keys: this.keys() };
    const prompt = this.#probe.settled(view);
    return prompt === undefined ? undefined : { kind: 'done', value: prompt };
  }

  silent(_view: View, milliseconds: number): Step<string> | undefined {
    if (this.#stage === 'breaking' && milliseconds >= UNHEARD) return { kind: 'type', keys: this.keys() };
    if (this.#stage !== 'typed' || milliseconds < PATIENCE) return undefined;
    this.#probe = this.newProbe();
    return { kind: 'type', keys: this.breakingKeys() };
  }

  /** A password alone may be what somebody was asked who wanted to enable: breaking that off leads back to the prompt. */
  #isLogin(last: string): boolean {
    const { login, dialogs } = this.platform;
    return login.username.test(last) || dialogs.some(({ question }) => question.test(last));
  }
}
