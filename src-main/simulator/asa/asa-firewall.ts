/** A firewall that runs the software of an ASA: a router with rules, its log, and the lines on which people type. */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Random } from '../../base/random.ts';
import type { AcceptedLine } from '../cli/accepted-line.ts';
import { applyAccepted, type RefusedLine } from '../cli/apply-configuration.ts';
import type { Attachment } from '../cli/attachment.ts';
import type { Occupant } from '../ios/device.ts';
import type { Hardware } from '../ios/hardware.ts';
import type { Log } from '../ios/log.ts';
import type { Settings } from '../ios/settings.ts';
import { admissionOf } from '../ios/terminal-lines.ts';
import { Terminals, type Caller } from '../ios/terminals.ts';
import type { Plug } from '../network/link.ts';
import type { Router } from '../router/router.ts';
import { AsaBoot } from './boot.ts';
import './commands.ts';
import type { AsaConfiguration } from './configuration.ts';
import { compileCrypto } from './crypto-compile.ts';
import type { AsaDevice } from './device.ts';
import { asa } from './dialect.ts';
import type { AsaDebugging } from './debugging.ts';
import type { Firewall } from './firewall.ts';
import { AsaMachine } from './machine.ts';
import type { SessionCounts } from './session-counts.ts';
import { configureMode, execMode } from './modes.ts';
import type { NamedInterface } from './named-interfaces.ts';
import type { Preferences } from './preferences.ts';
import { savedConfiguration } from './running-configuration.ts';
import { services } from './services-at-start.ts';
import { startUpText } from './show-version.ts';

interface AsaFirewallOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly hardware: Hardware;
}

const defaultHostname = 'ciscoasa';
/** How long it is away when it reloads, in milliseconds. */
const reloadTime = 30_000;
/** What is done in exec and matters after a restart stands in the journal as a line without a mode. */
const journalled = { save: 'write memory', erase: 'write erase', reload: 'reload noconfirm' } as const;

export class AsaFirewall implements AsaDevice {
  readonly clock: Clock;
  readonly random: Random;
  readonly hardware: Hardware;
  /** Every line that somebody has typed and a configuration mode has taken, and what else the journal needs. */
  readonly configured = new Emitter<AcceptedLine>();
  /** The Router that runs now: another one after a reload. */
  readonly started = new Emitter<Router>();
  readonly terminals: Terminals;
  readonly #plugs = new Map<string, Plug>();
  readonly #busy = new Emitter<boolean>();
  #machine: AsaMachine;
  #boot: AsaBoot | undefined;
  #startedAt = 0;
  #starts = 0;
  #startup: string | undefined;
  #isModified = false;
  #isReloading = false;

  constructor(options: AsaFirewallOptions) {
    this.clock = options.clock;
    this.random = options.random;
    this.hardware = options.hardware;
    this.#machine = this.#assemble();
    this.terminals = new Terminals({
      clock: options.clock,
      settings: () => this.settings,
      shell: {
        dialect: asa,
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

  get settings(): Settings {
    return this.#machine.settings;
  }

  get preferences(): Preferences {
    return this.#machine.preferences;
  }

  get configuration(): AsaConfiguration {
    return this.#machine.configuration;
  }

  get firewall(): Firewall {
    return this.#machine.firewall;
  }

  get log(): Log {
    return this.#machine.log;
  }

  get debugging(): AsaDebugging {
    return this.#machine.debugging;
  }

  get sessionCounts(): SessionCounts {
    return this.#machine.sessionCounts;
  }

  get uptime(): number {
    return this.#boot?.uptime ?? this.clock.now() - this.#startedAt;
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

  /** Whether a command on one of its lines waits for time to pass, or it does itself because it reloads. */
  get isBusy(): boolean {
    return this.#isReloading || this.terminals.isBusy;
  }

  onBusy(listener: (isBusy: boolean) => void): Stop {
    return this.#busy.on(listener);
  }

  plugIn(interfaceName: string, plug: Plug): void {
    this.#plugs.set(interfaceName, plug);
    this.#machine.plugIn(interfaceName, plug);
  }

  setShutdown(named: NamedInterface, isShutdown: boolean): void {
    if (this.#boot) this.#boot.setShutdown(named, isShutdown);
    else this.router.setShutdown(named.one, isShutdown);
  }

  /** Whether `password` is this user's: SSH asks the users of the firewall where `aaa authentication ssh` says so. */
  authenticate(user: string, password: string): boolean {
    const isAsked = this.preferences.localAuthentication.has('ssh');
    return isAsked && admissionOf(this.settings, user, password) !== undefined;
  }

  /** Somebody comes in by a virtual terminal, always without privileges: `enable` and `login` give them. */
  call({ user, ...caller }: Omit<Caller, 'admitted'> & { readonly user?: string | undefined }): Attachment | undefined {
    return this.terminals.call({ ...caller, admitted: user === undefined ? undefined : { user, privilege: 1 } });
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
    this.#keep(configuration);
    this.configured.emit({ path: [], line: configuration === undefined ? journalled.erase : journalled.save });
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
        return () => this.#keep(savedConfiguration(this));
      case journalled.erase:
        return () => this.#keep(undefined);
      case journalled.reload:
        return () => {
          this.#stop();
          return this.#restart();
        };
      default:
        return undefined;
    }
  }

  #keep(configuration: string | undefined): undefined {
    this.#startup = configuration;
    this.#isModified = configuration === undefined;
  }

  async #apply(entries: readonly AcceptedLine[]): Promise<void> {
    if (entries.length === 0) return;
    await applyAccepted(entries, configureMode, this, { clock: this.clock, dialect: asa });
    compileCrypto(this.configuration, this.router);
    this.#isModified = true;
  }

  /** Whatever has changed, crypto maps may rest on it: interfaces, objects, access lists. */
  #accept(entry: AcceptedLine): void {
    compileCrypto(this.configuration, this.router);
    this.#isModified = true;
    this.configured.emit(entry);
  }

  #stop(): void {
    this.terminals.turnOff();
    for (const plug of this.#plugs.values()) plug.onFrame = () => undefined;
    this.#machine.halt();
  }

  async #restart(): Promise<RefusedLine[]> {
    this.#machine = this.#assemble();
    for (const [name, plug] of this.#plugs) this.#machine.plugIn(name, plug);
    return await this.#start();
  }

  /** The ports come up with the first session: nothing is sent before the configuration has been read. */
  async #start(): Promise<RefusedLine[]> {
    const boot = new AsaBoot(this);
    this.#boot = boot;
    for (const attach of services) attach(this);
    this.started.emit(this.router);
    this.terminals.turnOn(startUpText(this));
    const refused = await boot.run(this.#startup ?? '');
    compileCrypto(this.configuration, this.router);
    this.#startedAt = this.clock.now() - boot.uptime;
    this.#boot = undefined;
    this.#isModified = false;
    return refused;
  }

  /** Each start has dice of its own, so that a firewall does not choose the same keys again. */
  #assemble(): AsaMachine {
    const { clock, random, hardware } = this;
    const machine = new AsaMachine({
      clock,
      hardware,
      hostname: defaultHostname,
      random: random.fork(`start ${this.#starts++}`),
      uptime: () => this.uptime,
      isMonitored: () => this.terminals.isMonitored,
    });
    machine.log.lines.on((line) => {
      if (machine === this.#machine) this.terminals.show(line);
    });
    machine.debugged.on((text) => {
      if (machine === this.#machine) this.#showDebug(text);
    });
    return machine;
  }

  /** Where `debug` was typed. */
  #showDebug(text: string): void {
    if (this.terminals.console.session?.terminal.monitor === true) this.terminals.show({ text, to: 'console' });
    this.terminals.show({ text, to: 'monitor' });
  }

  #setReloading(isReloading: boolean): void {
    this.#isReloading = isReloading;
    this.#busy.emit(this.isBusy);
  }
}
