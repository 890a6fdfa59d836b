/** show crypto ikev2 stats, and by exchange. Layout: IOS XE 17 and later (gh id:70159268859 tells it after a capture). */
import type { Ikev2Sa } from '../../../ike2/view.ts';
import { isErrorNotification, notifications } from '../../../wire/ikev2/numbers.ts';
import type { ExchangeCounts, Ikev2Statistics } from '../../ikev2/ikev2-statistics.ts';

const rule = '-'.repeat(80);

export function ikev2StatsLines(associations: readonly Ikev2Sa[], statistics: Ikev2Statistics): string[] {
  const { incoming, outgoing, incomingRefused, outgoingRefused } = statistics.requests;
  const count = (role: Ikev2Sa['role'], status?: Ikev2Sa['status']): string =>
    String(associations.filter((one) => one.role === role && (status ?? one.status) === one.status).length).padEnd(9);
  const sums = (name: string, role: Ikev2Sa['role']): string =>
    `Total ${name} IKEv2 SA Count:    ${count(role)}active:        ${count(role, 'READY')}negotiating: ${count(role, 'IN-NEG').trim()}`;
  const asked = (name: string, all: number, refused: number): string =>
    `${name} IKEv2 Requests: ${String(all).padEnd(9)}accepted:      ${String(all - refused).padEnd(9)}rejected:    ${refused}`;
  return [
    rule,
    '                          Crypto IKEv2 SA Statistics',
    rule,
    'System Resource Limit:   0        Max IKEv2 SAs: 0        Max in nego(in/out): 40/400',
    sums('incoming', 'responder'),
    sums('outgoing', 'initiator'),
    asked('Incoming', incoming, incomingRefused),
    asked('Outgoing', outgoing, outgoingRefused),
    'Rejected IKEv2 Requests: 0        rsrc low:      0        SA limit:    0',
    'IKEv2 packets dropped at dispatch: 0',
    'Incoming Requests dropped as LOW Q limit reached : 0',
    `Incoming IKEV2 Cookie Challenged Requests: ${statistics.cookies}`,
    '    accepted: 0        rejected: 0        rejected no cookie: 0',
    'Total Deleted sessions of Cert Revoked Peers: 0',
    '',
  ];
}

const wideRule = '-'.repeat(118);
const heading = `EXCHANGE/NOTIFY                   ${['TX(REQ)', 'TX(RES)', 'RX(REQ)', 'RX(RES)', 'RTX(REQ)', 'RTX(RES)', 'RRX(REQ)', 'RRX(RES)'].join('    ')}`;

export function ikev2ExchangeLines({ exchanges, notifications: notified }: Ikev2Statistics): string[] {
  const isError = (name: string): boolean =>
    Object.entries(notifications).some(([known, type]) => known === name && isErrorNotification(type));
  const errors = [...notified].filter(([name]) => isError(name));
  const others = [...notified].filter(([name]) => !isError(name));
  return [
    wideRule,
    heading,
    ...section('EXCHANGES', [...exchanges]),
    ...section('ERROR NOTIFY', errors),
    ...section('OTHER NOTIFY', others),
    wideRule,
  ];
}

function section(title: string, rows: readonly [string, ExchangeCounts][]): string[] {
  return rows.length === 0 ? [] : ['', title, '', ...rows.map(rowOf)];
}

function rowOf([name, { sent, received, resent, receivedAgain }]: [string, ExchangeCounts]): string {
  const figures = [sent.request, sent.response, received.request, received.response, resent, 0, receivedAgain, 0];
  return name.slice(0, 30).padEnd(30) + figures.map((figure) => String(figure).padStart(11)).join('');
}
