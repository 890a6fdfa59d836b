/** A router that runs Cisco IOS: a Router, its configuration, its log, and the lines on which people type. */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Random } from '../../base/random.ts';
import type { AcceptedLine } from '../cli/accepted-line.ts';
import { applyAccepted, applyConfiguration, type RefusedLine } from '../cli/apply-configuration.ts';
import { ios } from '../cli/dialect.ts';
import type { Plug } from '../network/link.ts';
import type { Interface } from '../router/interface.ts';
import type { Router } from '../router/router.ts';
import type { EthernetSwitch } from '../switch/ethernet-switch.ts';
import type { Attachment } from '../cli/attachment.ts';
import { Boot } from './boot.ts';
import './commands.ts';
import type { Debugging } from './debugging.ts';
import type { IosDevice, Occupant } from './device.ts';
import { flavourOf, type Flavour } from './flavour.ts';
import { releaseOf, type Hardware } from './hardware.ts';
import type { InterfaceNotes } from './interface-notes.ts';
import type { Log } from './log.ts';
import { Machine } from './machine.ts';
import { configureMode, execMode } from './modes.ts';
import { runningConfiguration } from './running-configuration.ts';
import { services } from './services.ts';
import { defaultHostname, type Settings } from './settings.ts';
import { admissionOf } from './terminal-lines.ts';
import { Terminals, type Caller } from './terminals.ts';
import { startUpText } from './version.ts';

export type { AcceptedLine } from '../cli/accepted-line.ts';

interface IosRouterOptions {
  /** What the topology calls it: the host name of a router that starts without a configuration. */
  readonly name: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly hardware: Hardware;
}

/** How long a router is away when it reloads, in milliseconds. */
const reloadTime = 10_000;

/** What is done in exec and matters after a restart stands in the journal as configuration mode would take it. */
const journalled = {
  save: 'do write memory',
  erase: 'do write erase',
  reload: 'do reload',
  archive: 'do copy running-config ',
  delete: 'do delete ',
} as const;

export class IosRouter implements IosDevice {
  readonly clock: Clock;
  readonly random: Random;
  readonly hardware: Hardware;
  readonly flavour: Flavour;
  /** Every line that somebody has typed and a configuration mode has taken, and what else the journal needs. */
  readonly configured = new Emitter<AcceptedLine>();
  /** The Router that runs now: another one after a reload. */
  readonly started = new Emitter<Router>();
  readonly terminals: Terminals;
  readonly files = new Map<string, string>();
  readonly #plugs = new Map<string, Plug>();
  readonly #busy = new Emitter<boolean>();
  #machine: Machine;
  #boot: Boot | undefined;
  #startedAt = 0;
  #starts = 0;
  #startReason = 'power-on';
  #startup: string | undefined;
  #isModified = false;
  #isReloading = false;

  constructor(options: IosRouterOptions) {
    this.clock = options.clock;
    this.random = options.random;
    this.hardware = options.hardware;
    this.flavour = flavourOf(releaseOf(options.hardware));
    this.#machine = this.#assemble(hostnameOf(options.name));
    this.terminals = new Terminals({
      clock: options.clock,
      settings: () => this.settings,
      shell: {
        dialect: ios,
        first: { mode: execMode, context: this },
        hostname: () => this.settings.hostname,
        accepted: (entry) => this.#accept(entry),
      },
    });
    this.terminals.onBusy(() => this.#busy.emit(this.isBusy));
  }

  get router(): Router {
    return this.#machine.router;
  }

  get switching(): EthernetSwitch | undefined {
    return this.#machine.switching;
  }

  get settings(): Settings {
    return this.#machine.settings;
  }

  get log(): Log {
    return this.#machine.log;
  }

  get debugging(): Debugging {
    return this.#machine.debugging;
  }

  get uptime(): number {
    return this.#boot?.uptime ?? this.clock.now() - this.#startedAt;
  }

  get startReason(): string {
    return this.#startReason;
  }

  get isBooting(): boolean {
    return this.#boot !== undefined;
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

  /** Whether a command on one of its lines waits for time to pass, or the router itself does because it reloads. */
  get isBusy(): boolean {
    return this.#isReloading || this.terminals.isBusy;
  }

  onBusy(listener: (isBusy: boolean) => void): Stop {
    return this.#busy.on(listener);
  }

  notesOf(one: Interface): InterfaceNotes {
    return this.#machine.notesOf(one);
  }

  plugIn(interfaceName: string, plug: Plug): void {
    this.#plugs.set(interfaceName, plug);
    this.#machine.plugIn(interfaceName, plug);
  }

  setShutdown(one: Interface, isShutdown: boolean): void {
    if (this.#boot) this.#boot.setShutdown(one, isShutdown);
    else this.router.setShutdown(one, isShutdown);
  }

  /** Whether `password` is this user's: how SSH lets somebody in. */
  authenticate(user: string, password: string): boolean {
    return admissionOf(this.settings, user, password) !== undefined;
  }

  /**
   * Somebody comes in by a virtual terminal. Undefined when none is free that takes it, or the router is off.
   * @param caller `user` is who has logged in already, as SSH sees to it
   */
  call({ user, ...caller }: Omit<Caller, 'admitted'> & { readonly user?: string | undefined }): Attachment | undefined {
    const privilege = user === undefined ? 1 : (this.settings.users.get(user)?.privilege ?? 1);
    return this.terminals.call({ ...caller, admitted: user === undefined ? undefined : { user, privilege } });
  }

  /** Powers it on. @returns the lines of the configuration that it refused */
  async boot(configuration: string): Promise<RefusedLine[]> {
    this.#startup = configuration.trim() === '' ? undefined : configuration;
    if (this.#startup !== undefined) this.settings.hostname = defaultHostname;
    return await this.#start();
  }

  /** Takes up what was typed before, without telling anybody. */
  async replay(entries: readonly AcceptedLine[]): Promise<void> {
    const lines: AcceptedLine[] = [];
    for (const entry of entries) {
      const act = entry.path.length === 0 ? this.#actionOf(entry.line) : undefined;
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
    this.#startup = configuration;
    this.settings.pki.save();
    this.#isModified = configuration === undefined;
    this.configured.emit({ path: [], line: configuration === undefined ? journalled.erase : journalled.save });
  }

  archive(file: string): void {
    this.files.set(file, runningConfiguration(this));
    this.configured.emit({ path: [], line: `${journalled.archive}${file}` });
  }

  deleteFile(file: string): void {
    this.files.delete(file);
    this.configured.emit({ path: [], line: `${journalled.delete}${file}` });
  }

  async merge(configuration: string): Promise<void> {
    const accepted = (entry: AcceptedLine): void => this.#accept(entry);
    await applyConfiguration(configuration, configureMode, this, { clock: this.clock, dialect: ios, accepted });
  }

  reload(): void {
    this.configured.emit({ path: [], line: journalled.reload });
    this.#stop();
    this.#setReloading(true);
    this.clock.after(reloadTime, () => {
      void this.#restart().then(() => this.#setReloading(false));
    });
  }

  #actionOf(line: string): (() => Promise<unknown> | undefined) | undefined {
    switch (line) {
      case journalled.save:
        return () => this.#keep(runningConfiguration(this));
      case journalled.erase:
        return () => this.#keep(undefined);
      case journalled.reload:
        return () => {
          this.#stop();
          return this.#restart();
        };
      default:
        return this.#fileActionOf(line);
    }
  }

  #fileActionOf(line: string): (() => undefined) | undefined {
    const { archive, delete: deletion } = journalled;
    const rest = (words: string): string => line.slice(words.length);
    if (line.startsWith(archive)) return () => void this.files.set(rest(archive), runningConfiguration(this));
    return line.startsWith(deletion) ? () => void this.files.delete(rest(deletion)) : undefined;
  }

  #keep(configuration: string | undefined): undefined {
    this.#startup = configuration;
    this.settings.pki.save();
    this.#isModified = configuration === undefined;
  }

  async #apply(entries: readonly AcceptedLine[]): Promise<void> {
    if (entries.length === 0) return;
    await applyAccepted(entries, configureMode, this, { clock: this.clock, dialect: ios });
    this.#isModified = true;
  }

  #accept(entry: AcceptedLine): void {
    this.#isModified = true;
    this.configured.emit(entry);
  }

  #stop(): void {
    this.terminals.turnOff();
    for (const plug of this.#plugs.values()) plug.onFrame = () => undefined;
    this.#machine.halt();
  }

  async #restart(): Promise<RefusedLine[]> {
    this.#startReason = 'reload';
    const { pki } = this.settings;
    this.#machine = this.#assemble(defaultHostname);
    this.settings.pki.recall(pki);
    for (const [name, plug] of this.#plugs) this.#machine.plugIn(name, plug);
    return await this.#start();
  }

  /** The ports come up with the first session: nothing is sent before the configuration has been read. */
  async #start(): Promise<RefusedLine[]> {
    const boot = new Boot(this);
    this.#boot = boot;
    for (const attach of services) attach(this);
    this.started.emit(this.router);
    this.terminals.turnOn(startUpText(this.hardware));
    const refused = await boot.run(this.#startup ?? '');
    this.#startedAt = this.clock.now() - boot.uptime;
    this.#boot = undefined;
    this.#isModified = false;
    return refused;
  }

  /** Each start has dice of its own, so that a router does not choose the same keys again. */
  #assemble(hostname: string): Machine {
    const { clock, random, hardware } = this;
    const machine = new Machine({
      clock,
      hardware,
      hostname,
      random: random.fork(`start ${this.#starts++}`),
      uptime: () => this.uptime,
      isMonitored: () => this.terminals.isMonitored,
    });
    machine.log.lines.on((line) => {
      if (machine === this.#machine) this.terminals.show(line);
    });
    return machine;
  }

  #setReloading(isReloading: boolean): void {
    this.#isReloading = isReloading;
    this.#busy.emit(this.isBusy);
  }
}

/** What of a name can be a host name. */
function hostnameOf(name: string): string {
  const word = name.replace(/[^\w.-]+/g, '-').replace(/^[^A-Za-z]+/, '');
  return word === '' ? defaultHostname : word;
}
