/** A router that runs Cisco IOS: a Router, its configuration, its log, and the lines on which people type. */
import type { AcceptedLine } from '../cli/accepted-line.ts';
import { applyAccepted, applyConfiguration, type RefusedLine } from '../cli/apply-configuration.ts';
import type { Attachment } from '../cli/attachment.ts';
import type { Shell } from '../cli/conversation.ts';
import { ios } from '../cli/dialect.ts';
import type { FileWriter } from '../cli/declaration.ts';
import type { Interface } from '../router/interface.ts';
import type { EthernetSwitch } from '../switch/ethernet-switch.ts';
import { Boot } from './boot.ts';
import './commands.ts';
import type { Debugging } from './debug/debugging.ts';
import type { IosDevice } from './device.ts';
import { openFile, startupFile } from './files/file-system.ts';
import { flavourOf, type Flavour } from './flavour.ts';
import { releaseOf } from './hardware.ts';
import type { InterfaceNotes } from './interface/interface-notes.ts';
import { Machine, type MachineOptions } from './machine.ts';
import { configureMode, execMode } from './modes.ts';
import { NetworkDevice, type NetworkDeviceOptions } from './network-device.ts';
import { runningConfiguration } from './running-configuration.ts';
import { services } from './system/services.ts';
import { defaultHostname } from './settings.ts';
import { isKeyOf } from './system/ssh-public-keys.ts';
import { admissionOf } from './system/terminal-lines.ts';
import type { Caller } from './system/terminals.ts';
import { startUpText } from './system/version.ts';

export type { AcceptedLine } from '../cli/accepted-line.ts';

interface IosRouterOptions extends NetworkDeviceOptions {
  /** What the topology calls it: the host name of a router that starts without a configuration. */
  readonly name: string;
}

/** How long a router is away when it reloads, in milliseconds. */
const reloadTime = 10_000;

/** What is done in exec and matters after a restart stands in the journal as configuration mode would take it. */
const journalled = {
  save: 'do write memory',
  erase: 'do write erase',
  reload: 'do reload',
  archive: 'do copy running-config ',
  write: 'do redirect ',
  append: 'do append ',
  delete: 'do delete ',
} as const;

export class IosRouter extends NetworkDevice<Machine, Boot> implements IosDevice {
  readonly flavour: Flavour;
  #startReason = 'power-on';

  constructor(options: IosRouterOptions) {
    const hostnames = { first: hostnameOf(options.name), later: defaultHostname };
    super(options, { dialect: ios, hostnames, reloadTime, journalled, startupFile });
    this.flavour = flavourOf(releaseOf(options.hardware));
  }

  get switching(): EthernetSwitch | undefined {
    return this.machine.switching;
  }

  get debugging(): Debugging {
    return this.machine.debugging;
  }

  get startReason(): string {
    return this.#startReason;
  }

  notesOf(one: Interface): InterfaceNotes {
    return this.machine.notesOf(one);
  }

  setShutdown(one: Interface, isShutdown: boolean): void {
    if (this.booting) this.booting.setShutdown(one, isShutdown);
    else this.router.setShutdown(one, isShutdown);
  }

  /** Whether `password` is this user's: how SSH lets somebody in. */
  authenticate(user: string, password: string): boolean {
    return admissionOf(this.settings, user, password) !== undefined;
  }

  /** Whether a public key, as SSH sends it, is this user's: `ip ssh pubkey-chain`. */
  isKeyOf(user: string, blob: Uint8Array): boolean {
    return isKeyOf(this.settings, user, blob);
  }

  /**
   * Somebody comes in by a virtual terminal. Undefined when none is free that takes it, or the router is off.
   * @param caller `user` is who has logged in already, as SSH sees to it
   */
  call({ user, ...caller }: Omit<Caller, 'admitted'> & { readonly user?: string | undefined }): Attachment | undefined {
    const privilege = user === undefined ? 1 : (this.settings.users.get(user)?.privilege ?? 1);
    return this.terminals.call({ ...caller, admitted: user === undefined ? undefined : { user, privilege } });
  }

  override async boot(configuration: string): Promise<RefusedLine[]> {
    if (configuration.trim() !== '') this.settings.hostname = defaultHostname;
    return await super.boot(configuration);
  }

  archive(file: string): void {
    this.files.set(file, runningConfiguration(this));
    this.configured.emit({ path: [], line: `${journalled.archive}${file}` });
  }

  openFile(word: string, isAppended: boolean): FileWriter {
    return openFile(this, word, isAppended);
  }

  announce(text: string): void {
    this.terminals.announce(text);
  }

  async merge(configuration: string): Promise<void> {
    const accepted = (entry: AcceptedLine): void => this.accept(entry);
    await applyConfiguration(configuration, configureMode, this, { clock: this.clock, dialect: ios, accepted });
  }

  protected newMachine(options: MachineOptions): Machine {
    return new Machine(options);
  }

  protected firstLevel(): Shell['first'] {
    return { mode: execMode, context: this };
  }

  protected newBoot(): Boot {
    return new Boot(this);
  }

  protected attachServices(): void {
    for (const attach of services) attach(this);
  }

  protected startUpText(): string {
    return startUpText(this.hardware);
  }

  protected runningConfiguration(): string {
    return runningConfiguration(this);
  }

  protected async applyAgain(entries: readonly AcceptedLine[]): Promise<void> {
    await applyAccepted(entries, configureMode, this, { clock: this.clock, dialect: ios });
  }

  protected override actionOf(line: string): (() => Promise<unknown> | undefined) | undefined {
    const { archive } = journalled;
    if (line.startsWith(archive))
      return () => void this.files.set(line.slice(archive.length), runningConfiguration(this));
    return super.actionOf(line);
  }

  /** Keys and certificates are kept with the configuration. */
  protected override keep(configuration: string | undefined): undefined {
    this.settings.pki.save();
    super.keep(configuration);
  }

  protected override recall({ settings }: Machine): void {
    this.#startReason = 'reload';
    this.settings.pki.recall(settings.pki);
  }
}

/** What of a name can be a host name. */
function hostnameOf(name: string): string {
  const word = name.replace(/[^\w.-]+/g, '-').replace(/^[^A-Za-z]+/, '');
  return word === '' ? defaultHostname : word;
}
