/** counters: packets that IPsec protected, accepted and refused, in total or over one action of the step. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { ChildCounters, ChildSecurityAssociation } from '../../sa/model.ts';
import { isAmount, type Amount } from '../amount.ts';
import {
  associationLooks,
  quotesOfAssociation,
  quotesOfNone,
  readAll,
  readEnds,
  type End,
} from '../facts/associations.ts';
import { Unreadable, type Moment } from '../facts/captures.ts';
import type { Look } from '../look.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { selectorTraitsOf } from './child-traits.ts';
import { allHold, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'counters'>;
type Name = 'encaps' | 'decaps' | 'errors' | 'sendErrors' | 'receiveErrors';

const WANTS = { children: true };
const NAMES: readonly Name[] = ['encaps', 'decaps', 'errors', 'sendErrors', 'receiveErrors'];
const FIELDS: Record<Name, string[]> = {
  encaps: ['encaps'],
  decaps: ['decaps'],
  errors: ['sendErrors', 'receiveErrors'],
  sendErrors: ['sendErrors'],
  receiveErrors: ['receiveErrors'],
};

const ERRORS: readonly string[] = ['errors', 'sendErrors', 'receiveErrors'];

export const counters: VerbRule<'counters'> = {
  looks: (wanted, { exercise }) => (wanted.over === undefined ? looksAround(wanted, exercise) : []),
  around: (wanted, { exercise }) => looksAround(wanted, exercise),
  judge(wanted, scene) {
    const { over } = wanted;
    const now = counted(wanted, scene, over === undefined ? 'end' : { after: over });
    const before = over === undefined ? undefined : counted(wanted, scene, { before: over });
    const attributes = NAMES.flatMap((name) => {
      const amount = wanted[name];
      return amount === undefined ? [] : [attributeOf({ name, amount, tolerance: wanted.tolerance }, now, before)];
    });
    // No errors where nothing went through is no merit.
    const isFounded = attributes.some(({ name, holds }) => !ERRORS.includes(name) && holds);
    return { attributes, says: sentence(wanted, attributes), isFounded };
  },
};

/** At the peer too, whose associations tell which of them are with each other. */
function looksAround({ on, peer }: Wanted, exercise: Scene['exercise']): Look[] {
  return [on, ...(peer === undefined ? [] : [peer])].flatMap((role) => associationLooks(exercise, role, WANTS));
}

/** The flows that are meant, at a moment. */
function counted({ on, peer, selectors }: Wanted, scene: Scene, moment: Moment): End {
  const end = peer === undefined ? readAll(scene, on, WANTS, moment) : readEnds(scene, [on, peer], WANTS, moment)[0];
  const traits = selectors ? selectorTraitsOf(selectors, scene.exercise, 'a') : [];
  const children = end.associations.children.filter((child) => traits.every(({ holds }) => holds(child)));
  return { ...end, associations: { ...end.associations, children } };
}

const COUNTS: Record<Name, (counters: ChildCounters) => number | undefined> = {
  encaps: ({ encaps }) => encaps,
  decaps: ({ decaps }) => decaps,
  errors: ({ sendErrors, receiveErrors }) =>
    sendErrors === undefined && receiveErrors === undefined ? undefined : (sendErrors ?? 0) + (receiveErrors ?? 0),
  sendErrors: ({ sendErrors }) => sendErrors,
  receiveErrors: ({ receiveErrors }) => receiveErrors,
};

interface Counted {
  name: Name;
  amount: Amount;
  tolerance: number | undefined;
}

/** What protects a flow with two protocols has the counters of the flow twice. */
function flowsOf({ associations }: End): ChildSecurityAssociation[] {
  const flows = new Map(associations.children.map((child) => [placeOf(child), child]));
  return [...flows.values()];
}

function placeOf({ sources: [source] }: ChildSecurityAssociation): string {
  return source ? `${source.command}:${source.line}` : '';
}

/** Over all flows. A router without any has protected nothing. */
function total(name: Name, end: End): number {
  const counts = flowsOf(end).map(({ counters: shown }) => COUNTS[name](shown));
  if (counts.includes(undefined)) throw new Unreadable(`${end.role} does not show its count of ${name}.`);
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function attributeOf({ name, amount, tolerance }: Counted, now: End, before: End | undefined): AttributeVerdict {
  const count = total(name, now) - (before ? total(name, before) : 0);
  const ends = before ? [before, now] : [now];
  const quotes = ends.flatMap((end) => {
    const lines = flowsOf(end).flatMap((child) => quotesOfAssociation(end, child, ...FIELDS[name]));
    return lines.length > 0 ? lines.slice(0, 4) : quotesOfNone(end);
  });
  // Whoever clears them in between has not shown that they move.
  const found = count < 0 ? 'fewer than before: they were cleared' : before ? `${count} more` : String(count);
  return { name, role: now.role, expected: String(amount), found, holds: count >= 0 && isAmount(amount, count, tolerance), quotes }; // prettier-ignore
}

function sentence({ on, over }: Wanted, attributes: AttributeVerdict[]): string {
  const counted = attributes.map(({ name, found }) => `${name} ${found}`).join(', ');
  const when = over === undefined ? '' : ` while "${over}" ran`;
  const wrong = attributes.filter(({ holds }) => !holds);
  const wanted = wrong.map(({ name, expected }) => `${name} should be ${expected}`).join(', ');
  return allHold(attributes) ? `On ${on}${when}: ${counted}.` : `On ${on}${when}: ${counted}; ${wanted}.`;
}
