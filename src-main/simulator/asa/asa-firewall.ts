/** A firewall that runs the software of an ASA: a router with rules, its log, and the lines on which people type. */
import type { AcceptedLine } from '../cli/accepted-line.ts';
import { applyAccepted, applyConfiguration, type RefusedLine } from '../cli/apply-configuration.ts';
import type { Attachment } from '../cli/attachment.ts';
import type { Shell } from '../cli/conversation.ts';
import type { MachineOptions } from '../ios/machine.ts';
import { NetworkDevice, type NetworkDeviceOptions } from '../ios/network-device.ts';
import { admissionOf } from '../ios/system/terminal-lines.ts';
import type { Caller } from '../ios/system/terminals.ts';
import { AsaBoot, withoutFrame } from './boot.ts';
import type { Captures } from './inspection/capture.ts';
import './commands.ts';
import type { AsaConfiguration } from './configuration.ts';
import { compileCrypto } from './crypto/crypto-compile.ts';
import type { AsaDebugging } from './debugging.ts';
import type { AsaDevice } from './device.ts';
import { asa } from './dialect.ts';
import { startupFile } from './file-system.ts';
import type { Firewall } from './inspection/firewall.ts';
import type { IpsecStatistics } from './crypto/ipsec-statistics.ts';
import { AsaMachine } from './machine.ts';
import { configureMode, execMode } from './modes.ts';
import type { NamedInterface } from './named-interfaces.ts';
import { defaultHostname, type Preferences } from './preferences.ts';
import { savedConfiguration } from './running-configuration.ts';
import { services } from './services-at-start.ts';
import type { SessionCounts } from './crypto/session-counts.ts';
import { startUpText } from './show-version.ts';

const software = {
  dialect: asa,
  hostnames: { first: defaultHostname, later: defaultHostname },
  reloadTime: 30_000,
  /** As exec takes them, for a firewall knows no `do`. */
  journalled: {
    save: 'write memory',
    erase: 'write erase',
    reload: 'reload noconfirm',
    write: 'redirect ',
    append: 'append ',
    delete: 'delete /noconfirm ',
  },
  startupFile,
} as const;

export class AsaFirewall extends NetworkDevice<AsaMachine, AsaBoot> implements AsaDevice {
  constructor(options: NetworkDeviceOptions) {
    super(options, software);
  }

  get preferences(): Preferences {
    return this.machine.preferences;
  }

  get configuration(): AsaConfiguration {
    return this.machine.configuration;
  }

  get firewall(): Firewall {
    return this.machine.firewall;
  }

  get captures(): Captures {
    return this.machine.captures;
  }

  get debugging(): AsaDebugging {
    return this.machine.debugging;
  }

  get sessionCounts(): SessionCounts {
    return this.machine.sessionCounts;
  }

  get ipsecStatistics(): IpsecStatistics {
    return this.machine.ipsecStatistics;
  }

  async merge(configuration: string): Promise<readonly RefusedLine[]> {
    return await applyConfiguration(withoutFrame(configuration), configureMode, this, {
      clock: this.clock,
      dialect: asa,
      accepted: (entry) => this.accept(entry),
    });
  }

  announce(text: string): void {
    this.terminals.show({ text, to: 'console' });
  }

  setShutdown(named: NamedInterface, isShutdown: boolean): void {
    if (this.booting) this.booting.setShutdown(named, isShutdown);
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

  protected newMachine(options: MachineOptions): AsaMachine {
    const machine = new AsaMachine(options);
    machine.debugged.on((text) => {
      if (machine === this.machine) this.#showDebug(text);
    });
    return machine;
  }

  protected firstLevel(): Shell['first'] {
    return { mode: execMode, context: this };
  }

  protected newBoot(): AsaBoot {
    return new AsaBoot(this);
  }

  protected attachServices(): void {
    for (const attach of services) attach(this);
  }

  protected startUpText(): string {
    return startUpText(this);
  }

  protected runningConfiguration(): string {
    return savedConfiguration(this);
  }

  /** Keys are kept with the configuration. */
  protected override keep(configuration: string | undefined): undefined {
    this.settings.pki.save();
    super.keep(configuration);
  }

  /** The clock is a chip of its own, and runs on. */
  protected override recall({ settings }: AsaMachine): void {
    this.settings.pki.recall(settings.pki);
    this.settings.clockAhead = settings.clockAhead;
  }

  protected async applyAgain(entries: readonly AcceptedLine[]): Promise<void> {
    await applyAccepted(entries, configureMode, this, { clock: this.clock, dialect: asa });
    compileCrypto(this.configuration, this.router);
  }

  /** Whatever has changed, crypto maps may rest on it: interfaces, objects, access lists. */
  protected override accept(entry: AcceptedLine): void {
    compileCrypto(this.configuration, this.router);
    super.accept(entry);
  }

  /** Where `debug` was typed. */
  #showDebug(text: string): void {
    if (this.terminals.console.session?.terminal.monitor === true) this.terminals.show({ text, to: 'console' });
    this.terminals.show({ text, to: 'monitor' });
  }
}
