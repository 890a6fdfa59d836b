/** logging …, clear logging: where messages go. */
import { unlessUsual, usuallySet } from '../../cli/configuration.ts';
import type { Exec } from '../../cli/declaration.ts';
import type { IosDevice } from '../device.ts';
import { debuggingSeverity, defaultDestinations, levels, severities, type Log, type SeverityName } from './log.ts';
import { configureMode, execMode } from '../modes.ts';
import { loggingLines } from './show-logging.ts';
import { declareSyslogHosts } from './syslog-hosts.ts';

const severityHelps: Readonly<Record<SeverityName, string>> = {
  emergencies: 'System is unusable                (severity=0)',
  alerts: 'Immediate action needed           (severity=1)',
  critical: 'Critical conditions               (severity=2)',
  errors: 'Error conditions                  (severity=3)',
  warnings: 'Warning conditions                (severity=4)',
  notifications: 'Normal but significant conditions (severity=5)',
  informational: 'Informational messages            (severity=6)',
  debugging: 'Debugging messages                (severity=7)',
};

export function declareLogCommands(): void {
  declareVocabulary();
  declareLevels('console');
  declareLevels('monitor');
  declareBuffer();
  declareSyslogHosts();
  configureMode.add('logging on', {
    run: ({ log }) => (log.isOn = true),
    no: ({ log }) => (log.isOn = false),
    show: ({ log }, isAll) => usuallySet('logging on', log.isOn, isAll),
  });
  execMode
    .words({
      'show logging': 'Show the contents of logging buffers',
      clear: 'Reset functions',
      'clear logging': 'Clear logging buffer',
    })
    .add('show logging', { run: (device, _, exec) => exec.print(...loggingLines(device)) })
    .add('clear logging', { privilege: 15, run: clearLog });
}

function declareVocabulary(): void {
  configureMode.words({
    logging: 'Modify message logging facilities',
    'logging on': 'Enable logging to all enabled destinations',
    'logging console': 'Set console logging parameters',
    'logging monitor': 'Set terminal line (monitor) logging parameters',
    'logging buffered': 'Set buffered logging parameters',
    'logging buffered size': 'Logging buffer size',
    number: 'Logging severity level',
    ...severityHelps,
  });
}

function declareLevels(to: 'console' | 'monitor'): void {
  const set = ({ log }: IosDevice, severity: number | undefined): unknown => (log.destinations[to] = severity);
  configureMode
    .add(`logging ${to} [${levels}]`, {
      run: (device, { level }) => set(device, severityOf(level)),
      no: (device) => set(device, undefined),
      show: ({ log }, isAll) => levelLine(log, to, isAll),
    })
    .add(`logging ${to} <0-7>:number`, { run: (device, { number }) => set(device, number) });
}

function declareBuffer(): void {
  const set = ({ log: { destinations } }: IosDevice, size: number | undefined, severity: number): void => {
    destinations.bufferSize = size ?? destinations.bufferSize;
    destinations.buffer = severity;
  };
  configureMode
    .add(`logging buffered [<4096-2147483647>:size] [${levels}]`, {
      run: (device, { size, level }) => set(device, size, severityOf(level)),
      no: ({ log }) => (log.destinations.buffer = undefined),
      default: ({ log: { destinations } }) => Object.assign(destinations, bufferDefaults),
      show: ({ log }, isAll) => bufferLine(log, isAll),
    })
    .add('logging buffered <0-7>:number', { run: (device, { number }) => set(device, undefined, number) });
}

const { buffer, bufferSize } = defaultDestinations;
const bufferDefaults = { buffer, bufferSize };

function severityOf(level: SeverityName = 'debugging'): number {
  return severities.indexOf(level);
}

function levelLine({ destinations }: Log, to: 'console' | 'monitor', isAll?: boolean): string[] {
  const severity = destinations[to];
  if (severity === undefined) return [`no logging ${to}`];
  return unlessUsual(`logging ${to} ${severities[severity] ?? ''}`, severity === debuggingSeverity, isAll);
}

function bufferLine({ destinations: { buffer: severity, bufferSize: size } }: Log, isAll?: boolean): string[] {
  if (severity === undefined) return ['no logging buffered'];
  const level = severity === debuggingSeverity ? '' : ` ${severities[severity] ?? ''}`;
  const isDefault = size === bufferSize && level === '';
  return unlessUsual(`logging buffered ${size}${level}`, isDefault, isAll);
}

async function clearLog({ log }: IosDevice, _: unknown, exec: Exec): Promise<void> {
  if (await exec.confirm('Clear logging buffer [confirm]')) log.clear();
}
