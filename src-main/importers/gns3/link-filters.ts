/**
 * What is wrong with a link on purpose: the packet filters of GNS3 2.1 and later, and whether it is suspended. Source:
 * the filters that a recorded server offers, with their units. What a link here cannot be is named.
 */
import type { LinkConditioning } from '../../lab/topology.ts';
import { isRecord, type Field } from '../field.ts';

/** Undefined for a link that is as it comes. */
export function conditionsOf(link: Field): LinkConditioning | undefined {
  // Nothing passes a link that is suspended, and both ends keep their carrier.
  if (link.get('suspend').value === true) return { loss: 100 };
  const filters = link.get('filters');
  // A link without filters has an empty list in some files.
  if (!isRecord(filters.value)) return undefined;
  const found = filters.keys.flatMap((type) => Object.entries(readFilter(type, filters.get(type))));
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function readFilter(type: string, field: Field): LinkConditioning {
  const [first, second] = Array.isArray(field.value) ? field.items() : [field];
  // Zero is how a filter is switched off.
  if (!first?.isPresent || Number(first.value) === 0) return {};
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!read) {
    field.complain('warning', `the filter ${JSON.stringify(type.slice(0, 40))} of the link is not simulated`);
    return {};
  }
  const value = first.number();
  return value === undefined ? {} : read(value, second?.isPresent ? second.number() : undefined, field);
}

type Reader = (value: number, second: number | undefined, field: Field) => LinkConditioning;

const longest = 60_000;

const readers: Readonly<Record<string, Reader>> = {
  packet_loss: (loss, _, field) => (isUpTo(loss, 100, field) ? { loss } : {}),
  delay: (delay, jitter = 0, field) =>
    isUpTo(delay, longest, field) && isUpTo(jitter, longest, field) ? { delay, ...(jitter > 0 && { jitter }) } : {},
  frequency_drop: (every, _, field) => {
    // -1 drops everything.
    if (every === -1) return { loss: 100 };
    if (!isUpTo(every, 32_767, field)) return {};
    const loss = Math.round(10_000 / every) / 100;
    field.complain('note', `packets are lost by chance, ${loss} in a hundred, and not one in every ${every}`);
    return { loss };
  },
};

function isUpTo(value: number, most: number, field: Field): boolean {
  if (value >= 0 && value <= most) return true;
  field.complain('error', `expected a number from 0 to ${most}, found ${value}; the filter is left out`);
  return false;
}
