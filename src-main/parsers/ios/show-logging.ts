/** show logging */
import { conclude } from '../account.ts';
import type { Parsed } from '../parsed.ts';
import { Records, passes, type Fields } from '../records.ts';
import { ANY_LINE, RuleTable, readLines, rule } from '../rules.ts';
import { LOG_LINE } from '../stamp.ts';
import { integer } from '../values.ts';
import { LogEntries } from './log.ts';
import type { Logging, LoggingDestination } from './logging.ts';

class State extends Records<Logging> {
  readonly entries = new LogEntries();
  isInBuffer = false;
  isInInterfaces = false;

  says(line: number, fields: Fields<Logging>): void {
    if (!this.last) this.begin(line, { hosts: [], sourceInterfaces: [], messages: [] });
    this.set(line, fields);
  }
}

const isInSettings = ({ isInBuffer }: State): boolean => !isInBuffer;
const numberBefore = (text: string, words: string): number | undefined => integer(new RegExp(`(\\d{1,16}) ${words}`).exec(text)?.[1]); // prettier-ignore

const TOTALS = [
  rule<State, [string, string]>(/^Syslog logging: (enabled|disabled)(.*)$/, (state, [word, rest], line) => {
    state.says(line, { isEnabled: word === 'enabled' });
    readTotals(state, rest, line);
  }),
  // 12.x breaks the brackets after "rate-limited,".
  rule<State, [string]>(
    /^(\d+ (?:messages rate-limited|flushes), .*)$/,
    (state, [text], line) => readTotals(state, text, line),
    isInSettings,
  ),
];

function readTotals(state: State, text: string, line: number): void {
  state.says(line, {
    dropped: numberBefore(text, 'messages dropped'),
    rateLimited: numberBefore(text, 'messages rate-limited'),
    flushes: numberBefore(text, 'flushes'),
    overruns: numberBefore(text, 'overruns'),
    isXmlEnabled: flagOf(text, 'xml'),
    isFilteringEnabled: flagOf(text, 'filtering'),
  });
}

function flagOf(text: string, word: string): boolean | undefined {
  const found = new RegExp(`${word} (enabled|disabled)`).exec(text)?.[1];
  return found === undefined ? undefined : found === 'enabled';
}

function destinationOf(text: string): LoggingDestination {
  const level = /level (\w+)/.exec(text)?.[1];
  const messages = numberBefore(text, 'messages? (?:lines )?logged');
  return {
    isEnabled: !text.startsWith('disabled'),
    ...(level === undefined ? {} : { level }),
    ...(messages === undefined ? {} : { messages }),
  };
}

const DESTINATIONS = [
  rule<State, [string, string]>(
    /^(Console|Monitor|Buffer|Trap) logging:\s+((?:disabled|level \w+, ).*|level \w+)$/,
    (state, [which, rest], line) => {
      const destination = destinationOf(rest);
      if (which === 'Console') state.says(line, { console: destination });
      else if (which === 'Monitor') state.says(line, { monitor: destination });
      else if (which === 'Buffer') state.says(line, { buffer: destination });
      else state.says(line, { trap: destination });
    },
  ),
  rule<State, [string | undefined]>(
    /^(?:Exception Logging:|Logging Exception) (?:size \((\d+) bytes\)|.*)$/i,
    (state, [bytes], line) => state.says(line, { exceptionBytes: integer(bytes) }),
  ),
  rule<State, [string]>(/^Count and timestamp logging messages: (\w+)$/, (state, [word], line) =>
    state.says(line, { isCounted: word === 'enabled' }),
  ),
  rule<State, [string]>(/^Persistent logging: (\w+)\b.*$/, (state, [word], line) =>
    state.says(line, { isPersistent: word === 'enabled' }),
  ),
  rule<State, [string, string | undefined, string | undefined]>(
    /^Logging to (\S+?),?(?:\s+\((?:(tcp|udp|tls) port (\d+),.*)?.*)?$/,
    (state, [address, protocol, port], line) => {
      const number = integer(port);
      state.says(line, {});
      state.last?.hosts.push({
        address,
        ...(protocol === undefined ? {} : { protocol }),
        ...(number === undefined ? {} : { port: number }),
        line,
      });
    },
  ),
  rule<State, [string]>(
    /^(\d+) message lines logged,?.*$/,
    ({ last }, [count]) => {
      const host = last?.hosts.at(-1);
      if (host) host.messages = Number(count);
      return host !== undefined;
    },
    isInSettings,
  ),
];

const INTERFACES = [
  rule<State>(/^Logging Source-Interface:\s+VRF Name:$/, (state) => {
    state.isInInterfaces = true;
  }),
  rule<State, [string]>(/^Log Buffer \((\d+) bytes\):$/, (state, [bytes], line) => {
    state.says(line, { bufferBytes: integer(bytes) });
    state.isInBuffer = true;
  }),
  rule<State, [string, string | undefined]>(
    /^([A-Za-z][\w-]*\d[\w./:-]*)(?:\s+(\S+))?$/,
    ({ last }, [name, vrf], line) => last?.sourceInterfaces.push({ name, ...(vrf === undefined ? {} : { vrf }), line }),
    ({ isInBuffer, isInInterfaces }) => isInInterfaces && !isInBuffer,
  ),
];

const OTHERS = [
  passes<State>(/^No (?:Active|Inactive|active) (?:Message Discriminator|filter modules)\.$/),
  rule<State>(
    /^(?:(?:xml|filtering|link|sequence|audit|encryption|File logging|TLS Profiles|Profile Name|Ciphersuites|Trustpoint|TLS version|VRF|Active Message|Inactive Message|ESM:|\d+ (?:message lines|flushes|overruns)).*)$/i,
    () => true,
    isInSettings,
  ),
  rule<State>(LOG_LINE, ({ entries }, _groups, _number, line) => entries.add(line)),
  rule<State>(
    ANY_LINE,
    ({ entries }, _groups, _number, line) => entries.add(line),
    ({ isInBuffer }) => isInBuffer,
  ),
];

const TABLE = new RuleTable<State>([...TOTALS, ...DESTINATIONS, ...INTERFACES, ...OTHERS]);

/** What was filtered (`| include CRYPTO`) has messages alone. */
export function parseShowLogging(text: string): Parsed<Logging> {
  const state = new State();
  const reading = readLines(text, TABLE, state, { keepLogs: true });
  const messages = state.entries.records();
  const [first] = messages;
  if (first) state.says(first.line, {});
  if (state.last) state.last.messages = messages;
  const isOpen = state.last?.isEnabled !== undefined && !state.isInBuffer && state.last.buffer?.isEnabled === true;
  return conclude(reading, state.all, isOpen);
}
