/**
 * The conditions of a link, as CML 2.6 and later write them (`LinkConditionConfiguration` of its API: they are those of
 * Linux's netem): milliseconds, percents, kbit/s. What a link here cannot be is named.
 */
import type { LinkConditioning } from '../../lab/topology.ts';
import type { Field } from '../field.ts';

interface Quantity {
  readonly name: keyof LinkConditioning;
  readonly most: number;
}

const percents = 100;
const quantities: Readonly<Record<string, Quantity>> = {
  latency: { name: 'delay', most: 60_000 },
  jitter: { name: 'jitter', most: 60_000 },
  loss: { name: 'loss', most: percents },
  duplicate: { name: 'duplication', most: percents },
  reorder_prob: { name: 'reordering', most: percents },
  bandwidth: { name: 'bandwidth', most: 10_000_000 },
};

/** Of no effect by themselves: how far chance depends on what was before, and how long a queue may be. */
const refinements = new Set(['delay_corr', 'loss_corr', 'duplicate_corr', 'reorder_corr', 'corrupt_corr', 'limit']);

/** Undefined for a link that is as it comes. */
export function conditioningOf(field: Field): LinkConditioning | undefined {
  if (String(field.get('enabled').value) === 'false') return undefined;
  const given = field.keys.filter((key) => key !== 'enabled' && isGiven(field.get(key)));
  const known = given.filter((key) => Object.hasOwn(quantities, key));
  for (const key of given) if (!known.includes(key)) complainOfUnknown(field.get(key), key);
  const conditions = known.flatMap((key) => valueOf(field.get(key), quantities[key]));
  return conditions.length === 0 ? undefined : Object.fromEntries(conditions);
}

/** Zero is what a link is without being told. */
function isGiven({ isPresent, value }: Field): boolean {
  return isPresent && Number(value) !== 0;
}

function valueOf(field: Field, quantity: Quantity | undefined): [keyof LinkConditioning, number][] {
  const value = field.number();
  if (!quantity || value === undefined) return [];
  if (value > 0 && value <= quantity.most) return [[quantity.name, value]];
  field.complain('error', `expected a number from 0 to ${quantity.most}, found ${value}; it is left out`);
  return [];
}

function complainOfUnknown(field: Field, key: string): void {
  const why = refinements.has(key) ? 'is not taken into account' : 'is not simulated';
  field.complain('warning', `the condition ${JSON.stringify(key)} of the link ${why}`);
}
