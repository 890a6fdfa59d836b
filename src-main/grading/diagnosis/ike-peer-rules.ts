/** Which key, which profile and which mode a router takes for a peer, in IKE version 1. */
import { keyFor } from '../facts/keys.ts';
import type { ConfiguredIsakmpProfile, RunningConfiguration } from '../../parsers/ios/configuration.ts';
import { parseIpv4 } from '../../base/address.ts';
import type { Exercise } from '../../lab/exercise.ts';
import type { HeldKey } from './held-keys.ts';
import { endpointOf, mapEntryOf, outerInterface, protectionOf } from './protection.ts';
import { fault, ruledOut, suspicion, type Fault, type Finding, type Rule } from './rule.ts';
import { configurationQuotes, names, recentQuotes, textQuotes, tunnelOf, type Side } from './side.ts';
import { matches } from './tree.ts';

const FOLLOWING = ['line', 'ike', 'child', 'traffic'] as const;

const configured = ({ configuration }: Side): RunningConfiguration | undefined => configuration?.records[0];

export const aggressiveOff: Rule = {
  id: 'P1-AGGR',
  title: 'One end wants aggressive mode, the other one has it switched off',
  explains: FOLLOWING,
  phase: 1,
  version: 1,
  find(sides) {
    for (const side of sides) {
      const [off] = matches(configured(side)?.lines, /^crypto isakmp aggressive-mode disable$/);
      const other = sides.find((one) => one !== side);
      const told = textQuotes(side, /IKMP_AG_MODE_DISABLED/);
      const asking = other ? aggressiveLines(other) : [];
      if ((!off && told.length === 0) || (asking.length === 0 && told.length === 0) || !other) continue;
      return fault(
        `${other.role} begins in aggressive mode, and ${side.role} neither begins nor answers in it (\`crypto isakmp aggressive-mode disable\`).`,
        [
          'There are two modes in which IKE version 1 can begin; both ends must be willing.',
          `Look on ${other.role} for \`initiate mode aggressive\` or \`set aggressive-mode\`, and on ${side.role} for \`aggressive-mode disable\`.`,
          `Use main mode: take the aggressive mode away on ${other.role}.`,
        ],
        [...configurationQuotes(side, off?.line), ...configurationQuotes(other, ...asking), ...told],
      );
    }
    return undefined;
  },
};

/** The lines that make a router begin in aggressive mode. */
function aggressiveLines(side: Side): number[] {
  const lines = configured(side)?.lines;
  const profiles = matches(lines, /^crypto isakmp profile /).flatMap(({ children }) => matches(children, /^initiate mode aggressive$/)); // prettier-ignore
  const peers = matches(lines, /^crypto isakmp peer /).flatMap(({ children }) => matches(children, /^set aggressive-mode /)); // prettier-ignore
  return [...profiles, ...peers].map(({ line }) => line);
}

export const keyringOutOfReach: Rule = {
  id: 'P1-KEYRING-VRF',
  title: 'The keyring with the key is not the one that is looked in',
  explains: ['key', ...FOLLOWING],
  phase: 1,
  version: 1,
  find(sides, exercise) {
    return sides.map((side) => ringFault(side, exercise)).find((one) => one !== undefined);
  },
};

function ringFault(side: Side, exercise: Exercise): Finding {
  const key = keyFor(side.keys ?? [], side.peerAddresses);
  const ring = configured(side)?.keyrings.find(({ name }) => name === key?.keyring);
  if (!key || !ring) return undefined;
  const front = tunnelOf(side, exercise)?.tunnelVrf ?? outerInterface(side, exercise)?.vrf;
  const told = textQuotes(side, /No pre-shared key with/);
  if (ring.vrf !== front) {
    const where = (vrf: string | undefined): string => (vrf === undefined ? 'the global table' : `the VRF ${vrf}`);
    return keyringFault(
      side,
      `The keyring ${ring.name} of ${side.role} is for ${where(ring.vrf)}, and IKE with ${side.peer} goes through ${where(front)}. A key is looked for only in keyrings of the VRF that the messages come through.`,
      {
        // prettier-ignore
        hint: `On ${side.role}: \`crypto keyring ${ring.name}${front === undefined ? '' : ` vrf ${front}`}\`, with the key in it.`,
        quotes: [...configurationQuotes(side, ring.line, ring.at['vrf']), key.quote, ...told],
      },
    );
  }
  return notReferenced(side, ring.name, key);
}

/** A profile that is for the peer and names no keyring, or another one. */
function notReferenced(side: Side, ring: string, key: HeldKey): Finding {
  const profile = configured(side)?.isakmpProfiles.find((one) => one.identities.some((identity) => isFor(identity, side.peerAddresses))); // prettier-ignore
  if (!profile || profile.keyring === ring) return undefined;
  const told = textQuotes(side, /No pre-shared key with/);
  const has = profile.keyring === undefined ? 'names no keyring' : `names the keyring ${profile.keyring}`;
  return keyringFault(
    side,
    `The profile ${profile.name} of ${side.role} is the one for ${side.peer}, and it ${has}; the key for ${side.peer} is in the keyring ${ring}, where it is not looked for.`,
    {
      // prettier-ignore
      hint: `On ${side.role}, under \`crypto isakmp profile ${profile.name}\`: \`keyring ${ring}\`.`,
      quotes: [...configurationQuotes(side, profile.line, profile.at['keyring']), key.quote, ...told],
    },
  );
}

function keyringFault(side: Side, says: string, { hint, quotes }: { hint: string; quotes: Fault['quotes'] }): Fault {
  return fault(
    says,
    ['Where does the router look for the key: in which keyring, and in which VRF?', `\`show running-config | section keyring|isakmp profile\` on ${side.role}.`, hint], // prettier-ignore
    quotes,
  );
}

export const profileForOthers: Rule = {
  id: 'P1-PROFILE-ID',
  title: 'The ISAKMP profile is for somebody else',
  explains: ['profile', ...FOLLOWING],
  phase: 1,
  version: 1,
  find(sides, exercise) {
    for (const side of sides) {
      const profile = usedProfile(side, exercise);
      const identities = profile?.identities ?? [];
      const told = recentQuotes(side, /peer matches \*none\* of the profiles/);
      if (!profile || identities.some((one) => isFor(one, side.peerAddresses) || !/^address /.test(one))) continue;
      const found = strangerFault(side, profile, told);
      return told.length > 0 ? found : suspicion('likely', [`\`debug crypto isakmp\` on ${side.role}: does the peer match a profile?`], found); // prettier-ignore
    }
    return undefined;
  },
};

function strangerFault(
  side: Side,
  { name, identities, line, at }: ConfiguredIsakmpProfile,
  told: Fault['quotes'],
): Fault {
  const has = identities.length === 0 ? 'matches nobody' : `matches ${identities.join(', ')}`;
  return fault(
    `The ISAKMP profile ${name} that ${side.role} uses ${has}, and ${side.peer} says that it is ${side.peerAddresses.join(' or ')}. The peer fits no profile.`,
    [
      'A profile is taken for a peer whose identity it matches; for a pre-shared key the identity is the outer address.',
      `Compare \`match identity\` under \`crypto isakmp profile ${name}\` on ${side.role} with the address that ${side.peer} comes from.`,
      `On ${side.role}, under \`crypto isakmp profile ${name}\`: \`match identity address ${side.peerAddresses[0] ?? 'PEER'} 255.255.255.255\`.`,
    ],
    [...configurationQuotes(side, line, at['identities']), ...told],
  );
}

/** The profile that the protection names, or the only one there is. */
function usedProfile(side: Side, exercise: Exercise): ConfiguredIsakmpProfile | undefined {
  const all = configured(side)?.isakmpProfiles ?? [];
  const named = protectionOf(side, exercise)?.terms.isakmpProfile ?? mapEntryOf(side)?.isakmpProfile;
  return named === undefined ? undefined : all.find(({ name }) => name === named);
}

/** @param identity "address 172.16.0.1 255.255.255.255" */
export function isFor(identity: string, addresses: readonly string[]): boolean {
  const [, network = '', mask = '255.255.255.255'] = /^address (\S+)(?: (\d\S+))?/.exec(identity) ?? [];
  const [base, bits] = [parseIpv4(network), parseIpv4(mask)];
  if (base === undefined || bits === undefined) return false;
  return addresses.some((address) => (((parseIpv4(address) ?? 0) ^ base) & bits) === 0);
}

/** The first message goes unanswered, and nothing that is known explains it. */
export const noAnswer: Rule = {
  id: 'P1-UDP500',
  title: 'The first message of IKE is never answered',
  explains: FOLLOWING,
  phase: 1,
  find(sides, exercise) {
    const asking = sides.find(({ ike }) => ike.some(({ state }) => state === 'MM_NO_STATE'));
    const asked = sides.find((side) => side !== asking);
    if (!asking || !asked || asked.ike.length > 0) return undefined;
    const repeats = textQuotes(asking, /retransmitting phase 1 MM_NO_STATE/);
    const isSilent = !asked.journal.some(({ text }) => /ISAKMP|IKEv1/.test(text) && !/ISAKMP is O/.test(text));
    if (!isSilent) return ruledOut(`${asked.role} hears what ${asking.role} sends`, []);
    const quotes = [...asking.ike.map(({ quote }) => quote), ...repeats];
    const to = endpointOf(asked, exercise) ?? asked.addresses[0] ?? asked.role;
    return suspicion('possible', [`\`debug crypto isakmp\` on ${asked.role}: does anything arrive?`, `\`ping ${to}\` from ${asking.role}, and \`show access-lists\` on everything between the two`], fault(
      `${asking.role} asks ${asked.role} and hears nothing (MM_NO_STATE), and ${asked.role} shows no trace of it. What ${names(sides)} have configured would let them agree: something between them may drop UDP port 500.`,
      ['Find out how far the first message comes.', 'Look at every access list between the two, and at a firewall that is not yours.', `Permit UDP port 500 both ways between ${asking.addresses[0] ?? ''} and ${to}.`],
      quotes,
    )); // prettier-ignore
  },
};
