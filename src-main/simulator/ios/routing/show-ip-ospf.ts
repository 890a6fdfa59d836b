/** show ip ospf: the process, its interfaces, neighbours and databases. Layout: consoles of 12.4T. */
import { formatIpv4, lengthOfMask } from '../../../base/address.ts';
import type { OspfProcess } from '../../router/routing/routing-process.ts';
import type { OspfConfiguration } from '../../routing/ospf/configuration.ts';
import type { Neighbour } from '../../routing/ospf/neighbour.ts';
import type { OspfInterface } from '../../routing/ospf/ospf-interface.ts';
import type { Ospf } from '../../routing/ospf/ospf.ts';
import { lsaTypes, parseRouterBody, type Lsa } from '../../wire/ospf/lsa.ts';
import { ospfOptions } from '../../wire/ospf/message.ts';
import { ageOf } from '../age.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { shortNameOf } from '../interface/interface-state.ts';

export function declareShowOspf(): void {
  execMode
    .words({
      'show ip ospf': 'OSPF information',
      'ospf processId': 'Process ID number',
      ...wordsUnder('ospf'),
      ...wordsUnder('processId'),
      'clear ip': 'IP',
      'clear ip ospf': 'OSPF clear commands',
      'clear ip ospf process': 'Reset OSPF process',
    })
    .add('show ip ospf [<1-65535>:processId]', {
      run: (device, { processId }, exec) =>
        exec.print(...processes(device, processId).flatMap((one) => processLines(one))),
    })
    .add('show ip ospf [<1-65535>:processId] neighbor [INTERFACE:name]', {
      run: (device, { processId, name }, exec) => exec.print(...neighbourTable(device, processId, name)),
    })
    .add('show ip ospf [<1-65535>:processId] neighbor detail', {
      run: (device, { processId }, exec) =>
        exec.print(...processes(device, processId).flatMap(({ protocol }) => detailLines(device, protocol))),
    })
    .add('show ip ospf [<1-65535>:processId] interface brief', {
      run: (device, { processId }, exec) => exec.print(...briefLines(device, processId)),
    })
    .add('show ip ospf [<1-65535>:processId] interface [INTERFACE:name]', {
      run: (device, { processId, name }, exec) => exec.print(...interfaceBlocks(device, processId, name)),
    })
    .add('show ip ospf [<1-65535>:processId] database', {
      run: (device, { processId }, exec) =>
        exec.print(...processes(device, processId).flatMap((one) => databaseLines(one))),
    })
    .add('clear ip ospf process', {
      run: async ({ router }, _, exec) => {
        if (!(await exec.askYesOrNo('Reset ALL OSPF processes? [no]: ', false))) return;
        for (const processId of [...router.routing.ospf.keys()]) router.routing.restartOspf(processId);
      },
    });
}

/** The same after the number of a process. */
function wordsUnder(before: string): Record<string, string> {
  return {
    [`${before} neighbor`]: 'Neighbor list',
    [`${before} neighbor detail`]: 'detail of all neighbors',
    [`${before} interface`]: 'Interface information',
    [`${before} interface brief`]: 'Summary of interface information',
    [`${before} database`]: 'Database summary',
  };
}

/** @param wanted undefined stands for all */
function processes({ router }: IosDevice, wanted?: number): OspfProcess[] {
  return [...router.routing.ospf.values()].filter(
    ({ configuration: { processId } }) => (wanted ?? processId) === processId,
  );
}

function processLines({ protocol, configuration }: OspfProcess): string[] {
  const { processId, vrf, isVrfLite } = configuration;
  const areas = protocol.areas.flatMap((area) => {
    const own = [...protocol.interfaces.values()].filter(({ parameters }) => parameters.area === area);
    return [
      `    Area ${area === 0 ? 'BACKBONE(0)' : area}`,
      `        Number of interfaces in this area is ${own.length}`,
      ...stubLines(configuration, area),
      `        Area has ${areaAuthentication(configuration, area)}`,
      `        SPF algorithm executed ${protocol.runs} times`,
      `        Number of LSA ${protocol.advertisementsOf(area).length}.`,
    ];
  });
  return [
    ` Routing Process "ospf ${processId}" with ID ${formatIpv4(protocol.routerId)}`,
    ' Supports only single TOS(TOS0) routes',
    ...(vrf === undefined || isVrfLite ? [] : [` Connected to MPLS VPN Superbackbone, VRF ${vrf}`]),
    ...(protocol.isBorder ? [' It is an area border router'] : []),
    ...(protocol.isExternalBorder ? [' It is an autonomous system boundary router'] : []),
    ' Initial SPF schedule delay 5000 msecs',
    ` Number of external LSA ${protocol.externalAdvertisements.length}.`,
    ` Number of areas in this router is ${areaCounts({ protocol, configuration })}`,
    ...areas,
    '',
  ];
}

function stubLines({ areas }: OspfConfiguration, area: number): string[] {
  const { stub, defaultCost = 1 } = areas.get(area) ?? {};
  if (!stub) return [];
  return [
    `        It is a stub area${stub.hasSummaries ? '' : ', no summary LSA in this area'}`,
    `          generates stub default route with cost ${defaultCost}`,
  ];
}

/** How many areas are of each kind. */
function areaCounts({ protocol, configuration }: OspfProcess): string {
  const stubs = protocol.areas.filter((area) => configuration.areas.get(area)?.stub).length;
  return `${protocol.areas.length}. ${protocol.areas.length - stubs} normal ${stubs} stub 0 nssa`;
}

function areaAuthentication({ areas }: OspfConfiguration, area: number): string {
  const kind = areas.get(area)?.authentication;
  if (kind === undefined) return 'no authentication';
  return kind === 'password' ? 'simple password authentication' : 'message digest authentication';
}

/** Whether there is a designated router. */
const isElecting = ({ parameters }: OspfInterface): boolean => parameters.networkType === 'broadcast';

/** What a neighbour is on the network: nothing where there is nothing to elect. */
function roleOf(own: OspfInterface, { address }: Neighbour): string {
  if (!isElecting(own)) return '  -';
  if (address === own.designated) return 'DR';
  return address === own.backup ? 'BDR' : 'DROTHER';
}

function deadTime({ clock }: IosDevice, own: OspfInterface, neighbour: Neighbour): string {
  return ageOf(Math.max(0, neighbour.heardAt + 1000 * own.parameters.deadInterval - clock.now()));
}

function neighbourTable(device: IosDevice, processId: number | undefined, name: string | undefined): string[] {
  const rows = processes(device, processId).flatMap(({ protocol }) =>
    [...protocol.interfaces.values()].flatMap((own) =>
      name === undefined || own.parameters.name === name
        ? [...own.neighbours.values()].map((one) => neighbourRow(device, own, one))
        : [],
    ),
  );
  if (rows.length === 0) return [];
  return ['', 'Neighbor ID     Pri   State           Dead Time   Address         Interface', ...rows];
}

function neighbourRow(device: IosDevice, own: OspfInterface, neighbour: Neighbour): string {
  const { router, priority, state, address } = neighbour;
  return [
    formatIpv4(router).padEnd(16),
    String(isElecting(own) ? priority : 0).padStart(3),
    '   ',
    `${state}/${roleOf(own, neighbour)}`.padEnd(16),
    deadTime(device, own, neighbour).padEnd(12),
    formatIpv4(address).padEnd(16),
    own.parameters.name,
  ].join('');
}

function detailLines(device: IosDevice, protocol: Ospf): string[] {
  return [...protocol.interfaces.values()].flatMap((own) =>
    [...own.neighbours.values()].flatMap((neighbour) => {
      const { router, address, priority, state, fullSince } = neighbour;
      const age = fullSince === undefined ? '00:00:00' : ageOf(device.clock.now() - fullSince);
      return [
        ` Neighbor ${formatIpv4(router)}, interface address ${formatIpv4(address)}`,
        `    In the area ${own.parameters.area} via interface ${own.parameters.name}`,
        `    Neighbor priority is ${isElecting(own) ? priority : 0}, State is ${state}`,
        `    DR is ${formatIpv4(own.designated)} BDR is ${formatIpv4(own.backup)}`,
        `    Options is ${optionWords(neighbour)}`,
        `    Dead timer due in ${deadTime(device, own, neighbour)}`,
        `    Neighbor is up for ${age}`,
      ];
    }),
  );
}

function optionWords({ options }: Neighbour): string {
  const set = Object.entries(ospfOptions).filter(([, bit]) => (options & bit) !== 0);
  const names = set.length === 0 ? '' : ` (${set.map(([name]) => `${name}-bit`).join(', ')})`;
  return `0x${options.toString(16)} in Hello${names}`;
}

function briefLines(device: IosDevice, wanted: number | undefined): string[] {
  const rows = processes(device, wanted).flatMap(({ configuration: { processId }, protocol }) =>
    [...protocol.interfaces.values()].map((own) => {
      const { name, area, address, mask, cost } = own.parameters;
      const neighbours = [...own.neighbours.values()];
      const full = neighbours.filter(({ state }) => state === 'FULL').length;
      const columns = [
        shortNameOf(name).padEnd(13),
        String(processId).padEnd(6),
        String(area).padEnd(16),
        `${formatIpv4(address)}/${lengthOfMask(mask)}`.padEnd(19),
        String(cost).padEnd(6),
        stateOf(own).padEnd(6),
      ];
      return `${columns.join('')}${full}/${neighbours.length}`;
    }),
  );
  return ['Interface    PID   Area            IP Address/Mask    Cost  State Nbrs F/C', ...rows];
}

function stateOf({ state }: OspfInterface): string {
  return state === 'DROTHER' ? 'DROTH' : state;
}

const networkTypes = {
  broadcast: 'BROADCAST',
  'point-to-point': 'POINT_TO_POINT',
  'point-to-multipoint': 'POINT_TO_MULTIPOINT',
  loopback: 'LOOPBACK',
} as const;
const stateNames = {
  LOOP: 'LOOPBACK',
  WAIT: 'WAITING',
  P2P: 'POINT_TO_POINT',
  P2MP: 'POINT_TO_MULTIPOINT',
  DR: 'DR',
  BDR: 'BDR',
  DROTHER: 'DROTHER',
} as const;

function interfaceBlocks(device: IosDevice, wanted: number | undefined, name: string | undefined): string[] {
  return processes(device, wanted).flatMap((process) =>
    [...process.protocol.interfaces.values()].flatMap((own) =>
      name === undefined || own.parameters.name === name ? interfaceBlock(device, own, process) : [],
    ),
  );
}

function interfaceBlock(device: IosDevice, own: OspfInterface, process: OspfProcess): string[] {
  const { protocol, configuration } = process;
  const { name, address, mask, area, networkType, cost, helloInterval, deadInterval, priority, isPassive } =
    own.parameters;
  const isBroadcast = networkType === 'broadcast';
  const head = [
    `${name} is up, line protocol is up `,
    `  Internet Address ${formatIpv4(address)}/${lengthOfMask(mask)}, Area ${area} `,
    `  Process ID ${configuration.processId}, Router ID ${formatIpv4(protocol.routerId)}, Network Type ${networkTypes[networkType]}, Cost: ${cost}`,
  ];
  if (networkType === 'loopback') return [...head, '  Loopback interface is treated as a stub Host'];
  const neighbours = [...own.neighbours.values()];
  const adjacent = neighbours.filter(({ state }) => state === 'FULL');
  const due = ageOf(Math.max(0, own.helloDue - device.clock.now()));
  return [
    ...head,
    `  Transmit Delay is 1 sec, State ${stateNames[own.state]}${isBroadcast ? `, Priority ${priority} ` : ','}`,
    ...(isBroadcast ? electedLines(protocol, own) : []),
    `  Timer intervals configured, Hello ${helloInterval}, Dead ${deadInterval}, Wait ${deadInterval}, Retransmit 5`,
    isPassive ? '    No Hellos (Passive interface) ' : `    Hello due in ${due}`,
    `  Neighbor Count is ${neighbours.length}, Adjacent neighbor count is ${adjacent.length} `,
    ...adjacent.map((one) => `    Adjacent with neighbor ${formatIpv4(one.router)}${adjacentRole(own, one)}`),
    '  Suppress hello for 0 neighbor(s)',
    ...authenticationLines(device, process, name),
  ];
}

function authenticationLines({ router }: IosDevice, process: OspfProcess, name: string): string[] {
  return router.routing.ospfAuthentication(process, name).flatMap((one) => {
    if (one.kind === 'none') return [];
    if (one.kind === 'password') return ['  Simple password authentication enabled'];
    const youngest = one.keys.at(-1);
    const key = youngest ? `    Youngest key id is ${youngest.id}` : '      No key configured, using default key id 0';
    return ['  Message digest authentication enabled', key];
  });
}

function adjacentRole(own: OspfInterface, { address }: Neighbour): string {
  if (!isElecting(own)) return '';
  if (address === own.designated) return '  (Designated Router)';
  return address === own.backup ? '  (Backup Designated Router)' : '';
}

function electedLines(protocol: Ospf, own: OspfInterface): string[] {
  const idOf = (address: number): string => {
    const neighbour = [...own.neighbours.values()].find((one) => one.address === address);
    return formatIpv4(neighbour?.router ?? protocol.routerId);
  };
  const line = (title: string, address: number): string =>
    address === 0
      ? `  No ${title.toLowerCase()} router on this network`
      : `  ${title} Router (ID) ${idOf(address)}, Interface address ${formatIpv4(address)}`;
  return [line('Designated', own.designated), line('Backup Designated', own.backup)];
}

function databaseLines({ protocol, configuration: { processId } }: OspfProcess): string[] {
  const head = ['', `            OSPF Router with ID (${formatIpv4(protocol.routerId)}) (Process ID ${processId})`];
  const areas = protocol.areas.flatMap((area) => {
    const all = protocol.advertisementsOf(area);
    const table = (title: string, type: number): string[] =>
      tableOf(
        `${title} (Area ${area})`,
        all.filter(({ header }) => header.type === type),
      );
    return [
      ...table('Router Link States', lsaTypes.router),
      ...table('Net Link States', lsaTypes.network),
      ...table('Summary Net Link States', lsaTypes.summary),
      ...table('Summary ASB Link States', lsaTypes.summaryAsbr),
    ];
  });
  return [...head, ...areas, ...tableOf('Type-5 AS External Link States', protocol.externalAdvertisements)];
}

function tableOf(title: string, all: readonly Lsa[]): string[] {
  const [first] = all;
  if (!first) return [];
  const isRouter = first.header.type === lsaTypes.router;
  const rows = all.map(({ header: { id, router, age, sequence, checksum }, body }) => {
    const columns = [
      formatIpv4(id).padEnd(16),
      formatIpv4(router).padEnd(16),
      String(age).padEnd(12),
      `0x${(sequence >>> 0).toString(16).toUpperCase().padStart(8, '0')} `,
      `0x${checksum.toString(16).toUpperCase().padStart(6, '0')}`,
    ];
    return columns.join('') + (isRouter ? ` ${parseRouterBody(body).links.length}` : '');
  });
  return [
    '',
    `${' '.repeat(16)}${title}`,
    '',
    `Link ID         ADV Router      Age         Seq#       Checksum${isRouter ? ' Link count' : ''}`,
    ...rows,
  ];
}
