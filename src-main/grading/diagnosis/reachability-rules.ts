/** Whether the routers reach each other at all, as far as their own configurations tell. */
import { networkOf, parseIpv4 } from '../../base/address.ts';
import type { ConfiguredInterface, ConfiguredRoute, RunningConfiguration } from '../../parsers/ios/configuration.ts';
import { fault, ruledOut, type Rule } from './rule.ts';
import { configurationQuotes, type Side } from './side.ts';

const EVERYTHING_AFTER = ['line', 'ike', 'child', 'traffic'] as const;

/** The interfaces that IKE and ESP leave from. */
function outerInterfaces({ configuration, addresses }: Side): ConfiguredInterface[] {
  const all = configuration?.records[0]?.interfaces ?? [];
  return all.filter(({ address }) => address !== undefined && addresses.includes(address));
}

export const outerInterfaceDown: Rule = {
  id: 'TUN-SRC',
  title: 'The interface under a tunnel is shut down',
  explains: EVERYTHING_AFTER,
  find(sides) {
    const all = sides.flatMap((side) => outerInterfaces(side).map((one) => ({ side, one })));
    const [first] = all.filter(({ one }) => one.isShutdown);
    if (all.length === 0) return undefined;
    if (!first) return ruledOut('no interface under a tunnel is shut down', []);
    const { side, one } = first;
    return fault(
      `${one.name} of ${side.role}, from which the tunnel is to leave, is administratively down. Nothing reaches ${side.peer} from there.`,
      `Bring up the interface on ${side.role} first: the tunnel and IKE need it.`,
      configurationQuotes(side, one.line, one.at['isShutdown']),
    );
  },
};

export const noRoute: Rule = {
  id: 'P1-NOROUTE',
  title: 'A router has no route to the other one',
  explains: EVERYTHING_AFTER,
  find(sides) {
    const known = sides.filter(isRoutedByHand);
    const [lost] = known.filter((side) => !hasRoute(side));
    if (known.length < sides.length && !lost) return undefined;
    if (!lost) return ruledOut('each router has a route to the other', []);
    const routes = lost.configuration?.records[0]?.routes ?? [];
    return fault(
      `${lost.role} has no route to ${lost.peer} (${lost.peerAddresses.join(', ')}): what it sends there goes nowhere, its IKE messages too.`,
      `Look at the routing table of ${lost.role}. The address to be reached is that of the far end of the tunnel, outside the tunnel.`,
      configurationQuotes(lost, ...outerInterfaces(lost).map(({ at, line }) => at['address'] ?? line), ...routes.map(({ line }) => line)), // prettier-ignore
    );
  },
};

/** A routing protocol may know more than the configuration tells. */
function isRoutedByHand({ configuration }: Side): boolean {
  const lines = configuration?.records[0]?.lines;
  const tells = /^(?:router |ip default-gateway)/;
  return lines?.some(({ text }) => tells.test(text)) === false;
}

function hasRoute(side: Side): boolean {
  const [configuration] = side.configuration?.records ?? [];
  if (!configuration) return true;
  return side.peerAddresses.some((address) => networksOf(configuration).some((one) => isWithin(address, one)));
}

type Network = Pick<ConfiguredRoute, 'network' | 'mask'>;

/** Connected networks, and those that a static route leads to; not those of tunnels. */
function networksOf({ interfaces, routes }: RunningConfiguration): Network[] {
  const outer = interfaces.filter(({ name, isShutdown }) => !/^tunnel/i.test(name) && !isShutdown);
  const connected = outer.flatMap(({ address, mask, addressMethod }) => {
    if (addressMethod !== undefined) return [{ network: '0.0.0.0', mask: '0.0.0.0' }];
    return address === undefined || mask === undefined ? [] : [{ network: address, mask }];
  });
  return [...connected, ...routes];
}

function isWithin(address: string, { network, mask }: Network): boolean {
  const [one, base, bits] = [parseIpv4(address), parseIpv4(network), parseIpv4(mask)];
  if (one === undefined || base === undefined || bits === undefined) return false;
  return networkOf(one, bits) === networkOf(base, bits);
}
