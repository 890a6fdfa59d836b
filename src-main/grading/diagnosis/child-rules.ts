/** What keeps the second phase from being agreed on. IOS does not say which attribute it was: the configurations do. */
import type { ConfiguredTransformSet } from '../../parsers/ios/configuration.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { describeSuite, normaliseGroup, normaliseTransforms } from '../../sa/normalise.ts';
import type { Quote } from '../verdict.ts';
import { fault, ruledOut, type Finding, type Rule } from './rule.ts';
import { protectionOf } from './protection.ts';
import { configurationQuotes, logQuotes, names, recentQuotes, type Side, type Sides } from './side.ts';

const FOLLOWING = ['line', 'child', 'traffic'] as const;

/**
 * The transform sets that an end offers: those of the profile that protects its tunnel, or, before there is one, all that
 * are defined.
 */
function setsOf(side: Side, exercise: Exercise): ConfiguredTransformSet[] {
  const configuration = side.configuration?.records[0];
  const terms = protectionOf(side, exercise)?.terms;
  const all = configuration?.transformSets ?? [];
  return terms ? all.filter(({ name }) => terms.transformSets.includes(name)) : all;
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

/** In IKEv2 the first association is made together with that of IKE, and both go down for it. */
const transformsDiffer = (id: string, version: 1 | 2): Rule => ({
  id,
  title: 'The transform sets differ',
  explains: ['transform set', 'profile', 'tunnel', ...FOLLOWING, ...(version === 2 ? (['ike'] as const) : [])],
  phase: 2,
  version,
  find(sides, exercise) {
    const offers = offersOf(sides, exercise);
    if (!offers) return undefined;
    const { a, b, quotes } = offers;
    if (a.some((one) => b.some((other) => suiteOf(one) === suiteOf(other)))) return ruledOut(`${names(sides)} have transforms in common`, quotes); // prettier-ignore
    const after = version === 1 ? 'IKE itself may be up (QM_IDLE): it is the second phase that finds no common proposal.' : 'In IKEv2 the first IPsec association is agreed on in IKE_AUTH: when it is refused, IOS XE takes the IKE association down as well, and both sides show nothing.'; // prettier-ignore
    return fault(
      `${sides[0].role} offers ${describe(a)}, ${sides[1].role} has ${describe(b)}. Encryption and authentication must both be the same on the two routers. ${after}`,
      [
        'Compare `show crypto ipsec transform-set` on both routers. The names of the sets do not matter, what stands in them does.',
        `It is ${a.map(({ transforms }) => transforms.join(' ')).join(', ')} against ${b.map(({ transforms }) => transforms.join(' ')).join(', ')}.`,
        `On ${sides[1].role}: \`crypto ipsec transform-set ${b[0]?.name ?? 'NAME'} ${a[0]?.transforms.join(' ') ?? ''}\`.`,
      ],
      [...quotes, ...sides.flatMap(refusalQuotes)],
    );
  },
});

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
    [
      'Give both transform sets the same mode. Without a line of its own a set is for tunnel mode.',
      'Compare the lines `mode` under the transform sets of both routers.',
      `On ${sides[1].role}, under \`crypto ipsec transform-set ${b.name} …\`: \`mode ${modeOf(a)}\`.`,
    ],
    [
      ...configurationQuotes(sides[0], line(a)),
      ...configurationQuotes(sides[1], line(b)),
      ...sides.flatMap(refusalQuotes),
    ],
  );
}

/** Hidden in IKEv2 until the first rekey: the association of IKE_AUTH needs no group of its own (RFC 7296, 1.2). */
const pfsDiffers = (id: string, version: 1 | 2): Rule => ({
  id,
  title: 'Perfect forward secrecy differs',
  explains: ['profile', 'map', ...FOLLOWING],
  phase: 2,
  version,
  find(sides, exercise) {
    const [a, b] = sides.map((side) => protectionOf(side, exercise)?.terms);
    if (!a || !b) return undefined;
    const quotes = [...configurationQuotes(sides[0], a.at['pfs'] ?? a.line), ...configurationQuotes(sides[1], b.at['pfs'] ?? b.line)];
    if (groupOf(a.pfs) === groupOf(b.pfs)) return ruledOut('both ends ask for the same perfect forward secrecy', quotes);
    const after = version === 1 ? 'The second phase is refused when they differ.' : 'In IKEv2 the first association comes up all the same; it dies when it is to be renewed.';
    return fault(
      `${sides[0].role}'s ${a.name} has perfect forward secrecy with ${groupOf(a.pfs)}, ${sides[1].role}'s ${b.name} with ${groupOf(b.pfs)}. ${after}`,
      [
        'Compare what both ends say about perfect forward secrecy (PFS), and make it the same.',
        '`show crypto ipsec profile`, or `show crypto map`, on both: "PFS (Y/N)" and "DH group".',
        `On ${sides[1].role}, under ${b.name}: \`${a.pfs === undefined ? 'no set pfs' : `set pfs ${a.pfs === 'default' ? '' : a.pfs}`.trim()}\`.`,
      ],
      [...quotes, ...sides.flatMap((side) => [...refusalQuotes(side), ...recentQuotes(side, /NO_PROPOSAL_CHOSEN|All IPSec SA proposals found unacceptable/)])],
    );
  },
}); // prettier-ignore

const groupOf = (pfs: string | undefined): string => (pfs === undefined ? 'none' : `group ${normaliseGroup(pfs) ?? 1}`);

function refusalQuotes(side: Side): Quote[] {
  return logQuotes(
    side,
    (one) =>
      (one.source === 'ipsec' && one.event.kind === 'proposal-refused') ||
      (one.source === 'isakmp' && one.event.kind === 'policy-refused' && one.event.phase === 2),
  );
}

export const CHILD_RULES: readonly Rule[] = [
  transformsDiffer('P2-TS', 1),
  transformsDiffer('V2-CHILD', 2),
  modesDiffer,
  pfsDiffers('P2-PFS', 1),
  pfsDiffers('P2-PFS-V2-REKEY', 2),
];
