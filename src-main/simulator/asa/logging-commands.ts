/** logging, show logging, clear logging: where messages go, once `logging enable` lets them go anywhere. */
import { formatIpv4 } from '../../base/address.ts';
import { setOrNot } from '../cli/configuration.ts';
import { Refusal } from '../cli/refusal.ts';
import { severities, type Destinations } from '../ios/log/log.ts';
import type { AsaDevice } from './device.ts';
import { configureMode, execMode } from './modes.ts';
import { declareSyslogHosts, facility } from './syslog-hosts.ts';

type Destination = 'console' | 'monitor' | 'buffer' | 'trap';

const levels = '{emergencies|alerts|critical|errors|warnings|notifications|informational|debugging}:level' as const;
const destinations = { console: 'console', monitor: 'monitor', buffered: 'buffer', trap: 'trap' } as const;

export function declareLogging(): void {
  declareVocabulary();
  configureMode
    .add('logging enable', {
      run: (device) => setLogging(device, true),
      no: (device) => setLogging(device, false),
      show: ({ preferences }, isAll) => setOrNot('logging enable', preferences.isLogging, isAll),
    })
    .add('logging timestamp', {
      run: (device) => setTimestamps(device, true),
      no: (device) => setTimestamps(device, false),
      show: ({ preferences }, isAll) => setOrNot('logging timestamp', preferences.hasTimestamps, isAll),
    })
    .add('logging buffer-size <4096-52428800>:size', {
      run: ({ log }, { size }) => (log.destinations.bufferSize = size),
      show: ({ log: { destinations } }, isAll) =>
        destinations.bufferSize === 4096 && !isAll ? [] : [`logging buffer-size ${destinations.bufferSize}`],
    });
  for (const [word, to] of Object.entries(destinations)) declareDestination(word, to);
  declareSyslogHosts();
  execMode
    .add('show logging', { run: (device, _, exec) => exec.print(...loggingLines(device)) })
    .add('clear logging buffer', { run: ({ log }) => log.clear() });
}

function declareDestination(word: string, to: Destination): void {
  configureMode
    .add(`logging ${word} ![${levels}]`, {
      run: (device, { level }) => setLevel(device, to, severities.indexOf(level)),
      no: (device) => setLevel(device, to, undefined),
      show: ({ preferences }) => {
        const level = preferences.logLevels[to];
        return level === undefined ? [] : [`logging ${word} ${severities[level] ?? ''}`];
      },
    })
    .add(`logging ${word} <0-7>:number`, { run: (device, { number }) => setLevel(device, to, number) });
}

function setLogging(device: AsaDevice, isLogging: boolean): void {
  device.preferences.isLogging = isLogging;
  apply(device);
}

function setLevel(device: AsaDevice, to: Destination, level: number | undefined): void {
  if (level !== undefined && level < 0) throw Refusal.incomplete();
  device.preferences.logLevels[to] = level;
  apply(device);
}

/** Before `logging enable` nothing goes anywhere. */
function apply({ log, preferences: { isLogging, logLevels } }: AsaDevice): void {
  const wanted: Partial<Destinations> = isLogging
    ? logLevels
    : { console: undefined, monitor: undefined, buffer: undefined, trap: undefined };
  Object.assign(log.destinations, wanted);
}

function setTimestamps({ settings, preferences }: AsaDevice, hasTimestamps: boolean): void {
  preferences.hasTimestamps = hasTimestamps;
  settings.timestamps.log = hasTimestamps
    ? { kind: 'datetime', milliseconds: false, localtime: false, showsTimezone: false, year: true }
    : { kind: 'none' };
}

/** Layout of ntc's `show logging` of a 5515-X. */
function loggingLines({ log, preferences }: AsaDevice): string[] {
  const { isLogging, hasTimestamps, logLevels, syslogHosts } = preferences;
  const on = (isOn: boolean): string => (isOn ? 'enabled' : 'disabled');
  const line = (title: string, to: Destination): string => {
    const level = logLevels[to];
    const state =
      level === undefined ? 'disabled' : `level ${severities[level] ?? ''}, ${log.counts[to]} messages logged`;
    return `    ${title} logging: ${state}`;
  };
  return [
    `Syslog logging: ${on(isLogging)}`,
    `    Facility: ${facility}`,
    `    Timestamp logging: ${on(hasTimestamps)}`,
    '    Hide Username logging: enabled',
    '    Standby logging: disabled',
    '    Debug-trace logging: disabled',
    line('Console', 'console'),
    line('Monitor', 'monitor'),
    line('Buffer', 'buffer'),
    line('Trap', 'trap').replace(/, (?=\d)/, `, facility ${facility}, `),
    ...syslogHosts.map(({ interfaceName, address }) => `        Logging to ${interfaceName} ${formatIpv4(address)}`),
    '    Permit-hostdown logging: disabled',
    '    History logging: disabled',
    '    Device ID: disabled',
    '    Mail logging: disabled',
    '    ASDM logging: disabled',
    ...(logLevels.buffer === undefined ? [] : log.buffer),
  ];
}

function declareVocabulary(): void {
  configureMode.words({
    logging: 'Configure logging levels, recipients and other options',
    'logging enable': 'Enable logging to all output locations',
    'logging timestamp': 'Enable logging timestamp on syslog messages',
    'buffer-size': 'Specify logging memory buffer size',
    'buffer-size size': 'Bytes',
    'logging console': 'Set logging level and parameters for console',
    'logging monitor': 'Set logging level and parameters for telnet and SSH sessions',
    'logging trap': 'Set logging level for syslog server',
    buffered: 'Set buffer logging level and parameters',
    number: 'Level',
  });
  execMode.words({
    'show logging': 'Show logging buffer and other settings',
    clear: 'Reset functions',
    'clear logging': 'Clear the logging buffer',
    'logging buffer': 'Clear the logging buffer',
  });
}
