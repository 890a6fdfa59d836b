/**
 * show vpn-sessiondb [summary]: how many sessions and tunnels there are, and have been. Layout: ntc's `show vpn-sessiondb`.
 * A kind of session that has never been there has no lines.
 */
import type { AsaDevice } from '../device.ts';
import { sessionsOf } from './session-record.ts';
import { tunnels, tunnelsOf, type Tunnel } from './session-counts.ts';

const rule = '-'.repeat(75);
const shortRule = `${' '.repeat(29)}${'-'.repeat(46)}`;
/** Of an ASAv10, as its `show version` says. */
const capacity = 250;

export function summaryLines(device: AsaDevice): string[] {
  return [rule, 'VPN Session Summary ', rule, ...sessionLines(device), rule, '', ...tunnelLines(device)];
}

function sessionLines(device: AsaDevice): string[] {
  const { sessionCounts } = device;
  const sessions = sessionsOf(device);
  const { all } = sessionCounts;
  const kinds = ([2, 1] as const).filter((version) => sessionCounts.sessions[version].cumulative > 0);
  const load = Math.floor((100 * sessions.length) / capacity);
  return [
    '                               Active : Cumulative : Peak Concur : Inactive',
    shortRule,
    ...(all.cumulative > 0 ? [counted('Site-to-Site VPN', sessions.length, all)] : []),
    ...kinds.map((version) => {
      const active = sessions.filter((one) => one.version === version).length;
      return counted(`  IKEv${version} IPsec`, active, sessionCounts.sessions[version]);
    }),
    rule,
    `${title('Total Active and Inactive')}${column(sessions.length, 7)}${' '.repeat(13)}Total Cumulative :${column(all.cumulative, 8)}`,
    `${title('Device Total VPN Capacity')}${column(capacity, 7)}`,
    `${title('Device Load')}${column(load, 6)}%`,
  ];
}

function tunnelLines(device: AsaDevice): string[] {
  const { sessionCounts } = device;
  const sessions = sessionsOf(device);
  const kinds = tunnels
    .map((kind) => [kind, sessionCounts.tunnels[kind]] as const)
    .filter(([, { cumulative }]) => cumulative > 0);
  if (kinds.length === 0) return [];
  const active = (kind: Tunnel): number => tunnelsOf(sessions, kind).length;
  const total = kinds.reduce((sum, [, { cumulative }]) => sum + cumulative, 0);
  const totalActive = kinds.reduce((sum, [kind]) => sum + active(kind), 0);
  return [
    rule,
    'Tunnels Summary',
    rule,
    '                               Active : Cumulative : Peak Concurrent   ',
    shortRule,
    ...kinds.map(([kind, { cumulative, peak }]) => row(kind, [active(kind), cumulative], column(peak, 16))),
    rule,
    row('Totals', [totalActive, total]),
    rule,
    '',
  ];
}

function counted(name: string, active: number, { cumulative, peak }: { cumulative: number; peak: number }): string {
  return row(name, [active, cumulative], column(peak, 12));
}

function row(name: string, [active, cumulative]: readonly [number, number], peak?: string): string {
  const start = `${title(name)}${column(active, 7)} :${column(cumulative, 11)}`;
  return peak === undefined ? start : `${start} :${peak}`;
}

function title(name: string): string {
  return `${name.padEnd(29)}:`;
}

function column(value: number, width: number): string {
  return String(value).padStart(width);
}
