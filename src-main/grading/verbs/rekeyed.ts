/** rekeyed: over an action the association between two roles was replaced by a new one, at both ends. */
import type { Exercise } from '../../lab/exercise.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import { simpleOnes } from '../../lab/expectation.ts';
import type { ChildSecurityAssociation, IkeSecurityAssociation } from '../../sa/model.ts';
import { isAmount } from '../amount.ts';
import type { Wants } from '../facts/association-commands.ts';
import { associationLooks, quotesOfAssociation, quotesOfNone, readEnds, type End } from '../facts/associations.ts';
import { Unreadable, quotesOf, type Moment } from '../facts/captures.ts';
import { readPing } from '../facts/pings.ts';
import type { Look } from '../look.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { describeSpi, selectorTraitsOf } from './child-traits.ts';
import { NOTHING, allHold, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'rekeyed'>;

export const rekeyed: VerbRule<'rekeyed'> = {
  looks: () => [],
  around: (wanted, { exercise }): Look[] =>
    wanted.between.flatMap((role) => associationLooks(exercise, role, wantsOf(wanted, exercise))),
  judge(wanted, scene) {
    const [a, b] = wanted.between;
    const ends = [changeAt(wanted, [a, b], scene), changeAt(wanted, [b, a], scene)];
    const attributes = ends.map(({ attribute }) => attribute);
    if (wanted.what === 'child') attributes.push(...mirrored(ends));
    if (wanted.loss !== undefined) attributes.push(lossAttribute(wanted, wanted.loss, scene));
    const isFounded = ends.every(({ attribute }) => attribute.holds);
    return { attributes, says: sentence(wanted, attributes), isFounded };
  },
};

/** Which version of IKE is spoken, another expectation of the lab says. */
function wantsOf({ between, what }: Wanted, exercise: Exercise): Wants {
  if (what === 'child') return { children: true };
  const all = exercise.steps.flatMap(({ expect }) => simpleOnes(expect));
  const isSecond = all.some((one) => one.verb === 'ike' && one.arguments.version === 2 && between.every((role) => one.arguments.between.includes(role))); // prettier-ignore
  return { ike: 'detail', version: isSecond ? 2 : 1 };
}

type Association = IkeSecurityAssociation | ChildSecurityAssociation;

interface Change {
  end: End;
  attribute: AttributeVerdict;
  /** The new ones. */
  fresh: Association[];
}

function changeAt(wanted: Wanted, pair: readonly [string, string], scene: Scene): Change {
  const read = (moment: Moment): End => readEnds(scene, pair, wantsOf(wanted, scene.exercise), moment)[0];
  const [before, after] = [read({ before: wanted.over }), read({ after: wanted.over })];
  const living = (end: End): Association[] => livingOf(wanted, end, scene.exercise);
  const old = living(before);
  const known = new Set(old.map(nameOf));
  const now = living(after);
  const fresh = now.filter((one) => !known.has(nameOf(one)));
  const left = now.filter((one) => known.has(nameOf(one)));
  const quotes = [...quotesFor(before, old), ...quotesFor(after, now)];
  const holds = old.length > 0 && fresh.length > 0 && (wanted.what === 'ike' || left.length === 0 || isReplaced(now));
  return {
    end: after,
    fresh,
    attribute: {
      name: wanted.what === 'ike' ? 'IKE association' : 'outbound SPI',
      role: pair[0],
      expected: old.length > 0 ? `another than ${old.map(nameOf).join(', ')}` : 'another than before',
      found: old.length === 0 ? 'there was none before' : now.length > 0 ? now.map(nameOf).join(', ') : NOTHING,
      holds,
      quotes: quotes.length > 0 ? quotes : quotesOfNone(after),
    },
  };
}

/** While it is rekeyed an end has both for a while. */
function isReplaced(now: readonly Association[]): boolean {
  return now.some((one) => 'outbound' in one && one.outbound.length > 1);
}

function livingOf({ what, selectors, between }: Wanted, end: End, exercise: Exercise): Association[] {
  if (what === 'ike') return end.associations.ike.filter(({ state }) => state === 'established');
  const traits = selectors ? selectorTraitsOf(selectors, exercise, end.role === between[0] ? 'a' : 'b') : [];
  return end.associations.children.filter((one) => one.status === 'up' && traits.every(({ holds }) => holds(one)));
}

/** By what only one association is called. */
function nameOf(one: Association): string {
  if ('spiOut' in one || 'counters' in one) return describeSpi(one.spiOut);
  const cookies = one.cookies ? `${one.cookies.initiator} ${one.cookies.responder}` : undefined;
  return cookies ?? one.localSpi ?? `connection ${one.connectionId?.toString() ?? one.vendorState}`;
}

function quotesFor(end: End, all: readonly Association[]): AttributeVerdict['quotes'] {
  return all.flatMap((one) => quotesOfAssociation(end, one, 'counters' in one ? 'outboundSpi' : 'connectionId')).slice(0, 2); // prettier-ignore
}

/** What one end sends with now, the other receives with. */
function mirrored(ends: readonly Change[]): AttributeVerdict[] {
  const [a, b] = ends;
  if (!a || !b || a.fresh.length === 0 || b.fresh.length === 0) return [];
  const holds = a.fresh.some((one) => b.fresh.some((other) => isMirrored(one, other)));
  const quotes = [...quotesFor(a.end, a.fresh), ...quotesFor(b.end, b.fresh)];
  return [{ name: 'new SPIs', role: a.end.role, expected: `those of ${b.end.role}`, found: a.fresh.map(nameOf).join(', '), holds, quotes }]; // prettier-ignore
}

function isMirrored(one: Association, other: Association): boolean {
  if (!('counters' in one) || !('counters' in other)) return false;
  return one.spiOut !== undefined && other.inbound.some(({ spi }) => spi === one.spiOut);
}

function lossAttribute({ over }: Wanted, loss: number | string, scene: Scene): AttributeVerdict {
  const { actions } = scene.step;
  const later = actions.slice(actions.findIndex(({ id }) => id === over) + 1);
  const pings = later.filter((one) => one.kind === 'ping').map((one) => readPing(scene.exercise, scene.captures, one));
  if (pings.length === 0) throw new Unreadable(`No ping of this step comes after "${over}", so that no loss is known.`);
  const lost = pings.reduce(
    (sum, { records }) => sum + records.reduce((all, one) => all + one.sent - one.received, 0),
    0,
  );
  const quotes = pings.flatMap(({ evidence, records }) =>
    records.flatMap((one) => quotesOf(evidence, one, 'received')),
  );
  const role = pings[0]?.evidence.role ?? '';
  return { name: 'lost', role, expected: String(loss), found: String(lost), holds: isAmount(loss, lost), quotes };
}

function sentence({ between: [a, b], what, over }: Wanted, attributes: readonly AttributeVerdict[]): string {
  const name = what === 'ike' ? 'IKE association' : 'IPsec associations';
  if (allHold(attributes)) return `While "${over}" ran, ${a} and ${b} made a new ${name} in place of the old one.`;
  const wrong = attributes.filter(({ holds }) => !holds);
  return `While "${over}" ran, the ${name} between ${a} and ${b} should have been renewed: ${wrong.map((one) => `${one.name} on ${one.role} is ${one.found}, and should be ${one.expected}`).join('; ')}.`; // prettier-ignore
}
