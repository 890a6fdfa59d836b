/** Sessions: all that two peers have with each other on an interface, IKE and IPsec together. */
import type { ProtectedFlow } from '../../../router/ipsec/protected-flow.ts';
import type { SessionAssociation } from './crypto-session-association.ts';
import { peerPortOf } from './show-crypto-ipsec-sa.ts';

export interface Session {
  interfaceName: string;
  local: number;
  remote: number;
  /** The table of routes by which the peer is reached. */
  frontDoor: string | undefined;
  /** The peer's UDP port: 4500, or what a NAT has made of it, where there is one. */
  port: number;
  flows: readonly ProtectedFlow[];
  /** The newest first. */
  associations: readonly SessionAssociation[];
  /** Since when it has had associations of IPsec, in milliseconds. */
  upSince: number | undefined;
  /** Of the crypto map's entry. */
  description: string;
}

/** In the order of the flows. */
export function sessionsOf(flows: readonly ProtectedFlow[], associations: readonly SessionAssociation[]): Session[] {
  const endsOf = ({ local, remote, frontDoor }: ProtectedFlow): string => `${local} ${remote} ${frontDoor ?? ''}`;
  const byEnds = grouped(flows, endsOf);
  const byPeer = grouped(flows, (flow) => `${flow.of.name} ${endsOf(flow)}`);
  return [...byPeer.values()].flatMap((ofPeer) => {
    const ports = portsOf(ofPeer);
    const [first] = ofPeer;
    if (!first) return [];
    const between = byEnds.get(endsOf(first)) ?? [];
    const known = portsOf(between);
    if (known.length < 2 || ports.length === 0) return [sessionOf(first, ofPeer, associations)];
    // What has no associations belongs to the first of them.
    return ports.flatMap((port, index) => {
      const own = ofPeer.filter(({ current }) => (current?.encapsulation?.remote ?? ports[0]) === port);
      const isOfNone = (one: SessionAssociation): boolean => one.isDeleted && !known.includes(one.ports.remote);
      const isFirst = index === 0 && first === between[0];
      const behind = associations.filter((one) => one.ports.remote === port || (isFirst && isOfNone(one)));
      const [head] = own;
      return head ? [sessionOf(head, own, behind)] : [];
    });
  });
}

function grouped(
  flows: readonly ProtectedFlow[],
  keyOf: (flow: ProtectedFlow) => string,
): Map<string, ProtectedFlow[]> {
  const groups = new Map<string, ProtectedFlow[]>();
  for (const flow of flows) {
    const key = keyOf(flow);
    groups.set(key, [...(groups.get(key) ?? []), flow]);
  }
  return groups;
}

/** Several peers hide behind one address where a NAT translates ports: each is a session by itself. */
function portsOf(flows: readonly ProtectedFlow[]): number[] {
  return [...new Set(flows.flatMap(({ current }) => current?.encapsulation?.remote ?? []))];
}

/** An association of IKE that protects nothing yet, or nothing any more, is a session by itself: UP-IDLE. */
export function idleSessions(
  flows: readonly ProtectedFlow[],
  associations: readonly SessionAssociation[],
  interfaceOf: (association: SessionAssociation) => string | undefined,
): Session[] {
  return associations.flatMap((one): Session[] => {
    const { local, remote, frontDoor, ports } = one;
    const interfaceName = interfaceOf(one);
    const between = flows.filter((flow) => flow.isBetweenSame({ local, remote, frontDoor }));
    const known = portsOf(between);
    const hasFlow = between.length > 0 && (known.length < 2 || known.includes(ports.remote));
    if (hasFlow || !one.isReady || interfaceName === undefined) return [];
    const ends = { interfaceName, local, remote, frontDoor, port: ports.remote };
    return [{ ...ends, flows: [], associations: [one], upSince: undefined, description: '' }];
  });
}

function sessionOf(
  first: ProtectedFlow,
  flows: readonly ProtectedFlow[],
  associations: readonly SessionAssociation[],
): Session {
  const { local, remote, frontDoor, of, origin } = first;
  const isBetween = (one: SessionAssociation): boolean => one.local === local && one.remote === remote;
  const own = associations.filter((one) => isBetween(one) && one.frontDoor === frontDoor).toReversed();
  const ages = flows.flatMap(({ upSince }) => (upSince === undefined ? [] : [upSince]));
  const live = own.find(({ isDeleted }) => !isDeleted);
  return {
    interfaceName: of.name,
    local,
    remote,
    frontDoor,
    port: live?.ports.remote ?? peerPortOf(first),
    flows,
    associations: own,
    upSince: ages.length > 0 ? Math.min(...ages) : undefined,
    description: origin.kind === 'map' ? origin.policy.description : '',
  };
}

export type SessionStatus = 'UP-ACTIVE' | 'UP-NO-IKE' | 'UP-IDLE' | 'DOWN-NEGOTIATING' | 'DOWN';

/** With IKE and IPsec, with one of them, with none (command reference, show crypto session). */
export function statusOf({ flows, associations }: Session): SessionStatus {
  const isReady = associations.some((one) => one.isReady);
  if (flows.some(({ current }) => current)) return isReady ? 'UP-ACTIVE' : 'UP-NO-IKE';
  if (isReady) return 'UP-IDLE';
  return associations.length > 0 ? 'DOWN-NEGOTIATING' : 'DOWN';
}
