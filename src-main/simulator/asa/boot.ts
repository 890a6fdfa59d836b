/** A firewall starts: its configuration is read, then its ports come up. The clock does not move meanwhile. */
import { applyConfiguration, type RefusedLine } from '../cli/apply-configuration.ts';
import { compileCrypto } from './crypto/crypto-compile.ts';
import { ready } from './date.ts';
import type { AsaDevice } from './device.ts';
import { asa } from './dialect.ts';
import { configureMode } from './modes.ts';
import type { NamedInterface } from './named-interfaces.ts';

export class AsaBoot {
  readonly uptime = ready;
  /** Ports about which the configuration says something. */
  readonly #mentioned = new Set<string>();
  readonly #isShutdown = new Map<NamedInterface, boolean>();

  constructor(private readonly device: AsaDevice) {}

  setShutdown(named: NamedInterface, isShutdown: boolean): void {
    this.#isShutdown.set(named, isShutdown);
  }

  /** @returns the lines of the configuration that were refused */
  async run(configuration: string): Promise<RefusedLine[]> {
    const { device } = this;
    const refused = await applyConfiguration(withoutFrame(configuration), configureMode, device, {
      clock: device.clock,
      dialect: asa,
      accepted: ({ path, line }) => this.#note(path, line),
    });
    for (const named of device.configuration.interfaces.all) {
      const isShutdown = this.#isShutdown.get(named) ?? !this.#mentioned.has(named.one.name);
      device.router.setShutdown(named.one, isShutdown);
    }
    compileCrypto(device.configuration, device.router);
    return refused;
  }

  /** A firewall does not write `no shutdown`: a port that is named without `shutdown` comes up. */
  #note(path: readonly string[], line: string): void {
    const [, name] = /^interface (\S+)$/.exec(line) ?? [];
    if (path.length === 0 && name !== undefined) this.#mentioned.add(name);
  }
}

/**
 * What stands around a configuration that an ASA has written, and is none of it: comments (`: Saved`), the version, the
 * checksum. The lines keep their numbers.
 */
export function withoutFrame(configuration: string): string {
  const isFrame = (line: string): boolean => /^\s*:|^ASA Version |^Cryptochecksum:/.test(line);
  return configuration
    .split(/\r\n|\r|\n/)
    .map((line) => (isFrame(line) ? '' : line))
    .join('\n');
}
