/** show logging: the settings, and what is in the buffer after them. */
import { conclude } from '../account.ts';
import { Margin } from '../margin.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, type Fields } from '../records.ts';
import { ANY_LINE, RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';
import { ASA_LOG_LINE, AsaLogEntries, type AsaLogRecord } from './log.ts';

export interface AsaLogging extends Sourced {
  isEnabled?: boolean;
  facility?: number;
  timestamp?: string;
  deviceId?: string;
  /** By the name before "logging": Console, Buffer, Trap, ASDM …; with what follows, as printed. */
  destinations: Record<string, AsaLoggingDestination>;
  hosts: { line: number; interface: string; address: string; text?: string }[];
  messages: AsaLogRecord[];
}

export interface AsaLoggingDestination {
  isEnabled: boolean;
  level?: string;
  messages?: number;
  facility?: number;
}

class State extends Records<AsaLogging> {
  readonly entries: AsaLogEntries;

  constructor(margin: Margin) {
    super();
    this.entries = new AsaLogEntries(margin);
  }

  says(line: number, fields: Fields<AsaLogging>): void {
    if (!this.last) this.begin(line, { destinations: {}, hosts: [], messages: [] });
    this.set(line, fields);
  }
}

function destinationOf(text: string): AsaLoggingDestination {
  const level = /\blevel ([^\s,]+)/.exec(text)?.[1];
  const messages = integer(/\b(\d+) messages? logged/.exec(text)?.[1]);
  const facility = integer(/facility (\d+)/.exec(text)?.[1]);
  return {
    isEnabled: !text.startsWith('disabled'),
    ...(level === undefined ? {} : { level }),
    ...(messages === undefined ? {} : { messages }),
    ...(facility === undefined ? {} : { facility }),
  };
}

const isStarted = ({ last }: State): boolean => last !== undefined;

const TABLE = new RuleTable<State>([
  rule<State, ['enabled' | 'disabled']>(/^Syslog logging: (enabled|disabled)$/, (state, [word], line) =>
    state.says(line, { isEnabled: word === 'enabled' }),
  ),
  rule<State, [string]>(/^Facility: (\d+)$/, (state, [facility], line) => state.says(line, { facility: Number(facility) })), // prettier-ignore
  rule<State, [string]>(/^Timestamp logging: (.+)$/, (state, [timestamp], line) => state.says(line, { timestamp })),
  rule<State, [string]>(/^Device ID: (.+)$/, (state, [deviceId], line) => state.says(line, { deviceId })),
  rule<State, [string, string]>(
    /^([A-Z][\w -]*?) logging: (enabled|disabled\b.*|level .+|list .+|class .+)$/,
    ({ last }, [name, text], line) => {
      if (!last) return;
      last.destinations[name] = destinationOf(text);
      last.at[name] = line;
    },
    isStarted,
  ),
  rule<State, [string, string, string | undefined]>(
    /^Logging to (\S+) ([^\s,]+)(?:,? (.*))?$/,
    ({ last }, [name, address, text], line) =>
      last?.hosts.push({ line, interface: name, address, ...(text === undefined ? {} : { text }) }),
    isStarted,
  ),
  passes(/^(?:Global TCP syslog stats::|Deny Conn when Queue Full: \w+|Unlimited Logging Queue.*|Logging Queue length .*)$/), // prettier-ignore
  passes(/^(?:NOT_PUTABLE|CHANNEL_FLAP_CNT|PARTIAL_REWRITE_CNT): \d+.*$/),
  rule<State>(ASA_LOG_LINE, ({ entries }, _groups, _number, line) => entries.add(line)),
  rule<State>(ANY_LINE, ({ entries }, _groups, _number, line) => entries.add(line)),
]);

/** What was filtered (`| include 713`) has messages alone. */
export function parseShowLogging(text: string): Parsed<AsaLogging> {
  const state = new State(new Margin(text, { keepLogs: true }));
  const reading = readLines(text, TABLE, state, { keepLogs: true });
  const { records: messages } = state.entries;
  const [first] = messages;
  if (first) state.says(first.line, {});
  if (state.last) state.last.messages = messages;
  return conclude(reading, state.all);
}
