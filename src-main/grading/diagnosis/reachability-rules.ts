/** Whether the routers reach each other at all, as far as their configurations and tables tell. */
import type { ConfiguredInterface } from '../../parsers/ios/configuration.ts';
import { formatIpv4 } from '../../base/address.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { quoteOf } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { flowsOf, hostOf } from './flows.ts';
import { fault, ruledOut, type Fault, type Finding, type Rule } from './rule.ts';
import { wayTo, type Way } from './routing.ts';
import {
  endpointOf,
  interfaceCalled,
  listOf,
  mapEntryOf,
  outerInterface,
  protectionOf,
  strayEntryOf,
} from './protection.ts';
import { isShell, configurationQuotes, recentQuotes, tunnelOf, type Side, type Sides } from './side.ts';
import { transitRoutersOf, type Transit } from './transit.ts';

const EVERYTHING_AFTER = ['line', 'ike', 'child', 'traffic'] as const;

const isTunnelName = (name: string): boolean => /^tunnel/i.test(name);

/** The interfaces that IKE and ESP leave from: the one towards the peer, and the source of the tunnel. */
function outerInterfaces(side: Side, exercise: Exercise): ConfiguredInterface[] {
  const source = tunnelOf(side, exercise)?.tunnelSource ?? '';
  const named = side.configuration?.records[0]?.interfaces.find(({ name, address }) => name.toLowerCase() === source.toLowerCase() || address === source); // prettier-ignore
  return [...new Set([outerInterface(side, exercise), named].filter((one) => one !== undefined))];
}

export const outerInterfaceDown: Rule = {
  id: 'TUN-SRC',
  brings: ['P1-NOROUTE'],
  title: 'The interface under a tunnel is shut down',
  explains: EVERYTHING_AFTER,
  find(sides, exercise) {
    const all = sides.flatMap((side) => outerInterfaces(side, exercise).map((one) => ({ side, one })));
    if (all.length === 0) return undefined;
    const [first] = all.filter(({ one }) => one.isShutdown);
    return first ? shutFault(first.side, first.one) : (wrongSource(sides, exercise) ?? ruledOut('no interface under a tunnel is shut down', [])); // prettier-ignore
  },
};

function shutFault(side: Side, { name, line, at }: ConfiguredInterface): Fault {
  const brief = side.interfaces?.records.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const shown = brief && side.interfaces ? [quoteOf(side.interfaces.evidence, brief.line)] : [];
  return fault(
    `${name} of ${side.role}, from which everything for ${side.peer} leaves, is administratively down. Nothing reaches ${side.peer} from there.`,
    [
      `Look at the state of the interfaces of ${side.role} first: the tunnel and IKE need the one beneath them.`,
      '`show ip interface brief` tells "administratively down" from a cable that is missing.',
      `On ${side.role}: \`interface ${name}\`, then \`no shutdown\`.`,
    ],
    [...configurationQuotes(side, line, at['isShutdown']), ...shown],
  );
}

/** A source that is no address of the router, or an interface that has none. */
function wrongSource(sides: readonly Side[], exercise: Exercise): Fault | undefined {
  for (const side of sides) {
    const tunnel = tunnelOf(side, exercise);
    if (tunnel?.tunnelSource === undefined) continue;
    const own = sourceIn(side.configuration?.records[0]?.interfaces ?? [], tunnel.tunnelSource);
    if (!own || !hasAddress(own)) return sourceFault(side, tunnel, own);
  }
  return undefined;
}

function sourceIn(all: readonly ConfiguredInterface[], source: string): ConfiguredInterface | undefined {
  return all.find(({ name, address }) => name.toLowerCase() === source.toLowerCase() || address === source);
}

function hasAddress({ name, address, addressMethod, unnumbered }: ConfiguredInterface): boolean {
  return !isTunnelName(name) && [address, addressMethod, unnumbered].some((one) => one !== undefined);
}

function sourceFault(
  side: Side,
  { name, tunnelSource = '', line, at }: ConfiguredInterface,
  own: ConfiguredInterface | undefined,
): Fault {
  const why = own ? 'an interface without an address of its own that could be used' : `which is neither an interface nor an address of ${side.role}`; // prettier-ignore
  return fault(
    `${side.role}'s ${name} is to be sent from ${tunnelSource}, ${why}. The tunnel cannot come up.`,
    [
      'The source of a tunnel is an interface of the router that is up, or one of its own addresses.',
      `Compare \`tunnel source\` under ${name} on ${side.role} with \`show ip interface brief\`.`,
      `On ${side.role}, under \`interface ${name}\`: \`tunnel source ${side.addresses[0] ?? 'ADDRESS'}\`.`,
    ],
    configurationQuotes(side, line, at['tunnelSource']),
  );
}

export const tunnelVrf: Rule = {
  id: 'TUN-VRF',
  brings: ['P1-NOROUTE'],
  title: 'The VRF that carries the tunnel has no way to the peer',
  explains: EVERYTHING_AFTER,
  find(sides, exercise) {
    const faults = sides.flatMap((side) => {
      const tunnel = tunnelOf(side, exercise);
      const vrf = tunnel?.tunnelVrf;
      const peer = tunnel?.tunnelDestination;
      if (!tunnel || vrf === undefined || peer === undefined || wayTo(side, peer, vrf)) return [];
      return [
        fault(
          `${side.role}'s ${tunnel.name} sends its packets through the VRF ${vrf} (\`tunnel vrf ${vrf}\`), and that VRF has no route to ${peer}. What the global table knows does not count there, so IKE is never sent.`,
          [
            'A tunnel has two tables: the one that its own interface is in, and the one that carries its outer packets.',
            `Look at \`show ip route vrf ${vrf}\` on ${side.role}: is there a way to ${peer}?`,
            `On ${side.role}: put the outer interface into the VRF and give it a route (\`ip route vrf ${vrf} …\`), or take \`tunnel vrf ${vrf}\` away.`,
          ],
          configurationQuotes(side, tunnel.line, tunnel.at['tunnelVrf'], tunnel.at['tunnelDestination']),
        ),
      ];
    });
    return faults[0];
  },
};

export const recursion: Rule = {
  id: 'TUN-RECUR',
  brings: ['P1-NOROUTE'],
  title: 'The way to the far end of the tunnel leads through the tunnel',
  explains: EVERYTHING_AFTER,
  find(sides, exercise) {
    return sides.map((side) => recursionOf(side, exercise)).find((one) => one !== undefined);
  },
};

const RECURSIVE = /%TUN-5-RECURDOWN|looped chain/;

function recursionOf(side: Side, exercise: Exercise): Fault | undefined {
  const tunnel = tunnelOf(side, exercise);
  const peer = tunnel?.tunnelDestination;
  if (!tunnel || peer === undefined || tunnel.tunnelVrf !== undefined) return undefined;
  const told = recentQuotes(side, RECURSIVE);
  // A tunnel that was taken down for it has lost the route that did it: the configuration still tells.
  const ways = [wayTo(side, peer), wayTo({ ...side, routes: undefined }, peer)];
  const way = ways.find((one) => one?.interface !== undefined && one.interface.toLowerCase() === tunnel.name.toLowerCase()); // prettier-ignore
  if (!way && told.length === 0) return undefined;
  return fault(
    `On ${side.role} the closest route to ${peer}, the far end of ${tunnel.name}, leads into ${tunnel.name} itself. The tunnel would have to carry its own packets, so the router takes it down, loses the route, brings it up again, and so on.`,
    [
      'The far end of a tunnel must be reached outside the tunnel.',
      `Look on ${side.role} for the route that wins for ${peer}: \`show ip route ${peer}\`.`,
      `Give ${side.role} a host route to ${peer} through its outer interface, or do not route or advertise the outer network through ${tunnel.name}.`,
    ],
    [...(way ? [way.quote] : []), ...configurationQuotes(side, tunnel.at['tunnelDestination']), ...told],
  );
}

export const noRoute: Rule = {
  id: 'P1-NOROUTE',
  title: 'A router has no route to the other side',
  explains: ['route', ...EVERYTHING_AFTER],
  find(sides, exercise) {
    const lost = sides.map((side) => lostOf(side, sides, exercise)).find((one) => one !== undefined);
    if (lost) return lost;
    const [a, b] = sides;
    const onTheWay = transitRoutersOf(a, exercise).map((one) => lostOnTheWay(one, [a, b], exercise)).find((one) => one !== undefined); // prettier-ignore
    if (onTheWay) return onTheWay;
    return sides.every(knowsRoutes) ? ruledOut('each router has a route to the other', []) : undefined;
  },
};

interface Routed extends Pick<Side, 'configuration'> {
  routes?: unknown;
  platform?: Side['platform'];
}

/** A routing protocol may know more than the configuration tells; that of strongSwan tells nothing. */
function knowsRoutes({ configuration, routes, platform }: Routed): boolean {
  if (routes !== undefined) return true;
  if (platform !== undefined && isShell(platform)) return false;
  const lines = configuration?.records[0]?.lines;
  const tells = /^(?:router |ip default-gateway)/;
  return lines?.some(({ text }) => tells.test(text)) === false;
}

function lostOf(side: Side, sides: Sides, exercise: Exercise): Finding {
  if (!knowsRoutes(side)) return undefined;
  // Where the peer really is, not where somebody has written that it is.
  const other = sides.find(({ role }) => role === side.peer);
  const peer = other && endpointOf(other, exercise);
  const vrf = tunnelOf(side, exercise)?.tunnelVrf;
  const wanted = peer === undefined ? side.peerAddresses : [peer];
  if (wanted.every((address) => wayTo(side, address, vrf) === undefined)) return noWay(side, wanted, exercise);
  return lostNetwork(side, exercise);
}

function noWay(side: Side, wanted: readonly string[], exercise: Exercise): Fault {
  return fault(
    `${side.role} has no route to ${side.peer} (${wanted.join(', ')}): what it sends there goes nowhere, its IKE messages too.`,
    [
      `Look at the routing table of ${side.role}. The address to be reached is that of the far end of the tunnel, outside the tunnel.`,
      `\`show ip route ${wanted[0] ?? ''}\` on ${side.role}: is there a line for it, or a gateway of last resort?`,
      `On ${side.role}: an \`ip route\` for ${wanted[0] ?? side.peer} towards the next router outside.`,
    ],
    [...gatewayQuotes(side), ...routeQuotes(side, exercise)],
  );
}

/** Traffic for a crypto map reaches it only by a route that leaves from the map's interface. */
function lostNetwork(side: Side, exercise: Exercise): Finding {
  if (protectionOf(side, exercise)?.kind === 'tunnel') return undefined;
  const entry = mapEntryOf(side) ?? strayEntryOf(side);
  const list = listOf(side, entry?.accessList);
  if (!entry || !list || entry.isReverseRoute) return undefined;
  const lost = flowsOf(list).find(({ destination }) => wayTo(side, formatIpv4(hostOf(destination))) === undefined);
  if (!lost) return undefined;
  const network = formatIpv4((lost.destination.address & lost.destination.mask) >>> 0);
  return fault(
    `${side.role} has no route to ${network}, the network behind ${side.peer}. A packet for it is dropped before it comes to the crypto map, so nothing is negotiated and no debug says a word.`,
    [
      'A crypto map only sees what is routed out of its interface: routing comes first.',
      `\`show ip route\` on ${side.role}: is there a way to ${network}?`,
      `On ${side.role}: an \`ip route\` for ${network} towards the interface with the crypto map.`,
    ],
    [...configurationQuotes(side, lost.line), ...gatewayQuotes(side), ...routeQuotes(side, exercise)],
  );
}

function lostOnTheWay(transit: Transit, ends: readonly Side[], exercise: Exercise): Finding {
  if (!knowsRoutes(transit)) return undefined;
  const addresses = ends.map((side) => endpointOf(side, exercise));
  const missing = addresses.find((address) => address !== undefined && wayTo({ ...transit, routes: undefined }, address) === undefined); // prettier-ignore
  const down = addresses.length > 0 ? transit.interfaces.find(({ isShutdown }) => isShutdown) : undefined;
  if (down) {
    return fault(
      `${down.name} of ${transit.role}, which stands on the way between ${ends.map(({ role }) => role).join(' and ')}, is administratively down.`,
      [`Follow the packets router by router: ${transit.role} is on the way.`, `On ${transit.role}: \`interface ${down.name}\`, then \`no shutdown\`.`], // prettier-ignore
      configurationQuotes(transit, down.line, down.at['isShutdown']),
    );
  }
  if (missing === undefined) return undefined;
  return fault(
    `${transit.role}, which stands on the way between ${ends.map(({ role }) => role).join(' and ')}, has no route to ${missing}.`,
    [`Follow the packets router by router: ${transit.role} is on the way.`, `On ${transit.role}: an \`ip route\` for ${missing}.`], // prettier-ignore
    configurationQuotes(transit, ...(transit.configuration.records[0]?.interfaces ?? []).map(({ at, line }) => at['address'] ?? line)), // prettier-ignore
  );
}

function gatewayQuotes({ routes }: Side): Quote[] {
  const table = routes?.records[0];
  const line = routes?.evidence.text.split('\n').findIndex((text) => /^Gateway of last resort/.test(text)) ?? -1;
  return routes && table && line >= 0 ? [quoteOf(routes.evidence, line)] : [];
}

function routeQuotes(side: Side, exercise: Exercise): Quote[] {
  const routes = side.configuration?.records[0]?.routes ?? [];
  const outer = outerInterface(side, exercise) ?? interfaceCalled(side, tunnelOf(side, exercise)?.tunnelSource);
  return configurationQuotes(side, ...(outer ? [outer.at['address'] ?? outer.line] : []), ...routes.slice(0, 4).map(({ line }) => line)); // prettier-ignore
}

/** Of the way that packets for the peer take: the interface that it names. */
export function egressOf(side: Side, exercise: Exercise): Way | undefined {
  const peer = mapEntryOf(side)?.peers.find((one) => side.peerAddresses.includes(one)) ?? endpointPeer(side, exercise);
  return peer === undefined ? undefined : wayTo(side, peer);
}

function endpointPeer(side: Side, exercise: Exercise): string | undefined {
  return tunnelOf(side, exercise)?.tunnelDestination;
}

export const ikeOff: Rule = {
  id: 'P1-ISAKMPOFF',
  title: 'IKE is switched off on a router',
  explains: ['ike', 'child', 'traffic', 'line'],
  phase: 1,
  find(sides) {
    const off = sides.find(({ configuration }) => configuration?.records[0]?.isIsakmpDisabled === true);
    if (!off) return undefined;
    const line = off.configuration?.records[0]?.lines.find(({ text }) => text === 'no crypto isakmp enable')?.line;
    return fault(
      `IKE is switched off on ${off.role}: it neither asks nor answers, whatever else is configured.`,
      [
        'A router can be told not to speak IKE at all.',
        `Look in the configuration of ${off.role} for a line that begins with \`no crypto isakmp\`.`,
        `On ${off.role}: \`crypto isakmp enable\`.`,
      ],
      [...configurationQuotes(off, line), ...recentQuotes(off, /ISAKMP is OFF/)],
    );
  },
};
