/** What an operator configures of EIGRP: `router eigrp AS`, and `ip … eigrp AS …` on interfaces. */

/** Which process it is. */
export interface EigrpIdentity {
  /** 0 while an address family has none. */
  autonomousSystem: number;
  /** The table of routes that it runs in: undefined for the global one. */
  readonly vrf: string | undefined;
  /** Of an address family: the `router eigrp` that it stands in, by number or by name. */
  readonly under?:
    { readonly kind: 'number'; readonly number: number } | { readonly kind: 'name'; readonly name: string };
}

export interface EigrpConfiguration extends EigrpIdentity {
  /** `eigrp router-id`; undefined takes the highest address, as OSPF does. */
  routerId: number | undefined;
  networks: { address: number; wildcard: number }[];
  passive: Set<string>;
  isPassiveByDefault: boolean;
  /** By source: `static`, `ospf 1`. */
  redistributed: Map<string, EigrpRedistribution>;
  defaultMetric: EigrpSeedMetric | undefined;
  internalDistance: number;
  externalDistance: number;
  /** Of a named instance: by interface, or `default`. */
  interfaces: Map<string, EigrpInterfaceSettings>;
  /** `eigrp stub`: only that is told, and neighbours do not ask it for ways. */
  stub: EigrpStub | undefined;
}

export type EigrpStub = ReadonlySet<'connected' | 'static' | 'summary' | 'redistributed'>;

/** `redistribute SOURCE [metric BANDWIDTH DELAY RELIABILITY LOAD MTU] [route-map NAME]` */
export interface EigrpRedistribution {
  readonly metric: EigrpSeedMetric | undefined;
  readonly routeMap: string | undefined;
}

export interface EigrpSeedMetric {
  /** kbit/s. */
  bandwidth: number;
  /** In units of 10 microseconds. */
  delay: number;
  reliability: number;
  load: number;
  mtu: number;
}

export interface EigrpInterfaceSettings {
  /** Seconds. */
  helloInterval?: number;
  holdTime?: number;
  /** `no ip split-horizon eigrp AS` */
  hasSplitHorizon?: boolean;
  /** `ip summary-address eigrp AS`: told in the place of what is within. */
  summaries?: readonly { readonly network: number; readonly mask: number }[];
  /** `ip authentication mode eigrp AS md5`, and the chain that has the keys. */
  isAuthenticated?: boolean;
  keyChain?: string;
  /** Of a named instance: `passive-interface` and `shutdown` of `af-interface`. */
  isPassive?: boolean;
  isShutdown?: boolean;
  /** `no ip next-hop-self eigrp AS`: routes of neighbours on the interface are told with those as next hop. */
  isNextHopSelf?: boolean;
}

export function newEigrpConfiguration(identity: EigrpIdentity): EigrpConfiguration {
  return {
    ...identity,
    routerId: undefined,
    networks: [],
    passive: new Set(),
    isPassiveByDefault: false,
    redistributed: new Map(),
    defaultMetric: undefined,
    internalDistance: 90,
    externalDistance: 170,
    interfaces: new Map(),
    stub: undefined,
  };
}
