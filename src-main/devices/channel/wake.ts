import { failures } from './failures.ts';
import type { Platform } from './platform.ts';
import { Probe } from './probe.ts';
import { lastLine, type Reader, type Step, type View } from './reader.ts';

export interface Credentials {
  username?: string;
  password?: string;
  /** Asked for on the way to the privileged mode. */
  enablePassword?: string;
}

/** A console that is asked in vain is asked again: one that boots hears nothing, IOSv wants several Enters. */
const AGAIN = 2000;
/** So many silences, then a marker is tried: the prompt may be of a shape that we do not know. */
const SILENCES_TO_TRY = 3;
/** A login or an enable prompt gives up after three wrong answers (IOS). */
const BLANKS_TO_GIVE_UP = 3;
const MOST_BLANKS = 8;

/**
 * From a console in any state to its prompt: asleep, booting, asking for a login, left at a pager, a password or a
 * half-typed command. Nothing is answered before everything typed earlier was taken in, so that an old prompt that is
 * still on the screen never gets the answer that belongs to the next one.
 */
export class Wake implements Reader<string> {
  #probe: Probe | undefined;
  /** Enters that were typed and have not yet shown as new lines. */
  #outstanding = 0;
  /** A name that was typed and not yet echoed. */
  #typedName: Probe | undefined;
  #count = 0;
  #answered = -1;
  #silences = 0;
  #blanks = 0;
  #isLogin = false;
  #sent = { username: false, password: false };
  #isStrangers = false;
  #refusal = false;
  #impossible: string | undefined;
  /**
   * Was a question answered? Before that, a console that asks for Enter may have done so long ago, or has our first one
   * still to hear: pressing it twice would answer the question that comes next.
   */
  #isInStep = false;
  #mustPressEnter = false;

  constructor(
    private readonly who: string,
    private readonly platform: Platform,
    private readonly credentials: Credentials,
    private readonly newProbe: () => Probe,
  ) {}

  /** What to type first at a console; a vty speaks first by itself. */
  first(line: 'console' | 'vty'): string {
    this.#isInStep = line === 'vty';
    return line === 'vty' ? '' : this.#keys(this.platform.keys.erase + this.platform.keys.enter);
  }

  line(text: string): void {
    this.#count++;
    this.#outstanding = Math.max(0, this.#outstanding - 1);
    if (this.#typedName?.line(text)) this.#typedName = undefined;
    if (this.#probe?.line(text)) this.#marked(text, this.#probe.marker);
    this.#note(text);
  }

  settle(view: View): Step<string> | undefined {
    const prompt = this.#probe?.settled(view);
    if (prompt !== undefined) return { kind: 'done', value: prompt };
    if (this.#refusal) return { kind: 'fail', failure: failures.wrongPassword(this.who, this.credentials.username) };
    if (this.#impossible !== undefined)
      return { kind: 'fail', failure: failures.loginImpossible(this.who, this.#impossible) };
    return this.#outstanding > 0 || this.#typedName ? undefined : this.#answer(view);
  }

  silent(view: View, milliseconds: number): Step<string> | undefined {
    if (milliseconds < AGAIN) return undefined;
    this.#silences++;
    this.#outstanding = 0; // what was typed was swallowed
    this.#typedName = undefined;
    this.#answered = -1;
    const step = this.#probe ? undefined : this.#answer(view);
    if (step) return step;
    const { erase, enter, abort } = this.platform.keys;
    // It was read, and no prompt followed: a text, or a program that somebody started, takes what is typed.
    const isTaken = this.#probe?.isEchoed ?? false;
    if (this.#silences % SILENCES_TO_TRY === 0 && !isTaken) return this.#mark();
    this.#probe = undefined;
    if (isTaken) return this.#type(abort);
    return this.#type(erase + enter);
  }

  /** A marker typed at a question for a name was taken for one: the password asked for next is not ours to give. */
  #marked(text: string, marker: string): void {
    const at = text.indexOf(marker);
    if (at >= 0) this.#isStrangers = this.platform.login.username.test(text.slice(0, at));
  }

  #note(text: string): void {
    const { login } = this.platform;
    if (login.banner.test(text)) this.#isLogin = true;
    if (login.pressEnter.test(text)) this.#mustPressEnter = this.#isInStep;
    if (login.impossible.test(text)) this.#impossible = text;
    if (!login.refused.test(text)) return;
    this.#typedName = undefined; // it went where an earlier Enter had led: the question comes again
    if (this.#sent.password) this.#refusal = true;
  }

  #answer(view: View): Step<string> | undefined {
    const last = lastLine(view);
    const line = view.tail === '' ? this.#count - 1 : this.#count;
    if (line <= this.#answered) return undefined;
    const step = this.#stepAt(last);
    if (step) this.#answered = line;
    if (step) this.#isInStep = true;
    return step;
  }

  #stepAt(last: string): Step<string> | undefined {
    const { platform } = this;
    const dead = platform.dead.find(({ shape }) => shape.test(last));
    if (dead) return { kind: 'fail', failure: failures.dead(this.who, dead.message) };
    const dialog = platform.dialogs.find(({ question }) => question.test(last));
    if (dialog) return this.#type(dialog.answer + platform.keys.enter);
    if (platform.login.username.test(last)) return this.#username();
    if (platform.login.password.test(last)) return this.#password();
    if (platform.pager.prompt.test(last)) return this.#type(platform.pager.quit + platform.keys.enter);
    if (platform.prompt.test(last)) return this.#probe && !this.#probe.isSeen ? undefined : this.#mark();
    if (!this.#mustPressEnter) return undefined;
    this.#mustPressEnter = false;
    return this.#type(platform.keys.enter);
  }

  #username(): Step<string> {
    const { username } = this.credentials;
    this.#isLogin = true;
    this.#probe = undefined;
    if (username === undefined) return { kind: 'fail', failure: failures.loginNeeded(this.who, 'a user name') };
    if (this.#sent.username && this.#sent.password)
      return { kind: 'fail', failure: failures.wrongPassword(this.who, username) };
    this.#sent.username = true;
    this.#typedName = new Probe(username, this.platform.prompt);
    return this.#type(username + this.platform.keys.enter);
  }

  /**
   * A password is given once. To any other question for one Enter is pressed until the device gives up: it may be an
   * enable prompt that somebody left behind, and a refusal says more than a second question.
   */
  #password(): Step<string> {
    const { password, username } = this.credentials;
    const isTheLogin = this.#isLogin || this.#blanks >= BLANKS_TO_GIVE_UP;
    this.#probe = undefined;
    if (isTheLogin && !this.#sent.password && !this.#isStrangers) {
      if (password === undefined) return { kind: 'fail', failure: failures.loginNeeded(this.who, 'a password') };
      this.#sent.password = true;
      return this.#type(password + this.platform.keys.enter);
    }
    this.#isStrangers = false;
    if (++this.#blanks > MOST_BLANKS) return { kind: 'fail', failure: failures.wrongPassword(this.who, username) };
    return this.#type(this.platform.keys.enter);
  }

  #mark(): Step<string> {
    this.#probe = this.newProbe();
    return this.#type(this.platform.keys.erase + this.#probe.marker + this.platform.keys.enter);
  }

  #type(keys: string): Step<string> {
    return { kind: 'type', keys: this.#keys(keys) };
  }

  #keys(keys: string): string {
    this.#outstanding += keys.split(this.platform.keys.enter).length - 1;
    return keys;
  }
}
