/** What goes wrong with certificates, at either end and in both versions of IKE. */
import { askingAgain, fromOneself, fromOther, onClock } from './certificates.ts';
import type { FaultRow } from './fault-rows.ts';

type End = 'R1' | 'R3';

/** Of the router in the middle, as each end sees it. */
const authority = { R1: '192.0.2.2', R3: '198.51.100.2' } as const;
const own = { R1: '192.0.2.1', R3: '198.51.100.1' } as const;
const serial = { R1: '0x2', R3: '0x3' } as const;
const all = ['R1', 'R2', 'R3'] as const;

type Untitled = Omit<FaultRow, 'on'> & { how: string };

function rowsAt(end: End): Untitled[] {
  const judge = end === 'R1' ? 'R3' : 'R1';
  const again = askingAgain(authority[end]);
  const shortLived = ['crypto key generate rsa general-keys label NEW modulus 1024', ...again.slice(0, 2), 'rsakeypair NEW', ...again.slice(2)]; // prettier-ignore
  return [
    { id: 'PKI-CLOCK', how: `the clock of ${end} is a year behind`, lines: { [end]: [onClock('10:00:00', 2025)] } },
    { id: 'PKI-CLOCK', how: `the clock of ${end} is two years ahead`, lines: { [end]: [onClock('10:00:00', 2028)] } },
    {
      ...{ id: 'PKI-EXPIRED', how: `that of ${end} is over` },
      before: ['R2# crypto pki server AUTHORITY; lifetime certificate 1'],
      lines: { [end]: shortLived },
      after: ['wait 90', ...all.map((role) => `${role}# ${onClock('10:00:00', 2026, 30)}`)],
    },
    { id: 'PKI-EXPIRED', how: `${end} has not asked for one`, lines: { [end]: again.slice(0, -1) } },
    { id: 'PKI-EXPIRED', how: `${end} does not know the authority`, lines: { [end]: again.slice(0, -2) } },
    { id: 'PKI-EXPIRED', how: `${end} has no trustpoint`, lines: { [end]: again.slice(0, 1) } },
    { id: 'PKI-ISSUER', how: `${end} has signed its own`, lines: { [end]: fromOneself } },
    { id: 'PKI-ISSUER', how: `${end} has it from elsewhere`, lines: { [end]: fromOther(own[end]) } },
    {
      ...{ id: 'PKI-REVOKED', how: `that of ${end}` },
      before: [`R2 crypto pki server AUTHORITY revoke ${serial[end]}`, `${judge}# crypto pki trustpoint LAB; revocation-check crl; exit; crypto pki crl request LAB`],
      lines: {},
      after: ['wait 10'],
    },
  ]; // prettier-ignore
}

const unnamed = (end: End): FaultRow => ({
  id: end === 'R1' ? 'V2-ID-RESP' : 'V2-ID-INIT',
  how: `${end} appears as the subject of its certificate`,
  on: 'certificates-ikev2',
  lines: { [end]: ['crypto ikev2 profile IKE2', 'no identity local'] },
});

export const CERTIFICATE_ROWS: readonly FaultRow[] = (['R1', 'R3'] as const).flatMap((end) => [
  ...(['certificates', 'certificates-ikev2'] as const).flatMap((on) => rowsAt(end).map((row) => ({ ...row, on }))),
  unnamed(end),
]);

/** A list of the revoked on which the peer is not, an authority that nobody asks, and clocks that are some minutes apart. */
export const CERTIFICATE_DISTRACTORS: readonly FaultRow[] = [
  { id: 'PKI-CRL-OK', on: 'certificates', lines: { R1: ['crypto pki trustpoint LAB', 'revocation-check crl', 'exit', 'crypto pki crl request LAB'] } },
  { id: 'PKI-SECOND-OK', on: 'certificates', lines: { R3: ['crypto pki trustpoint OTHER', 'enrollment url http://198.51.100.2', 'revocation-check none'] } },
  { id: 'PKI-MINUTES-OK', on: 'certificates', lines: { R3: [onClock('10:20:00', 2026)] } },
]; // prettier-ignore
