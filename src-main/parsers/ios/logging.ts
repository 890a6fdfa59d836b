/** What `show logging` says of the settings, and the messages in the buffer. */
import type { Sourced } from '../parsed.ts';
import type { LogRecord } from './log.ts';

export interface Logging extends Sourced {
  isEnabled?: boolean;
  dropped?: number;
  rateLimited?: number;
  flushes?: number;
  overruns?: number;
  isXmlEnabled?: boolean;
  isFilteringEnabled?: boolean;
  console?: LoggingDestination;
  monitor?: LoggingDestination;
  buffer?: LoggingDestination;
  trap?: LoggingDestination;
  exceptionBytes?: number;
  isCounted?: boolean;
  isPersistent?: boolean;
  persistent?: PersistentLogging;
  file?: LoggingDestination & { name?: string };
  /** Of the modules that filter by scripts (`ESM:`). */
  droppedByScripts?: number;
  /** `logging host`. */
  hosts: LoggingHost[];
  /** `logging tls-profile`. */
  tlsProfiles?: TlsProfile[];
  sourceInterfaces: { name: string; vrf?: string; line: number }[];
  bufferBytes?: number;
  messages: LogRecord[];
}

export interface LoggingHost {
  address: string;
  protocol?: string;
  port?: number;
  /** "up", "down". */
  link?: string;
  vrf?: string;
  messages?: number;
  rateLimited?: number;
  /** By a message discriminator. */
  dropped?: number;
  line: number;
}

export interface PersistentLogging {
  url?: string;
  diskBytes?: number;
  fileBytes?: number;
  batchBytes?: number;
  thresholdPercent?: number;
  /** What else stands behind: "alert", "immediate", "protected", "notify". */
  options?: string[];
}

export interface TlsProfile {
  name: string;
  ciphersuites?: string[];
  trustpoint?: string;
  version?: string;
  line: number;
}

export interface LoggingDestination {
  isEnabled: boolean;
  level?: string;
  messages?: number;
}
