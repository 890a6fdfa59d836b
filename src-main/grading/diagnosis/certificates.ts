/** What both ends show of certificates and clocks, and what was said about certificates since anything was changed. */
import type { PkiCertificate } from '../../parsers/ios/show-crypto-pki-certificates.ts';
import type { Clock } from '../../parsers/ios/show-clock.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { quoteOf, type Capture } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { answerOf } from './answers.ts';
import { lastSaid, type Side, type Sides } from './side.ts';

/** One that a router holds, where it stands. */
export interface Held extends PkiCertificate {
  quote: (field: 'validFrom' | 'validTo' | 'issuer') => Quote;
}

export interface Store {
  side: Side;
  /** Its own, with which it signs. */
  own: Held[];
  /** Of authorities. */
  authorities: Held[];
  /** Undefined where nobody has asked for them. */
  isKnown: boolean;
  /** A number that grows with time. */
  now: number | undefined;
  clock: Quote[];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** In seconds: "00:51:51 UTC Feb 23 2026", "00:51:51 UTC Mon Feb 23 2026". */
export function moment(text: string | undefined): number | undefined {
  const [, hour, minute, second, month = '', day, year] = /(\d\d):(\d\d):(\d\d)(?:\.\d+)? \S+ (?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{4})/.exec(text ?? '') ?? []; // prettier-ignore
  const place = MONTHS.indexOf(month);
  if (place < 0) return undefined;
  return (
    ((daysUntil(Number(year), place, Number(day)) * 24 + Number(hour)) * 60 + Number(minute)) * 60 + Number(second)
  );
}

/** Years begin with March here, so that the day that a leap year has more is the last one. */
function daysUntil(year: number, month: number, day: number): number {
  const years = month < 2 ? year - 1 : year;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return 365 * years + leapDays + Math.floor((153 * ((month + 10) % 12) + 2) / 5) + day;
}

export function storesOf([a, b]: Sides, exercise: Exercise): [Store, Store] {
  return [storeOf(a, exercise), storeOf(b, exercise)];
}

function storeOf(side: Side, exercise: Exercise): Store {
  const command = side.platform === 'asa' ? 'show crypto ca certificates' : 'show crypto pki certificates';
  const shown = answerOf<PkiCertificate>(exercise, side.captures, side.role, command);
  const clock = answerOf<Clock>(exercise, side.captures, side.role, 'show clock');
  const line = clock?.records[0]?.line;
  const text = line === undefined ? undefined : clock?.evidence.text.split('\n')[line];
  const held = shown ? heldIn(shown) : [];
  return {
    ...{ side, isKnown: shown !== undefined, now: moment(text) },
    own: held.filter(({ kind, status }) => /^(?:Certificate|Router Self-Signed)/.test(kind) && status !== 'Pending'),
    authorities: held.filter(({ kind }) => /CA Certificate/.test(kind)),
    clock: clock && line !== undefined ? [quoteOf(clock.evidence, line)] : [],
  };
}

const heldIn = ({ records, evidence }: Capture<PkiCertificate>): Held[] =>
  records.map((one) => ({ ...one, quote: (field) => quoteOf(evidence, field === 'issuer' ? issuerLine(one, evidence.text) : (one.at[field] ?? one.line)) })); // prettier-ignore

/** The first line of the name under "Issuer:". */
function issuerLine({ line, issuer }: PkiCertificate, text: string): number {
  const [name] = issuer;
  const found = text.split('\n').findIndex((one, index) => index > line && name !== undefined && one.trim().endsWith(name)); // prettier-ignore
  return found < 0 ? line : found;
}

/** What a side has said of certificates since somebody configured it or set its clock; not of one that nobody has any more. */
export function told(side: Side, stores: readonly Store[], pattern: RegExp): Quote[] {
  const said = lastSaid(side, pattern, /%SYS-5-CONFIG_I|%SYS-6-CLOCKUPDATE|%ASA-5-11100[58]/);
  const [, serial] = /\(SN: ([0-9A-F]+)\)/.exec(said?.text ?? '') ?? [];
  const isOf = (one: Held): boolean => serial !== undefined && numberOf(one.serialNumber) === numberOf(serial);
  const isThere = serial === undefined || !stores.every(({ isKnown }) => isKnown) || stores.some(({ own, authorities }) => [...own, ...authorities].some(isOf)); // prettier-ignore
  return isThere ? (said?.quotes ?? []) : [];
}

const numberOf = (serial: string | undefined): string => (serial ?? '').replace(/^0x/i, '').replace(/^0+/, '').toUpperCase(); // prettier-ignore

/** Whether there are signatures to be made: of IKE version 1 by a policy, of version 2 by a profile. */
export const usesCertificates = (side: Side): boolean =>
  (side.policies ?? []).some(({ authentication }) => authentication.endsWith('-sig')) ||
  side.ikev2.profiles.some(({ local, remote }) => [local?.value ?? '', ...remote.map(({ value }) => value)].some((one) => one.endsWith('-sig'))); // prettier-ignore
