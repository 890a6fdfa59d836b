/**
 * The life of a device with a command line: it boots, takes up what was typed before, is configured, saved and reloaded.
 * What it keeps all the while is here: its hardware, its cables, its lines and its non-volatile memory. The software that
 * it runs says the rest.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Random } from '../../base/random.ts';
import type { AcceptedLine } from '../cli/accepted-line.ts';
import type { RefusedLine } from '../cli/apply-configuration.ts';
import type { Shell } from '../cli/conversation.ts';
import type { Plug } from '../network/link.ts';
import type { Router } from '../router/router.ts';
import type { Occupant } from './device.ts';
import type { Hardware } from './hardware.ts';
import type { Log } from './log/log.ts';
import type { MachineOptions } from './machine.ts';
import type { Settings } from './settings.ts';
import { Terminals } from './system/terminals.ts';

/** What is lost in a reload. */
interface RunningMachine {
  readonly router: Router;
  readonly settings: Settings;
  readonly log: Log;
  plugIn(interfaceName: string, plug: Plug): void;
  halt(): void;
}

/** A start that has not ended yet. */
interface Start {
  readonly uptime: number;
  run(configuration: string): Promise<RefusedLine[]>;
}

export interface NetworkDeviceOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly hardware: Hardware;
}

interface Software extends Pick<Shell, 'dialect'> {
  /** Until it is configured: of the first start, and of those after it. */
  readonly hostnames: { readonly first: string; readonly later: string };
  /** How long the device is away when it reloads, in milliseconds. */
  readonly reloadTime: number;
  /** What is done in exec and matters after a restart, as it stands in the journal. */
  readonly journalled: Readonly<Record<'save' | 'erase' | 'reload' | FileAct, string>>;
  /** What the startup configuration is called among the files. */
  readonly startupFile: string;
}

/** The name of a file follows; with the first two, on the lines after it, its text. */
type FileAct = 'write' | 'append' | 'delete';

/** Characters of a file in one entry of the journal: a hand-in takes entries of 2000. */
const longestPiece = 1500;

export abstract class NetworkDevice<Machine extends RunningMachine, Boot extends Start> {
  readonly clock: Clock;
  readonly random: Random;
  readonly hardware: Hardware;
  /** Every line that somebody has typed and a configuration mode has taken, and what else the journal needs. */
  readonly configured = new Emitter<AcceptedLine>();
  /** The Router that runs now: another one after a reload. */
  readonly started = new Emitter<Router>();
  readonly terminals: Terminals;
  /** Those in flash, by their whole names: they survive a reload. */
  readonly files = new Map<string, string>();
  protected machine: Machine;
  protected booting: Boot | undefined;
  readonly #plugs = new Map<string, Plug>();
  readonly #busy = new Emitter<boolean>();
  #startedAt = 0;
  #starts = 0;
  #startup: string | undefined;
  #isModified = false;
  #isReloading = false;

  protected constructor(
    { clock, random, hardware }: NetworkDeviceOptions,
    private readonly software: Software,
  ) {
    this.clock = clock;
    this.random = random;
    this.hardware = hardware;
    this.machine = this.#assemble(software.hostnames.first);
    this.terminals = new Terminals({
      clock,
      settings: () => this.settings,
      shell: {
        dialect: software.dialect,
        first: this.firstLevel(),
        hostname: () => this.settings.hostname,
        accepted: (entry) => this.accept(entry),
      },
    });
    this.terminals.onBusy(() => this.#busy.emit(this.isBusy));
  }

  /** These two are asked for while the device is put together: they may not look at it. */
  protected abstract newMachine(options: MachineOptions): Machine;
  protected abstract firstLevel(): Shell['first'];

  protected abstract newBoot(): Boot;
  /** Attaches what listens to the router that starts. */
  protected abstract attachServices(): void;
  /** What the console shows before its first session. */
  protected abstract startUpText(): string;
  /** As it is kept and read again. */
  protected abstract runningConfiguration(): string;
  /** Applies lines that were accepted before. */
  protected abstract applyAgain(entries: readonly AcceptedLine[]): Promise<void>;
  /** Takes over what survives a reload beside the startup configuration. */
  protected recall?(before: Machine): void;

  get router(): Router {
    return this.machine.router;
  }

  get settings(): Settings {
    return this.machine.settings;
  }

  get log(): Log {
    return this.machine.log;
  }

  get uptime(): number {
    return this.booting?.uptime ?? this.clock.now() - this.#startedAt;
  }

  get isBooting(): boolean {
    return this.booting !== undefined;
  }

  get startupConfiguration(): string | undefined {
    return this.#startup;
  }

  get isModified(): boolean {
    return this.#isModified;
  }

  get occupants(): readonly Occupant[] {
    return this.terminals.occupants;
  }

  /** Whether a command on one of its lines waits for time to pass, or the device itself does because it reloads. */
  get isBusy(): boolean {
    return this.#isReloading || this.terminals.isBusy;
  }

  onBusy(listener: (isBusy: boolean) => void): Stop {
    return this.#busy.on(listener);
  }

  plugIn(interfaceName: string, plug: Plug): void {
    this.#plugs.set(interfaceName, plug);
    this.machine.plugIn(interfaceName, plug);
  }

  /** Powers it on. @returns the lines of the configuration that it refused */
  async boot(configuration: string): Promise<RefusedLine[]> {
    this.#startup = configuration.trim() === '' ? undefined : configuration;
    return await this.#start();
  }

  /** Takes up what was typed before, without telling anybody. */
  async replay(entries: readonly AcceptedLine[]): Promise<void> {
    const lines: AcceptedLine[] = [];
    for (const entry of entries) {
      const act = entry.path.length === 0 ? this.actionOf(entry.line) : undefined;
      if (!act) {
        lines.push(entry);
        continue;
      }
      await this.#apply(lines.splice(0));
      await act();
    }
    await this.#apply(lines);
  }

  save(configuration: string | undefined): void {
    const { erase, save } = this.software.journalled;
    this.keep(configuration);
    this.configured.emit({ path: [], line: configuration === undefined ? erase : save });
  }

  /** Writes a text to a file, whose name is whole; to that of the startup configuration, too. */
  writeFile(file: string, text: string): void {
    const { write, append } = this.software.journalled;
    this.#put(file, text);
    for (let at = 0; at === 0 || at < text.length; at += longestPiece) {
      const line = `${at === 0 ? write : append}${file}\n${text.slice(at, at + longestPiece)}`;
      this.configured.emit({ path: [], line });
    }
  }

  deleteFile(file: string): void {
    this.files.delete(file);
    this.configured.emit({ path: [], line: `${this.software.journalled.delete}${file}` });
  }

  reload(): void {
    const { journalled, reloadTime } = this.software;
    this.configured.emit({ path: [], line: journalled.reload });
    this.#stop();
    this.#setReloading(true);
    this.clock.after(reloadTime, () => {
      void this.#restart().then(() => this.#setReloading(false));
    });
  }

  /** What a line of the journal does that is no line of configuration. */
  protected actionOf(line: string): (() => Promise<unknown> | undefined) | undefined {
    const { save, erase, reload, write, append, delete: deletion } = this.software.journalled;
    for (const how of [write, append])
      if (line.startsWith(how)) return () => this.#putAgain(line.slice(how.length), how === append);
    if (line.startsWith(deletion)) return () => void this.files.delete(line.slice(deletion.length));
    switch (line) {
      case save:
        return () => this.keep(this.runningConfiguration());
      case erase:
        return () => this.keep(undefined);
      case reload:
        return () => {
          this.#stop();
          return this.#restart();
        };
      default:
        return undefined;
    }
  }

  #put(file: string, text: string): undefined {
    if (file === this.software.startupFile) this.keep(text);
    else this.files.set(file, text);
  }

  /** @param piece the name of the file, and on the lines after it what is written */
  #putAgain(piece: string, isAppended: boolean): undefined {
    const [file = ''] = piece.split('\n', 1);
    const before = file === this.software.startupFile ? this.startupConfiguration : this.files.get(file);
    this.#put(file, (isAppended ? (before ?? '') : '') + piece.slice(file.length + 1));
  }

  protected keep(configuration: string | undefined): undefined {
    this.#startup = configuration;
    this.#isModified = configuration === undefined;
  }

  /** A line has been typed and taken. */
  protected accept(entry: AcceptedLine): void {
    this.#isModified = true;
    this.configured.emit(entry);
  }

  async #restart(): Promise<RefusedLine[]> {
    const before = this.machine;
    this.machine = this.#assemble(this.software.hostnames.later);
    this.recall?.(before);
    for (const [name, plug] of this.#plugs) this.machine.plugIn(name, plug);
    return await this.#start();
  }

  async #apply(entries: readonly AcceptedLine[]): Promise<void> {
    if (entries.length === 0) return;
    await this.applyAgain(entries);
    this.#isModified = true;
  }

  #stop(): void {
    this.terminals.turnOff();
    for (const plug of this.#plugs.values()) plug.onFrame = () => undefined;
    this.machine.halt();
  }

  /** The ports come up with the first session: nothing is sent before the configuration has been read. */
  async #start(): Promise<RefusedLine[]> {
    const boot = this.newBoot();
    this.booting = boot;
    this.attachServices();
    this.started.emit(this.router);
    this.terminals.turnOn(this.startUpText());
    const refused = await boot.run(this.#startup ?? '');
    this.#startedAt = this.clock.now() - boot.uptime;
    this.booting = undefined;
    this.#isModified = false;
    return refused;
  }

  /** Each start has dice of its own, so that a device does not choose the same keys again. */
  #assemble(hostname: string): Machine {
    const { clock, random, hardware } = this;
    const machine = this.newMachine({
      clock,
      hardware,
      hostname,
      random: random.fork(`start ${this.#starts++}`),
      uptime: () => this.uptime,
      isMonitored: () => this.terminals.isMonitored,
    });
    machine.log.lines.on((line) => {
      if (machine === this.machine) this.terminals.show(line);
    });
    return machine;
  }

  #setReloading(isReloading: boolean): void {
    this.#isReloading = isReloading;
    this.#busy.emit(this.isBusy);
  }
}
