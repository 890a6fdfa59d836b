/**
 * What EIGRP knows of one prefix: the ways to it, which of them are surely free of loops (RFC 7868 section 3.4), and whose
 * replies are waited for when none is.
 */
import type { Stop } from '../../../base/disposable.ts';
import { unreachable, type EigrpMetric, type EigrpRoute } from '../../wire/eigrp/message.ts';
import { infiniteMetric, type DistanceOf } from './metric.ts';

/** By way of a neighbour, or of this router itself (`self`). */
export interface TopologyWay {
  /** Address and interface of the neighbour; undefined for what is of this router. */
  neighbour: { address: number; interfaceName: string } | undefined;
  /** Of an own way: the interface that the prefix is connected to. */
  interfaceName: string | undefined;
  /** Where packets go, where the neighbour has named another router than itself. */
  nextHop?: number;
  /** As the neighbour told it. */
  reported: number;
  metric: EigrpMetric;
  external: EigrpRoute['external'];
}

/** What becomes of somebody's way to a prefix. */
export interface WayChange {
  readonly network: number;
  readonly mask: number;
  /** Undefined: there is none any more. */
  readonly way: TopologyWay | undefined;
}

export class TopologyEntry {
  readonly ways = new Map<string, TopologyWay>();
  feasibleDistance = Infinity;
  /** Neighbours whose replies are waited for; empty when the entry is passive. */
  readonly awaited = new Set<string>();
  /** Set while replies are waited for: what gives up those who do not come. */
  stopActive: Stop | undefined;
  /** The neighbour that asked, to be answered when all have. */
  readonly askers = new Set<string>();
  /** What neighbours were told last. */
  told: EigrpRoute | undefined;
  /** Where packets went then: some of them are told that too. */
  toldVia: number | undefined;

  constructor(
    readonly network: number,
    readonly mask: number,
    private readonly distanceOf: DistanceOf,
  ) {}

  get isActive(): boolean {
    return this.awaited.size > 0;
  }

  get best(): TopologyWay | undefined {
    const usable = [...this.ways.values()].filter(({ metric }) => metric.delay !== unreachable);
    return usable.sort((a, b) => rankOf(a) - rankOf(b) || this.#distance(a) - this.#distance(b))[0];
  }

  get distance(): number {
    return this.best ? this.#distance(this.best) : Infinity;
  }

  get metric(): EigrpMetric {
    return this.best?.metric ?? infiniteMetric;
  }

  /** The ways that are used: as good as the best, and surely free of loops. */
  get successors(): TopologyWay[] {
    const { best } = this;
    if (!best) return [];
    return [...this.ways.values()].filter(
      (way) =>
        this.#distance(way) === this.#distance(best) &&
        (!way.neighbour || way.reported < this.feasibleDistance || way === best),
    );
  }

  /** The best way's neighbour is nearer than this router has ever been: no loop can be in it. */
  get isFeasible(): boolean {
    const { best } = this;
    return best !== undefined && (!best.neighbour || best.reported < this.feasibleDistance);
  }

  #distance({ metric }: TopologyWay): number {
    return this.distanceOf(metric);
  }

  /** The computation is over, or none was needed. */
  settle(isFresh: boolean): void {
    const { distance } = this;
    this.feasibleDistance = isFresh ? distance : Math.min(this.feasibleDistance, distance);
  }
}

/** What is of this router, and inside, comes before what is outside. */
function rankOf({ neighbour, external }: TopologyWay): number {
  return (external ? 2 : 0) + (neighbour ? 1 : 0);
}
