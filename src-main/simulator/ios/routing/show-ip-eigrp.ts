/** show ip eigrp: neighbours, the topology table and interfaces. Layout: consoles of 12.4T, and of 15 where it differs. */
import { formatIpv4, lengthOfMask } from '../../../base/address.ts';
import type { EigrpProcess } from '../../router/routing/routing-process.ts';
import type { EigrpConfiguration } from '../../routing/eigrp/configuration.ts';
import type { Eigrp } from '../../routing/eigrp/eigrp.ts';
import type { TopologyEntry, TopologyWay } from '../../routing/eigrp/topology.ts';
import { ageOf } from '../age.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { shortNameOf } from '../interface/interface-state.ts';

export function declareShowEigrp(): void {
  execMode.words({
    'show ip eigrp': 'IP-EIGRP show commands',
    'eigrp vrf': 'Select a VPN Routing/Forwarding instance',
    'eigrp vrf vrf': 'VPN Routing/Forwarding instance name',
    neighbors: 'IP-EIGRP neighbors',
    topology: 'IP-EIGRP Topology Table',
    'topology all-links': 'Show all links in topology table',
    interfaces: 'IP-EIGRP interfaces',
    'clear ip eigrp': 'Clear IP-EIGRP',
    'clear ip eigrp neighbors': 'Clear IP-EIGRP neighbors',
  });
  for (const ip of ['show ip eigrp', 'show ip eigrp vrf WORD:vrf'] as const)
    execMode
      .add(`${ip} neighbors` as 'show ip eigrp vrf WORD:vrf neighbors', {
        run: (device, { vrf }, exec) => exec.print(...each(device, vrf, neighbourLines)),
      })
      .add(`${ip} topology [all-links:all]` as 'show ip eigrp vrf WORD:vrf topology [all-links:all]', {
        run: (device, { vrf, all }, exec) =>
          exec.print(...each(device, vrf, (_, process) => topologyLines(device, process, all !== undefined))),
      })
      .add(`${ip} interfaces` as 'show ip eigrp vrf WORD:vrf interfaces', {
        run: (device, { vrf }, exec) => exec.print(...each(device, vrf, interfaceLines)),
      });
  execMode.add('clear ip eigrp neighbors', {
    run: ({ router }) => {
      for (const { protocol } of router.routing.eigrp) protocol.clear();
    },
  });
}

type Lines = (device: IosDevice, process: EigrpProcess) => string[];

/** Those of a table that have an autonomous system; undefined stands for the global one. */
function each(device: IosDevice, vrf: string | undefined, lines: Lines): string[] {
  return device.router.routing.eigrp
    .filter(({ configuration: one }) => one.vrf === vrf && one.autonomousSystem !== 0)
    .flatMap((process) => lines(device, process));
}

/** `VR(LAB) Address-Family` of a named instance. */
function title({ flavour }: IosDevice, what: string, { autonomousSystem, under, vrf }: EigrpConfiguration): string {
  if (!flavour.hasLocalRoutes) return `IP-EIGRP ${what.toLowerCase()} for process ${autonomousSystem}`;
  const name = under?.kind === 'name' ? ` VR(${under.name}) Address-Family` : '';
  return `EIGRP-IPv4${name} ${what} for AS(${autonomousSystem})${vrf === undefined ? '' : ` VRF(${vrf})`}`;
}

/** The smooth round trip time of a link here, and the time out that IOS has for tunnels and for Ethernet. */
function neighbourLines(device: IosDevice, { protocol: { neighbours }, configuration }: EigrpProcess): string[] {
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
  if (rows.length === 0) return [title(device, 'Neighbors', configuration)];
  return [
    title(device, 'Neighbors', configuration),
    'H   Address                 Interface       Hold Uptime   SRTT   RTO  Q  Seq',
    '                                            (sec)         (ms)       Cnt Num',
    ...rows,
  ];
}

function topologyLines(device: IosDevice, { protocol, configuration }: EigrpProcess, isWhole: boolean): string[] {
  const { topology, routerId } = protocol;
  const { autonomousSystem, under, vrf } = configuration;
  const entries = [...topology.values()].sort((a, b) => a.network - b.network || a.mask - b.mask);
  const name = device.flavour.hasLocalRoutes ? 'EIGRP-IPv4' : 'IP-EIGRP';
  const instance = under?.kind === 'name' ? ` VR(${under.name})` : '';
  return [
    `${name}${instance} Topology Table for AS(${autonomousSystem})/ID(${formatIpv4(routerId)})`,
    ...(vrf === undefined ? [] : [`           Topology(base) TID(0) VRF(${vrf})`]),
    '',
    'Codes: P - Passive, A - Active, U - Update, Q - Query, R - Reply,',
    '       r - reply Status, s - sia Status ',
    '',
    ...entries.flatMap((entry) => entryLines(protocol, entry, isWhole)),
  ];
}

function entryLines({ distanceOf }: Eigrp, entry: TopologyEntry, isWhole: boolean): string[] {
  const { network, mask, isActive, successors, feasibleDistance, awaited } = entry;
  const state = isActive ? 'A' : 'P';
  const replies = isActive ? `, ${awaited.size} replies, active` : '';
  const feasible = [...entry.ways.values()].filter(
    (way) => isWhole || !way.neighbour || way.reported < feasibleDistance || way === entry.best,
  );
  feasible.sort((a, b) => distanceOf(a.metric) - distanceOf(b.metric));
  return [
    `${state} ${formatIpv4(network)}/${lengthOfMask(mask)}, ${successors.length} successors, FD is ${distanceText(feasibleDistance)}${replies}`,
    ...feasible.map((way) => `        via ${wayText(way, distanceOf(way.metric))}`),
  ];
}

/** Of what has never been reached there is no distance. */
const distanceText = (distance: number): string => (Number.isFinite(distance) ? String(distance) : 'Inaccessible');

function wayText({ neighbour, interfaceName, reported, external }: TopologyWay, distance: number): string {
  if (neighbour) return `${formatIpv4(neighbour.address)} (${distance}/${reported}), ${neighbour.interfaceName}`;
  if (interfaceName === 'Null0') return `Summary (${distance}/0), Null0`;
  return external ? `Redistributed (${distance}/0)` : `Connected, ${interfaceName ?? ''}`;
}

function interfaceLines(device: IosDevice, { protocol, configuration }: EigrpProcess): string[] {
  const { interfaces, neighbours } = protocol;
  const rows = [...interfaces.values()]
    .filter(({ parameters }) => !parameters.isPassive)
    .map(({ parameters: { name } }) => {
      const peers = [...neighbours.values()].filter(({ interfaceName }) => interfaceName === name).length;
      return `${shortNameOf(name).padEnd(18)}${String(peers).padStart(5)}        0/0         4       0/1            50           0`;
    });
  return [
    title(device, 'Interfaces', configuration),
    '',
    '                        Xmit Queue   Mean   Pacing Time   Multicast    Pending',
    'Interface        Peers  Un/Reliable  SRTT   Un/Reliable   Flow Timer   Routes',
    ...rows,
  ];
}
