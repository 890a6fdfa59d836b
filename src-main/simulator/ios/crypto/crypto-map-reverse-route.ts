/** reverse-route: routes to what the peer protects (seed 003 has the forms; distances came with 12.4(15)T). */
import { formatIpv4 } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { ReverseRoute } from '../../router/ipsec/crypto-map.ts';
import { cryptoMapMode, isManual, type CryptoMapContext } from './crypto-map-mode.ts';

interface Given {
  isStatic?: string;
  tag?: number;
  remote?: string;
  peer?: number;
  gateway?: string;
}

const isNegotiated = (context: CryptoMapContext): boolean => !isManual(context);

export function declareReverseRoute(): void {
  declareWords();
  const command = {
    section: 'reverse-route',
    when: isNegotiated,
    run: (context: CryptoMapContext, given: Given): void => put(context, routeOf(context, given)),
    no: (context: CryptoMapContext): void => put(context, undefined),
  };
  cryptoMapMode
    .add('reverse-route [static:isStatic]', { ...command, show: ({ entry }) => linesOf(entry.reverseRoute) })
    .add('reverse-route tag <1-4294967295>:tag [static:isStatic]', command)
    .add('reverse-route remote-peer:remote [static:isStatic]', command)
    .add('reverse-route remote-peer:remote A.B.C.D:peer [gateway:gateway] [static:isStatic]', command);
  declareSettings();
}

function put({ device, entry }: CryptoMapContext, route: ReverseRoute | undefined): void {
  entry.reverseRoute = route;
  device.router.converge();
}

/** Tag and distance have commands of their own too: what they have set stays. */
function routeOf({ entry }: CryptoMapContext, { isStatic, tag, remote, peer, gateway }: Given): ReverseRoute {
  const before = entry.reverseRoute;
  return {
    isStatic: isStatic !== undefined,
    remotePeer: peer,
    ...(remote !== undefined && peer === undefined ? { isToPeer: true } : {}),
    isGateway: gateway !== undefined,
    tag: tag ?? before?.tag,
    distance: before?.distance,
  };
}

/** The tag stands with the other settings, as 12.4(15)T has it, so that it goes along with every form. */
function linesOf(route: ReverseRoute | undefined): string[] {
  if (!route) return [];
  const { isStatic, remotePeer, isToPeer, isGateway, tag, distance } = route;
  const peer = remotePeer === undefined ? '' : ` ${formatIpv4(remotePeer)}${isGateway ? ' gateway' : ''}`;
  const remote = isToPeer || remotePeer !== undefined ? ` remote-peer${peer}` : '';
  return [
    `reverse-route${remote}${isStatic ? ' static' : ''}`,
    ...(distance === undefined ? [] : [`set reverse-route distance ${distance}`]),
    ...(tag === undefined ? [] : [`set reverse-route tag ${tag}`]),
  ];
}

function declareSettings(): void {
  cryptoMapMode
    .add('set reverse-route distance ![<1-255>:distance]', {
      when: isNegotiated,
      run: (context, { distance }) => put(context, { ...existing(context), distance }),
      no: (context) => put(context, { ...existing(context), distance: undefined }),
    })
    .add('set reverse-route tag ![<1-4294967295>:tag]', {
      when: isNegotiated,
      run: (context, { tag }) => put(context, { ...existing(context), tag }),
      no: (context) => put(context, { ...existing(context), tag: undefined }),
    });
}

function existing({ entry }: CryptoMapContext): ReverseRoute {
  if (!entry.reverseRoute)
    throw Refusal.because("% There is no reverse route to set this of: enter 'reverse-route' first");
  return entry.reverseRoute;
}

function declareWords(): void {
  cryptoMapMode.words({
    'reverse-route': 'Reverse Route Injection.',
    'reverse-route static': 'Create routes based on static ACLs permanently',
    'tag static': 'Create routes based on static ACLs permanently',
    'remote static': 'Create routes based on static ACLs permanently',
    'peer static': 'Create routes based on static ACLs permanently',
    static: 'Create routes based on static ACLs permanently',
    'reverse-route tag': 'Create routes and set a tag value',
    'reverse-route tag tag': 'tag value',
    'reverse-route remote-peer': 'Create route in route table for remote tunnel endpoint',
    'remote peer': 'IP address of the next hop towards the remote tunnel endpoint',
    gateway: 'Use this next hop for the remote tunnel endpoint and for what it protects',
    'set reverse-route': 'Reverse Route Injection.',
    'set reverse-route distance': 'Distance metric for the created routes',
    'set reverse-route distance distance': 'Distance metric',
    'set reverse-route tag': 'Create routes and set a tag value',
    'set reverse-route tag tag': 'tag value',
  });
}
