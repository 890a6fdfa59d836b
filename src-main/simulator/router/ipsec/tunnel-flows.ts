/**
 * Flows of protected tunnels. A tunnel with one far end has one flow. One with many ends has a flow for each outer address
 * that NHRP knows, and for each peer that comes and offers to protect GRE between itself and the tunnel's source; tunnels
 * that share a profile and a source have these between them.
 */
import { anySelector } from '../../ipsec/proposal.ts';
import { ipProtocols } from '../../wire/ipv4.ts';
import type { Interface } from '../interface.ts';
import { isForPeer, type Narrow, type OfferPlace } from './offer-place.ts';
import { ProtectedFlow, selectorsOfTunnel, type FlowOrigin } from './protected-flow.ts';
import type { Endpoints, Tunnel } from '../tunnel/tunnel.ts';

/** A flow that the configuration makes. */
export interface Wanted {
  key: string;
  /** Whether the flow that has been there is still what is configured: its associations then stay. */
  isStill(flow: ProtectedFlow): boolean;
  make(): ProtectedFlow;
}

const anyGre = { ...anySelector, protocol: ipProtocols.gre };

type TunnelOrigin = FlowOrigin & { kind: 'tunnel' };

const tunnelKey = (name: string): string => `tunnel ${name}`;

/** Of a tunnel with one far end: with `shared` tunnels between the same addresses have one flow, as those with many ends. */
export function farEndKey(tunnel: Interface<Tunnel>): string {
  const { endpoints, settings } = tunnel.carrier;
  return settings.isProtectionShared && endpoints ? peerKey(tunnel, endpoints.remote) : tunnelKey(tunnel.name);
}

/** Of a tunnel with many ends, by one of them. */
export function peerKey({ name, carrier }: Interface<Tunnel>, remote: number): string {
  const { isProtectionShared, protection, vrf } = carrier.settings;
  const shared = `profile ${protection} ${carrier.localAddress} ${vrf ?? ''}`;
  return `${isProtectionShared ? shared : tunnelKey(name)} ${remote}`;
}

/** What a peer has made at a tunnel is in the place of the flow that the configuration makes, which has the same key. */
export function callerKey(tunnel: Interface<Tunnel>, remote: number): string {
  return tunnel.carrier.isMultipoint ? peerKey(tunnel, remote) : farEndKey(tunnel);
}

export function tunnelFlowsOf(tunnels: Iterable<Interface<Tunnel>>): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const tunnel of tunnels)
    for (const one of tunnel.carrier.isMultipoint ? ofPeers(tunnel) : ofFarEnd(tunnel))
      if (!wanted.has(one.key)) wanted.set(one.key, one);
  return [...wanted.values()];
}

function ofFarEnd(tunnel: Interface<Tunnel>): Wanted[] {
  const { carrier, isShutdown } = tunnel;
  const ends = carrier.endpoints;
  const origin = ends && carrier.canSend && !isShutdown ? originOf(tunnel) : undefined;
  return origin && ends ? [wantedFor(farEndKey(tunnel), origin, ends)] : [];
}

function ofPeers(tunnel: Interface<Tunnel>): Wanted[] {
  const { carrier, isUp } = tunnel;
  const local = carrier.localAddress;
  const origin = isUp ? originOf(tunnel) : undefined;
  if (!origin || local === undefined) return [];
  return carrier.peers.map(({ nbma, isCalled }) =>
    wantedFor(peerKey(tunnel, nbma), { ...origin, isOnDemand: !isCalled }, { local, remote: nbma }),
  );
}

function originOf(tunnel: Interface<Tunnel>): TunnelOrigin | undefined {
  const { protection, mode } = tunnel.carrier.settings;
  return protection === undefined
    ? undefined
    : { kind: 'tunnel', tunnel, profile: protection, mode, isOnDemand: false, isTransient: false };
}

function wantedFor(key: string, origin: TunnelOrigin, ends: Endpoints): Wanted {
  const { local, remote } = ends;
  return {
    key,
    isStill: (flow) => isSameTunnel(flow.origin, origin) && flow.local === local && flow.remote === remote,
    make: () => new ProtectedFlow(origin, ends, selectorsOfTunnel(origin.tunnel.carrier, ends)),
  };
}

function isSameTunnel(a: FlowOrigin, b: TunnelOrigin): boolean {
  const isOne = a.kind === 'tunnel' && a.tunnel === b.tunnel && a.isOnDemand === b.isOnDemand;
  return isOne && a.profile === b.profile && a.mode === b.mode;
}

/** Whether peers may come to a tunnel whom it does not know. */
export function takesCallers({ carrier, isUp }: Interface<Tunnel>): boolean {
  return carrier.isMultipoint && isUp && carrier.settings.protection !== undefined;
}

/**
 * What a peer's offer would make at a tunnel with many ends, or at the interface that was made for the peer: that is for
 * whatever the peer wants ("accept multiple IPsec selectors that are proposed by the initiator", Multi-SA for Dynamic
 * Virtual Tunnel Interfaces). Behind a translation a peer calls itself by an address that is not the one it is reached by,
 * so that to a tunnel with many ends any will do.
 */
export function* callersOf(
  tunnels: Iterable<Interface<Tunnel>>,
  ends: OfferPlace,
  narrow: Narrow,
): Iterable<ProtectedFlow> {
  for (const tunnel of tunnels) {
    const origin = isCalledBy(tunnel, ends) ? originOf(tunnel) : undefined;
    const own = selectorsOfTunnel(tunnel.carrier, ends);
    const common = origin && narrow(tunnel.isAutomatic ? own : { ...own, remoteSelector: anyGre });
    if (origin && common) yield new ProtectedFlow({ ...origin, isOnDemand: true, isTransient: true }, ends, common);
  }
}

function isCalledBy(tunnel: Interface<Tunnel>, ends: OfferPlace): boolean {
  const { local, remote, frontDoor } = ends;
  const { carrier, isAutomatic } = tunnel;
  if (carrier.localAddress !== local || carrier.settings.vrf !== frontDoor) return false;
  return isAutomatic ? carrier.endpoints?.remote === remote && isForPeer(tunnel, ends) : takesCallers(tunnel);
}

/** Whether what a peer has made at a tunnel may stay. */
export function isCallerWanted({ origin, local }: ProtectedFlow, tunnels: Iterable<Interface<Tunnel>>): boolean {
  if (origin.kind !== 'tunnel') return false;
  for (const one of tunnels)
    if (one === origin.tunnel)
      return (
        (one.isAutomatic || takesCallers(one)) &&
        one.carrier.localAddress === local &&
        one.carrier.settings.protection === origin.profile
      );
  return false;
}
