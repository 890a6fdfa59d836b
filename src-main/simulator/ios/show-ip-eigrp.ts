/** show ip eigrp: neighbours, the topology table and interfaces. Layout: consoles of 12.4T, and of 15 where it differs. */
import { formatIpv4, lengthOfMask } from '../../base/address.ts';
import type { Eigrp } from '../routing/eigrp/eigrp.ts';
import { distanceOf } from '../routing/eigrp/metric.ts';
import type { TopologyEntry, TopologyWay } from '../routing/eigrp/topology.ts';
import { ageOf } from './age.ts';
import type { IosDevice } from './device.ts';
import { execMode } from './modes.ts';
import { shortNameOf } from './interface-state.ts';

export function declareShowEigrp(): void {
  execMode
    .words({
      'show ip eigrp': 'IP-EIGRP show commands',
      'eigrp neighbors': 'IP-EIGRP neighbors',
      'eigrp topology': 'IP-EIGRP Topology Table',
      'eigrp topology all-links': 'Show all links in topology table',
      'eigrp interfaces': 'IP-EIGRP interfaces',
      'clear ip eigrp': 'Clear IP-EIGRP',
      'clear ip eigrp neighbors': 'Clear IP-EIGRP neighbors',
    })
    .add('show ip eigrp neighbors', { run: (device, _, exec) => exec.print(...each(device, neighbourLines)) })
    .add('show ip eigrp topology [all-links:all]', {
      run: (device, { all }, exec) =>
        exec.print(
          ...each(device, (_, protocol, system) =>
            topologyLines(device, protocol, { system, isWhole: all !== undefined }),
          ),
        ),
    })
    .add('show ip eigrp interfaces', { run: (device, _, exec) => exec.print(...each(device, interfaceLines)) })
    .add('clear ip eigrp neighbors', {
      run: ({ router }) => {
        for (const { protocol } of router.routing.eigrp.values()) protocol.clear();
      },
    });
}

type Lines = (device: IosDevice, protocol: Eigrp, system: number) => string[];

function each(device: IosDevice, lines: Lines): string[] {
  return [...device.router.routing.eigrp].flatMap(([system, { protocol }]) => lines(device, protocol, system));
}

function title({ flavour }: IosDevice, what: string, system: number): string {
  return flavour.hasLocalRoutes
    ? `EIGRP-IPv4 ${what} for AS(${system})`
    : `IP-EIGRP ${what.toLowerCase()} for process ${system}`;
}

/** The smooth round trip time of a link here, and the time out that IOS has for tunnels and for Ethernet. */
function neighbourLines(device: IosDevice, { neighbours }: Eigrp, system: number): string[] {
  const now = device.clock.now();
  const rows = [...neighbours.values()].map(
    ({ address, interfaceName, holdsUntil, upSince, queueLength, lastSequence }, index) => {
      const isTunnel = interfaceName.startsWith('Tunnel');
      const hold = Math.ceil((holdsUntil - now) / 1000);
      return [
        String(index).padEnd(4),
        formatIpv4(address).padEnd(24),
        shortNameOf(interfaceName).padEnd(16),
        String(hold).padStart(4),
        ` ${ageOf(now - upSince)}`.padEnd(10),
        '4'.padStart(4),
        String(isTunnel ? 5000 : 200).padStart(6),
        String(queueLength).padStart(3),
        ` ${lastSequence}`,
      ].join('');
    },
  );
  if (rows.length === 0) return [title(device, 'Neighbors', system)];
  return [
    title(device, 'Neighbors', system),
    'H   Address                 Interface       Hold Uptime   SRTT   RTO  Q  Seq',
    '                                            (sec)         (ms)       Cnt Num',
    ...rows,
  ];
}

function topologyLines(
  device: IosDevice,
  { topology, routerId }: Eigrp,
  { system, isWhole }: { system: number; isWhole: boolean },
): string[] {
  const entries = [...topology.values()].sort((a, b) => a.network - b.network || a.mask - b.mask);
  const name = device.flavour.hasLocalRoutes ? 'EIGRP-IPv4' : 'IP-EIGRP';
  return [
    `${name} Topology Table for AS(${system})/ID(${formatIpv4(routerId)})`,
    '',
    'Codes: P - Passive, A - Active, U - Update, Q - Query, R - Reply,',
    '       r - reply Status, s - sia Status ',
    '',
    ...entries.flatMap((entry) => entryLines(entry, isWhole)),
  ];
}

function entryLines(entry: TopologyEntry, isWhole: boolean): string[] {
  const { network, mask, isActive, successors, feasibleDistance, awaited } = entry;
  const state = isActive ? 'A' : 'P';
  const replies = isActive ? `, ${awaited.size} replies, active` : '';
  const feasible = [...entry.ways.values()].filter(
    (way) => isWhole || !way.neighbour || way.reported < feasibleDistance || way === entry.best,
  );
  feasible.sort((a, b) => distanceOf(a.metric) - distanceOf(b.metric));
  return [
    `${state} ${formatIpv4(network)}/${lengthOfMask(mask)}, ${successors.length} successors, FD is ${feasibleDistance}${replies}`,
    ...feasible.map((way) => `        via ${wayText(way)}`),
  ];
}

function wayText({ neighbour, interfaceName, metric, reported, external }: TopologyWay): string {
  if (neighbour)
    return `${formatIpv4(neighbour.address)} (${distanceOf(metric)}/${reported}), ${neighbour.interfaceName}`;
  return external ? `Redistributed (${distanceOf(metric)}/0)` : `Connected, ${interfaceName ?? ''}`;
}

function interfaceLines(device: IosDevice, { interfaces, neighbours }: Eigrp, system: number): string[] {
  const rows = [...interfaces.values()]
    .filter(({ parameters }) => !parameters.isPassive)
    .map(({ parameters: { name } }) => {
      const peers = [...neighbours.values()].filter(({ interfaceName }) => interfaceName === name).length;
      return `${shortNameOf(name).padEnd(18)}${String(peers).padStart(5)}        0/0         4       0/1            50           0`;
    });
  return [
    title(device, 'Interfaces', system),
    '',
    '                        Xmit Queue   Mean   Pacing Time   Multicast    Pending',
    'Interface        Peers  Un/Reliable  SRTT   Un/Reliable   Flow Timer   Routes',
    ...rows,
  ];
}
