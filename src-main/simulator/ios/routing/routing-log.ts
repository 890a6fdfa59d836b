/** What the log says of neighbours that come and go: %OSPF-5-ADJCHG and %DUAL-5-NBRCHANGE. */
import { formatIpv4 } from '../../../base/address.ts';
import type { EigrpNeighbourEvent } from '../../routing/eigrp/eigrp.ts';
import type { AdjacencyEvent } from '../../routing/ospf/ospf.ts';
import type { IosDevice } from '../device.ts';

export function logRouting({ router, log, flavour }: IosDevice): void {
  router.routing.events.on((event) => {
    if (event.kind === 'ospf-adjacency') {
      const text = adjacencyText(event);
      if (text)
        log.report({ facility: 'OSPF', severity: 5, mnemonic: 'ADJCHG', text: `Process ${event.processId}, ${text}` });
      return;
    }
    const { autonomousSystem, vrf } = event.configuration;
    // In brackets stands the number of the table.
    const table = vrf === undefined ? 0 : [...router.vrfs.keys()].indexOf(vrf) + 1;
    const name = flavour.hasLocalRoutes ? 'EIGRP-IPv4' : `IP-EIGRP(${table})`;
    const text = `${name} ${autonomousSystem}: ${neighbourText(event.event)}`;
    log.report({ facility: 'DUAL', severity: 5, mnemonic: 'NBRCHANGE', text });
  });
}

/** Told of are those that have become full, and those that are so no more. */
function adjacencyText({ router, interfaceName, from, to, reason }: AdjacencyEvent): string | undefined {
  const change = `Nbr ${formatIpv4(router)} on ${interfaceName} from ${from} to ${to}`;
  if (to === 'FULL') return `${change}, ${reason}`;
  return to === 'DOWN' ? `${change}, Neighbor Down: ${reason}` : undefined;
}

function neighbourText(event: EigrpNeighbourEvent): string {
  const neighbour = `Neighbor ${formatIpv4(event.address)} (${event.interfaceName})`;
  if (event.kind === 'up') return `${neighbour} is up: new adjacency`;
  return `${neighbour} is down: ${event.kind === 'down' ? event.reason : 'K-value mismatch'}`;
}
