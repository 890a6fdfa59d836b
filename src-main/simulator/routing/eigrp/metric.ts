/** The metric of EIGRP with the usual weights: the least bandwidth and the sum of the delays (RFC 7868 section 5.6). */
import { unreachable, type EigrpMetric } from '../../wire/eigrp/message.ts';

/** Of an interface. */
export interface LinkMetric {
  /** kbit/s. */
  bandwidth: number;
  /** In units of 10 microseconds. */
  delay: number;
  mtu: number;
}

const scale = 256;

export const infiniteMetric: EigrpMetric = {
  delay: unreachable,
  bandwidth: unreachable,
  mtu: 0,
  hops: 0,
  reliability: 0,
  load: 0,
};

export function metricOfLink({ bandwidth, delay, mtu }: LinkMetric): EigrpMetric {
  return {
    delay: scale * delay,
    bandwidth: scale * Math.floor(10_000_000 / bandwidth),
    mtu,
    hops: 0,
    reliability: 255,
    load: 1,
  };
}

/** What a neighbour tells, and the link to it. */
export function metricVia(told: EigrpMetric, link: LinkMetric): EigrpMetric {
  if (told.delay === unreachable) return infiniteMetric;
  const own = metricOfLink(link);
  return {
    delay: Math.min(unreachable - 1, told.delay + own.delay),
    bandwidth: Math.max(told.bandwidth, own.bandwidth),
    mtu: Math.min(told.mtu, own.mtu),
    hops: told.hops + 1,
    reliability: Math.min(told.reliability, own.reliability),
    load: Math.max(told.load, own.load),
  };
}

/** How a process makes one number of a metric, to choose by. */
export type DistanceOf = (metric: EigrpMetric) => number;

/** K1 and K3 alone are not 0. */
export function distanceOf({ delay, bandwidth }: EigrpMetric): number {
  return delay === unreachable ? unreachable : Math.min(unreachable - 1, bandwidth + delay);
}

const wideScale = 65_536;
/** What the routing table is told of a wide distance, which has more bits than fit there (`metric rib-scale`). */
export const ribScale = 128;

/**
 * The distance of a named instance (RFC 7868 section 5.6.2): throughput and latency times 65536, latency in microseconds.
 * What neighbours tell is the classic metric, which every release takes: of fast interfaces the delay is in steps of 10
 * microseconds therefore.
 */
export function wideDistanceOf({ delay, bandwidth }: EigrpMetric): number {
  if (delay === unreachable) return Infinity;
  return (bandwidth / scale) * wideScale + (delay / scale) * 10 * wideScale;
}
