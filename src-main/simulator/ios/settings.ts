/**
 * The configuration of a router that is none of the simulated network's business: names, passwords, lines, messages.
 * Addresses, routes, tunnels and crypto live in the Router itself.
 */
import { Ikev2Statistics } from './ikev2/ikev2-statistics.ts';
import { defaultVtys, LineSettings } from './system/line-settings.ts';
import type { StoredPassword } from './system/password.ts';
import { PkiState } from './pki/pki-state.ts';
import type { DatetimeStamp, Timestamp } from './log/timestamp.ts';

export interface User {
  readonly name: string;
  privilege: number;
  /** Undefined when the user needs none (`nopassword`), or has none yet. */
  password: StoredPassword | undefined;
  isWithoutPassword: boolean;
}

/** A public key of RSA with which somebody comes in by SSH (`ip ssh pubkey-chain`). */
export interface SshKey {
  /** Of the key as SSH sends it: 32 digits, capitals. */
  readonly md5: string;
  readonly comment: string | undefined;
}

/** It is forgotten in a reload, with the settings. */
export interface PlannedReload {
  /** On the clock of the network. */
  readonly at: number;
  /** Who has planned it: `console`. */
  readonly place: string;
  readonly reason: string | undefined;
}

export interface Archive {
  /** `log config`, `hidekeys` */
  hidesKeys: boolean;
  path: string | undefined;
  maximum: number;
  /** `write-memory`: also whenever the configuration is saved. */
  isWrittenOnSave: boolean;
  /** The oldest first. */
  names: string[];
  /** The number of the last one. */
  last: number;
}

export type AliasMode = 'exec' | 'configure' | 'interface';

/** `incoming` and `prompt-timeout` are kept, and there is no occasion to show them. */
export type BannerKind = 'exec' | 'incoming' | 'login' | 'motd' | 'prompt-timeout';

/** A router of 12.4 without a configuration writes these (many published configurations of dynamips). */
const datetimeMilliseconds: DatetimeStamp = {
  kind: 'datetime',
  milliseconds: true,
  localtime: false,
  showsTimezone: false,
  year: false,
};

export const defaultHostname = 'Router';

export class Settings {
  enableSecret: StoredPassword | undefined;
  enablePassword: StoredPassword | undefined;
  readonly users = new Map<string, User>();
  /** By the names of users. */
  readonly sshKeys = new Map<string, SshKey[]>();
  encryptsPasswords = false;
  readonly timestamps: { debug: Timestamp; log: Timestamp } = {
    debug: datetimeMilliseconds,
    log: datetimeMilliseconds,
  };
  /** How far `clock set` has put the clock ahead, in milliseconds; undefined when it was never set. */
  clockAhead: number | undefined;
  /** `reload in`, `reload at` */
  plannedReload: PlannedReload | undefined;
  looksUpNames = true;
  domainName: string | undefined;
  /** `ip domain list` and `ip domain lookup source-interface`: kept, since no name server is asked. */
  readonly domains = new Set<string>();
  lookupSource: string | undefined;
  /** `ip host`: addresses by name, lower case: the first is where a name leads. */
  readonly hosts = new Map<string, readonly number[]>();
  /** `archive`: where copies of the configuration go, how many are kept, and those there are. */
  readonly archive: Archive = {
    hidesKeys: false,
    path: undefined,
    maximum: 10,
    isWrittenOnSave: false,
    names: [],
    last: 0,
  };
  /** `alias`: what is typed for a name, by the mode in which it is typed. */
  readonly aliases: Readonly<Record<AliasMode, Map<string, string>>> = {
    exec: new Map(),
    configure: new Map(),
    interface: new Map(),
  };
  readonly banners = new Map<BannerKind, string>();
  readonly console = new LineSettings('con', 0);
  readonly auxiliary = new LineSettings('aux', 0);
  readonly vtys: LineSettings[] = Array.from({ length: defaultVtys }, (_, index) => new LineSettings('vty', index));
  /** Lines that change nothing in this simulator, by the words that name them: see harmless.ts. */
  readonly harmless = new Map<string, string>();
  /** `crypto logging ikev2` */
  logsIkev2 = false;
  readonly ikev2Statistics = new Ikev2Statistics();
  /** Keys and certificates. */
  readonly pki = new PkiState();

  constructor(public hostname: string = defaultHostname) {}

  /** What a name leads to by `ip host`: its first address. */
  addressOf(host: string): number | undefined {
    return this.hosts.get(host.toLowerCase())?.[0];
  }

  get lines(): LineSettings[] {
    return [this.console, this.auxiliary, ...this.vtys];
  }
}
