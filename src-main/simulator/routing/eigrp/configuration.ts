/** What an operator configures of EIGRP: `router eigrp AS`, and `ip … eigrp AS …` on interfaces. */

export interface EigrpConfiguration {
  autonomousSystem: number;
  /** `eigrp router-id`; undefined takes the highest address, as OSPF does. */
  routerId: number | undefined;
  networks: { address: number; wildcard: number }[];
  passive: Set<string>;
  isPassiveByDefault: boolean;
  /** `redistribute SOURCE [metric BANDWIDTH DELAY RELIABILITY LOAD MTU]` */
  redistributed: Map<'connected' | 'static' | 'ospf', EigrpSeedMetric | undefined>;
  defaultMetric: EigrpSeedMetric | undefined;
  internalDistance: number;
  externalDistance: number;
  /** `eigrp stub`: only what is connected is told, and neighbours do not ask it for ways. */
  isStub: boolean;
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
  /** `no ip next-hop-self eigrp AS`: routes of neighbours on the interface are told with those as next hop. */
  isNextHopSelf?: boolean;
}

export function newEigrpConfiguration(autonomousSystem: number): EigrpConfiguration {
  return {
    autonomousSystem,
    routerId: undefined,
    networks: [],
    passive: new Set(),
    isPassiveByDefault: false,
    redistributed: new Map(),
    defaultMetric: undefined,
    internalDistance: 90,
    externalDistance: 170,
    isStub: false,
  };
}
