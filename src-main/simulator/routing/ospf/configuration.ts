/** What an operator configures of OSPF: `router ospf N`, and `ip ospf …` on interfaces. */

import type { NumberedKey, RoutingSecret } from '../secret.ts';

export interface OspfNetwork {
  address: number;
  wildcard: number;
  area: number;
}

export interface OspfConfiguration {
  processId: number;
  /** The table of routes that it runs in: undefined for the global one. */
  readonly vrf: string | undefined;
  /** `capability vrf-lite`: it is no provider's edge, and heeds no marks of one. No routes with such marks come here. */
  isVrfLite: boolean;
  /** `router-id`; undefined takes the highest address of a loopback, or else of any interface. */
  routerId: number | undefined;
  networks: OspfNetwork[];
  /** By interface name; with `isPassiveByDefault` those that are not. */
  passive: Set<string>;
  isPassiveByDefault: boolean;
  /** `default-information originate [always] [metric N] [metric-type 1|2]` */
  defaultRoute: { isAlways: boolean; metric: number; isType2: boolean } | undefined;
  /** By source: `static`, `eigrp 7`. */
  redistributed: Map<string, OspfRedistribution>;
  /** `area N …`, of areas of which something is said. */
  areas: Map<number, OspfAreaSettings>;
  /** Mbit/s. */
  referenceBandwidth: number;
  distance: number;
}

/** `redistribute SOURCE [subnets] [metric N] [metric-type 1|2] [tag N] [route-map NAME]` */
export interface OspfRedistribution {
  /** Undefined where none is said. */
  readonly metric: number | undefined;
  readonly isType2: boolean;
  readonly hasSubnets: boolean;
  readonly tag?: number | undefined;
  readonly routeMap?: string | undefined;
}

export type OspfNetworkType = 'broadcast' | 'point-to-point' | 'point-to-multipoint' | 'loopback';

export interface OspfAreaSettings {
  /** What its interfaces ask for that say nothing themselves. */
  authentication?: 'password' | 'message-digest';
  /** `stub`: it is told of nothing outside, and `no-summary`: nor of other areas. A default route stands for both. */
  stub?: { readonly hasSummaries: boolean };
  /** Of that default route: 1. */
  defaultCost?: number;
  /** `range`: told to other areas in the place of what is in it. */
  ranges?: readonly OspfRange[];
}

export interface OspfRange {
  readonly network: number;
  readonly mask: number;
  /** `not-advertise`: what is in it is kept from other areas. */
  readonly isTold: boolean;
  /** Undefined takes the least of what is in it, as IOS does that is compatible with RFC 1583. */
  readonly cost: number | undefined;
}

export interface OspfInterfaceSettings {
  authentication?: 'null' | 'password' | 'message-digest';
  password?: RoutingSecret;
  /** The youngest is the last. */
  digestKeys?: readonly NumberedKey[];
  cost?: number;
  /** Seconds. */
  helloInterval?: number;
  deadInterval?: number;
  priority?: number;
  networkType?: Exclude<OspfNetworkType, 'loopback'>;
  isMtuIgnored?: boolean;
  /** `ip ospf N area A` */
  area?: { processId: number; area: number };
}

export function newOspfConfiguration(processId: number, vrf?: string): OspfConfiguration {
  return {
    processId,
    vrf,
    isVrfLite: false,
    routerId: undefined,
    networks: [],
    passive: new Set(),
    isPassiveByDefault: false,
    defaultRoute: undefined,
    redistributed: new Map(),
    areas: new Map(),
    referenceBandwidth: 100,
    distance: 110,
  };
}

/** Which area an interface with this address is in: the most specific network line says it. */
export function areaOf({ networks }: OspfConfiguration, address: number): number | undefined {
  const matching = networks.filter((one) => ((one.address ^ address) & ~one.wildcard) === 0);
  matching.sort((a, b) => (a.wildcard >>> 0) - (b.wildcard >>> 0));
  return matching[0]?.area;
}
