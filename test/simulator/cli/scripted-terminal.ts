import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { ios } from '../../../src-main/simulator/cli/dialect.ts';
import { Session } from '../../../src-main/simulator/cli/session.ts';
import type { Login, TerminalLine } from '../../../src-main/simulator/cli/terminal-line.ts';
import { ManualClock, settle } from './manual-clock.ts';
import { pretendModes, PretendRouter, type PretendModes } from './pretend-router.ts';

interface Settings {
  isConsole: boolean;
  login: Login;
  isSynchronous: boolean;
  execTimeout: number;
  length: number;
  width: number;
  bannerMotd: string;
}

/** A terminal at a line of the pretend router: types, and holds what it is shown to the byte. */
export class ScriptedTerminal {
  readonly clock = new ManualClock();
  readonly router = new PretendRouter();
  readonly modes: PretendModes;
  readonly session: Session;
  readonly busy: boolean[] = [];
  isClosed = false;
  #shown = '';
  pieces = 0;

  constructor(settings: Partial<Settings> = {}, modes = pretendModes()) {
    this.modes = modes;
    const line: TerminalLine = {
      name: settings.isConsole ? 'con0' : 'vty0',
      isConsole: settings.isConsole ?? false,
      login: () => settings.login ?? { kind: 'open', admission: { user: '', privilege: 15 } },
      terminal: () => ({
        length: settings.length ?? 24,
        width: settings.width ?? 80,
        historySize: 20,
        monitor: false,
      }),
      isSynchronous: () => settings.isSynchronous ?? false,
      execTimeout: () => settings.execTimeout ?? 0,
      banner: (place) => (place === 'login' ? (settings.bannerMotd ?? '') : ''),
    };
    this.session = new Session({
      line,
      clock: this.clock,
      shell: {
        dialect: ios,
        first: { mode: modes.exec, context: this.router },
        hostname: () => this.router.hostname,
      },
      send: (bytes) => {
        this.pieces++;
        this.#shown += latin1Of(bytes);
      },
      closed: () => {
        this.isClosed = true;
      },
    });
    this.session.onBusy((isBusy) => this.busy.push(isBusy));
  }

  /** A vty without a login, at its first prompt. */
  static atPrompt(settings: Partial<Settings> = {}, modes?: PretendModes): ScriptedTerminal {
    const terminal = new ScriptedTerminal(settings, modes);
    terminal.session.start();
    terminal.take();
    return terminal;
  }

  /** What was shown since the last time, to the byte. */
  take(): string {
    const shown = this.#shown;
    this.#shown = '';
    return shown;
  }

  /** Types, and returns what is shown at once. */
  type(text: string): string {
    this.session.receive(bytesOfLatin1(text));
    return this.take();
  }

  /** Types, lets promises settle, and returns what is shown. */
  async typed(text: string): Promise<string> {
    this.session.receive(bytesOfLatin1(text));
    await settle();
    return this.take();
  }

  async advance(milliseconds: number): Promise<string> {
    await this.clock.advance(milliseconds);
    await settle();
    return this.take();
  }

  /** Types lines one after another, without looking. */
  enter(...lines: readonly string[]): this {
    for (const line of lines) this.type(`${line}\r`);
    return this;
  }
}
