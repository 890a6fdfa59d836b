/** What the two ends want to protect, where they do not agree on it. */
import type { ConfiguredCryptoMap } from '../../parsers/ios/configuration.ts';
import type { Exercise } from '../../lab/exercise.ts';
import type { Quote } from '../verdict.ts';
import { flowsAt, textOf } from './map-rules.ts';
import { mirrors, type Flow } from './flows.ts';
import { mapEntryOf, protectionOf } from './protection.ts';
import { fault, ruledOut, suspicion, type Fault, type Finding, type Rule } from './rule.ts';
import { configurationQuotes, names, recentQuotes, textQuotes, tunnelOf, type Side, type Sides } from './side.ts';

const FOLLOWING = ['acl', 'child', 'traffic'] as const;

const REFUSED = /proxy identities not supported|did not find matching map|no IPSEC cryptomap exists|There was no IPSEC policy found for received TS|no matching crypto map entry|TS_UNACCEPTABLE|TS unacceptable/i; // prettier-ignore

const refusals = (sides: Sides): Quote[] => sides.flatMap((side) => recentQuotes(side, REFUSED));

const notMirrored: Rule = {
  id: 'ACL-MIRROR',
  title: 'The crypto access lists do not mirror each other',
  explains: FOLLOWING,
  phase: 2,
  find(sides, exercise) {
    const [a, b] = sides;
    const [ours, theirs] = [flowsAt(a, exercise), flowsAt(b, exercise)];
    const isOfAsa = sides.some(({ platform }) => platform === 'asa');
    // A template may have no list: it takes what the other end proposes.
    if (!ours || !theirs || isOfAsa || sides.some(isTemplate)) return undefined;
    return comparison(sides, ours, theirs);
  },
};

const isTemplate = (side: Side): boolean => mapEntryOf(side)?.template !== undefined;

function comparison(sides: Sides, ours: readonly Flow[], theirs: readonly Flow[]): Finding {
  const [a, b] = sides;
  const single = ours.find((one) => !theirs.some((other) => mirrors(one, other)));
  const other = theirs.find((one) => !ours.some((flow) => mirrors(one, flow)));
  if (!single && !other) return ruledOut('the crypto access lists mirror each other', listQuotes(sides));
  const quotes = [...configurationQuotes(a, (single ?? ours[0])?.line), ...configurationQuotes(b, (other ?? theirs[0])?.line), ...refusals(sides)]; // prettier-ignore
  return mirrorFault(sides, [single ?? ours[0], other ?? theirs[0]], quotes);
}

function mirrorFault([a, b]: Sides, [ours, theirs]: [Flow | undefined, Flow | undefined], quotes: Quote[]): Fault {
  const says = (flow: Flow | undefined): string => (flow ? `${textOf(flow.source)} to ${textOf(flow.destination)}${flow.protocol === 'ip' ? '' : ` (${flow.protocol})`}` : 'nothing'); // prettier-ignore
  const wanted = ours ? `\`permit ${ours.protocol} ${textOf(ours.destination)} ${textOf(ours.source)}\`` : 'the same entry with source and destination changed over'; // prettier-ignore
  return fault(
    `${a.role} protects ${says(ours)}, ${b.role} protects ${says(theirs)}. Each end proposes its own entry in the second phase, and the other takes it only if it has the same one the other way round. IKE may be up (QM_IDLE): no IPsec association follows.`,
    [
      'Each access list must be the mirror of the other: source and destination change places, protocol and masks stay.',
      `Put the crypto access lists of ${a.role} and ${b.role} side by side, and compare networks and masks bit by bit.`,
      `The mirror of ${a.role}'s entry on ${b.role} is ${wanted}.`,
    ],
    quotes,
  );
}

const listQuotes = (sides: Sides): Quote[] => sides.flatMap((side) => configurationQuotes(side, mapEntryOf(side)?.at['accessList'])); // prettier-ignore

/** An ASA is asked for something that no entry of its maps is for. */
const refusedByAsa = (id: string, version: 1 | 2): Rule => ({
  id,
  title: version === 1 ? 'The ASA has no crypto map entry for what its peer proposes' : 'The ASA refuses the traffic selectors of its peer', // prettier-ignore
  explains: [...FOLLOWING, 'ike', 'line'],
  version,
  phase: 2,
  find(sides, exercise) {
    const pattern = version === 1 ? /no matching crypto map entry|crypto map policy not found/i : /no IPSEC policy found for received TS|Crypto Map Policy not found/i; // prettier-ignore
    const all = sides.filter(({ platform }) => platform === 'asa').map((asa) => ({ asa, told: textQuotes(asa, pattern) })); // prettier-ignore
    // The one that was asked is the one that says so.
    const { asa, told } = all.find((one) => one.told.length > 0) ?? all[0] ?? {};
    if (!asa || !told) return undefined;
    if (disagree(sides, exercise)) return asaFault(asa, sides, exercise, told);
    const next = ['`show running-config crypto map` on the ASA', '`show access-list` on both ends'];
    return told.length > 0 ? suspicion('likely', next, asaFault(asa, sides, exercise, told)) : undefined;
  },
});

const isRouteBased = (side: Side, exercise: Exercise): boolean => protectionOf(side, exercise)?.kind === 'tunnel';

/** One routes into a tunnel and the other has a crypto map, or their lists are no mirrors of each other. */
function disagree(sides: Sides, exercise: Exercise): boolean {
  const isMixed = sides.some((side) => isRouteBased(side, exercise)) && !sides.every((side) => isRouteBased(side, exercise)); // prettier-ignore
  return isMixed || differ(sides, exercise);
}

function differ([a, b]: Sides, exercise: Exercise): boolean {
  const [ours, theirs] = [flowsAt(a, exercise), flowsAt(b, exercise)];
  if (!ours || !theirs) return false;
  return !ours.every((one) => theirs.some((other) => mirrors(one, other))) || !theirs.every((one) => ours.some((other) => mirrors(one, other))); // prettier-ignore
}

function asaFault(asa: Side, sides: Sides, exercise: Exercise, told: Quote[]): Fault {
  const other = sides.find(({ role }) => role === asa.peer) ?? asa;
  const says = isRouteBased(other, exercise)
    ? `${other.role} routes into a tunnel and proposes everything (0.0.0.0/0 to 0.0.0.0/0); ${asa.role} has a crypto map, which knows certain networks only`
    : `what ${other.role} proposes is not in the crypto access list of ${asa.role}`;
  return fault(
    `${says}. ${asa.role} finds no entry for it and refuses.`,
    [
      'Both ends must want to protect the same: two crypto maps with mirrored lists, or two tunnel interfaces.',
      `\`show running-config crypto map\` and the list that it matches on ${asa.role}; the same of ${other.role}.`,
      `On ${asa.role}: make the access list the mirror of ${other.role}'s, or use a tunnel interface (VTI) on both.`,
    ],
    [...told, ...sides.flatMap((side) => selectorQuotes(side, exercise))],
  );
}

function selectorQuotes(side: Side, exercise: Exercise): Quote[] {
  const entry: ConfiguredCryptoMap | undefined = mapEntryOf(side);
  const flow = flowsAt(side, exercise)?.[0];
  const tunnel = tunnelOf(side, exercise);
  const lines = flow
    ? [entry?.at['accessList'], flow.line]
    : [tunnel?.at['tunnelMode'], tunnel?.at['tunnelProtection']];
  return configurationQuotes(side, ...lines);
}

/** A tunnel at one end and a crypto map at the other, both on routers. */
const mixedKinds: Rule = {
  id: 'ACL-MIRROR',
  title: 'One end routes into a tunnel, the other one has a crypto map',
  explains: FOLLOWING,
  phase: 2,
  find(sides, exercise) {
    const kinds = sides.map((side) => protectionOf(side, exercise)?.kind);
    if (!kinds.includes('tunnel') || !kinds.includes('map') || sides.some(({ platform }) => platform === 'asa')) return undefined; // prettier-ignore
    return fault(
      `Of ${names(sides)} one protects what is routed into its tunnel and the other what its crypto map's access list names: they cannot agree on what to protect.`,
      ['Use the same kind of protection at both ends.', 'Compare the tunnel interface of the one with the crypto map of the other.', 'Give both a tunnel interface, or both a crypto map with mirrored lists.'], // prettier-ignore
      [...sides.flatMap((side) => selectorQuotes(side, exercise)), ...refusals(sides)],
    );
  },
};

export const SELECTOR_RULES: readonly Rule[] = [
  refusedByAsa('ACL-ASA', 1),
  refusedByAsa('ACL-TS-V2-ASA', 2),
  mixedKinds,
  notMirrored,
];
