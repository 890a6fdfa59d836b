/**
 * show logging. Layout of 12.4(15)T: consoles of dynamips; from 15 on: corpus muninn ios 001 and ntc ios 2, where the first
 * sentence is one line, the exception buffer is spelled otherwise, and the interface stands that messages are sent from.
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { IosDevice } from '../device.ts';
import { severities, type Log, type SyslogHost } from './log.ts';
import { isReached } from './syslog-hosts.ts';

type Destination = 'console' | 'monitor' | 'buffer';

export function loggingLines({ log, flavour, router }: Pick<IosDevice, 'log' | 'flavour' | 'router'>): string[] {
  const { hasModernLogging } = flavour;
  const { destinations, buffer: kept } = log;
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
    trapLine(log),
    ...log.hosts.flatMap((host) => hostLines(host, isReached({ router }, host))),
    ...(hasModernLogging ? ['        Logging Source-Interface:       VRF Name:', ...sourceLines(log)] : []),
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
  // Of the buffer it is said with what follows (corpus genie iosxe show_logging 13).
  if (severity === undefined && to === 'buffer')
    return [`${title.padEnd(20)} disabled, xml disabled,`, `${' '.repeat(margin)}filtering disabled`];
  if (severity === undefined) return [`${title} disabled`];
  return [
    `${title.padEnd(20)} level ${severities[severity] ?? ''}, ${counts[to]} messages logged, xml disabled,`,
    `${' '.repeat(margin)}filtering disabled`,
  ];
}

function trapLine({ destinations: { trap }, counts }: Log): string {
  if (trap === undefined) return '    Trap logging: disabled';
  return `    Trap logging: level ${severities[trap] ?? ''}, ${counts.trap} message lines logged`;
}

/** Corpus ntc ios show_logging 2, genie iosxe show_logging 3; the VRF from memory. */
function hostLines({ address, vrf, port, sent }: SyslogHost, isUp: boolean): string[] {
  const margin = ' '.repeat(14);
  return [
    `        Logging to ${formatIpv4(address)}  (udp port ${port}, audit disabled,`,
    ...(vrf === undefined ? [] : [`${margin}VRF ${vrf},`]),
    `${margin}link ${isUp ? 'up' : 'down'}),`,
    `${margin}${sent} message lines logged, `,
    `${margin}0 message lines rate-limited, `,
    `${margin}0 message lines dropped-by-MD, `,
    `${margin}xml disabled, sequence number disabled`,
    `${margin}filtering disabled`,
  ];
}

function sourceLines({ sources }: Log): string[] {
  return [...sources].map(([vrf, name]) => `        ${name.padEnd(32)}${vrf}`.trimEnd());
}
