/** What keeps IKE version 2 from being agreed on: versions, suites, keys, identities, methods. */
import type { Quote } from '../verdict.ts';
import { offersOf, type Suite } from './ikev2-suites.ts';
import { secretFor, type Ikev2Profile } from './ikev2-configuration.ts';
import { ikev2ProfileOf } from './ikev2-profiles.ts';
import { mapEntryOf, protectionOf, versionOf } from './protection.ts';
import { fault, ruledOut, suspicion, type Fault, type Finding, type Rule } from './rule.ts';
import { configurationQuotes, names, recentQuotes, textQuotes, type Side, type Sides } from './side.ts';

const FOLLOWING = ['line', 'ike', 'child', 'traffic'] as const;

export const noProfileReference: Rule = {
  id: 'V2-NOPROFILE-REF',
  brings: ['V2-VERSION'],
  title: 'The protection does not name the IKEv2 profile, so IKEv1 begins',
  explains: ['profile', 'map', ...FOLLOWING],
  find(sides, exercise) {
    for (const side of sides) {
      const protection = protectionOf(side, exercise);
      const [profile] = side.ikev2.profiles;
      if (side.platform === 'asa' || !protection || !profile || protection.terms.ikev2Profile !== undefined) continue;
      const isMeant = sides.some((one) => one !== side && versionOf(one, exercise) === 2) || hasNoFirst(side);
      if (!isMeant) continue;
      const { terms, kind } = protection;
      const first = side.ike.filter(({ version }) => version === 1).map(({ quote }) => quote);
      return fault(
        `${side.role} has the IKEv2 profile ${profile.name}, and its ${kind === 'tunnel' ? 'IPsec profile' : 'crypto map'} ${terms.name} does not name it. Without that line the router begins with IKE version 1.`,
        [
          'Which version of IKE a router begins with is decided by what protects the traffic.',
          `Is there an entry in \`show crypto isakmp sa\` on ${side.role}, and none in \`show crypto ikev2 sa\`?`,
          `On ${side.role}, under ${kind === 'tunnel' ? `\`crypto ipsec profile ${terms.name}\`` : `the crypto map ${terms.name}`}: \`set ikev2-profile ${profile.name}\`.`,
        ],
        [...configurationQuotes(side, terms.line, terms.at['transformSets'], profile.line), ...first],
      );
    }
    return undefined;
  },
};

/** It could not do anything with version 1. */
function hasNoFirst({ keys, policies }: Side): boolean {
  return (keys ?? []).length === 0 && (policies ?? []).length === 0;
}

export const versionsDiffer: Rule = {
  id: 'V2-VERSION',
  title: 'One end speaks IKEv1, the other one IKEv2',
  explains: ['profile', 'map', ...FOLLOWING],
  find(sides, exercise) {
    const [a, b] = sides.map((side) => ({ side, version: versionOf(side, exercise), terms: protectionOf(side, exercise)?.terms })); // prettier-ignore
    if (!a?.terms || !b?.terms || a.version === b.version) return undefined;
    const quotes = [a, b].flatMap(({ side, terms }) => configurationQuotes(side, terms?.at['ikev2Profile'] ?? terms?.line, terms?.at['ikev2Profile'] === undefined ? mapEntryOf(side)?.line : undefined)); // prettier-ignore
    const older = a.version === 1 ? a : b;
    return fault(
      `${a.side.role} negotiates with IKE version ${a.version}, ${b.side.role} with version ${b.version}. Neither answers the other.`,
      [
        'The two versions of IKE do not understand each other.',
        'Compare `show crypto isakmp sa` and `show crypto ikev2 sa` on both ends: where does something begin?',
        `Give both ends the same version: on ${older.side.role} an IKEv2 profile, named where the traffic is protected (\`set ikev2-profile\`).`,
      ],
      [...quotes, ...sides.flatMap((side) => textQuotes(side, /INVALID_MAJOR_VERSION|invalid major version/i))],
    );
  },
};

export const suitesDiffer: Rule = {
  id: 'V2-PROP',
  title: 'The IKEv2 proposals have nothing in common',
  explains: ['policy', ...FOLLOWING],
  phase: 1,
  version: 2,
  find(sides, exercise) {
    const [a, b] = sides.map((side) => offersOf(side, exercise));
    const told = sides.flatMap((side) => recentQuotes(side, /Failed to find a matching policy|no proposal chosen|NO_PROPOSAL_CHOSEN/i)); // prettier-ignore
    if (!a || !b || a.length === 0 || b.length === 0) return undefined;
    const pairs = a.flatMap((one) => b.map((other) => ({ one, other, missing: missingBetween(one, other) })));
    const best = pairs.reduce((least, pair) => (pair.missing.length < least.missing.length ? pair : least));
    if (best.missing.length === 0) return ruledOut(`${names(sides)} have an IKEv2 proposal in common`, [...best.one.quotes('encryption'), ...best.other.quotes('encryption')]); // prettier-ignore
    return suiteFault(sides, best, told);
  },
};

type Attribute = 'encryption' | 'integrity' | 'prf' | 'group';
const ATTRIBUTES: readonly Attribute[] = ['encryption', 'integrity', 'prf', 'group'];
const WORDS: Readonly<Record<Attribute, string>> = { encryption: 'encryption', integrity: 'integrity', prf: 'pseudo-random function', group: 'Diffie-Hellman group' }; // prettier-ignore

function missingBetween(one: Suite, other: Suite): Attribute[] {
  return ATTRIBUTES.filter((name) => one[name].length > 0 && other[name].length > 0 && !one[name].some((value) => other[name].includes(value))); // prettier-ignore
}

function suiteFault(
  [a, b]: Sides,
  { one, other, missing }: { one: Suite; other: Suite; missing: Attribute[] },
  told: Quote[],
): Fault {
  const differences = missing.map((name) => `the ${WORDS[name]} (${one[name].join(', ')} against ${other[name].join(', ')})`); // prettier-ignore
  const [first = 'encryption'] = missing;
  return fault(
    `${a.role}'s proposal ${one.name} and ${b.role}'s proposal ${other.name} have no common value for ${differences.join(' and ')}. Of each kind there must be one that both offer.`,
    [
      'Compare the IKEv2 proposals of both ends, kind by kind: encryption, integrity, pseudo-random function, group.',
      `It is ${missing.map((name) => `the ${WORDS[name]}`).join(' and ')}. A proposal that no IKEv2 policy names is not used: \`show crypto ikev2 policy\`.`,
      `On ${b.role}, in the proposal ${other.name}: \`${first} ${one[first][0] ?? ''}\`.`,
    ],
    [...missing.flatMap((name) => [...one.quotes(name), ...other.quotes(name)]), ...told],
  );
}

export const secretsDiffer: Rule = {
  id: 'V2-PSK',
  title: 'The pre-shared keys of IKEv2 differ',
  explains: ['key', ...FOLLOWING],
  phase: 1,
  version: 2,
  find(sides, exercise) {
    const [a, b] = sides;
    const [ours, theirs] = sides.map((side) => ikev2ProfileOf(side, exercise));
    const told = sides.flatMap((side) => recentQuotes(side, /Failed to authenticate the IKE SA|AUTHENTICATION_FAILED|Auth(?:entication)? exchange failed/)); // prettier-ignore
    // An ASA shows no keys, and has no profiles.
    if (!ours || !theirs) return sides.some(({ platform }) => platform === 'asa') ? unproven(sides, told) : undefined;
    const ways = [
      { from: a, to: b, profile: ours, other: theirs },
      { from: b, to: a, profile: theirs, other: ours },
    ];
    const found = ways.map((way) => secretsOnTheWay(way, told)).find((one) => one !== undefined);
    if (!found && ways.some(isHidden)) return unproven(sides, told);
    if (!found && !ways.some(({ profile }) => usesKey(profile))) return undefined;
    return found ?? ruledOut(`the keys with which ${names(sides)} prove themselves are the same`, []);
  },
};

interface Way {
  from: Side;
  to: Side;
  profile: Ikev2Profile;
  other: Ikev2Profile;
}

/** Whether the one expects the key with which the other proves itself. */
function secretsOnTheWay({ from, to, profile, other }: Way, told: Quote[]): Finding {
  if (!usesKey(profile)) return undefined;
  const local = secretFor(from.ikev2, profile, from.peerAddresses, 'local');
  const remote = secretFor(to.ikev2, other, to.peerAddresses, 'remote');
  if (!local || !remote) return noSecret(local ? to : from, local ? other : profile, told);
  if (local.secret === undefined || remote.secret === undefined || local.secret === remote.secret) return undefined;
  return secretFault(
    [from, to],
    [...configurationQuotes(from, local.line), ...configurationQuotes(to, remote.line), ...told],
  );
}

/** A key that is shown encrypted cannot be compared. */
function isHidden({ from, to, profile, other }: Way): boolean {
  const keys = [secretFor(from.ikev2, profile, from.peerAddresses, 'local'), secretFor(to.ikev2, other, to.peerAddresses, 'remote')]; // prettier-ignore
  return usesKey(profile) && keys.some((key) => key !== undefined && key.secret === undefined);
}

/** The keys cannot be compared, and somebody was not believed. */
function unproven(sides: Sides, told: Quote[]): Finding {
  if (told.length === 0) return undefined;
  const next = [
    'type the key anew on both ends',
    'compare the methods of authentication and the identities of both ends',
  ];
  return suspicion('likely', next, secretFault(sides, told));
}

const usesKey = ({ local }: Ikev2Profile): boolean => local === undefined || local.value === 'pre-share';

function secretFault([from, to]: Sides, quotes: Quote[]): Fault {
  return fault(
    `The key with which ${from.role} proves itself to ${to.role} is not the one that ${to.role} expects of it. IKE_SA_INIT succeeds, and IKE_AUTH is refused.`,
    [
      'In IKEv2 each direction may have a key of its own: what is local at one end is remote at the other.',
      `Compare \`pre-shared-key\` in the keyrings of both: local of ${from.role} with remote of ${to.role}.`,
      `Type the same key on both: \`pre-shared-key KEY\` under the peer in the keyring.`,
    ],
    quotes,
  );
}

function noSecret(side: Side, profile: Ikev2Profile, told: Quote[]): Finding {
  if (side.platform === 'asa') return undefined;
  const ring = side.ikev2.keyrings.find(({ name }) => name === profile.keyring?.value);
  const why = !profile.keyring ? `the profile ${profile.name} names no keyring` : !ring ? `the keyring ${profile.keyring.value} does not exist` : `the keyring ${ring.name} has no peer with an address of ${side.peer}`; // prettier-ignore
  return fault(
    `${side.role} has no IKEv2 key for ${side.peer}: ${why}.`,
    ['Follow the names: profile, keyring, peer, address.', `\`show running-config | section ikev2\` on ${side.role}.`, `On ${side.role}: a peer with \`address ${side.peerAddresses[0] ?? 'PEER'}\` and the key in the keyring, and \`keyring local\` in the profile.`], // prettier-ignore
    [...configurationQuotes(side, profile.line, profile.keyring?.line, ring?.line), ...told],
  );
}

export const methodsDiffer: Rule = {
  id: 'V2-AUTHMETHOD',
  title: 'The authentication methods do not fit each other',
  explains: FOLLOWING,
  phase: 1,
  version: 2,
  // The one that believes to have an association goes on sending.
  brings: ['DP-INVSPI'],
  find(sides, exercise) {
    const [a, b] = sides;
    const [ours, theirs] = sides.map((side) => ikev2ProfileOf(side, exercise));
    if (!ours || !theirs) return undefined;
    for (const [from, to, profile, other] of [[a, b, ours, theirs], [b, a, theirs, ours]] as const) {
      const method = profile.local?.value;
      if (method === undefined || other.remote.length === 0 || other.remote.some(({ value }) => value === method)) continue;
      return fault(
        `${from.role} proves itself with ${method} (local), and ${to.role} expects ${other.remote.map(({ value }) => value).join(' or ')} of it (remote). In IKEv2 each direction has its own method, and both ends must know both.`,
        ['What is local at one end must be remote at the other.', `Compare \`authentication local\` on ${from.role} with \`authentication remote\` on ${to.role}.`, `On ${to.role}, under its IKEv2 profile: \`authentication remote ${method}\`, or change ${from.role} back; both ends at the same time.`],
        [...configurationQuotes(from, profile.local?.line), ...configurationQuotes(to, other.remote[0]?.line), ...sides.flatMap((side) => recentQuotes(side, /Auth exchange failed/))],
      );
    }
    return undefined;
  },
}; // prettier-ignore

export const authenticationLost: Rule = {
  id: 'V2-FRAG',
  title: 'IKE_AUTH is too large for the way, and fragments are dropped',
  explains: FOLLOWING,
  phase: 1,
  version: 2,
  find(sides) {
    const told = sides.flatMap((side) => textQuotes(side, /Failed to receive the AUTH msg before the timer expired/));
    if (told.length === 0) return undefined;
    const lines = sides.flatMap((side) => side.ike.map(({ quote }) => quote));
    return suspicion('likely', ['`ping … size 1500 df-bit` between the outer addresses: what is the largest that passes?', 'a capture at both ends: are there fragments at one that do not come to the other?'], fault(
      `${names(sides)} agree on everything in IKE_SA_INIT, and then one waits in vain for IKE_AUTH. With certificates that message is larger than a packet may be; it travels in fragments, and something on the way drops those.`,
      ['Which of the messages is large enough to be cut into pieces?', 'Does something on the way drop fragments, or is its MTU smaller?', 'Let IKE cut the message itself (RFC 7383): `crypto ikev2 fragmentation mtu 1200` on both ends.'],
      [...told, ...lines],
    )); // prettier-ignore
  },
};
