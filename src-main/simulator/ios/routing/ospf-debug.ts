/**
 * debug ip ospf adj: why packets are not believed, and how neighbours come and go. Texts: published debugs of 12.4
 * ("Mismatch Authentication type. Input packet specified type 0, we use type 2").
 */
import { formatIpv4 } from '../../../base/address.ts';
import { u16, u8 } from '../../../base/bytes.ts';
import { authenticationTypes } from '../../router/routing/ospf-authentication.ts';
import type { AuthenticationEvent } from '../../router/routing/routing-authentication.ts';
import type { AdjacencyEvent } from '../../routing/ospf/ospf.ts';
import { declareDebug } from '../debug/declare-debug.ts';
import type { DebugTopic } from '../debug/debugging.ts';
import type { IosDevice } from '../device.ts';

const topic: DebugTopic = { words: 'ip ospf adj', group: 'IP routing', title: 'OSPF adjacency events debugging' };

export function declareOspfDebug(): void {
  declareDebug(topic, { 'ip ospf': 'OSPF information', 'ip ospf adj': 'OSPF adjacency events' });
}

export function debugOspf({ router, debugging }: IosDevice): void {
  router.routing.authentication.events.on((event) => {
    if (event.protocol === 'ospf') debugging.say(topic, () => [mismatchLine(router, event)]);
  });
  router.routing.events.on((event) => {
    if (event.kind === 'ospf-adjacency') debugging.say(topic, () => adjacencyLines(event));
  });
}

const typeAt = 14;
const keyAt = 18;

function mismatchLine(
  router: IosDevice['router'],
  { source, interfaceName, mismatch, packet }: AuthenticationEvent,
): string {
  const start = `OSPF: Rcv pkt from ${formatIpv4(source)}, ${interfaceName} :`;
  const type = u16(packet, typeAt);
  if (mismatch === 'type')
    return `${start} Mismatch Authentication type. Input packet specified type ${type}, we use type ${ownType(router, interfaceName)}`;
  if (type === 1) return `${start} Mismatch Authentication Key - Clear Text`;
  return `${start} Mismatch Authentication Key - Message Digest Key ${u8(packet, keyAt)}`;
}

function ownType({ routing }: IosDevice['router'], interfaceName: string): number {
  const kind = [...routing.ospf.values()].flatMap((process) => routing.ospfAuthentication(process, interfaceName))[0]?.kind; // prettier-ignore
  return authenticationTypes[kind ?? 'none'];
}

function adjacencyLines({ router, interfaceName, from, to }: AdjacencyEvent): string[] {
  const neighbour = `${formatIpv4(router)} on ${interfaceName}`;
  switch (to) {
    case '2WAY':
      return from === 'INIT' ? [`OSPF: 2 Way Communication to ${neighbour}, state 2WAY`] : [];
    case 'LOADING':
      return [`OSPF: Exchange Done with ${neighbour}`];
    case 'FULL':
      return [`OSPF: Synchronized with ${neighbour}, state FULL`];
    case 'DOWN':
      return [`OSPF: ${formatIpv4(router)} address on ${interfaceName} is dead, state DOWN`];
    default:
      return [];
  }
}
