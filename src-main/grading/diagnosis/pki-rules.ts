/** Certificates that are not valid yet, no longer, or not there. */
import type { PkiCertificate } from '../../parsers/ios/show-crypto-pki-certificates.ts';
import type { Clock } from '../../parsers/ios/show-clock.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { quoteOf, type Capture } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { answerOf } from './answers.ts';
import { fault, suspicion, type Finding, type Rule } from './rule.ts';
import { configurationQuotes, recentQuotes, textQuotes, type Side } from './side.ts';
import { matches } from './tree.ts';

const FOLLOWING = ['line', 'ike', 'child', 'traffic'] as const;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A number that grows with time: "00:51:51 UTC Feb 23 2026", "00:51:51 UTC Mon Feb 23 2026". */
function moment(text: string | undefined): number | undefined {
  const [, hour, minute, second, month = '', day, year] = /(\d\d):(\d\d):(\d\d)(?:\.\d+)? \S+ (?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{4})/.exec(text ?? '') ?? []; // prettier-ignore
  const place = MONTHS.indexOf(month);
  if (place < 0) return undefined;
  const days = (Number(year) * 12 + place) * 31 + Number(day);
  return ((days * 24 + Number(hour)) * 60 + Number(minute)) * 60 + Number(second);
}

interface Store {
  certificates: Capture<PkiCertificate> | undefined;
  now: number | undefined;
  clock: Quote[];
}

function storeOf(side: Side, exercise: Exercise): Store {
  const command = side.platform === 'asa' ? 'show crypto ca certificates' : 'show crypto pki certificates';
  const certificates = answerOf<PkiCertificate>(exercise, side.captures, side.role, command);
  const clock = answerOf<Clock>(exercise, side.captures, side.role, 'show clock');
  const line = clock?.records[0]?.line;
  const text = line === undefined ? undefined : clock?.evidence.text.split('\n')[line];
  return { certificates, now: moment(text), clock: clock && line !== undefined ? [quoteOf(clock.evidence, line)] : [] };
}

/** The first certificate that the clock of the router makes invalid. */
function outOfTime(side: Side, exercise: Exercise, which: 'validFrom' | 'validTo'): Quote[] {
  const { certificates, now, clock } = storeOf(side, exercise);
  const isWrong = (at: number | undefined): boolean => at !== undefined && now !== undefined && (which === 'validFrom' ? now < at : now > at); // prettier-ignore
  const found = certificates?.records.find((one) => isWrong(moment(one[which])));
  return certificates && found ? [quoteOf(certificates.evidence, found.at[which] ?? found.line), ...clock] : [];
}

const usesCertificates = (side: Side): boolean =>
  (side.policies ?? []).some(({ authentication }) => authentication !== 'psk') ||
  side.ikev2.profiles.some(({ local, remote }) => [local?.value ?? '', ...remote.map(({ value }) => value)].some((one) => one.endsWith('-sig'))); // prettier-ignore

export const notYetValid: Rule = {
  id: 'PKI-CLOCK',
  title: 'A certificate is not valid yet by the clock of the router',
  explains: FOLLOWING,
  phase: 1,
  find(sides, exercise) {
    for (const side of sides) {
      const shown = outOfTime(side, exercise, 'validFrom');
      const told = recentQuotes(side, /CERTIFICATE_INVALID_NOT_YET_VALID/);
      if (shown.length + told.length === 0) continue;
      return fault(
        `By the clock of ${side.role} a certificate is not valid yet: the clock is behind, or was never set. Certificates are refused, and IKE stops where the peer is to be authenticated.`,
        [
          'A certificate is valid from one moment to another; who decides about it looks at his own clock.',
          `Compare \`show clock\` with the start date in \`show crypto pki certificates\` on ${side.role}.`,
          `On ${side.role}: \`clock set\` to the right time, or \`ntp server\`; then let the peers negotiate again.`,
        ],
        [...told, ...shown],
      );
    }
    return undefined;
  },
};

export const expired: Rule = {
  id: 'PKI-EXPIRED',
  title: 'A certificate has expired, or there is none',
  explains: FOLLOWING,
  phase: 1,
  find(sides, exercise) {
    return sides.map((side) => expiryOf(side, exercise)).find((one) => one !== undefined);
  },
};

function expiryOf(side: Side, exercise: Exercise): Finding {
  const shown = outOfTime(side, exercise, 'validTo');
  const told = recentQuotes(side, /CERTIFICATE_INVALID_EXPIRED|Failed to retrieve identity certificate/);
  if (shown.length + told.length > 0) {
    return fault(
      `${side.role} has or is shown a certificate that is not valid any more, or has none to show. It cannot be used to prove who somebody is.`,
      [
        'Look at the certificates of both ends: are they there, and until when are they valid?',
        `\`show crypto pki certificates\` on ${side.role}: the end date, and the status of its own certificate.`,
        `On ${side.role}: \`crypto pki authenticate\` and \`crypto pki enroll\` for the trustpoint, with the clock set.`,
      ],
      [...told, ...shown],
    );
  }
  return withoutCertificate(side, exercise);
}

/** Signatures are asked for, a trustpoint is there, and no certificate of the router's own. */
function withoutCertificate(side: Side, exercise: Exercise): Finding {
  const { certificates } = storeOf(side, exercise);
  const [trustpoint] = matches(side.configuration?.records[0]?.lines, /^crypto (?:pki|ca) trustpoint (\S+)$/);
  if (!usesCertificates(side) || !trustpoint || !certificates) return undefined;
  const own = certificates.records.find(({ kind, status }) => /^(?:Certificate|Router Self-Signed)/.test(kind) && status !== 'Pending'); // prettier-ignore
  if (own) return undefined;
  const quotes = [...configurationQuotes(side, trustpoint.line), ...textQuotes(side, /%PKI-/)];
  return suspicion('likely', [`\`show crypto pki certificates\` on ${side.role}`], fault(
    `${side.role} is to sign with a certificate, and has none of its own in the trustpoint ${trustpoint.groups[0] ?? ''}.`,
    ['Who signs needs a certificate of his own, not only that of the authority.', `\`show crypto pki certificates\` on ${side.role}: is there one whose kind is "Certificate"?`, `On ${side.role}: \`crypto pki authenticate ${trustpoint.groups[0] ?? ''}\`, then \`crypto pki enroll ${trustpoint.groups[0] ?? ''}\`.`],
    quotes,
  )); // prettier-ignore
}
