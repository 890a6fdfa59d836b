/** What keeps the first phase from being agreed on or authenticated. */
import { keyFor } from '../facts/keys.ts';
import type { Quote } from '../verdict.ts';
import { closestPair, type Policy, type PolicyAttribute, type PolicyPair } from './policies.ts';
import { fault, ruledOut, type Finding, type Rule } from './rule.ts';
import { aggressiveNames, type HeldKey } from './held-keys.ts';
import { logQuotes, names, type Side, type Sides } from './side.ts';

const FOLLOWING = ['line', 'ike', 'child', 'traffic'] as const;

interface Difference {
  id: string;
  title: string;
  attribute: PolicyAttribute;
  /** "the encryption" */
  name: string;
  value: (policy: Policy) => string;
  /** As the responder's debug names it. */
  debug: RegExp;
}

const DIFFERENCES: readonly Difference[] = [
  { id: 'P1-ENC', title: 'The IKE policies ask for different encryption', attribute: 'encryption', name: 'encryption', value: ({ encryption }) => encryption.toUpperCase(), debug: /^Encryption algorithm$/ },
  { id: 'P1-KEYLEN', title: 'The IKE policies ask for different key lengths', attribute: 'keyBits', name: 'key length', value: ({ keyBits }) => `${keyBits ?? 'unknown'} bits`, debug: /^key length$/ },
  { id: 'P1-HASH', title: 'The IKE policies ask for different hashes', attribute: 'hash', name: 'hash', value: ({ hash }) => hash.toUpperCase(), debug: /^Hash algorithm$/ },
  { id: 'P1-DH', title: 'The IKE policies ask for different Diffie-Hellman groups', attribute: 'dhGroup', name: 'Diffie-Hellman group', value: ({ dhGroup }) => `group ${dhGroup}`, debug: /^Diffie-Hellman group$/ },
  { id: 'P1-AUTHMETHOD', title: 'The IKE policies do not both authenticate with pre-shared keys', attribute: 'authentication', name: 'authentication method', value: ({ authentication }) => METHODS[authentication] ?? authentication, debug: /authentication/i },
]; // prettier-ignore

const METHODS: Readonly<Record<string, string>> = {
  psk: 'pre-shared keys',
  'rsa-sig': 'RSA signatures',
  'rsa-encr': 'RSA encryption',
};

const policyRule = (difference: Difference): Rule => ({
  id: difference.id,
  title: difference.title,
  explains: ['policy', ...FOLLOWING],
  phase: 1,
  version: 1,
  find(sides) {
    const pair = pairOf(sides);
    if (!pair) return undefined;
    if (pair.differences.length === 0) return agreement(sides, pair);
    return pair.differences.includes(difference.attribute) ? policyFault(sides, pair, difference) : undefined;
  },
});

function pairOf([a, b]: Sides): PolicyPair | undefined {
  if (!a.policies || !b.policies) return undefined;
  return closestPair(a.policies, b.policies, hasCertificates(a) || hasCertificates(b));
}

function hasCertificates({ configuration }: Side): boolean {
  return configuration?.records[0]?.lines.some(({ text }) => text.startsWith('crypto pki trustpoint')) === true;
}

function agreement(sides: Sides, { a, b }: PolicyPair): Finding {
  const quotes = [a.quote('encryption'), b.quote('encryption')];
  return ruledOut(`${names(sides)} have an IKE policy in common (${a.priority} and ${b.priority})`, quotes);
}

function policyFault(sides: Sides, { a, b }: PolicyPair, { attribute, name, value, debug }: Difference): Finding {
  const [one, other] = sides;
  const both = a[attribute] === b[attribute];
  const says = both
    ? `${names(sides)} both authenticate with ${value(a)} in policies ${a.priority} and ${b.priority}, and have no certificates to sign with.`
    : `${one.role}'s policy ${a.priority} has the ${name} ${value(a)}, ${other.role}'s policy ${b.priority} has ${value(b)}. The router that is asked compares every policy that it is offered with its own, and takes one only if encryption, hash, group and authentication are all equal; here none is.`;
  return fault(
    says,
    [
      `Compare \`show crypto isakmp policy\` on both routers, and make the ${name} the same. Numbers and lifetimes of policies need not be equal.`,
      `It is the ${name}: policy ${a.priority} of ${one.role} against policy ${b.priority} of ${other.role}.`,
      both
        ? `On both, under \`crypto isakmp policy\`: \`authentication pre-share\`.`
        : `On ${other.role}, under \`crypto isakmp policy ${b.priority}\`: what ${one.role} has, that is ${value(a)}.`,
    ],
    [a.quote(attribute), b.quote(attribute), ...sides.flatMap((side) => mismatchQuotes(side, debug))],
  );
}

function mismatchQuotes(side: Side, attribute: RegExp): Quote[] {
  return logQuotes(side, (one) => one.source === 'isakmp' && one.event.kind === 'mismatch' && attribute.test(one.event.attribute)); // prettier-ignore
}

/** One end without any policy offers the built-in suite alone, which wants certificates. */
const noPolicy: Rule = {
  id: 'P1-NOPOLICY',
  title: 'A router has no IKE policy',
  explains: FOLLOWING,
  phase: 1,
  version: 1,
  find(sides) {
    const without = sides.find(({ policies }) => policies?.length === 0);
    const quotes = without?.builtInPolicy ?? [];
    if (!without || quotes.length === 0) return undefined;
    return fault(
      `${without.role} has no IKE policy of its own. The built-in one authenticates with RSA signatures, for which there are no certificates here.`,
      [
        `Define an IKE policy on ${without.role} that agrees with one of ${without.peer}.`,
        `\`show crypto isakmp policy\` on ${without.peer} shows what ${without.role} has to have.`,
        `On ${without.role}: \`crypto isakmp policy 10\`, and under it at least \`authentication pre-share\`.`,
      ],
      quotes,
    );
  },
};

type Held = readonly [HeldKey | undefined, HeldKey | undefined];

/** What each holds for the other, where the configurations of both are known. */
function heldBy([a, b]: Sides): Held | undefined {
  if (!a.keys || !b.keys) return undefined;
  const known = (side: Side): string[] => [...side.peerAddresses, ...side.translators.map(({ address }) => address)];
  return [keyFor(a.keys, known(a)) ?? namedKey(a, b), keyFor(b.keys, known(b)) ?? namedKey(b, a)];
}

/** Where the other end gives itself a name in aggressive mode: the key for that name. */
function namedKey({ keys = [] }: Side, { configuration }: Side): HeldKey | undefined {
  const own = aggressiveNames(configuration);
  return keys.find(({ peer }) => own.includes(peer));
}

export const noKey: Rule = {
  id: 'P1-NOKEY',
  title: 'A pre-shared key is missing, or is for somebody else',
  explains: ['key', ...FOLLOWING],
  phase: 1,
  version: 1,
  find(sides) {
    const held = heldBy(sides);
    if (!held || needsNoKey(sides)) return undefined;
    const without = sides.filter((_, index) => !held[index]);
    const [first] = without;
    if (!first) return ruledOut(`${names(sides)} each hold a key for the other`, held.flatMap((key) => (key ? [key.quote] : []))); // prettier-ignore
    const isUntouched = without.length === 2 && sides.every(({ keys }) => keys?.length === 0);
    const quotes = [...without.flatMap(noKeyQuotes), ...held.flatMap((key) => (key ? [key.quote] : []))];
    return quotes.length === 0 || (isUntouched && sides.every((side) => side.ike.length === 0 && noTrace(side)))
      ? undefined
      : fault(
          noKeySays(without),
          [
            `The address in the key is that of the router that the key is shared with, as its IKE messages come from: the source of the tunnel there. Look at the keys of ${first.role} again.`,
            `${first.peer} comes from ${first.peerAddresses.join(' or ')}: is there a key for that address on ${first.role}?`,
            `On ${first.role}: \`crypto isakmp key KEY address ${first.peerAddresses[0] ?? 'PEER'}\`, with the key that ${first.peer} has.`,
          ],
          quotes,
        );
  },
};

/** They agree on another proof: a router that looks for a key all the same says that it has none. */
function needsNoKey(sides: Sides): boolean {
  const pair = pairOf(sides);
  return pair?.differences.length === 0 && pair.a.authentication !== 'psk';
}

/** Nothing was ever negotiated: a lab that has not come to keys yet. */
function noTrace(side: Side): boolean {
  return (side.configuration?.records[0]?.interfaces ?? []).every(({ tunnelProtection }) => !tunnelProtection);
}

function noKeySays(without: readonly Side[]): string {
  return without
    .map(({ role, peer, peerAddresses, keys = [] }) => {
      const others = keys.map((key) => key.peer).join(', ');
      const has = others === '' ? 'It has none at all.' : `The one it has is for ${others}.`;
      return `${role} has no pre-shared key for ${peer} (${peerAddresses.join(', ')}). ${has}`;
    })
    .join(' ');
}

/** The keys that are for others; where there are none, the policy that asks for one. */
function noKeyQuotes(side: Side): Quote[] {
  const keys = (side.keys ?? []).slice(0, 3).map(({ quote }) => quote);
  const policy = side.policies?.find(({ authentication }) => authentication === 'psk');
  const log = logQuotes(side, (one) => one.source === 'isakmp' && one.event.kind === 'key-missing');
  return [...keys, ...(keys.length === 0 && policy ? [policy.quote('authentication')] : []), ...log];
}

export const keysDiffer: Rule = {
  id: 'P1-PSK',
  title: 'The pre-shared keys differ',
  explains: ['key', ...FOLLOWING],
  phase: 1,
  version: 1,
  find(sides) {
    const held = heldBy(sides);
    const [a, b] = held ?? [];
    const symptoms = sides.flatMap(failedAuthentication);
    if (a?.secret !== undefined && b?.secret !== undefined) {
      const quotes = [a.quote, b.quote];
      if (a.secret === b.secret) return ruledOut(`${names(sides)} hold the same key for each other`, quotes);
      return keyFault(`${sides[0].role} holds one key for ${sides[1].role}, and ${sides[1].role} another for ${sides[0].role}.`, [...quotes, ...symptoms]); // prettier-ignore
    }
    const isStuck = sides.some(({ ike }) => ike.some(({ state }) => state === 'MM_KEY_EXCH'));
    const isMalformed = sides.some((side) => malformedQuotes(side).length > 0);
    return isStuck && isMalformed ? keyFault(`${names(sides)} agree on a policy and exchange keys, and then one cannot read what the other sends to prove who it is.`, symptoms) : undefined; // prettier-ignore
  },
};

function keyFault(says: string, quotes: Quote[]): Finding {
  return fault(
    `${says} The key goes into everything that is encrypted from the fifth message on, so that the negotiation stops in MM_KEY_EXCH and the message looks damaged.`,
    [
      'The key must be the same on both routers, letter by letter, capitals and blanks included. Type it anew on both if in doubt.',
      'Compare the lines `crypto isakmp key` (or those of the keyrings) on both routers.',
      'Take the line away on one end with `no`, type it again as the other end has it, and clear what is left: `clear crypto isakmp`, `clear crypto sa`.',
    ],
    quotes,
  );
}

function malformedQuotes(side: Side): Quote[] {
  return logQuotes(side, (one) => one.source === 'syslog' && one.event.kind === 'ike-malformed' && side.peerAddresses.includes(one.event.peer)); // prettier-ignore
}

function failedAuthentication(side: Side): Quote[] {
  const stuck = side.ike.find(({ state }) => state === 'MM_KEY_EXCH');
  return [...(stuck ? [stuck.quote] : []), ...malformedQuotes(side)];
}

/** In the order in which the negotiation comes to them. */
export const IKE_RULES: readonly Rule[] = [noPolicy, ...DIFFERENCES.map(policyRule)];
