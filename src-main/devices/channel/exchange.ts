import { Doubt } from './doubt.ts';
import { Echo } from './echo.ts';
import { failures } from './failures.ts';
import type { Answer } from './answer.ts';
import type { Platform } from './platform.ts';
import type { Probe } from './probe.ts';
import { promptOf, readPrompt, type Prompt } from './prompt.ts';
import { lastLine, type Reader, type Step, type View } from './reader.ts';

interface Asked {
  command: string;
  /** The prompt at which it is typed; of a line of a text, the one that follows the text. */
  prompt: Prompt;
  /** What stands before the echo, where that is not the prompt. */
  shownBefore?: string | undefined;
  answers: readonly Answer[];
  /** Its answer may quote a prompt: its end is told by a marker. */
  isQuoting: boolean;
  isVerbatim: boolean;
  /**
   * Where it ends before a prompt: `echo` for a line of a text, which the device reads without prompting; a line that
   * is printed when the device has begun to read one.
   */
  until?: 'echo' | RegExp | undefined;
  /** What the device shows when it reads the next line of a text: what is typed before that is echoed twice, or torn. */
  shownAfter?: string | undefined;
}

export interface Reply {
  lines: string[];
  /** The prompt at which it was asked. */
  asked: Prompt;
  prompt: Prompt;
  /** Somebody typed into the command: the answer is not to be trusted. */
  isDisturbed: boolean;
  /** A command at our prompt stands in the answer: quoted there, or typed by somebody before the marker was. */
  hasCommand: boolean;
  /** Blanks of ours may stand after the prompt. */
  isLittered: boolean;
  /** The device reads a text now, and prompts when that is closed. */
  isReading: boolean;
}

/** A last line that looks like a question, when nothing follows it for this long. */
const MAYBE_QUESTION = /[?:\]]\s*$/;
const QUIET = 2000;
/** Nothing at all for this long: the command hangs. A ping prints something every two seconds. */
const HANGS = 60_000;

/** A command typed and its answer read. */
export class Exchange implements Reader<Reply> {
  readonly #echo: Echo;
  readonly #given = new Map<Answer, number>();
  readonly #lines: string[] = [];
  #phase: 'echo' | 'answer' | 'over' = 'echo';
  #strays = 0;
  #isEchoed = false;
  #isDisturbed = false;
  #isReading = false;
  #isRestarted = false;
  /** The prompt at which somebody typed after the answer. */
  #left: Prompt | undefined;
  /** How many lines came, and on which of them something was answered last: no line is answered twice. */
  #count = 0;
  #answered = -1;
  readonly #doubt: Doubt;

  constructor(
    private readonly who: string,
    private readonly platform: Platform,
    private readonly asked: Asked,
    newProbe: () => Probe,
  ) {
    this.#echo = new Echo(asked.shownBefore ?? asked.prompt.text, asked.command);
    this.#doubt = new Doubt(platform, newProbe);
  }

  get isVerbatim(): boolean {
    return this.#phase === 'answer' && this.asked.isVerbatim;
  }

  line(text: string): void {
    this.#count++;
    if (this.platform.login.pressEnter.test(text)) this.#isRestarted = !this.asked.isQuoting && !this.asked.isVerbatim;
    this.#doubt.line(text);
    const { probe } = this.#doubt;
    if (probe?.line(text)) this.#marked(probe);
    else if (this.#phase === 'echo') this.#hearEcho(text);
    else if (this.#phase === 'answer') this.#hearAnswer(text);
  }

  settle(view: View): Step<Reply> | undefined {
    if (this.#isRestarted) return { kind: 'fail', failure: failures.restarted(this.who, this.asked.command) };
    if (this.#phase === 'echo') return this.#missing(view);
    if (this.#isReading) return this.#isAwaited(view) ? undefined : this.#done(this.asked.prompt);
    return this.#phase === 'over' ? this.#over(view) : this.#answering(view);
  }

  #isAwaited({ tail }: View): boolean {
    const { shownAfter } = this.asked;
    return shownAfter !== undefined && tail.trim() !== shownAfter;
  }

  #answering(view: View): Step<Reply> | undefined {
    const last = lastLine(view);
    if (last === '') return undefined;
    const isNew = this.#lineOf(view) > this.#answered;
    const answered = isNew ? (this.#page(view) ?? this.#reply(view)) : undefined;
    return answered ?? this.#prompt(view) ?? (isNew ? this.#question(last) : undefined);
  }

  /** At a prompt of our own any other is rare: it is asked about when nothing follows it. */
  get #isOwn(): boolean {
    return this.platform.status?.inPrompt.test(this.asked.prompt.text) ?? false;
  }

  silent(view: View, milliseconds: number): Step<Reply> | undefined {
    const last = lastLine(view);
    if (milliseconds >= HANGS)
      return { kind: 'fail', failure: failures.noAnswer(this.who, `"${this.asked.command}"`, last) };
    if (milliseconds < QUIET) return undefined;
    // Somebody's shell shows something else there.
    return this.#isReading ? this.#done(this.asked.prompt) : this.#quiet(view, last);
  }

  #quiet(view: View, last: string): Step<Reply> | undefined {
    const isNew = this.#lineOf(view) > this.#answered;
    if (this.#phase === 'answer' && isNew && MAYBE_QUESTION.test(last)) return this.#unexpected(last);
    if (this.#phase === 'echo') return this.#strays > 0 ? this.#doubt.mark(view) : undefined;
    // Nothing has come of our blanks, or a prompt is none of ours.
    const isInDoubt = this.#doubt.isLittered || this.platform.prompt.test(last.trimEnd());
    return isInDoubt ? this.#doubt.mark(view) : undefined;
  }

  /** The marker is echoed. Before it the prompt may stand on lines of its own, cut off by log messages. */
  #marked(probe: Probe): void {
    const lines = this.#lines;
    // Echoed and not yet read: what comes before it is read is answer still.
    if (!probe.isSeen) return;
    if (this.#phase === 'answer') lines.length = Math.max(0, lines.length - probe.pieces);
    this.#phase = 'over';
    if (!probe.before) return;
    for (;;) {
      const at = lines.findLastIndex((line) => line.trim() !== '');
      if (lines[at]?.trimEnd() !== probe.before) return;
      lines.length = at;
    }
  }

  #hearEcho(text: string): void {
    const heard = this.#echo.hear(text);
    if (heard === 'stray') this.#strays++;
    if (heard === 'mixed') this.#isDisturbed = true;
    if (heard === 'part' || heard === 'stray') return;
    this.#isEchoed = true;
    this.#isReading = this.asked.until === 'echo';
    this.#phase = 'answer';
  }

  #hearAnswer(text: string): void {
    const { until } = this.asked;
    if (until instanceof RegExp && until.test(text)) this.#isReading = true;
    const prompted = this.#promptedBy(text);
    if (!prompted) this.#lines.push(text);
    // Shown again after a log message that came before Enter was echoed: the answer is still to come.
    else if (this.#lines.length > 0 || this.#echo.hear(text) !== 'whole') {
      this.#phase = 'over';
      this.#left = prompted;
    }
  }

  /** Lines came, none was the echo, and there is the prompt: the marker will tell whether the echo is still to come. */
  #missing(view: View): Step<Reply> | undefined {
    return this.#strays > 0 && this.#sameName(lastLine(view).trimEnd()) ? this.#doubt.mark(view) : undefined;
  }

  /**
   * A prompt that something follows on its line: the answer was over before it, and what was said to that is somebody
   * else's. A line of configuration may have led to another prompt than that at which it was typed.
   */
  #promptedBy(text: string): Prompt | undefined {
    const { isQuoting, prompt } = this.asked;
    if (isQuoting || prompt.text === '') return undefined;
    if (text.startsWith(prompt.text)) return prompt;
    const other = prompt.level === this.platform.configuration ? /^[^\s#>]+[#>](?=.)/.exec(text)?.[0] : undefined;
    return other === undefined ? undefined : promptOf(this.platform, other, prompt.name);
  }

  #over(view: View): Step<Reply> | undefined {
    if (!this.#doubt.probe) return this.#done(this.#left ?? this.asked.prompt);
    const text = this.#doubt.probe.settled(view);
    if (text === undefined) return undefined;
    return this.#done(this.#sameName(text) ?? readPrompt(this.platform, text));
  }

  #page(view: View): Step<Reply> | undefined {
    const { prompt, next } = this.platform.pager;
    const match = prompt.exec(lastLine(view));
    if (!match) return undefined;
    this.#answered = this.#lineOf(view);
    this.#uncover(view);
    return { kind: 'turn-page', keys: next, length: view.tail === '' ? 0 : match[0].length };
  }

  #reply(view: View): Step<Reply> | undefined {
    const last = lastLine(view);
    const answer = this.asked.answers.find(
      (one) => one.question.test(last) && (this.#given.get(one) ?? 0) < (one.times ?? 1),
    );
    if (!answer) return undefined;
    this.#given.set(answer, (this.#given.get(answer) ?? 0) + 1);
    this.#answered = this.#lineOf(view);
    return { kind: 'type', keys: answer.answer + this.platform.keys.enter };
  }

  #prompt(view: View): Step<Reply> | undefined {
    const text = this.#unglued(this.#doubt.candidate(view));
    const prompt = this.#sameName(text);
    if (!prompt && this.#isOwn) return undefined;
    if (!prompt || this.asked.isQuoting)
      return prompt || this.platform.prompt.test(text) ? this.#doubt.raise(view, this.#lineOf(view)) : undefined;
    if (this.#doubt.probe) return undefined; // typed already: its echo is still to come
    this.#uncover(view);
    return this.#done(prompt);
  }

  /** Takes what an answer printed last, without a new line after it, off our own prompt. */
  #unglued(text: string): string {
    const { before, prompt } = this.platform.status?.glued.exec(text)?.groups ?? {};
    if (before === undefined || prompt === undefined || !this.#sameName(prompt) || this.#doubt.isLittered) return text;
    this.#lines.push(before);
    return prompt;
  }

  #sameName(text: string): Prompt | undefined {
    const { prompt } = this.asked;
    return text === prompt.text ? prompt : promptOf(this.platform, text, prompt.name);
  }

  #question(last: string): Step<Reply> | undefined {
    return this.platform.questions.some((shape) => shape.test(last)) ? this.#unexpected(last) : undefined;
  }

  #unexpected(last: string): Step<Reply> {
    return { kind: 'fail', failure: failures.question(this.who, this.asked.command, last) };
  }

  #done(prompt: Prompt): Step<Reply> {
    const isDisturbed = this.#isDisturbed || !this.#isEchoed;
    const { isLittered } = this.#doubt;
    const { prompt: asked } = this.asked;
    const { text } = asked;
    const isCommand = (line: string): boolean => line.length > text.length && line.startsWith(text);
    const hasCommand = text !== '' && this.#lines.some(isCommand);
    const value = {
      lines: this.#lines,
      asked,
      prompt,
      isDisturbed,
      hasCommand,
      isLittered,
      isReading: this.#isReading,
    };
    return { kind: 'done', value };
  }

  /** Takes a prompt that a log message has made a line of its own out of the answer. */
  #uncover({ tail, covered }: View): void {
    if (tail !== '' || covered === undefined) return;
    const at = this.#lines.lastIndexOf(covered);
    if (at >= 0) this.#lines.length = at;
  }

  #lineOf(view: View): number {
    return view.tail === '' ? this.#count - 1 : this.#count;
  }
}
