/** show crypto session brief (command reference of 12.4(11)T, sample output): one row for each session. */
import { formatIpv4 } from '../../../../base/address.ts';
import { clockOf } from '../crypto-durations.ts';
import { statusOf, type Session, type SessionStatus } from './crypto-sessions.ts';
import { shortNameOf } from './show-crypto-engine.ts';

const letters: Readonly<Record<SessionStatus, string>> = {
  'UP-ACTIVE': 'UA',
  'UP-NO-IKE': 'UK',
  'UP-IDLE': 'UI',
  'DOWN-NEGOTIATING': 'DN',
  DOWN: 'D',
};

/** @param now virtual time in milliseconds */
export function sessionBriefLines(sessions: readonly Session[], now: number): string[] {
  return [
    'Status: A- Active, U - Up, D - Down, I - Idle, S - Standby, N - Negotiating ',
    '        K - No IKE',
    'ivrf = (none)',
    `${'Peer'.padStart(15)} ${'I/F'.padStart(8)} ${'Username'.padStart(15)} ${'Group/Phase1_id'.padStart(20)} ${'Uptime'.padStart(10)} Status`,
    ...sessions.map((session) => rowOf(session, now)),
  ];
}

function rowOf(session: Session, now: number): string {
  const { remote, interfaceName, associations, upSince } = session;
  const identity = associations.find((one) => one.identity !== undefined)?.identity ?? '';
  const uptime = upSince === undefined ? '' : clockOf(Math.floor((now - upSince) / 1000));
  const cells = [
    formatIpv4(remote).padStart(15),
    shortNameOf(interfaceName).padStart(8),
    ''.padStart(15),
    identity.padStart(20),
    uptime.padStart(10),
    letters[statusOf(session)],
  ];
  return cells.join(' ');
}
