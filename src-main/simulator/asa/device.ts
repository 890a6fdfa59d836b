/** A firewall with the command line of an ASA, as its commands see it. The class that owns it all is in asa-firewall.ts. */
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { RefusedLine } from '../cli/apply-configuration.ts';
import type { Occupant } from '../ios/device.ts';
import type { Hardware } from '../ios/hardware.ts';
import type { Log } from '../ios/log/log.ts';
import type { Settings } from '../ios/settings.ts';
import type { Router } from '../router/router.ts';
import type { Captures } from './inspection/capture.ts';
import type { AsaConfiguration } from './configuration.ts';
import type { AsaDebugging } from './debugging.ts';
import type { Firewall } from './inspection/firewall.ts';
import type { IpsecStatistics } from './crypto/ipsec-statistics.ts';
import type { NamedInterface } from './named-interfaces.ts';
import type { Preferences } from './preferences.ts';
import type { SessionCounts } from './crypto/session-counts.ts';

export interface AsaDevice {
  readonly clock: Clock;
  readonly random: Random;
  readonly hardware: Hardware;
  /** What is configured and shown. After a reload this and what follows are others. */
  readonly router: Router;
  readonly settings: Settings;
  readonly preferences: Preferences;
  readonly configuration: AsaConfiguration;
  readonly firewall: Firewall;
  readonly captures: Captures;
  readonly log: Log;
  readonly debugging: AsaDebugging;
  readonly sessionCounts: SessionCounts;
  readonly ipsecStatistics: IpsecStatistics;
  /** Milliseconds since the start. */
  readonly uptime: number;
  /** Whether the startup configuration is being read: interfaces come up when it has been. */
  readonly isBooting: boolean;
  readonly startupConfiguration: string | undefined;
  readonly isModified: boolean;
  readonly occupants: readonly Occupant[];
  /** Those on its disk, by their whole names: `disk0:/backup`. */
  readonly files: ReadonlyMap<string, string>;
  writeFile(file: string, text: string): void;
  deleteFile(file: string): void;
  /** Takes up the lines of a configuration beside what is configured. @returns those that were refused */
  merge(configuration: string): Promise<readonly RefusedLine[]>;
  /** Tells whoever is at the console. */
  announce(text: string): void;
  setShutdown(named: NamedInterface, isShutdown: boolean): void;
  save(configuration: string | undefined): void;
  reload(): void;
}

export interface AsaInterfaceContext {
  readonly device: AsaDevice;
  readonly named: NamedInterface;
}
