/** Certificates that are not valid yet, no longer, not there, taken back, or of somebody whom the other end does not trust. */
import { told, storesOf, moment, usesCertificates, type Held, type Store } from './certificates.ts';
import { fault, suspicion, type Fault, type Finding, type Rule } from './rule.ts';
import { configurationQuotes, recentQuotes, type Side, type Sides } from './side.ts';
import type { Quote } from '../verdict.ts';
import { matches } from './tree.ts';

const FOLLOWING = ['line', 'ike', 'child', 'traffic'] as const;
/** The one that believes to have an association goes on sending. */
const BROUGHT = ['DP-INVSPI'] as const;
const DAY = 86_400;

/** A certificate, and the router whose clock makes it invalid. */
interface OutOfTime {
  store: Store;
  other: Store;
  held: Held;
}

/** Its own, the authority's, and that which the other end shows it. */
function outOfTime(stores: readonly [Store, Store], which: 'validFrom' | 'validTo'): OutOfTime[] {
  const [a, b] = stores;
  return [[a, b], [b, a]].flatMap(([store, other]) => {
    if (!store || !other || store.now === undefined) return [];
    const { now } = store;
    const isWrong = (at: number | undefined): boolean => at !== undefined && (which === 'validFrom' ? now < at : now > at);
    return [...store.own, ...store.authorities, ...other.own].filter((one) => isWrong(moment(one[which]))).map((held) => ({ store, other, held }));
  }); // prettier-ignore
}

/** Over by the one clock and not by the other: it is a clock that is wrong, not the certificate. */
function isByClock({ store, other, held }: OutOfTime): boolean {
  const [now = 0, otherNow = 0, end = 0] = [store.now, other.now, moment(held.validTo)];
  return other.now !== undefined && otherNow <= end && now - otherNow > DAY;
}

export const notYetValid: Rule = {
  id: 'PKI-CLOCK',
  title: 'A certificate is not valid by the clock of the router',
  explains: FOLLOWING,
  phase: 1,
  brings: BROUGHT,
  find(sides, exercise) {
    const stores = storesOf(sides, exercise);
    const [early] = outOfTime(stores, 'validFrom');
    if (early) return clockBehind(early.store.side, [...said(early.store, stores, EARLY), early.held.quote('validFrom'), ...early.store.clock]); // prettier-ignore
    const late = outOfTime(stores, 'validTo').find(isByClock);
    if (late) return clockAhead(late);
    const speaker = stores.find((store) => store.now === undefined && said(store, stores, EARLY).length > 0);
    return speaker && clockBehind(speaker.side, said(speaker, stores, EARLY));
  },
};

const EARLY = /CERTIFICATE_INVALID_NOT_YET_VALID/;
const OVER = /CERTIFICATE_INVALID_EXPIRED/;

const said = ({ side }: Store, stores: readonly Store[], pattern: RegExp): Quote[] => told(side, stores, pattern);

const clockBehind = ({ role }: Side, quotes: Quote[]): Fault =>
  fault(
    `By the clock of ${role} a certificate is not valid yet: the clock is behind, or was never set. Certificates are refused, and IKE stops where the peer is to be authenticated.`,
    [
      'A certificate is valid from one moment to another; who decides about it looks at his own clock.',
      `Compare \`show clock\` with the start date in \`show crypto pki certificates\` on ${role}.`,
      `On ${role}: \`clock set\` to the right time, or \`ntp server\`; then let the peers negotiate again.`,
    ],
    quotes,
  );

const clockAhead = ({ store: { side, clock }, other, held }: OutOfTime): Fault =>
  fault(
    `By the clock of ${side.role} a certificate is over, by that of ${other.side.role} it is not: the two clocks are more than a day apart, and one of them is wrong.`,
    [
      'A certificate is valid from one moment to another; who decides about it looks at his own clock.',
      `Compare \`show clock\` on ${side.role} with that of ${other.side.role}, and both with the end date in \`show crypto pki certificates\`.`,
      `On ${side.role}: \`clock set\` to the right time, or \`ntp server\`; then let the peers negotiate again.`,
    ],
    [held.quote('validTo'), ...clock, ...other.clock],
  );

export const expired: Rule = {
  id: 'PKI-EXPIRED',
  title: 'A certificate has expired, or there is none',
  explains: FOLLOWING,
  phase: 1,
  brings: BROUGHT,
  find(sides, exercise) {
    const stores = storesOf(sides, exercise);
    const over = outOfTime(stores, 'validTo').find((one) => !isByClock(one));
    if (over) return expiryOf(holderOf(over), [...stores.flatMap((one) => said(one, stores, OVER)), over.held.quote('validTo'), ...over.store.clock]); // prettier-ignore
    const speaker = stores.find((store) => store.now === undefined && said(store, stores, OVER).length > 0);
    if (speaker) return expiryOf(speaker.side, said(speaker, stores, OVER));
    const missing = sides.find((side) => recentQuotes(side, NOT_RETRIEVED).length > 0);
    if (missing) return expiryOf(missing, recentQuotes(missing, NOT_RETRIEVED));
    return stores.map((store) => withoutCertificate(store, sides)).find((one) => one !== undefined);
  },
};

const NOT_RETRIEVED = /Failed to retrieve identity certificate/;

const holderOf = ({ store, other, held }: OutOfTime): Side => (other.own.includes(held) ? other.side : store.side);

const expiryOf = ({ role }: Side, quotes: Quote[]): Fault =>
  fault(
    `${role} has or is shown a certificate that is not valid any more, or has none to show. It cannot be used to prove who somebody is.`,
    [
      'Look at the certificates of both ends: are they there, and until when are they valid?',
      `\`show crypto pki certificates\` on ${role}: the end date, and the status of its own certificate.`,
      `On ${role}: \`crypto pki authenticate\` and \`crypto pki enroll\` for the trustpoint, with the clock set.`,
    ],
    quotes,
  );

/** Signatures are asked for, and there is no certificate of the router's own: it was not asked for, or the authority is not known. */
function withoutCertificate({ side, own, authorities, isKnown }: Store, sides: Sides): Finding {
  const trustpoint = trustpointOf(side);
  if (!isMeant(side, sides) || own.length > 0 || (trustpoint && !isKnown)) return undefined;
  const name = trustpoint?.groups[0] ?? 'TRUSTPOINT';
  const known = authorities.length === 0 ? `does not know the authority of its trustpoint ${name} either` : `knows only the authority of its trustpoint ${name}`; // prettier-ignore
  return suspicion('likely', [`\`show crypto pki certificates\` on ${side.role}`], fault(
    `${side.role} is to sign with a certificate, and has none of its own. It ${trustpoint ? known : 'has no trustpoint'}.`,
    ['Who signs needs a certificate of his own, not only that of the authority.', `\`show crypto pki certificates\` on ${side.role}: is there one whose kind is "Certificate"?`, `On ${side.role}: \`crypto pki authenticate ${name}\`, then \`crypto pki enroll ${name}\`.`],
    [...configurationQuotes(side, trustpoint?.line), ...signingQuotes(side), ...authorities.slice(0, 1).map((one) => one.quote('issuer')), ...recentQuotes(side, /%PKI-3-/)],
  )); // prettier-ignore
}

/** Where neither has a trustpoint nobody has thought of certificates. */
const isMeant = (side: Side, sides: Sides): boolean => usesCertificates(side) && sides.some((one) => trustpointOf(one) !== undefined); // prettier-ignore

/** What asks for signatures. */
function signingQuotes(side: Side): Quote[] {
  const policy = side.policies?.find(({ authentication }) => authentication.endsWith('-sig'));
  const method = side.ikev2.profiles.find(({ local }) => local?.value.endsWith('-sig'))?.local;
  return [...(policy ? [policy.quote('authentication')] : []), ...configurationQuotes(side, method?.line)];
}

/** The one that IOS XE makes for its licences is for nobody else. */
const trustpointOf = ({ configuration }: Side): ReturnType<typeof matches>[number] | undefined =>
  matches(configuration?.records[0]?.lines, /^crypto (?:pki|ca) trustpoint (\S+)$/).find(({ groups: [name] }) => name !== 'SLA-TrustPoint'); // prettier-ignore

export const strangeAuthority: Rule = {
  id: 'PKI-ISSUER',
  title: 'A certificate is of an authority that the other end does not trust',
  explains: FOLLOWING,
  phase: 1,
  brings: BROUGHT,
  find(sides, exercise) {
    const [a, b] = storesOf(sides, exercise);
    return strangeTo(a, b) ?? strangeTo(b, a);
  },
};

const UNKNOWN = /CERTIFICATE_INVALID_UNAUTHORIZED|IKMP_INVAL_CERT/;
const FORGED = /CERTIFICATE_INVALID: .* has a bad signature/;

function strangeTo(from: Store, to: Store): Finding {
  const [own] = from.own;
  const forged = told(to.side, [from, to], FORGED);
  const isTold = forged.length > 0 || told(to.side, [from, to], UNKNOWN).length > 0;
  if (!isJudged(from, to)) return undefined;
  if (!own || !to.isKnown) return isTold ? issuerFault(from, to, own) : undefined;
  const isTrusted = from.own.some((one) => reaches(one, from.authorities, to.authorities));
  return isTrusted && forged.length === 0 ? undefined : issuerFault(from, to, own);
}

/** Who has no trustpoint, or knows no authority at all, has another fault; so has who has nothing to sign with. */
function isJudged(from: Store, to: Store): boolean {
  if (to.side.configuration && !trustpointOf(to.side)) return false;
  const lacks = (from.isKnown && from.own.length === 0) || (to.isKnown && to.authorities.length === 0);
  return usesCertificates(from.side) && !lacks;
}

/** Up to an authority of the other end, by way of those that are sent along. */
function reaches({ issuer }: Held, between: readonly Held[], trusted: readonly Held[]): boolean {
  const is = (one: Held, name: readonly string[]): boolean => nameOf(one.subject) === nameOf(name);
  if (trusted.some((one) => is(one, issuer))) return true;
  const above = between.find((one) => is(one, issuer) && nameOf(one.issuer) !== nameOf(one.subject));
  return above !== undefined && reaches(above, between.filter((one) => one !== above), trusted); // prettier-ignore
}

const nameOf = (lines: readonly string[]): string => lines.map((one) => one.trim().toLowerCase()).join(',');

function issuerFault(from: Store, to: Store, own: Held | undefined): Fault {
  const stores = [from, to];
  const [authority] = to.authorities;
  const by = own ? own.issuer.join(', ') : 'an authority';
  const trusts = authority ? ` It trusts ${authority.subject.join(', ')}.` : '';
  return fault(
    `The certificate of ${from.side.role} is of ${by}, which ${to.side.role} does not trust: nothing leads from it to an authority that ${to.side.role} has authenticated.${trusts}`,
    [
      'A certificate is worth something to whoever trusts the authority that has signed it. By whom is it?',
      `Compare \`Issuer\` of the certificate in \`show crypto pki certificates\` on ${from.side.role} with \`Subject\` of the CA certificate on ${to.side.role}.`,
      'On the one whose authority is the wrong one: `no crypto pki trustpoint NAME`, then one with the enrollment url of the authority that both are to trust; `crypto pki authenticate`, `crypto pki enroll`.',
    ],
    [...told(to.side, stores, FORGED), ...told(to.side, stores, UNKNOWN), ...(own ? [own.quote('issuer')] : []), ...(authority ? [authority.quote('issuer')] : [])],
  ); // prettier-ignore
}

export const revoked: Rule = {
  id: 'PKI-REVOKED',
  title: 'The authority has taken a certificate back',
  explains: FOLLOWING,
  phase: 1,
  brings: BROUGHT,
  find(sides, exercise) {
    const stores = storesOf(sides, exercise);
    const judge = stores.find((store) => said(store, stores, TAKEN_BACK).length > 0);
    if (!judge) return undefined;
    const { role, peer } = judge.side;
    return fault(
      `${role} finds the certificate of ${peer} on the list of those that the authority has revoked, and refuses it.`,
      [
        'A certificate may be in time, of the right authority, and no longer be worth anything. Who says so?',
        `\`show crypto pki crls\` on ${role}; the serial number in \`show crypto pki certificates\` on ${peer}.`,
        `On ${peer}: a new certificate. \`crypto key generate rsa\` (the old key may be known to others), then \`no crypto pki trustpoint\`, and the trustpoint, \`crypto pki authenticate\` and \`crypto pki enroll\` again.`,
      ],
      said(judge, stores, TAKEN_BACK),
    );
  },
};

const TAKEN_BACK = /CERTIFICATE_REVOKED/;
