/** What an operator configures of OSPF: `router ospf N`, and `ip ospf …` on interfaces. */

export interface OspfNetwork {
  address: number;
  wildcard: number;
  area: number;
}

export interface OspfConfiguration {
  processId: number;
  /** `router-id`; undefined takes the highest address of a loopback, or else of any interface. */
  routerId: number | undefined;
  networks: OspfNetwork[];
  /** By interface name; with `isPassiveByDefault` those that are not. */
  passive: Set<string>;
  isPassiveByDefault: boolean;
  /** `default-information originate [always] [metric N] [metric-type 1|2]` */
  defaultRoute: { isAlways: boolean; metric: number; isType2: boolean } | undefined;
  /** `redistribute SOURCE [subnets] [metric N] [metric-type 1|2]` */
  redistributed: Map<
    RedistributedSource,
    { metric: number; isType2: boolean; hasSubnets: boolean; system?: number | undefined }
  >;
  /** Mbit/s. */
  referenceBandwidth: number;
  distance: number;
}

export type RedistributedSource = 'connected' | 'static' | 'eigrp';

export type OspfNetworkType = 'broadcast' | 'point-to-point' | 'point-to-multipoint' | 'loopback';

export interface OspfInterfaceSettings {
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

export function newOspfConfiguration(processId: number): OspfConfiguration {
  return {
    processId,
    routerId: undefined,
    networks: [],
    passive: new Set(),
    isPassiveByDefault: false,
    defaultRoute: undefined,
    redistributed: new Map(),
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
