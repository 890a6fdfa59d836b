/**
 * A router starts: its configuration is read, then its ports come up, as the log tells it. The clock does not move
 * meanwhile: the router has been up for as long as a boot takes when its first session begins.
 */
import { applyConfiguration, type RefusedLine } from '../cli/apply-configuration.ts';
import { ios } from '../cli/dialect.ts';
import { EthernetPort } from '../router/ethernet-port.ts';
import type { Interface } from '../router/interface.ts';
import { hasSignal, SerialPort } from '../router/serial-port.ts';
import type { IosDevice } from './device.ts';
import { isMade } from './interface/interface-kinds.ts';
import { configureMode } from './modes.ts';
import { bannerOf } from './system/version.ts';

/**
 * Milliseconds after the start: consoles of 12.4 on dynamips have `%SYS-5-CONFIG_I: Configured from memory` and
 * `%SYS-5-RESTART` at three to four seconds, the links at five and the line protocols a second later.
 */
const stages = { configuration: 3100, restart: 3900, links: 5200, lineProtocols: 6200, ready: 9000 } as const;
const spread = 700;

export class Boot {
  #uptime: number = stages.configuration;
  readonly #jitter: number;
  /** Ports about which the configuration says something. */
  readonly #named = new Set<string>();
  readonly #isShutdown = new Map<Interface, boolean>();

  constructor(private readonly device: IosDevice) {
    this.#jitter = device.random.fork('boot').int(spread);
  }

  /** Milliseconds since the start. */
  get uptime(): number {
    return this.#uptime + this.#jitter;
  }

  setShutdown(one: Interface, isShutdown: boolean): void {
    this.#isShutdown.set(one, isShutdown);
    if (isShutdown) this.device.router.setShutdown(one, true);
  }

  /** @returns the lines of the configuration that were refused */
  async run(configuration: string): Promise<RefusedLine[]> {
    const { device } = this;
    const refused = await this.#read(configuration);
    if (configuration.trim() !== '') this.#report('SYS', 'CONFIG_I', 'Configured from memory by console');
    this.#uptime = stages.restart;
    this.#report('SYS', 'RESTART', ['System restarted --', ...bannerOf(device.hardware)].join('\n'));
    this.#bringUp();
    this.#uptime = stages.ready;
    return refused;
  }

  async #read(configuration: string): Promise<RefusedLine[]> {
    const { device } = this;
    device.router.hold(true);
    try {
      return await applyConfiguration(withoutHeading(configuration), configureMode, device, {
        clock: device.clock,
        dialect: ios,
        accepted: ({ path, line }) => this.#note(path, line),
      });
    } finally {
      device.router.hold(false);
    }
  }

  #note(path: readonly string[], line: string): void {
    const [, name] = /^interface (\S+)$/.exec(line) ?? [];
    if (path.length === 0 && name !== undefined) this.#named.add(name);
  }

  /**
   * A router does not write `no shutdown`, so a port that is named without `shutdown` comes up; one that is not named
   * stays as it came from the factory. What was made by being named is what its lines said at once.
   */
  #bringUp(): void {
    const { router } = this.device;
    const ports = [...router.interfaces.values()].filter(
      ({ name, carrier }) => (carrier instanceof EthernetPort || carrier instanceof SerialPort) && !isMade(name),
    );
    // Those of a switch come up by themselves.
    const isNamed = (one: Interface): boolean => this.device.switching !== undefined || this.#named.has(one.name);
    const isUp = (one: Interface): boolean => !(this.#isShutdown.get(one) ?? !isNamed(one));
    this.#uptime = stages.links;
    for (const one of ports.filter(isUp)) {
      one.isShutdown = false;
      if (hasSignal(one.carrier)) router.events.emit({ kind: 'link', interface: one.name, isUp: true });
    }
    for (const one of ports) {
      if (!isUp(one)) router.events.emit({ kind: 'administratively-down', interface: one.name });
    }
    this.#uptime = stages.lineProtocols;
    router.converge();
    for (const { carrier, isUp: works } of router.interfaces.values())
      if (works && carrier instanceof EthernetPort) carrier.announce();
  }

  #report(facility: string, mnemonic: string, text: string): void {
    this.device.log.report({ facility, severity: 5, mnemonic, text });
  }
}

/** Configurations are often kept as `show running-config` printed them. Lines keep their numbers. */
function withoutHeading(configuration: string): string {
  return configuration.replace(/^(Building configuration\.\.\.|Current configuration ?: \d+ bytes)[ \t\r]*$/gm, '');
}
