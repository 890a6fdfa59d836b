/** counters: packets that IPsec protected, accepted and refused, in total or over one action of the step. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { IpsecIdent } from '../../parsers/ios/ipsec-ident.ts';
import { childrenOf } from '../../sa/ios-child.ts';
import type { ChildCounters } from '../../sa/model.ts';
import { isAmount, type Amount } from '../amount.ts';
import { Unreadable, quotesOf, quotesOfNothing, type Capture } from '../facts/captures.ts';
import { IPSEC_SA } from '../facts/shows.ts';
import { lookAt, type Look } from '../look.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { allHold, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'counters'>;
type Name = 'encaps' | 'decaps' | 'errors';

const NAMES: readonly Name[] = ['encaps', 'decaps', 'errors'];
const FIELDS: Record<Name, string[]> = { encaps: ['encaps'], decaps: ['decaps'], errors: ['sendErrors'] };

export const counters: VerbRule<'counters'> = {
  looks: ({ on, over }) => (over === undefined ? lookAt(on, IPSEC_SA) : []),
  judge(wanted, { captures }) {
    const now = captures.read(wanted.on, IPSEC_SA, wanted.over === undefined ? 'end' : { after: wanted.over });
    const before = wanted.over === undefined ? undefined : captures.read(wanted.on, IPSEC_SA, { before: wanted.over });
    const attributes = NAMES.flatMap((name) => {
      const amount = wanted[name];
      return amount === undefined ? [] : [attributeOf(name, amount, now, before)];
    });
    // No errors where nothing went through is no merit.
    const isFounded = attributes.some(({ name, holds }) => name !== 'errors' && holds);
    return { attributes, says: sentence(wanted, attributes), isFounded };
  },
};

/** Looks right before and right after the action that is counted over. */
export function looksAround({ on }: Wanted): Look[] {
  return lookAt(on, IPSEC_SA);
}

const COUNTS: Record<Name, (counters: ChildCounters) => number | undefined> = {
  encaps: ({ encaps }) => encaps,
  decaps: ({ decaps }) => decaps,
  errors: ({ sendErrors, receiveErrors }) =>
    sendErrors === undefined && receiveErrors === undefined ? undefined : (sendErrors ?? 0) + (receiveErrors ?? 0),
};

/** Over all flows. A router without any has protected nothing. */
function total(name: Name, { records, evidence }: Capture<IpsecIdent>): number {
  const counts = records.map((ident) => COUNTS[name](childrenOf(ident)[0]?.counters ?? {}));
  if (counts.includes(undefined)) throw new Unreadable(`${evidence.role} does not show its count of ${name}.`);
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function attributeOf(
  name: Name,
  amount: Amount,
  now: Capture<IpsecIdent>,
  before: Capture<IpsecIdent> | undefined,
): AttributeVerdict {
  const count = total(name, now) - (before ? total(name, before) : 0);
  const captures = before ? [before, now] : [now];
  const quotes = captures.flatMap(({ evidence, records }) => {
    const lines = records.flatMap((ident) => quotesOf(evidence, ident, ...FIELDS[name]));
    return lines.length > 0 ? lines.slice(0, 4) : quotesOfNothing(evidence);
  });
  // Whoever clears them in between has not shown that they move.
  const found = count < 0 ? 'fewer than before: they were cleared' : before ? `${count} more` : String(count);
  return { name, role: now.evidence.role, expected: String(amount), found, holds: count >= 0 && isAmount(amount, count), quotes }; // prettier-ignore
}

function sentence({ on, over }: Wanted, attributes: AttributeVerdict[]): string {
  const counted = attributes.map(({ name, found }) => `${name} ${found}`).join(', ');
  const when = over === undefined ? '' : ` while "${over}" ran`;
  const wrong = attributes.filter(({ holds }) => !holds);
  const wanted = wrong.map(({ name, expected }) => `${name} should be ${expected}`).join(', ');
  return allHold(attributes) ? `On ${on}${when}: ${counted}.` : `On ${on}${when}: ${counted}; ${wanted}.`;
}
