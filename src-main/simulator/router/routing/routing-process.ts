/** The processes of routing protocols on a router. */
import type { EigrpConfiguration } from '../../routing/eigrp/configuration.ts';
import type { Eigrp } from '../../routing/eigrp/eigrp.ts';
import type { OspfConfiguration } from '../../routing/ospf/configuration.ts';
import type { Ospf } from '../../routing/ospf/ospf.ts';

/** What a process is and what it runs with. */
interface RoutingProcess<Configuration, Protocol> {
  readonly configuration: Configuration;
  readonly protocol: Protocol;
}

export type OspfProcess = RoutingProcess<OspfConfiguration, Ospf>;
export type EigrpProcess = RoutingProcess<EigrpConfiguration, Eigrp>;
