/** The commands of interfaces, addresses, routes and tunnels, for the list of all commands. */
import { accessListModes, declareAccessLists } from './access-list/access-list-configure.ts';
import { declareAccessGroup } from './access-list/access-list-group.ts';
import { declareAccessClass } from './access-list/access-list-line.ts';
import { logAccessLists } from './access-list/access-list-syslog.ts';
import { declareArp } from './interface/arp.ts';
import type { IosDevice } from './device.ts';
import { declareInterfaceClear } from './interface/interface-clear.ts';
import { declareInterfaceDescription } from './interface/interface-description.ts';
import { declareEncapsulation } from './interface/interface-encapsulation.ts';
import { declareInterfaceEnter } from './interface/interface-enter.ts';
import { declareInterfaceFigures } from './interface/interface-figures.ts';
import { declareInterfaceHarmless } from './interface/interface-harmless.ts';
import { declareAdjustMss, declareInterfaceIpFlags } from './interface/interface-ip-flags.ts';
import { declareKeepalive } from './interface/interface-keepalive.ts';
import { declareInterfaceMedium } from './interface/interface-medium.ts';
import { declareInterfaceRange } from './interface/interface-range.ts';
import { declareInterfaceShutdown } from './interface/interface-shutdown.ts';
import { declareIpAddress } from './interface/ip-address.ts';
import { debugPolicy, declareIpPolicy } from './routing/ip-policy.ts';
import { debugSerial, declareSerialDebug } from './interface/serial-debug.ts';
import { declareIpMtu } from './interface/ip-mtu.ts';
import { declareIpSla, slaModes } from './routing/ip-sla.ts';
import { declareIpUnnumbered } from './interface/ip-unnumbered.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';
import { declareNat } from './nat/nat-configure.ts';
import { declareForeignNetworking } from './network-foreign.ts';
import { declareNotSimulated } from './not-simulated.ts';
import { nhrpDeclarations, nhrpServices } from './nhrp/nhrp.ts';
import { declareTechSupport } from './system/show-tech-support.ts';
import { declarePing } from './ping/ping.ts';
import { declarePrefixLists } from './routing/prefix-list.ts';
import { routingDeclarations, routingModes, routingServices } from './routing/routing.ts';
import { declareRouteDefaultGateway } from './routing/route-default-gateway.ts';
import { declareRouteMap, routeMapMode } from './routing/route-map-configure.ts';
import { declareRouteStatic } from './routing/route-static.ts';
import { declareShowAccessLists } from './access-list/show-access-lists.ts';
import { declareShowInterfaces } from './interface/show-interfaces.ts';
import { declareShowIpInterface } from './interface/show-ip-interface.ts';
import { declareShowNat } from './nat/show-ip-nat.ts';
import { declareShowIpRoute } from './routing/show-ip-route.ts';
import { declareTrack, logTracks, trackMode } from './routing/track.ts';
import { declareTraceroute } from './ping/traceroute.ts';
import { declareTunnelEnds } from './interface/tunnel-ends.ts';
import { declareTunnelHeader } from './interface/tunnel-header.ts';
import { declareShowVrf } from './routing/show-ip-vrf.ts';
import { declareTunnelMode } from './interface/tunnel-mode.ts';
import { declareTunnelPathMtu } from './interface/tunnel-path-mtu.ts';
import { declareVrf, vrfModes } from './routing/vrf-configure.ts';

/** In the order of the running configuration, where they have a place in it. */
export const networkDeclarations: readonly (() => void)[] = [
  declareFirstWords,
  declareVrf,
  declareInterfaceEnter,
  declareInterfaceRange,
  declareEncapsulation,
  declareInterfaceDescription,
  declareInterfaceFigures,
  declareIpAddress,
  declareIpUnnumbered,
  declareIpMtu,
  declareAccessGroup,
  declareInterfaceIpFlags,
  declareInterfaceHarmless,
  declareKeepalive,
  declareAdjustMss,
  declareInterfaceShutdown,
  declareInterfaceMedium,
  declareTunnelEnds,
  declareTunnelMode,
  declareTunnelHeader,
  declareTunnelPathMtu,
  ...nhrpDeclarations,
  ...routingDeclarations,
  declareRouteDefaultGateway,
  declareRouteStatic,
  declareIpSla,
  declareTrack,
  declareNat,
  declareAccessLists,
  declareAccessClass,
  declarePrefixLists,
  declareRouteMap,
  declareIpPolicy,
  declarePing,
  declareTraceroute,
  declareShowInterfaces,
  declareShowIpInterface,
  declareShowIpRoute,
  declareShowAccessLists,
  declareShowNat,
  declareShowVrf,
  declareArp,
  declareInterfaceClear,
  declareSerialDebug,
  declareForeignNetworking,
  declareNotSimulated,
  declareTechSupport,
];

/** The modes that these commands lead to, beside those of modes.ts. */
export const networkModes = [...accessListModes, routeMapMode, trackMode, ...slaModes, ...vrfModes, ...routingModes];

/** What listens to a router's network: services.ts attaches it. */
export const networkServices: readonly ((device: IosDevice) => void)[] = [
  logAccessLists,
  logTracks,
  debugPolicy,
  debugSerial,
  ...routingServices,
  ...nhrpServices,
];

/** Words that lead to these commands and to others. */
function declareFirstWords(): void {
  execMode.words({
    show: 'Show running system information',
    'show ip': 'IP information',
    clear: 'Reset functions',
  });
  configureMode.words({
    ip: 'Global IP configuration subcommands',
    no: 'Negate a command or set its defaults',
  });
  interfaceMode.words({
    ip: 'Interface Internet Protocol config commands',
    no: 'Negate a command or set its defaults',
    default: 'Set a command to its defaults',
    exit: 'Exit from interface configuration mode',
    tunnel: 'protocol-over-protocol tunneling',
  });
  interfaceMode.add('exit', { run: (_, __, exec) => exec.leave() });
}
