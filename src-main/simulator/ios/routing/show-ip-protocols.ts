/**
 * show ip protocols: what each routing protocol is told to do, and whom it hears. Layout: consoles of 12.4T; 15 and IOS XE
 * have their own block for EIGRP, and none of a reference bandwidth for OSPF.
 */
import { formatIpv4, lengthOfMask } from '../../../base/address.ts';
import type { EigrpConfiguration } from '../../routing/eigrp/configuration.ts';
import type { Eigrp } from '../../routing/eigrp/eigrp.ts';
import type { OspfConfiguration } from '../../routing/ospf/configuration.ts';
import type { Ospf } from '../../routing/ospf/ospf.ts';
import { ageOf } from '../age.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { requireVrf } from './vrf-named.ts';
import { classMaskOf } from '../../router/routing/route-class.ts';

export function declareShowIpProtocols(): void {
  execMode
    .words({ 'show ip protocols': 'IP routing protocol process parameters and statistics' })
    .words({
      'protocols vrf': 'Show protocols for a VPN Routing/Forwarding instance',
      'protocols vrf vrf': 'VPN Routing/Forwarding instance name',
    })
    .add('show ip protocols [vrf WORD:vrf]', {
      run: (device, { vrf }, exec) => {
        if (vrf !== undefined) requireVrf(device, vrf);
        exec.print(...protocolLines(device, vrf));
      },
    });
}

function protocolLines(device: IosDevice, vrf: string | undefined): string[] {
  const { eigrp, ospf } = device.router.routing;
  const isMeant = ({ configuration }: { configuration: { vrf: string | undefined } }): boolean =>
    configuration.vrf === vrf;
  return [
    ...(device.flavour.hasLocalRoutes ? ['*** IP Routing is NSF aware ***', ''] : []),
    ...eigrp.filter(isMeant).flatMap(({ configuration, protocol }) => eigrpLines(device, configuration, protocol)),
    ...[...ospf.values()]
      .filter(isMeant)
      .flatMap(({ configuration, protocol }) => ospfLines(device, configuration, protocol)),
  ];
}

const headOf = (name: string): string[] => [
  `Routing Protocol is "${name}"`,
  '  Outgoing update filter list for all interfaces is not set',
  '  Incoming update filter list for all interfaces is not set',
];

const maximumPath = '  Maximum path: 4';

function ospfLines(device: IosDevice, configuration: OspfConfiguration, protocol: Ospf): string[] {
  const { processId, networks, distance, referenceBandwidth } = configuration;
  const count = protocol.areas.length;
  return [
    ...headOf(`ospf ${processId}`),
    `  Router ID ${formatIpv4(protocol.routerId)}`,
    ...(protocol.isBorder ? ['  It is an area border router'] : []),
    ...(protocol.isExternalBorder ? outsideLines(configuration) : []),
    `  Number of areas in this router is ${count}. ${count} normal 0 stub 0 nssa`,
    maximumPath,
    '  Routing for Networks:',
    ...networks.map(({ address, wildcard, area }) => `    ${formatIpv4(address)} ${formatIpv4(wildcard)} area ${area}`),
    ...explicitLines(device, processId),
    ...(device.flavour.hasLocalRoutes ? [] : [` Reference bandwidth unit is ${referenceBandwidth} mbps`]),
    ...passiveLines([...protocol.interfaces.values()].map(({ parameters }) => parameters)),
    ...sourceLines(device, {
      source: 'ospf',
      process: processId,
      vrf: configuration.vrf,
      gatewayOf: (address) => neighbourId(protocol, address),
    }),
    `  Distance: (default is ${distance})`,
    '',
  ];
}

function outsideLines({ redistributed }: OspfConfiguration): string[] {
  const sources = [...redistributed].map(
    ([source, { hasSubnets }]) => `    ${source}${hasSubnets ? ', includes subnets in redistribution' : ''}`,
  );
  return [
    '  It is an autonomous system boundary router',
    ...(sources.length === 0 ? [] : ['  Redistributing External Routes from,', ...sources]),
  ];
}

/** Interfaces that were put into an area themselves: `ip ospf 1 area 0`. */
function explicitLines({ router }: IosDevice, processId: number): string[] {
  const byArea = new Map<number, string[]>();
  for (const [name, { area }] of router.routing.ospfOn) {
    if (area?.processId === processId) byArea.set(area.area, [...(byArea.get(area.area) ?? []), `    ${name}`]);
  }
  return [...byArea].flatMap(([area, names]) => [
    `  Routing on Interfaces Configured Explicitly (Area ${area}):`,
    ...names,
  ]);
}

/** A neighbour is known by its router id, not by the address that packets are sent to. */
function neighbourId(protocol: Ospf, address: number): number {
  const neighbours = [...protocol.interfaces.values()].flatMap((own) => [...own.neighbours.values()]);
  return neighbours.find((one) => one.address === address)?.router ?? address;
}

function eigrpLines(device: IosDevice, configuration: EigrpConfiguration, protocol: Eigrp): string[] {
  const { autonomousSystem, networks, internalDistance, externalDistance, vrf } = configuration;
  const distance = `Distance: internal ${internalDistance} external ${externalDistance}`;
  return [
    ...headOf(`eigrp ${autonomousSystem}`),
    '  Default networks flagged in outgoing updates',
    '  Default networks accepted from incoming updates',
    ...(device.flavour.hasLocalRoutes
      ? topologyLines(autonomousSystem, { distance, routerId: protocol.routerId })
      : metricLines(configuration)),
    maximumPath,
    '  Routing for Networks:',
    ...networks.map(networkText),
    ...passiveLines([...protocol.interfaces.values()].map(({ parameters }) => parameters)),
    ...sourceLines(device, { source: 'eigrp', process: autonomousSystem, vrf, gatewayOf: (address) => address }),
    `  ${distance}`,
    '',
  ];
}

const weights = 'K1=1, K2=0, K3=1, K4=0, K5=0';

function metricLines({ autonomousSystem, redistributed }: EigrpConfiguration): string[] {
  const others = [...redistributed.keys()].sort().join(', ');
  return [
    `  EIGRP metric weight ${weights}`,
    '  EIGRP maximum hopcount 100',
    '  EIGRP maximum metric variance 1',
    `  Redistributing: ${others === '' ? '' : `${others}, `}eigrp ${autonomousSystem}`,
    '  EIGRP NSF-aware route hold timer is 240s',
    '  Automatic network summarization is not in effect',
  ];
}

function topologyLines(
  autonomousSystem: number,
  { distance, routerId }: { distance: string; routerId: number },
): string[] {
  return [
    `  EIGRP-IPv4 Protocol for AS(${autonomousSystem})`,
    `    Metric weight ${weights}`,
    '    NSF-aware route hold timer is 240',
    `    Router-ID: ${formatIpv4(routerId)}`,
    '    Topology : 0 (base) ',
    '      Active Timer: 3 min',
    `      ${distance}`,
    '      Maximum path: 4',
    '      Maximum hopcount 100',
    '      Maximum metric variance 1',
    '',
    '  Automatic Summarization: disabled',
  ];
}

/** As a prefix, unless it is the whole network of the address's class. */
function networkText({ address, wildcard }: { address: number; wildcard: number }): string {
  const mask = ~wildcard >>> 0;
  return `    ${formatIpv4(address)}${mask === classMaskOf(address) || mask === 0 ? '' : `/${lengthOfMask(mask) ?? 0}`}`;
}

function passiveLines(interfaces: readonly { readonly name: string; readonly isPassive: boolean }[]): string[] {
  const names = interfaces.filter(({ isPassive }) => isPassive).map(({ name }) => `    ${name}`);
  return names.length === 0 ? [] : ['  Passive Interface(s):', ...names];
}

interface Asked {
  readonly source: 'ospf' | 'eigrp';
  readonly process: number;
  readonly vrf: string | undefined;
  readonly gatewayOf: (nextHop: number) => number;
}

/** From whom the routes in the table were learned, and when the latest of each. */
function sourceLines({ router, clock }: IosDevice, { source, process, vrf, gatewayOf }: Asked): string[] {
  const latest = new Map<number, { since: number; distance: number }>();
  for (const route of router.tableOf(vrf)?.installed ?? []) {
    if (route.source !== source || route.process !== process || route.nextHop === undefined) continue;
    const gateway = gatewayOf(route.nextHop);
    const since = Math.max(route.since ?? 0, latest.get(gateway)?.since ?? 0);
    latest.set(gateway, { since, distance: route.distance });
  }
  const rows = [...latest].map(([gateway, { since, distance }]) => {
    const age = ageOf(clock.now() - since);
    return `    ${formatIpv4(gateway).padEnd(15)} ${String(distance).padStart(8)}      ${age}`;
  });
  return ['  Routing Information Sources:', '    Gateway         Distance      Last Update', ...rows];
}
