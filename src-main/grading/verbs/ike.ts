/** ike: the IKE security association between two roles, judged on both ends. Any healthy row of several suffices. */
import type { Exercise } from '../../lab/exercise.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import type { IkeSecurityAssociation } from '../../sa/model.ts';
import { isAmount, type Amount } from '../amount.ts';
import type { Wants } from '../facts/association-commands.ts';
import { associationLooks, quotesOfAssociation, quotesOfNone, readEnds, type End } from '../facts/associations.ts';
import { outerAddresses } from '../facts/places.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { ikeTraits } from './ike-traits.ts';
import { NOTHING, allHold, closest, type Trait, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'ike'>;
type Ike = IkeSecurityAssociation;

const DETAILS = ['encryption', 'hash', 'prf', 'dh', 'auth', 'natT', 'vrf', 'role', 'lifetime'] as const;

export const ike: VerbRule<'ike'> = {
  looks: (wanted, { exercise }) => wanted.between.flatMap((role) => associationLooks(exercise, role, wantsOf(wanted))),
  judge(wanted, { exercise, captures }) {
    const ends = readEnds({ exercise, captures }, wanted.between, wantsOf(wanted), 'end');
    const attributes = wanted.state === 'established' ? established(wanted, ends, exercise) : [STATES[wanted.state](ends)].flat(); // prettier-ignore
    const isFounded = attributes.every(({ name, holds }) => name !== 'state' || holds);
    return { attributes, says: sentence(wanted, ends, attributes), isFounded };
  },
};

/** What `show crypto isakmp sa` does not show. An association that is not there has no attributes. */
function wantsOf(wanted: Wanted): Wants {
  const { version, state } = wanted;
  const isAsked = DETAILS.some((key) => wanted[key] !== undefined);
  // Through a NAT the ends know each other by what their children send with.
  return { version, ike: state === 'established' && isAsked ? 'detail' : 'state', children: wanted.natT === true };
}

function established(wanted: Wanted, ends: readonly End[], exercise: Exercise): AttributeVerdict[] {
  return ends.flatMap((end, index) => {
    const own = outerAddresses(exercise, end.role);
    const traits = ikeTraits(wanted, { own, isFirst: index === 0 });
    const { ike: rows } = end.associations;
    const healthy = closest(traits, rows.filter(isEstablished));
    const shown = healthy ?? rows.find(isNegotiating) ?? rows[0];
    const state = stateAttribute(end, 'established', healthy !== undefined, shown ? [shown] : []);
    const count = wanted.count === undefined ? [] : [countAttribute(wanted.count, end, traits)];
    return [state, ...traits.map((trait) => traitAttribute(trait, end, healthy)), ...count];
  });
}

/** Those that have all that is wanted of one. */
function countAttribute(wanted: Amount, end: End, traits: readonly Trait<Ike>[]): AttributeVerdict {
  const fitting = end.associations.ike.filter((row) => isEstablished(row) && traits.every(({ holds }) => holds(row)));
  const quotes = fitting.flatMap((row) => quotesOfAssociation(end, row, 'state')).slice(0, 4);
  return {
    name: 'number of associations',
    role: end.role,
    expected: String(wanted),
    found: String(fitting.length),
    holds: isAmount(wanted, fitting.length),
    quotes: quotes.length > 0 ? quotes : quotesOfNone(end),
  };
}

const isEstablished = ({ state }: Ike): boolean => state === 'established';
const isNegotiating = ({ state }: Ike): boolean => state === 'negotiating';

/**
 * - `negotiating`: no end has one that works, and one end at least is trying: it shows one on the way, or between two
 *   attempts the one that it has just given up. The other end may know nothing of it.
 * - `absent`: neither end shows one, but for such as are deleted already
 */
const STATES = {
  negotiating: (ends: readonly End[]): AttributeVerdict[] => {
    const isAny = ends.some(({ associations }) => associations.ike.length > 0);
    return ends.map((end) => {
      const rows = end.associations.ike;
      return stateAttribute(end, 'negotiating', isAny && !rows.some(isEstablished), rows);
    });
  },
  absent: (ends: readonly End[]): AttributeVerdict[] =>
    ends.map((end) => {
      const live = end.associations.ike.filter(({ state }) => state !== 'deleted');
      return stateAttribute(end, 'absent', live.length === 0, live);
    }),
};

function stateAttribute(end: End, expected: string, holds: boolean, rows: readonly Ike[]): AttributeVerdict {
  const quotes = rows.flatMap((row) => quotesOfAssociation(end, row, 'state')).slice(0, 4);
  return {
    name: 'state',
    role: end.role,
    expected,
    found: rows.length > 0 ? rows.map(({ vendorState }) => vendorState).join(', ') : NOTHING,
    holds,
    quotes: quotes.length > 0 ? quotes : quotesOfNone(end),
  };
}

function traitAttribute({ name, expected, holds, found, field }: Trait<Ike>, end: End, row?: Ike): AttributeVerdict {
  return {
    name,
    role: end.role,
    expected,
    found: (row && found(row)) ?? NOTHING,
    holds: row !== undefined && holds(row),
    quotes: row ? quotesOfAssociation(end, row, field) : quotesOfNone(end),
  };
}

function sentence({ between: [a, b], state }: Wanted, ends: readonly End[], attributes: AttributeVerdict[]): string {
  const shown = ends.map(({ role, associations }) => `${role} shows ${wordsOf(associations.ike)}`).join(', ');
  const what = `the IKE association between ${a} and ${b}`;
  if (allHold(attributes)) return `As it should be, ${what} is ${state}: ${shown}.`;
  if (attributes.some(({ name, holds }) => name === 'state' && !holds)) return `${capital(what)} should be ${state}, but ${shown}.`; // prettier-ignore
  const wrong = attributes.filter(({ holds }) => !holds);
  return `${capital(what)} is ${state}, but not as asked for: ${wrong.map((one) => `${one.name} on ${one.role} is ${one.found} and not ${one.expected}`).join(', ')}.`; // prettier-ignore
}

function wordsOf(rows: readonly Ike[]): string {
  const healthy = rows.find(isEstablished);
  const shown = healthy ? [healthy] : rows;
  return shown.length > 0 ? shown.map(({ vendorState }) => vendorState).join(' and ') : NOTHING;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
