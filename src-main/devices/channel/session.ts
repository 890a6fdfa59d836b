import type { Clock } from '../../base/clock.ts';
import { Failure } from '../../base/errors.ts';
import type { Captured } from './captured.ts';
import type { Conversation } from './conversation.ts';
import { Exchange, type Reply } from './exchange.ts';
import { failures } from './failures.ts';
import { Idle } from './idle.ts';
import { wayBetween, type Move } from './levels.ts';
import type { Platform } from './platform.ts';
import type { Probe } from './probe.ts';
import { promptOf, readPrompt, type Prompt } from './prompt.ts';
import { isCommand, type Answered, type AskOptions, type Question } from './question.ts';
import { ASLEEP, Resync } from './resync.ts';
import type { Credentials } from './wake.ts';

interface SessionParts {
  who: string;
  clock: Clock;
  platform: Platform;
  credentials: Credentials;
  conversation: Conversation;
  newProbe: () => Probe;
  /** Finds the prompt of a console that is asleep, boots or asks for a login. */
  wake: () => Promise<Prompt>;
  /** What switches paging off, typed when the home level is first reached. */
  preparation: readonly string[];
  /** How many of its commands were typed already. */
  prepared: number;
}

/** Some exec commands take minutes: a trace of a route, a copy to flash. */
const DEFAULT_DEADLINE = 300_000;
const RESYNC_DEADLINE = 120_000;
/** "$" at its beginning stands for what has gone out of sight. */
const HALF_TYPED = /^(?!\$)[ ->@-~]{1,200}$/;

/** One command after another at a device's command line: where it is, and how it gets where a command belongs. */
export class Session {
  #prompt: Prompt;
  #idle: Idle;
  #isInDoubt = false;
  #isAsleep = false;
  #isLittered = false;
  /** Inside a text: what is typed is part of it, whatever it is. */
  #isReading = false;
  #isPrepared = false;
  #hasRisen = false;
  #prepared: number;
  readonly #met = new Set<string>();

  constructor(
    private readonly parts: SessionParts,
    prompt: Prompt,
  ) {
    this.#prompt = prompt;
    this.#prepared = parts.prepared;
    this.#idle = this.#isAt(prompt);
  }

  get prompt(): Prompt {
    return this.#prompt;
  }

  get platform(): Platform {
    return this.parts.platform;
  }

  get who(): string {
    return this.parts.who;
  }

  here(): Captured {
    return this.parts.conversation.here();
  }

  /** What somebody has typed at the prompt and not entered: short, and nothing but what can be typed again. */
  halfTyped(): string {
    const { view } = this.parts.conversation;
    if (this.#isInDoubt || this.#isLittered || this.#idle.state(view) !== 'in-line') return '';
    const text = view.tail.slice(this.#prompt.text.length).trimStart();
    return HALF_TYPED.test(text) ? text : '';
  }

  /** Types it again, where it stood. */
  giveBack(text: string): void {
    if (text !== '' && !this.#isInDoubt) this.parts.conversation.type(text);
  }

  /** Types a command, wherever the console is, and reads its answer. */
  async ask(command: string, options: AskOptions = {}): Promise<Answered> {
    if (!isCommand(command)) throw failures.notACommand(command);
    const first = this.#isReading ? '' : await this.#ready();
    return this.#begin(first, { command, ...options });
  }

  /** Is it there already that a command of the level can be typed? */
  isAt(level: string): boolean {
    const isPrepared = level !== this.platform.home || this.#isPrepared;
    return this.#prompt.level === level && isPrepared && !this.#mayRise;
  }

  async #begin(first: string, { command, deadline = DEFAULT_DEADLINE, next, ...options }: Question): Promise<Answered> {
    const { who, platform, conversation, newProbe } = this.parts;
    const kinds = platform.commands;
    const asked = {
      command,
      prompt: this.#prompt,
      answers: options.answers ?? [],
      isQuoting: kinds.quotes.test(command),
      isVerbatim: kinds.showsLog.test(command),
      until: options.until,
      shownBefore: options.shownBefore,
      shownAfter: options.shownAfter,
    };
    let begun: Promise<Answered> | undefined;
    const reading = {
      keys: first + this.#typed(command) + platform.keys.enter,
      deadline,
      late: (last: string) => failures.noAnswer(who, `"${command}"`, last),
      done: (reply: Reply) => {
        this.#leave(reply);
        begun = this.#beginNext(reply, next);
      },
    };
    const read = await this.#guarded(conversation.read(new Exchange(who, platform, asked, newProbe), reading));
    return { ...read, next: begun };
  }

  /** In the moment of the prompt, where nothing stands in the way. */
  #beginNext(reply: Reply, next: AskOptions['next']): Promise<Answered> | undefined {
    if (!next || this.#isReading || this.#idle.state(this.parts.conversation.view) !== 'at-prompt') return undefined;
    const question = next(reply);
    if (!question || !isCommand(question.command)) return undefined;
    const begun = this.#begin(this.#isLittered ? this.platform.keys.erase : '', question);
    begun.catch(() => undefined); // whoever awaits it hears of it
    return begun;
  }

  /** An answer is over. */
  #leave({ prompt, isLittered, isReading }: Reply): void {
    this.#isAt(prompt);
    this.#isLittered = isLittered;
    this.#isReading = isReading;
  }

  /** Goes to a level of the platform. */
  async goTo(level: string): Promise<Captured[]> {
    const captured: Captured[] = [];
    await this.#ready();
    await this.#riseOnce();
    const way = wayBetween(this.platform, this.#prompt.level, level);
    if (!way) throw failures.noWay(this.parts.who, this.#prompt.level, level);
    for (const move of way) captured.push(await this.#move(move));
    if (level === this.platform.home && !this.#isPrepared) await this.#prepare();
    return captured;
  }

  /** Where a command belongs: at the home level, or at one beneath it. */
  levelFor(command: string): string {
    const { home, commands } = this.platform;
    const { beneath } = commands;
    return beneath && this.#met.has(beneath.level) && beneath.shape.test(command) ? beneath.level : home;
  }

  /** Lets time pass and takes every line for log output; a marker at the end makes sure that all of it has arrived. */
  async gather(milliseconds: number): Promise<Captured> {
    await this.#ready();
    const { platform, conversation, newProbe, clock } = this.parts;
    const prompt = this.#prompt.text;
    const resync = new Resync(platform, newProbe, (text) => {
      if (text.trim() !== '' && text.trimEnd() !== prompt) conversation.adopt(text);
    });
    const reading = this.#guarded(
      conversation.read(resync, { keys: '', deadline: milliseconds + RESYNC_DEADLINE, late: this.#late }),
    );
    await Promise.race([clock.sleep(milliseconds), reading]);
    conversation.type(resync.keys());
    const read = await reading;
    if (read.value === ASLEEP) await this.#wake();
    else this.#isAt(this.#read(read.value));
    return read;
  }

  readonly #late = (last: string): Failure => failures.noAnswer(this.parts.who, 'what was typed before', last);

  /** Sees to it that a command can be typed; gives the keys to type before it. */
  async #ready(): Promise<string> {
    const { conversation, platform } = this.parts;
    if (conversation.failure) throw conversation.failure;
    const state = this.#isInDoubt ? 'elsewhere' : this.#idle.state(conversation.view);
    if (state === 'asleep' || this.#isAsleep) await this.#wake();
    else if (state === 'elsewhere') await this.#resync();
    return state === 'in-line' || this.#isLittered ? platform.keys.erase : '';
  }

  async #resync(): Promise<void> {
    const { conversation, platform, newProbe } = this.parts;
    const resync = new Resync(platform, newProbe);
    const keys = this.#isInDoubt ? resync.breakingKeys() : resync.keys();
    const reading = { keys, deadline: RESYNC_DEADLINE, late: this.#late };
    const { value } = await this.#guarded(conversation.read(resync, reading));
    this.#isLittered = false;
    if (value === ASLEEP) await this.#wake();
    else this.#isAt(this.#read(value));
  }

  /** It was started anew, or has logged us out. */
  async #wake(): Promise<void> {
    const prompt = await this.#guarded(this.parts.wake());
    this.#isAsleep = this.#isPrepared = this.#isLittered = this.#hasRisen = false;
    this.#prepared = 0;
    this.#isAt(prompt);
  }

  async #move({ command, to, isSecret }: Move): Promise<Captured> {
    const { who, platform, credentials } = this.parts;
    const { enablePassword } = credentials;
    const question = platform.login.password;
    // After a wrong one Enter is pressed until the device gives up: its refusal ends at a prompt.
    const given = enablePassword === undefined ? [] : [{ question, answer: enablePassword }];
    const secret = isSecret ? [...given, { question, answer: '', times: 5 }] : [];
    const read = await this.ask(command, { answers: [...platform.dialogs, ...secret] }).catch((failure: unknown) => {
      // FRR hangs up on who does not know it.
      const isHungUp = isSecret && failure instanceof Failure && failure.code === 'connection-lost';
      throw isHungUp ? this.#secretRefused() : failure;
    });
    if (read.value.prompt.level === to) return read;
    const isRefused = isSecret && read.value.lines.some((line) => platform.login.refused.test(line));
    if (isRefused) throw this.#secretRefused();
    if (read.value.isDisturbed) throw failures.disturbed(who, command);
    throw failures.levelRefused(who, command, read.value.lines.join(' ').trim());
  }

  #secretRefused(): Failure {
    const { who, credentials } = this.parts;
    return credentials.enablePassword === undefined
      ? failures.enablePasswordNeeded(who)
      : failures.wrongEnablePassword(who);
  }

  async #prepare(): Promise<void> {
    this.#isPrepared = true;
    // A device may refuse: the pager is answered where it comes all the same.
    for (const command of this.parts.preparation.slice(this.#prepared)) await this.ask(command);
  }

  get #mayRise(): boolean {
    const { rise } = this.platform;
    return rise?.level === this.#prompt.level && !this.#hasRisen && this.parts.preparation.length > 0;
  }

  /** Nobody has to rise: what he may not do he is told by the device. */
  async #riseOnce(): Promise<void> {
    const { rise } = this.platform;
    if (!rise || !this.#mayRise) return;
    this.#hasRisen = true;
    const { platform, credentials } = this.parts;
    const question = platform.login.password;
    for (const { command, secret } of rise.ways) {
      const value = await this.#whoIsHere(rise.test);
      if (!value.lines.some((line) => rise.test.isOther.test(line))) return;
      const answer = secret === undefined ? '' : credentials[secret];
      if (answer === undefined) continue;
      // After a wrong one Enter is pressed until it gives up.
      const answers = [{ question, answer }, { question, answer: '', times: 5 }]; // prettier-ignore
      await this.ask(command, { answers });
    }
  }

  /**
   * A shell that has just begun may print its prompt once more before it runs what was typed: an answer without a line of
   * its kind is still to come, and would be taken for that of the next command.
   */
  async #whoIsHere({ command, answer }: { command: string; answer: RegExp }): Promise<Reply> {
    const { value } = await this.ask(command);
    if (value.lines.some((line) => answer.test(line))) return value;
    this.#isInDoubt = true;
    return (await this.ask(command)).value;
  }

  /** After a failure nobody knows where the console stands. */
  async #guarded<T>(reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (failure) {
      this.#isInDoubt = true;
      this.#isReading = false;
      if (failure instanceof Failure && failure.code === 'restarted') this.#isAsleep = true;
      throw failure;
    }
  }

  /** A character that acts at once is typed as an ordinary one. */
  #typed(command: string): string {
    return command.trimEnd().replaceAll('?', `${this.platform.keys.literal}?`);
  }

  #read(text: string): Prompt {
    return promptOf(this.platform, text, this.#prompt.name) ?? readPrompt(this.platform, text);
  }

  #isAt(prompt: Prompt): Idle {
    this.#prompt = prompt;
    this.#isInDoubt = false;
    this.#met.add(prompt.level);
    // Each time it is entered from beneath, the command line of home is a new one.
    if (prompt.level === this.platform.commands.beneath?.level) this.#isPrepared = false;
    this.#idle = new Idle(prompt.text, this.platform.login.pressEnter);
    this.parts.conversation.idle = this.#idle;
    return this.#idle;
  }
}
