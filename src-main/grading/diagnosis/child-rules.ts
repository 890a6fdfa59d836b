/** What keeps the second phase from being agreed on. IOS does not say which attribute it was: the configurations do. */
import type { ConfiguredTransformSet } from '../../parsers/ios/configuration.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { describeSuite, normaliseGroup, normaliseTransforms } from '../../sa/normalise.ts';
import type { Quote } from '../verdict.ts';
import { fault, ruledOut, type Finding, type Rule } from './rule.ts';
import { configurationQuotes, logQuotes, names, profileNamed, tunnelOf, type Side, type Sides } from './side.ts';

const FOLLOWING = ['line', 'child', 'traffic'] as const;

/**
 * The transform sets that an end offers: those of the profile that protects its tunnel, or, before there is one, all that
 * are defined.
 */
function setsOf(side: Side, exercise: Exercise): ConfiguredTransformSet[] {
  const configuration = side.configuration?.records[0];
  const profile = profileNamed(side, tunnelOf(side, exercise)?.tunnelProtection);
  const all = configuration?.transformSets ?? [];
  return profile ? all.filter(({ name }) => profile.transformSets.includes(name)) : all;
}

const suiteOf = ({ transforms }: ConfiguredTransformSet): string => describeSuite(normaliseTransforms(transforms));
const modeOf = ({ mode }: ConfiguredTransformSet): string => mode ?? 'tunnel';

interface Offers {
  a: ConfiguredTransformSet[];
  b: ConfiguredTransformSet[];
  quotes: Quote[];
}

function offersOf(sides: Sides, exercise: Exercise): Offers | undefined {
  const [a, b] = [setsOf(sides[0], exercise), setsOf(sides[1], exercise)];
  if (a.length === 0 || b.length === 0) return undefined;
  const linesOf = (sets: ConfiguredTransformSet[]): number[] => sets.map(({ line }) => line);
  const quotes = [...configurationQuotes(sides[0], ...linesOf(a)), ...configurationQuotes(sides[1], ...linesOf(b))];
  return { a, b, quotes };
}

const describe = (sets: ConfiguredTransformSet[]): string => sets.map(({ name, transforms }) => `${name} (${transforms.join(' ')})`).join(', '); // prettier-ignore

const transformsDiffer: Rule = {
  id: 'P2-TS',
  title: 'The transform sets differ',
  explains: ['transform set', 'profile', 'tunnel', ...FOLLOWING],
  phase: 2,
  find(sides, exercise) {
    const offers = offersOf(sides, exercise);
    if (!offers) return undefined;
    const { a, b, quotes } = offers;
    if (a.some((one) => b.some((other) => suiteOf(one) === suiteOf(other)))) return ruledOut(`${names(sides)} have transforms in common`, quotes); // prettier-ignore
    return fault(
      `${sides[0].role} offers ${describe(a)}, ${sides[1].role} has ${describe(b)}. Encryption and authentication must both be the same on the two routers. IKE itself may be up (QM_IDLE): it is the second phase that finds no common proposal.`,
      'Compare `show crypto ipsec transform-set` on both routers. The names of the sets do not matter, what stands in them does.',
      [...quotes, ...sides.flatMap(refusalQuotes)],
    );
  },
};

const modesDiffer: Rule = {
  id: 'P2-MODE',
  title: 'The transform sets are for different modes',
  explains: ['transform set', ...FOLLOWING],
  phase: 2,
  find(sides, exercise) {
    const offers = offersOf(sides, exercise);
    if (!offers) return undefined;
    const same = offers.a.flatMap((a) => offers.b.filter((b) => suiteOf(a) === suiteOf(b)).map((b) => ({ a, b })));
    const [first] = same;
    if (!first || same.some(({ a, b }) => modeOf(a) === modeOf(b))) return undefined;
    return modeFault(sides, first);
  },
};

function modeFault(sides: Sides, { a, b }: { a: ConfiguredTransformSet; b: ConfiguredTransformSet }): Finding {
  const line = (set: ConfiguredTransformSet): number => set.at['mode'] ?? set.line;
  return fault(
    `${sides[0].role}'s transform set ${a.name} is for ${modeOf(a)} mode, ${sides[1].role}'s ${b.name} for ${modeOf(b)} mode. The transforms agree, what they are applied to does not.`,
    'Give both transform sets the same mode. Without a line of its own a set is for tunnel mode.',
    [
      ...configurationQuotes(sides[0], line(a)),
      ...configurationQuotes(sides[1], line(b)),
      ...sides.flatMap(refusalQuotes),
    ],
  );
}

const pfsDiffers: Rule = {
  id: 'P2-PFS',
  title: 'Perfect forward secrecy differs',
  explains: ['profile', ...FOLLOWING],
  phase: 2,
  find(sides, exercise) {
    const profiles = sides.map((side) => profileNamed(side, tunnelOf(side, exercise)?.tunnelProtection));
    const [a, b] = profiles;
    if (!a || !b) return undefined;
    const groupOf = (pfs: string | undefined): string => (pfs === undefined ? 'none' : `group ${normaliseGroup(pfs) ?? 1}`);
    const quotes = [...configurationQuotes(sides[0], a.at['pfs'] ?? a.line), ...configurationQuotes(sides[1], b.at['pfs'] ?? b.line)];
    if (groupOf(a.pfs) === groupOf(b.pfs)) return ruledOut('both profiles ask for the same perfect forward secrecy', quotes);
    return fault(
      `${sides[0].role}'s profile ${a.name} has perfect forward secrecy with ${groupOf(a.pfs)}, ${sides[1].role}'s ${b.name} with ${groupOf(b.pfs)}. The second phase is refused when they differ.`,
      'Compare `show crypto ipsec profile` on both routers, and make it the same.',
      quotes,
    );
  },
}; // prettier-ignore

function refusalQuotes(side: Side): Quote[] {
  return logQuotes(
    side,
    (one) =>
      (one.source === 'ipsec' && one.event.kind === 'proposal-refused') ||
      (one.source === 'isakmp' && one.event.kind === 'policy-refused' && one.event.phase === 2),
  );
}

export const CHILD_RULES: readonly Rule[] = [transformsDiffer, modesDiffer, pfsDiffers];
