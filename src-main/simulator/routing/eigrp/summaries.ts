/** `ip summary-address eigrp`: on an interface one prefix is told in the place of all that it knows within it. */
import { networkOf } from '../../../base/address.ts';
import { saysSame } from '../../../base/same.ts';
import type { TopologyEntry, TopologyWay, WayChange } from './topology.ts';

export interface EigrpSummary {
  readonly network: number;
  readonly mask: number;
}

/** The key of the way by which a router reaches a summary of its own: nowhere. */
export const summaryKey = 'summary';

function isWithin({ network, mask }: EigrpSummary, summary: EigrpSummary): boolean {
  return mask > summary.mask && networkOf(network, summary.mask) === summary.network;
}

const isSame = (a: EigrpSummary, b: EigrpSummary): boolean => a.network === b.network && a.mask === b.mask;

/** Whether an interface with these summaries tells of an entry. */
export function mayTellBeside(entry: TopologyEntry, summaries: readonly EigrpSummary[]): boolean {
  if (summaries.some((summary) => isWithin(entry, summary))) return false;
  const isOwnSummary = entry.best !== undefined && entry.best === entry.ways.get(summaryKey);
  return !isOwnSummary || summaries.some((summary) => isSame(entry, summary));
}

/**
 * What has to change about summaries, with the metric of the best that is in each: none where there is nothing in it any
 * more, or nobody asks for it.
 */
export function summaryChanges(topology: Iterable<TopologyEntry>, wanted: readonly EigrpSummary[]): WayChange[] {
  const entries = [...topology];
  const changes = wanted.flatMap((summary): WayChange[] => {
    const known = entries.find((entry) => isSame(entry, summary))?.ways.get(summaryKey);
    const way = wayOf(summary, entries);
    return saysSame(known, way) ? [] : [{ ...summary, way }];
  });
  const gone = entries.filter((entry) => entry.ways.has(summaryKey) && !wanted.some((one) => isSame(one, entry)));
  return [...changes, ...gone.map(({ network, mask }) => ({ network, mask, way: undefined }))];
}

function wayOf(summary: EigrpSummary, entries: readonly TopologyEntry[]): TopologyWay | undefined {
  const inside = entries.filter((entry) => isWithin(entry, summary) && entry.best && !entry.isActive);
  const [nearest] = inside.sort((a, b) => a.distance - b.distance);
  if (!nearest?.best) return undefined;
  const metric = { ...nearest.metric, hops: 0 };
  return { neighbour: undefined, interfaceName: 'Null0', reported: 0, metric, external: undefined };
}
