/** child: the pair of IPsec security associations between two roles, judged on both ends. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { ChildSecurityAssociation } from '../../sa/model.ts';
import { pair, type ChildPair } from '../../sa/pair.ts';
import { isAmount, type Amount } from '../amount.ts';
import { associationLooks, quotesOfAssociation, quotesOfNone, readEnds, type End } from '../facts/associations.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { childTraits, describeSpi, type ChildTrait } from './child-traits.ts';
import { NOTHING, allHold, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'child'>;
type Child = ChildSecurityAssociation;

const WANTS = { children: true };

export const child: VerbRule<'child'> = {
  looks: ({ between }, { exercise }) => between.flatMap((role) => associationLooks(exercise, role, WANTS)),
  judge(wanted, { exercise, captures }) {
    const ends = readEnds({ exercise, captures }, wanted.between, WANTS, 'end');
    const attributes = wanted.state === 'absent' ? ends.map(absence) : established(wanted, ends, exercise);
    const isFounded = attributes.every(({ name, holds }) => name !== 'state' || holds);
    return { attributes, says: sentence(wanted, ends, attributes), isFounded };
  },
};

const isThere = ({ status }: Child): boolean => status !== 'none';

function absence(end: End): AttributeVerdict {
  const there = end.associations.children.filter(isThere);
  const quotes = there.flatMap((one) => quotesOfAssociation(end, one, 'outboundSpi'));
  return {
    name: 'state',
    role: end.role,
    expected: 'absent',
    found: there.length > 0 ? there.map(describeSpis).join('; ') : NOTHING,
    holds: there.length === 0,
    quotes: quotes.length > 0 ? quotes : quotesOfFlow(end),
  };
}

/** A flow without associations prints `current outbound spi: 0x0(0)`. */
function quotesOfFlow(end: End): AttributeVerdict['quotes'] {
  const [flow] = end.associations.children;
  return flow ? quotesOfAssociation(end, flow, 'outboundSpi') : quotesOfNone(end);
}

function describeSpis({ spiIn, spiOut }: Child): string {
  return `inbound ${describeSpi(spiIn)}, outbound ${describeSpi(spiOut)}`;
}

function established(wanted: Wanted, ends: readonly [End, End], exercise: Scene['exercise']): AttributeVerdict[] {
  const traits = ends.map(({ associations: { children } }, index) => childTraits(wanted, { exercise, which: index === 0 ? 'a' : 'b', children })); // prettier-ignore
  const chosen = choose(ends, traits);
  return ends.flatMap((end, index) => {
    const one = index === 0 ? chosen.a : chosen.b;
    const own = (traits[index] ?? []).map((trait) => traitAttribute(trait, end, one));
    const mirror = wanted.spi === 'mirrored' ? [mirrorAttribute(end, one, index === 0 ? chosen.b : chosen.a)] : [];
    const count = wanted.count === undefined ? [] : [countAttribute(wanted.count, end, traits[index] ?? [])];
    return [stateAttribute(end, one), ...own, ...mirror, ...count];
  });
}

/** The pair that has the most of what is wanted; where the ends have no pair, the best of each. */
function choose([a, b]: readonly [End, End], [ofA = [], ofB = []]: ChildTrait[][]): { a?: Child; b?: Child } {
  const score = (one: Child | undefined, traits: ChildTrait[]): number =>
    one ? (one.status === 'up' ? 100 : isThere(one) ? 50 : 0) + traits.filter(({ holds }) => holds(one)).length : -1;
  const pairs = pair(a.associations, b.associations).children;
  const best = highest(pairs, (one) => score(one.a, ofA) + score(one.b, ofB) + (one.isMirrored ? 10 : 0));
  if (best && isThere(best.a) && isThere(best.b)) return best satisfies ChildPair;
  const lone = (end: End, traits: ChildTrait[]): Child | undefined => highest(end.associations.children, (one) => score(one, traits)); // prettier-ignore
  const [loneA, loneB] = [lone(a, ofA), lone(b, ofB)];
  return { ...(loneA ? { a: loneA } : {}), ...(loneB ? { b: loneB } : {}) };
}

function highest<T>(all: readonly T[], score: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>((best, one) => (best === undefined || score(one) > score(best) ? one : best), undefined); // prettier-ignore
}

/** Those that have all that is wanted of one; what protects a flow with two protocols is one. */
function countAttribute(wanted: Amount, end: End, traits: readonly ChildTrait[]): AttributeVerdict {
  const fitting = end.associations.children.filter((one) => one.status === 'up' && traits.every(({ holds }) => holds(one))); // prettier-ignore
  const encrypting = fitting.filter(({ protocol }) => protocol !== 'ah');
  const counted = encrypting.length > 0 ? encrypting : fitting;
  const quotes = counted.flatMap((one) => quotesOfAssociation(end, one, 'outboundSpi')).slice(0, 4);
  return {
    name: 'number of pairs',
    role: end.role,
    expected: String(wanted),
    found: String(counted.length),
    holds: isAmount(wanted, counted.length),
    quotes: quotes.length > 0 ? quotes : quotesOfNone(end),
  };
}

function stateAttribute(end: End, one: Child | undefined): AttributeVerdict {
  const found = one && isThere(one) ? (one.status === 'up' ? describeSpis(one) : `one way only: ${describeSpis(one)}`) : NOTHING; // prettier-ignore
  const quotes = one ? quotesOfAssociation(end, one, 'outboundSpi') : quotesOfNone(end);
  return { name: 'state', role: end.role, expected: 'established', found, holds: one?.status === 'up', quotes };
}

function traitAttribute({ name, expected, holds, found, quotes }: ChildTrait, end: End, one?: Child): AttributeVerdict {
  const there = one && isThere(one) ? one : undefined;
  return {
    name,
    role: end.role,
    expected,
    found: (there && found(there)) ?? NOTHING,
    holds: there !== undefined && holds(there),
    quotes: one ? quotes(one, end) : quotesOfNone(end),
  };
}

/** What this end sends with, the other must receive with: whoever made a number up cannot know it. */
function mirrorAttribute(end: End, one: Child | undefined, other: Child | undefined): AttributeVerdict {
  const holds = one?.spiOut !== undefined && other?.inbound.some(({ spi }) => spi === one.spiOut) === true;
  return {
    name: 'outbound SPI',
    role: end.role,
    expected: other?.spiIn === undefined ? 'an inbound SPI of the other end' : `inbound ${describeSpi(other.spiIn)} of the other end`, // prettier-ignore
    found: one?.spiOut === undefined ? NOTHING : describeSpi(one.spiOut),
    holds,
    quotes: one ? quotesOfAssociation(end, one, 'outboundSpi') : quotesOfNone(end),
  };
}

function sentence({ between: [a, b], state }: Wanted, ends: readonly End[], attributes: AttributeVerdict[]): string {
  const there = ends.filter(({ associations }) => associations.children.some(isThere)).map(({ role }) => role);
  if (state === 'absent') return there.length === 0 ? `As it should be, there are no IPsec associations between ${a} and ${b}.` : `There are IPsec associations between ${a} and ${b} where none should be.`; // prettier-ignore
  if (allHold(attributes)) return `${a} and ${b} have a pair of IPsec associations with each other, as asked for.`;
  if (there.length === 0) return `There are no IPsec associations between ${a} and ${b}.`;
  if (there.length === 1) return `Only ${there[0] ?? ''} has IPsec associations for the traffic between ${a} and ${b}.`;
  const wrong = attributes.filter(({ holds }) => !holds);
  return `The IPsec associations between ${a} and ${b} are not as asked for: ${wrong.map((one) => `${one.name} on ${one.role} is ${one.found} and not ${one.expected}`).join(', ')}.`; // prettier-ignore
}
