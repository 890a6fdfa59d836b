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
  /** `logging host`. */
  hosts: { address: string; protocol?: string; port?: number; messages?: number; line: number }[];
  sourceInterfaces: { name: string; vrf?: string; line: number }[];
  bufferBytes?: number;
  messages: LogRecord[];
}

export interface LoggingDestination {
  isEnabled: boolean;
  level?: string;
  messages?: number;
}
