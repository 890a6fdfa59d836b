/** The log of a router: which messages go to the console, to terminals that monitor, into the buffer, and to hosts. */
import { Emitter } from '../../../base/emitter.ts';
import { stampOf, type Time, type Timestamp } from './timestamp.ts';

/** A message of the system, as it stands after the time: `%SYS-5-CONFIG_I: Configured from console by console`. */
export interface SystemMessage {
  readonly facility: string;
  /** 0 emergencies to 7 debugging. */
  readonly severity: number;
  readonly mnemonic: string;
  /** May have several lines. */
  readonly text: string;
}

export const severities = [
  'emergencies',
  'alerts',
  'critical',
  'errors',
  'warnings',
  'notifications',
  'informational',
  'debugging',
] as const;

/** Any of them, as a command takes it. */
export const levels =
  '{emergencies|alerts|critical|errors|warnings|notifications|informational|debugging}:level' as const;

export type SeverityName = (typeof severities)[number];
export const debuggingSeverity = 7;
export const informationalSeverity = 6;

/** Where messages go, up to which severity; undefined when none go there. */
export interface Destinations {
  console: number | undefined;
  monitor: number | undefined;
  buffer: number | undefined;
  /** Hosts, of which there may be none. */
  trap: number | undefined;
  /** Bytes. */
  bufferSize: number;
}

/** The command reference gives 4096 bytes as the default size of the buffer, and whether it is on "varies by platform". */
export const defaultDestinations: Readonly<Destinations> = {
  console: debuggingSeverity,
  monitor: debuggingSeverity,
  buffer: debuggingSeverity,
  trap: informationalSeverity,
  bufferSize: 4096,
};

export interface LoggedLine {
  readonly text: string;
  readonly to: 'console' | 'monitor';
}

/** `logging host`: a machine that messages are sent to. */
export interface SyslogHost {
  readonly address: number;
  /** The table of routes by which it is reached. */
  readonly vrf: string | undefined;
  port: number;
  /** How many messages have been sent to it. */
  sent: number;
}

interface Stamps {
  readonly log: Timestamp;
  readonly debug: Timestamp;
}

export class Log {
  /** `no logging on` leaves the console alone, and takes everything from the rest. */
  isOn = true;
  readonly destinations: Destinations = { ...defaultDestinations };
  /** How many messages each destination has been given. */
  readonly counts = { console: 0, monitor: 0, buffer: 0, trap: 0 };
  readonly lines = new Emitter<LoggedLine>();
  /** What the severity of `logging trap` lets through to hosts. */
  readonly remote = new Emitter<{ readonly severity: number; readonly text: string }>();
  readonly hosts: SyslogHost[] = [];
  /** `logging source-interface`: names of interfaces by VRF, '' for none. */
  readonly sources = new Map<string, string>();
  #buffer: string[] = [];
  #bufferedBytes = 0;

  constructor(
    private readonly time: () => Time,
    private readonly stamps: () => Stamps,
    private readonly isMonitored: () => boolean,
  ) {}

  report({ facility, severity, mnemonic, text }: SystemMessage): void {
    const stamp = stampOf(this.stamps().log, this.time());
    this.#write(`${stamp}%${facility}-${severity}-${mnemonic}: ${text}`, severity);
  }

  /** A line of debug output. */
  debug(text: string): void {
    this.#write(stampOf(this.stamps().debug, this.time()) + text, debuggingSeverity);
  }

  /** The messages in the buffer, the oldest first. */
  get buffer(): readonly string[] {
    return this.#buffer;
  }

  clear(): void {
    this.#buffer = [];
    this.#bufferedBytes = 0;
  }

  #write(text: string, severity: number): void {
    const { console, monitor, buffer } = this.destinations;
    if (console !== undefined && severity <= console) {
      this.counts.console++;
      this.lines.emit({ text, to: 'console' });
    }
    if (!this.isOn) return;
    if (monitor !== undefined && severity <= monitor && this.isMonitored()) {
      this.counts.monitor++;
      this.lines.emit({ text, to: 'monitor' });
    }
    if (buffer !== undefined && severity <= buffer) this.#keep(text);
    this.#sendOut(text, severity);
  }

  #sendOut(text: string, severity: number): void {
    const { trap } = this.destinations;
    if (trap === undefined || severity > trap) return;
    this.counts.trap++;
    this.remote.emit({ severity, text });
  }

  #keep(text: string): void {
    this.counts.buffer++;
    this.#buffer.push(text);
    this.#bufferedBytes += text.length + 1;
    while (this.#bufferedBytes > this.destinations.bufferSize && this.#buffer.length > 1) {
      this.#bufferedBytes -= (this.#buffer.shift()?.length ?? 0) + 1;
    }
  }
}
