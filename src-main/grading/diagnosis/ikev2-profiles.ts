/** Whom an IKEv2 profile is for, and whom the peer says that it is. */
import type { Exercise } from '../../lab/exercise.ts';
import type { Ikev2Profile } from './ikev2-configuration.ts';
import { isFor } from './ike-peer-rules.ts';
import { endpointOf, protectionOf } from './protection.ts';
import { fault, ruledOut, type Finding, type Rule } from './rule.ts';
import { configurationQuotes, names, recentQuotes, type Side, type Sides } from './side.ts';

const FOLLOWING = ['line', 'ike', 'child', 'traffic'] as const;

/** The profile that the protection names. */
export function ikev2ProfileOf(side: Side, exercise: Exercise): Ikev2Profile | undefined {
  const named = protectionOf(side, exercise)?.terms.ikev2Profile;
  return side.ikev2.profiles.find(({ name }) => name === named);
}

/** As whom an end appears: "address 172.16.0.1", "fqdn r1.example.net"; who signs, as the subject of its certificate ("dn"). */
function identityOf(side: Side, exercise: Exercise): string {
  const profile = ikev2ProfileOf(side, exercise);
  if (profile?.identity) return profile.identity.value;
  return profile?.local?.value.endsWith('-sig') === true ? 'dn' : addressOf(side, exercise);
}

const addressOf = (side: Side, exercise: Exercise): string => `address ${endpointOf(side, exercise) ?? side.addresses[0] ?? ''}`; // prettier-ignore

/** Of several profiles the one that fits is taken; the one that asks must take its own. */
function accepts(side: Side, other: Side, exercise: Exercise): { profiles: Ikev2Profile[]; isMatched: boolean } {
  const identity = identityOf(other, exercise);
  const profiles = side.ikev2.profiles;
  return { profiles, isMatched: profiles.some((profile) => profile.isMatchedByCertificate || profile.matches.some(({ value }) => fitsIdentity(value, identity))) }; // prettier-ignore
}

function fitsIdentity(match: string, identity: string): boolean {
  if (match === 'any') return true;
  const [kind = '', ...rest] = identity.split(' ');
  const value = rest.join(' ');
  if (match.startsWith('address')) return kind === 'address' && isFor(match, [value]);
  const [, matched, domain, name = ''] = /^(fqdn|email|key-id) (domain )?(\S+)$/.exec(match) ?? [];
  if (matched !== kind) return false;
  return domain === undefined ? name === value : value.endsWith(name);
}

/** @param end whose profile refuses: the one that asks, or the one that is asked */
const identityRule = (id: string, title: string, end: 'initiator' | 'responder'): Rule => ({
  id,
  title,
  explains: ['profile', ...FOLLOWING],
  version: 2,
  // The one that believes to have an association goes on sending.
  brings: ['DP-INVSPI'],
  find(sides, exercise) {
    const [a, b] = sides;
    const refusing = [[a, b], [b, a]].flatMap(([side, other]) => {
      if (!side || !other || side.platform === 'asa' || side.ikev2.profiles.length === 0) return [];
      const { isMatched } = accepts(side, other, exercise);
      return isMatched ? [] : [{ side, other }];
    }); // prettier-ignore
    const [first] = refusing;
    if (!first) return ruledOut(`the IKEv2 profiles of ${names(sides)} fit the identities`, []);
    return isAt(first.side, first.other, end) ? identityFault(first.side, first.other, exercise, end) : undefined;
  },
});

/**
 * Who asked: the one that is half open is the one that was asked, it has the association and the other has not. The one
 * that was asked and knows nobody of that name says so.
 */
function isAt(side: Side, other: Side, end: 'initiator' | 'responder'): boolean {
  const isHalfOpen = other.ike.some(({ isEstablished, version }) => version === 2 && isEstablished);
  const asks = side.journal.some(({ text }) => /Failed to locate an item|Auth exchange failed/.test(text) && /initiator/i.test(text)); // prettier-ignore
  return (isHalfOpen || asks) === (end === 'initiator');
}

function identityFault(side: Side, other: Side, exercise: Exercise, end: 'initiator' | 'responder'): Finding {
  const profile = ikev2ProfileOf(side, exercise) ?? side.ikev2.profiles[0];
  if (!profile) return undefined;
  const identity = identityOf(other, exercise);
  const says = identity === 'dn' ? 'the subject of its certificate, which only a certificate map matches' : identity;
  const has = profile.matches.map(({ value }) => value).join(', ') || 'nobody';
  const after = end === 'initiator' ? `${other.role} takes the association for established and sends; ${side.role} has none.` : `${side.role} refuses in IKE_AUTH.`; // prettier-ignore
  return fault(
    `The IKEv2 profile ${profile.name} of ${side.role} is for ${has}, and ${other.role} says that it is ${says}. ${after}`,
    [
      'Look at both ends: each profile must match the identity with which the other one appears.',
      `Compare \`match identity remote\` on ${side.role} with \`identity local\` (or, without it, the outer address, or the subject of the certificate) of ${other.role}.`,
      cureOf([side, other], profile, identity),
    ],
    [
      ...configurationQuotes(side, profile.matches[0]?.line ?? profile.line),
      ...configurationQuotes(other, appearanceOf(other, exercise)),
      ...[side, other].flatMap((one) => one.ike.map(({ quote }) => quote)),
      ...recentQuotes(side, /IKEv2 profile not found|Failed to locate an item in the database/),
    ],
  );
}

/** What decides as whom an end appears: the line of its identity, or that it signs. */
function appearanceOf(side: Side, exercise: Exercise): number | undefined {
  const profile = ikev2ProfileOf(side, exercise);
  return (profile?.identity ?? (identityOf(side, exercise) === 'dn' ? profile?.local : undefined))?.line;
}

function cureOf([side, other]: Sides, { name }: Ikev2Profile, identity: string): string {
  if (identity === 'dn') return `On ${other.role}, under its IKEv2 profile: \`identity local\` with an address or a name that ${side.role} matches.`; // prettier-ignore
  return `On ${side.role}, under \`crypto ikev2 profile ${name}\`: \`match identity remote ${identity}${identity.startsWith('address') ? ' 255.255.255.255' : ''}\`.`;
}

export const IDENTITY_RULES: readonly Rule[] = [
  identityRule('V2-ID-INIT', 'The one that asks does not accept the identity of the other', 'initiator'),
  identityRule('V2-ID-RESP', 'The one that is asked has no profile for the one that asks', 'responder'),
];
