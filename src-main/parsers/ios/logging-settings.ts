/** The settings that `show logging` begins with: totals, and where messages go. */
import type { Margin } from '../margin.ts';
import { Records, type Fields } from '../records.ts';
import { rule } from '../rules.ts';
import { integer, listed, words } from '../values.ts';
import { LogEntries } from './log.ts';
import type { Logging, LoggingDestination, LoggingHost, PersistentLogging, TlsProfile } from './logging.ts';

export class LoggingState extends Records<Logging> {
  readonly entries: LogEntries;
  isInBuffer = false;
  isInInterfaces = false;

  constructor(margin: Margin) {
    super();
    this.entries = new LogEntries(margin);
  }

  says(line: number, fields: Fields<Logging>): void {
    if (!this.last) this.begin(line, { hosts: [], sourceInterfaces: [], messages: [] });
    this.set(line, fields);
  }
}

const isInSettings = ({ isInBuffer }: LoggingState): boolean => !isInBuffer;
const numberBefore = (text: string, words: string): number | undefined => integer(new RegExp(`(\\d{1,16}) ${words}`).exec(text)?.[1]); // prettier-ignore

const TOTALS = [
  rule<LoggingState, [string, string]>(/^Syslog logging: (enabled|disabled)(.*)$/, (state, [word, rest], line) => {
    state.says(line, { isEnabled: word === 'enabled' });
    readTotals(state, rest, line);
  }),
  // 12.x breaks the brackets after "rate-limited,".
  rule<LoggingState, [string]>(
    /^(\d+ (?:messages rate-limited|flushes|overruns), .*)$/,
    (state, [text], line) => readTotals(state, text, line),
    isInSettings,
  ),
];

function readTotals(state: LoggingState, text: string, line: number): void {
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
  rule<LoggingState, [string, string]>(
    /^(Console|Monitor|Buffer|Trap) logging:\s+((?:disabled|level \w+, ).*|level \w+)$/,
    (state, [which, rest], line) => {
      const destination = destinationOf(rest);
      if (which === 'Console') state.says(line, { console: destination });
      else if (which === 'Monitor') state.says(line, { monitor: destination });
      else if (which === 'Buffer') state.says(line, { buffer: destination });
      else state.says(line, { trap: destination });
    },
  ),
  rule<LoggingState, [string | undefined]>(
    /^(?:Exception Logging:|Logging Exception) (?:size \((\d+) bytes\)|.*)$/i,
    (state, [bytes], line) => state.says(line, { exceptionBytes: integer(bytes) }),
  ),
  rule<LoggingState, [string]>(/^Count and timestamp logging messages: (\w+)$/, (state, [word], line) =>
    state.says(line, { isCounted: word === 'enabled' }),
  ),
  rule<LoggingState, [string, string | undefined]>(
    /^Persistent logging: (enabled|disabled)(?:, (.*))?$/,
    (state, [word, rest], line) =>
      state.says(line, {
        isPersistent: word === 'enabled',
        persistent: rest === undefined ? undefined : persistentOf(rest),
      }),
  ),
  rule<LoggingState, [string]>(/^File logging: (\S.*)$/, (state, [text], line) => {
    const name = /^file ([^,\s]+)/.exec(text)?.[1];
    state.says(line, { file: { ...destinationOf(text), ...(name === undefined ? {} : { name }) } });
  }),
  rule<LoggingState, [string]>(/^ESM: (\d+) messages dropped$/, (state, [count], line) =>
    state.says(line, { droppedByScripts: integer(count) }),
  ),
];

/** `url bootflash:/, disk space 16384 bytes, file size 8192 bytes, threshold capacity 5  alert , immediate , protected` */
function persistentOf(text: string): PersistentLogging {
  const found: PersistentLogging = {};
  for (const part of listed(text)) {
    const [, name, value, option] = PERSISTENT_PART.exec(part) ?? [];
    const field = PERSISTENT[name ?? ''];
    if (field) Object.assign(found, { [field]: field === 'url' ? value : integer(value) });
    if (!field || option !== undefined) (found.options ??= []).push(option ?? part);
  }
  return found;
}

const PERSISTENT_PART = /^(url|disk space|file size|batch size|threshold capacity) (\S+)(?: bytes)?(?:\s+(\w+))?$/;
const PERSISTENT: Readonly<Record<string, keyof PersistentLogging>> = {
  url: 'url',
  'disk space': 'diskBytes',
  'file size': 'fileBytes',
  'batch size': 'batchBytes',
  'threshold capacity': 'thresholdPercent',
};

const hostOf = ({ last }: LoggingState): LoggingHost | undefined => last?.hosts.at(-1);

/** `(udp port 514, audit disabled,`, `link up),`, `787 message lines logged,`: on one line or on several. */
function readHost(host: LoggingHost, text: string): void {
  for (const part of listed(text.replace(/[()]/g, ' '))) {
    const [, protocol, port] = /^(tcp|udp|tls|beep) port (\d+)$/.exec(part) ?? [];
    if (protocol !== undefined) Object.assign(host, { protocol, port: integer(port) });
    const [, word, value] = /^(link|vrf):? (\S+)$/i.exec(part) ?? [];
    if (word !== undefined) Object.assign(host, { [word.toLowerCase()]: value });
    const [, count, kind = ''] = /^(\d+) message lines (logged|rate-limited|dropped-by-MD)$/.exec(part) ?? [];
    if (count !== undefined) Object.assign(host, { [COUNTS[kind] ?? kind]: integer(count) });
  }
}

const COUNTS: Readonly<Record<string, keyof LoggingHost>> = {
  logged: 'messages',
  'rate-limited': 'rateLimited',
  'dropped-by-MD': 'dropped',
};

const HOSTS = [
  rule<LoggingState, [string, string | undefined]>(
    /^Logging to (\S+?),?(?:\s+(\S.*))?$/,
    (state, [address, rest], line) => {
      const host: LoggingHost = { address, line };
      readHost(host, rest ?? '');
      state.says(line, {});
      state.last?.hosts.push(host);
    },
  ),
  rule<LoggingState, [string]>(
    /^((?:\d+ message lines|link|VRF|audit|authentication|encryption) .*|VRF: .*)$/i,
    (state, [text]) => {
      const host = hostOf(state);
      if (host) readHost(host, text);
    },
    isInSettings,
  ),
];

const profileOf = ({ last }: LoggingState): TlsProfile | undefined => last?.tlsProfiles?.at(-1);

const PROFILES = [
  rule<LoggingState>(/^TLS Profiles:$/, (state, _groups, line) => state.says(line, { tlsProfiles: [] })),
  rule<LoggingState, [string]>(
    /^Profile Name: (\S+)$/,
    ({ last }, [name], line) => last?.tlsProfiles?.push({ name, line }) !== undefined,
    isInSettings,
  ),
  rule<LoggingState, [string, string]>(
    /^(Ciphersuites|Trustpoint|TLS version):\s*(\S.*)$/,
    (state, [label, value]) => {
      const profile = profileOf(state);
      if (!profile) return false;
      if (label === 'Ciphersuites') profile.ciphersuites = words(value);
      else if (label === 'Trustpoint') profile.trustpoint = value;
      else profile.version = value;
      return true;
    },
    isInSettings,
  ),
];

export const SETTINGS = [...TOTALS, ...DESTINATIONS, ...HOSTS, ...PROFILES];
