/**
 * show logging. Layout of 12.4(15)T: consoles of dynamips; from 15 on: corpus muninn ios 001 and ntc ios 2, where the first
 * sentence is one line, the exception buffer is spelled otherwise, and the interface stands that messages are sent from.
 */
import type { Flavour } from './flavour.ts';
import { severities, type Log } from './log.ts';

type Destination = 'console' | 'monitor' | 'buffer';

export function loggingLines(log: Log, { hasModernLogging }: Flavour): string[] {
  const { counts, destinations, buffer: kept } = log;
  const exception = hasModernLogging ? 'Exception Logging: size (4096 bytes)' : 'Logging Exception size (4096 bytes)';
  return [
    ...sentence(log, hasModernLogging),
    '',
    'No Active Message Discriminator.',
    '',
    '',
    '',
    'No Inactive Message Discriminator.',
    '',
    '',
    ...destinationLines(log, 'console'),
    ...destinationLines(log, 'monitor'),
    ...destinationLines(log, 'buffer', hasModernLogging ? 20 : undefined),
    `    ${exception}`,
    '    Count and timestamp logging messages: disabled',
    '    Persistent logging: disabled',
    '',
    'No active filter modules.',
    '',
    ...(hasModernLogging ? [] : ['ESM: 0 messages dropped', '']),
    `    Trap logging: level informational, ${counts.all} message lines logged`,
    ...(hasModernLogging ? ['        Logging Source-Interface:       VRF Name:'] : []),
    ...(destinations.buffer === undefined ? [] : ['', `Log Buffer (${destinations.bufferSize} bytes):`, '', ...kept]),
  ];
}

function sentence({ isOn }: Log, isOneLine: boolean): string[] {
  const start = `Syslog logging: ${isOn ? 'enabled' : 'disabled'} (0 messages dropped, 0 messages rate-limited,`;
  const rest = '0 flushes, 0 overruns, xml disabled, filtering disabled)';
  return isOneLine ? [`${start} ${rest}`] : [start, `                ${rest}`];
}

const titles: Readonly<Record<Destination, string>> = {
  console: 'Console logging:',
  monitor: 'Monitor logging:',
  buffer: 'Buffer logging:',
};

/** @param margin of the second line */
function destinationLines({ destinations, counts }: Log, to: Destination, margin = 21): string[] {
  const title = `    ${titles[to]}`;
  const severity = destinations[to];
  if (severity === undefined) return [`${title.padEnd(21)}disabled`];
  return [
    `${title.padEnd(20)} level ${severities[severity] ?? ''}, ${counts[to]} messages logged, xml disabled,`,
    `${' '.repeat(margin)}filtering disabled`,
  ];
}
