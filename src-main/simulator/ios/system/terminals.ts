/** Everybody who is on a line of a router: the console, the auxiliary line, the virtual terminals. */
import type { Clock } from '../../../base/clock.ts';
import { Emitter } from '../../../base/emitter.ts';
import type { Stop } from '../../../base/disposable.ts';
import type { Shell } from '../../cli/conversation.ts';
import type { Terminal } from '../../cli/declaration.ts';
import { Session } from '../../cli/session.ts';
import type { Admission } from '../../cli/terminal-line.ts';
import type { Attachment, Send, TerminalWindow } from '../../cli/attachment.ts';
import type { Occupant } from '../device.ts';
import type { LineSettings } from './line-settings.ts';
import type { LoggedLine } from '../log/log.ts';
import type { Settings } from '../settings.ts';
import { SharedLine } from './shared-line.ts';
import { consoleLine, ownLine, virtualLine } from './terminal-lines.ts';

interface TerminalsOptions {
  readonly clock: Clock;
  readonly shell: Shell;
  readonly settings: () => Settings;
}

/** Who comes in by a virtual terminal. */
export interface Caller {
  readonly window: TerminalWindow;
  /** Who has logged in already. */
  readonly admitted?: Admission | undefined;
  readonly send: Send;
  /** The session has ended, or the router has gone. */
  readonly closed: () => void;
}

interface VirtualTerminal {
  readonly line: LineSettings;
  readonly session: Session;
  readonly closed: () => void;
}

export class Terminals {
  readonly console: SharedLine;
  readonly auxiliary: SharedLine;
  readonly #virtual = new Map<LineSettings, VirtualTerminal>();
  readonly #busy = new Emitter<boolean>();
  #wasBusy = false;
  #isOn = false;

  constructor(private readonly options: TerminalsOptions) {
    const { clock, shell, settings } = options;
    const common = { clock, shell, changed: () => this.#changed() };
    this.console = new SharedLine({ ...common, line: consoleLine(settings), isAlwaysOn: true });
    this.auxiliary = new SharedLine({ ...common, line: ownLine(settings), isAlwaysOn: false });
  }

  /** @param heading what the console shows before its session begins */
  turnOn(heading: string): void {
    this.#isOn = true;
    this.console.turnOn(heading);
    this.auxiliary.turnOn();
  }

  turnOff(): void {
    this.#isOn = false;
    this.console.turnOff();
    this.auxiliary.turnOff();
    for (const { line } of [...this.#virtual.values()]) this.#hangUp(line);
  }

  /** Undefined when no line is free that takes such a connection, or the router is off. */
  call({ window, admitted, send, closed }: Caller): Attachment | undefined {
    const { clock, shell, settings } = this.options;
    const way = admitted ? 'ssh' : 'telnet';
    const line = settings().vtys.find((one) => !this.#virtual.has(one) && takes(one, way));
    if (!line || !this.#isOn) return undefined;
    let size = window;
    const session = new Session({
      clock,
      shell,
      line: virtualLine(settings, line, { window: () => size, admitted }),
      send,
      closed: () => this.#hangUp(line),
    });
    session.onBusy(() => this.#changed());
    this.#virtual.set(line, { line, session, closed });
    session.start();
    return {
      receive: (bytes) => session.receive(bytes),
      resize: (another) => {
        follow(session.terminal, size, another);
        size = another;
      },
      detach: () => this.#hangUp(line),
    };
  }

  get occupants(): Occupant[] {
    const { console, auxiliary, vtys } = this.options.settings();
    return [
      ...occupantsOf(console, this.console.session),
      ...occupantsOf(auxiliary, this.auxiliary.session),
      ...vtys.flatMap((line) => occupantsOf(line, this.#virtual.get(line)?.session)),
    ];
  }

  get isMonitored(): boolean {
    return this.#monitoring.length > 0;
  }

  /** A line of the log. */
  show({ text, to }: LoggedLine): void {
    if (to === 'console') this.console.session?.message(text);
    else for (const session of this.#monitoring) session.message(text);
  }

  announce(text: string): void {
    for (const session of this.#sessions) session.message(text);
  }

  get isBusy(): boolean {
    return this.#sessions.some((session) => session.isBusy);
  }

  onBusy(listener: (isBusy: boolean) => void): Stop {
    return this.#busy.on(listener);
  }

  get #sessions(): Session[] {
    const own = [this.console.session, this.auxiliary.session].filter((session) => session !== undefined);
    for (const { session } of this.#virtual.values()) own.push(session);
    return own;
  }

  /** The console shows messages anyway. */
  get #monitoring(): Session[] {
    return this.#sessions.filter((session) => session !== this.console.session && session.terminal.monitor);
  }

  #hangUp(line: LineSettings): void {
    const terminal = this.#virtual.get(line);
    if (!terminal) return;
    this.#virtual.delete(line);
    terminal.session.close();
    terminal.closed();
    this.#changed();
  }

  #changed(): void {
    if (this.isBusy === this.#wasBusy) return;
    this.#wasBusy = this.isBusy;
    this.#busy.emit(this.#wasBusy);
  }
}

function occupantsOf(line: LineSettings, session: Session | undefined): Occupant[] {
  if (!session?.isActive) return [];
  return [{ line, user: session.user, location: '', lastInput: session.lastInput }];
}

/** `transport input`: without it a line takes every connection. Only SSH has logged somebody in before. */
function takes({ transportInput = 'all' }: LineSettings, way: 'ssh' | 'telnet'): boolean {
  return transportInput === 'all' || transportInput.split(' ').includes(way);
}

/** A session that fits its window goes on doing so. */
function follow(terminal: Terminal, from: TerminalWindow, to: TerminalWindow): void {
  if (terminal.length === from.rows && to.rows > 0) terminal.length = to.rows;
  if (terminal.width === from.columns && to.columns > 0) terminal.width = to.columns;
}
