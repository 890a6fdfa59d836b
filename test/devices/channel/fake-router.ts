import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { Duplex } from '../../../src-main/base/duplex.ts';

/** What a command prints, or undefined when it goes on until the test calls `finish`. */
type Command = string | ((router: FakeRouter, command: string) => string | undefined);

export interface FakeRouterOptions {
  name?: string;
  commands?: Record<string, Command>;
  /** What the console shows before the first key: a boot log, a prompt left over. Not part of any state. */
  replay?: string;
  /** Where the console stands when the test begins. */
  start?: 'asleep' | 'dead' | 'login' | 'user' | 'privileged' | 'configuration' | 'submode' | 'tcl';
  /** A login with a name; with the password alone when the name is empty. */
  login?: { username: string; password: string };
  enablePassword?: string;
  /** Lines to a page; 0 switches paging off. */
  length?: number;
  width?: number;
  /** Typed at the prompt by whoever used the console before. */
  halfTyped?: string;
  /** Commands that are refused, `terminal length 0` for instance. */
  refused?: RegExp;
  /** Configuration lines that are refused, with what is said. */
  rejected?: (line: string) => string | undefined;
  lineEnd?: string;
  /** Follows the `#` or `>` of every prompt. */
  blank?: string;
  /** How a pager's prompt is wiped out. */
  erasure?: string;
  /** A log line that comes just now, or undefined. Asked at every place where a real router may print one. */
  noise?: (place: 'line' | 'echo' | 'prompt' | 'pager') => string | undefined;
  /** `logging synchronous`: prompt and input are shown again after a log line. */
  isSynchronous?: boolean;
  /** It reads one key at a time, and loses what comes while so many wait. */
  slow?: { buffer: number };
  /** How the output is cut into pieces. */
  cut?: (bytes: Uint8Array) => Uint8Array[];
}

const CONFIG_LINE = 'Enter configuration commands, one per line.  End with CNTL/Z.\n';

/** A terminal with the manners of an IOS console: the notes on device output, section 4, as a program. */
export class FakeRouter {
  /** Every line that was run, in any mode. */
  readonly run: string[] = [];
  /** Configuration lines that were accepted, and texts. */
  readonly configuration: string[] = [];
  name: string;
  mode: '' | 'asleep' | 'dead' | 'user' | 'privileged' | 'config' | 'config-if' | 'tcl' = '';
  /** Keys that came too fast. */
  lost = 0;
  #unread = '';
  #line = '';
  /** What is to be seen of it. */
  #window = '';
  #column = 0;
  #output: string[] = [];
  #left = 0;
  #isPaging = false;
  #isLiteral = false;
  #key: ((key: string) => void) | undefined;
  #answer: { isHidden: boolean; take: (line: string) => void } | undefined;
  #whenDone: (() => void) | undefined;

  constructor(
    private readonly console: Duplex,
    readonly options: FakeRouterOptions = {},
  ) {
    this.name = options.name ?? 'R1';
    console.onData((bytes) => {
      if (options.slow) this.#fill(latin1Of(bytes), options.slow.buffer);
      else for (const key of latin1Of(bytes)) this.#press(key);
    });
    if (options.replay) this.#send(options.replay);
    this.#begin();
  }

  #fill(keys: string, buffer: number): void {
    const isReading = this.#unread !== '';
    this.#unread += keys;
    this.lost += Math.max(0, this.#unread.length - buffer);
    this.#unread = this.#unread.slice(0, buffer);
    if (!isReading) queueMicrotask(() => this.#read());
  }

  #read(): void {
    const [key = ''] = this.#unread;
    this.#unread = this.#unread.slice(1);
    if (key !== '') this.#press(key);
    if (this.#unread !== '') queueMicrotask(() => this.#read());
  }

  /** Ends a command that returned undefined. */
  finish(output = ''): void {
    this.print(output);
  }

  /** Prints as a command does, page by page, and then the prompt. */
  print(text: string, then?: () => void): void {
    this.#whenDone = then;
    this.#output = text === '' ? [] : text.replace(/\n$/, '').split('\n');
    this.#left = this.options.length ?? 0;
    this.#flow();
  }

  /** Prints a log line, as the logger does: on a line of its own. */
  log(line: string, isAtPrompt = true): void {
    this.#send((this.#column > 0 ? '\r\n' : '') + line + '\r\n');
    if (this.options.isSynchronous && isAtPrompt) this.#send(this.#promptText() + this.#window);
  }

  /** Prints whatever it is told, as it is. */
  #send(text: string): void {
    const bytes = bytesOfLatin1(text);
    for (const part of this.options.cut?.(bytes) ?? [bytes]) this.console.write(part);
    const last = Math.max(text.lastIndexOf('\r'), text.lastIndexOf('\n'));
    this.#column = last < 0 ? this.#column + text.length : text.length - last - 1;
  }

  raw(text: string): void {
    this.#send(text);
  }

  /** Asks a question that one key answers, or a line. */
  confirm(question: string, take: (key: string) => void): undefined {
    this.#send(question);
    this.#key = take;
  }

  ask(question: string, take: (line: string) => void, isHidden = false): undefined {
    this.#send(question);
    this.#line = '';
    this.#window = '';
    this.#answer = { isHidden, take };
  }

  prompt(): void {
    this.#line = '';
    this.#window = '';
    this.#send(this.#promptText());
    this.#noise('prompt');
  }

  #begin(): void {
    const { start = 'privileged', halfTyped = '' } = this.options;
    if (start === 'asleep' || start === 'dead') this.mode = start;
    else if (start === 'login') this.#login();
    else {
      this.mode = start === 'configuration' ? 'config' : start === 'submode' ? 'config-if' : start;
      this.#line = halfTyped;
      this.#window = halfTyped;
      this.#column = this.#promptText().length + halfTyped.length;
    }
  }

  /** A login asks again for ever; the text before it was printed long ago, before anybody listened. */
  #login(tries = 1): void {
    const { login } = this.options;
    if (!login) {
      this.mode = 'user';
      this.prompt();
      return;
    }
    const check = (username: string) => (password: string) => {
      if (username === login.username && password === login.password) {
        this.mode = 'user';
        this.prompt();
      } else if (login.username) {
        this.#send('% Login invalid\r\n\r\n');
        this.#login();
      } else if (tries < 3) this.#login(tries + 1);
      else {
        this.#send('% Bad passwords\r\n\r\n\r\nR1 con0 is now available\r\n\r\nPress RETURN to get started.\r\n\r\n');
        this.mode = 'asleep';
      }
    };
    if (!login.username) this.ask('Password: ', check(''), true);
    else {
      this.ask('Username: ', (username) =>
        username === '' ? this.#login() : this.ask('Password: ', check(username), true),
      );
    }
  }

  #promptText(): string {
    const blank = this.options.blank ?? '';
    if (this.mode === 'user') return `${this.name}>${blank}`;
    if (this.mode === 'privileged') return `${this.name}#${blank}`;
    // Cisco's guide: name and mode share 30 characters, and the mode is cut.
    const field = `${this.name.slice(0, 20)}(${this.mode}`.slice(0, 28);
    return `${field})#${blank}`;
  }

  #press(key: string): void {
    if (this.mode === 'dead') return;
    if (this.mode === 'asleep') this.#wake(key);
    else if (this.#isPaging) this.#page(key);
    else if (this.#key) {
      const take = this.#key;
      this.#key = undefined;
      take(key);
    } else this.#edit(key);
  }

  #wake(key: string): void {
    if (key !== '\r') return;
    this.mode = '';
    if (this.options.login) this.#send('\r\n\r\n\r\nUser Access Verification\r\n\r\n');
    else this.#send('\r\n\r\n\r\n');
    this.#login();
  }

  readonly #keys: Record<string, () => void> = {
    '\r': () => this.#enter(),
    '\n': () => this.#enter(),
    '\x03': () => this.#break(),
    '\x15': () => this.#eraseLine(),
    '\x16': () => (this.#isLiteral = true),
    '\x1a': () => this.#controlZ(),
    '?': () => (this.#answer ? this.#insert('?') : this.#send(`?\r\n  <cr>\r\n${this.#promptText()}${this.#line}`)),
  };

  #edit(key: string): void {
    const act = this.#isLiteral ? undefined : this.#keys[key];
    this.#isLiteral = false;
    if (act) act();
    else if (key >= ' ') this.#insert(key);
  }

  #insert(key: string): void {
    // Between two characters: after the last one nobody could tell the new line of Enter from an empty line.
    if (this.#line !== '') this.#noise('echo');
    this.#line += key;
    if (this.#answer?.isHidden) return;
    const width = this.options.width ?? 0;
    const room = width - this.#promptText().length - 1;
    if (width > 0 && this.#window.length >= room) this.#scroll(room);
    else {
      this.#window += key;
      this.#send(key);
    }
  }

  /** The line goes ten places to the left (Cisco's guide); the bytes as in netmiko issue 160. */
  #scroll(room: number): void {
    const text = '$' + this.#line.slice(-(room - 10));
    const wipe = Math.max(0, this.#window.length - text.length);
    this.#send('\b'.repeat(this.#window.length) + text + ' '.repeat(wipe) + '\b'.repeat(wipe));
    this.#window = text;
  }

  #eraseLine(): void {
    if (!this.#answer?.isHidden) this.#send('\b \b'.repeat(this.#window.length));
    this.#line = '';
    this.#window = '';
  }

  #enter(): void {
    const line = this.#line;
    const answer = this.#answer;
    this.#line = '';
    this.#window = '';
    this.#answer = undefined;
    this.#send(this.options.lineEnd ?? '\r\n');
    this.#noise('line');
    if (answer) answer.take(line);
    else this.#execute(line);
  }

  #break(): void {
    this.#answer = undefined;
    this.#whenDone = undefined;
    if (this.mode.startsWith('config')) this.mode = 'privileged';
    this.#send('\r\n');
    this.prompt();
  }

  #controlZ(): void {
    this.#send('^Z\r\n');
    if (this.mode.startsWith('config')) this.#leave();
    this.prompt();
  }

  #leave(): void {
    this.mode = 'privileged';
  }

  #execute(typed: string): void {
    const line = typed.trim();
    if (line === '' || line.startsWith('!')) {
      this.prompt();
      return;
    }
    this.run.push(line);
    const output = this.mode.startsWith('config') ? this.#configure(line, typed) : this.#exec(line);
    if (output !== undefined) this.print(output);
  }

  #exec(line: string): string | undefined {
    const { commands = {}, refused } = this.options;
    if (refused?.test(line)) return this.#invalid(line, 0);
    const command = commands[line];
    if (typeof command === 'string') return command;
    if (command) return command(this, line);
    return this.#builtin(line);
  }

  #builtin(line: string): string | undefined {
    if (line === 'enable') {
      this.#enable();
      return undefined;
    }
    if (line === 'disable') this.mode = 'user';
    else if (line === 'tclquit') this.mode = 'privileged';
    else if (line === 'terminal length 0') Object.assign(this.options, { length: 0 });
    else if (line.startsWith('terminal width')) Object.assign(this.options, { width: 0 });
    else if (line === 'configure terminal' && this.mode === 'privileged') {
      this.mode = 'config';
      return CONFIG_LINE;
    } else return this.#invalid(line, 0);
    return '';
  }

  #enable(tries = 1): void {
    const { enablePassword } = this.options;
    const check = (password: string | undefined): void => {
      if (password === enablePassword) {
        this.mode = 'privileged';
        this.print('');
      } else if (tries < 3) this.#enable(tries + 1);
      else this.print('% Bad secrets\n\n');
    };
    if (enablePassword === undefined) check(undefined);
    else this.ask('Password: ', check, true);
  }

  #configure(line: string, typed: string): string | undefined {
    const said = this.options.rejected?.(line);
    if (said !== undefined) return said === '^' ? this.#invalid(typed, typed.lastIndexOf(' ') + 1) : said;
    if (line === 'end') this.#leave();
    else if (line === 'exit') this.mode = this.mode === 'config' ? 'privileged' : 'config';
    else if (line.startsWith('banner')) return this.#banner(line);
    else {
      if (line.startsWith('hostname ')) this.name = line.slice(9);
      if (line.startsWith('interface ')) this.mode = 'config-if';
      this.configuration.push(line);
    }
    return '';
  }

  #banner(line: string): string | undefined {
    const [, delimiter = '', rest = ''] = /^banner \S+ (\S)(.*)$/.exec(line) ?? [];
    const text = [rest];
    const more = (next: string): void => {
      text.push(next);
      if (next.includes(delimiter)) {
        this.configuration.push(`banner ${text.join('|')}`);
        this.print('');
      } else this.ask('', more);
    };
    if (rest.includes(delimiter)) {
      this.configuration.push(line);
      return '';
    }
    this.#send(`Enter TEXT message.  End with the character '${delimiter}'.\r\n`);
    this.ask('', more);
    return undefined;
  }

  #invalid(line: string, at: number): string {
    return `${' '.repeat(this.#promptText().length + at)}^\n% Invalid input detected at '^' marker.\n\n`;
  }

  #flow(): void {
    for (let line = this.#output.shift(); line !== undefined; line = this.#output.shift()) {
      if (this.options.length && this.#left === 0) {
        this.#output.unshift(line);
        this.#isPaging = true;
        this.#send(' --More-- ');
        this.#noise('pager');
        return;
      }
      this.#left--;
      this.#send(line + (this.options.lineEnd ?? '\r\n'));
      this.#noise('line');
    }
    const then = this.#whenDone;
    this.#whenDone = undefined;
    if (then) then();
    else this.prompt();
  }

  #page(key: string): void {
    this.#isPaging = false;
    this.#send(this.options.erasure ?? '\b'.repeat(9) + ' '.repeat(8) + '\b'.repeat(9));
    this.#column = 0;
    this.#left = key === ' ' ? (this.options.length ?? 0) : key === '\r' ? 1 : 0;
    if (key !== ' ' && key !== '\r') this.#output = [];
    this.#flow();
  }

  #noise(place: 'line' | 'echo' | 'prompt' | 'pager'): void {
    const line = this.options.noise?.(place);
    if (line !== undefined) this.log(line, place === 'prompt' || (place === 'echo' && !this.#answer));
  }
}
