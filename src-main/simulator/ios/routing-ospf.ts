/** router ospf: the process and its settings. */
import { formatIpv4, parseIpv4 } from '../../base/address.ts';
import { block } from '../cli/configuration.ts';
import { Mode } from '../cli/mode.ts';
import { Refusal } from '../cli/refusal.ts';
import type { OspfConfiguration, RedistributedSource } from '../routing/ospf/configuration.ts';
import { noRouterId } from '../router/routing-service.ts';
import type { IosDevice } from './device.ts';
import { existingKinds } from './interface-kinds.ts';
import { configureMode } from './modes.ts';
import { declarePassive } from './routing-passive.ts';

export interface OspfContext {
  readonly device: IosDevice;
  readonly configuration: OspfConfiguration;
}

export const routerOspfMode = new Mode<OspfContext>({
  name: 'router ospf',
  prompt: '(config-router)#',
  title: 'Router configuration commands:',
  privilege: 15,
  parent: configureMode,
  interfaces: ({ device }) => existingKinds(device),
  layout: [
    'router-id',
    'log',
    'auto-cost',
    'redistribute',
    'passive-interface',
    'network',
    'default-information',
    'distance',
  ],
});

/** Metric of what comes from elsewhere, and of a default route (the command reference of `redistribute`). */
const outsideMetric = 20;
const defaultRouteMetric = 1;

export function declareRouterOspf(): void {
  configureMode
    .words({
      router: 'Enable a routing process',
      'router ospf': 'Open Shortest Path First (OSPF)',
      'router ospf processId': 'Process ID',
    })
    .add('router ospf <1-65535>:processId', {
      section: 'router',
      run: (device, { processId }, exec) => {
        const { configuration, protocol } = device.router.routing.ospfProcess(processId);
        if (protocol.routerId === noRouterId) reportWaiting(device, processId);
        exec.enter(routerOspfMode, { device, configuration });
      },
      no: ({ router }, { processId }) => router.routing.removeOspf(processId),
      show: (device) =>
        [...device.router.routing.ospf.values()].flatMap(({ configuration }) => [
          block(`router ospf ${configuration.processId}`, routerOspfMode, { device, configuration }),
          '!',
        ]),
    });
  declareIdentity();
  declareNetworks();
  declarePassive(routerOspfMode);
  declareRedistribution();
}

/** The process is configured all the same, and starts with `router-id` or with the first address. */
function reportWaiting({ log }: IosDevice, processId: number): void {
  const text = `OSPF process ${processId} failed to allocate unique router-id and cannot start`;
  log.report({ facility: 'OSPF', severity: 4, mnemonic: 'NORTRID', text });
}

function declareIdentity(): void {
  routerOspfMode
    .words({
      'router-id': 'router-id for this OSPF process',
      'router-id id': 'OSPF router-id in IP address format',
      'log-adjacency-changes': 'Log changes in adjacency state',
      'auto-cost': 'Calculate OSPF interface cost according to bandwidth',
      'reference-bandwidth': 'Use reference bandwidth method to assign OSPF cost',
      'reference-bandwidth megabits': 'The reference bandwidth in terms of Mbits per second',
      distance: 'Define an administrative distance',
      'distance value': 'OSPF administrative distance',
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from routing protocol configuration mode',
    })
    .add('router-id ![A.B.C.D:id]', {
      section: 'router-id',
      run: ({ device, configuration }, { id }, exec) =>
        setRouterId(device, configuration, { id, say: (text) => exec.print(text) }),
      no: ({ configuration }) => (configuration.routerId = undefined),
      show: ({ configuration: { routerId } }) => (routerId === undefined ? [] : [`router-id ${formatIpv4(routerId)}`]),
    })
    .add('log-adjacency-changes', {
      section: 'log',
      run: () => undefined,
      // Written up to 12.4 although it is the default.
      show: ({ device }) =>
        device.flavour.train === '15' || device.flavour.train === '17' ? [] : ['log-adjacency-changes'],
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  declareChoice();
}

function declareChoice(): void {
  routerOspfMode
    .add('auto-cost reference-bandwidth ![<1-4294967>:megabits]', {
      section: 'auto-cost',
      run: ({ device, configuration }, { megabits }) => {
        configuration.referenceBandwidth = megabits;
        device.router.converge();
      },
      no: ({ device, configuration }) => {
        configuration.referenceBandwidth = 100;
        device.router.converge();
      },
      show: ({ configuration: { referenceBandwidth: megabits } }) =>
        megabits === 100 ? [] : [`auto-cost reference-bandwidth ${megabits}`],
    })
    .add('distance ![<1-255>:value]', {
      section: 'distance',
      run: ({ device, configuration }, { value }) => {
        configuration.distance = value;
        device.router.converge();
      },
      no: ({ device, configuration }) => {
        configuration.distance = 110;
        device.router.converge();
      },
      show: ({ configuration: { distance } }) => (distance === 110 ? [] : [`distance ${distance}`]),
    });
}

/** While there are neighbours the id stays until the process begins anew. */
function setRouterId(
  { router }: IosDevice,
  configuration: OspfConfiguration,
  { id, say }: { id: number; say: (text: string) => void },
): void {
  const { processId } = configuration;
  configuration.routerId = id;
  const process = router.routing.ospf.get(processId);
  const hasNeighbours = [...(process?.protocol.interfaces.values() ?? [])].some(
    ({ neighbours }) => neighbours.size > 0,
  );
  if (hasNeighbours) say(`% OSPF: Reload or use "clear ip ospf process" command, for this to take effect`);
  else router.routing.restartOspf(processId);
}

function declareNetworks(): void {
  routerOspfMode
    .words({
      network: 'Enable routing on an IP network',
      'network address': 'Network number',
      'address wildcard': 'OSPF wild card bits',
      area: 'Set the OSPF area ID',
      'area area': 'OSPF area ID as a decimal value or in IP address format',
    })
    .add('network A.B.C.D:address WILDCARD:wildcard area WORD:area', {
      section: 'network',
      run: ({ device, configuration }, { address, wildcard, area: text }) => {
        const area = areaNumber(text);
        configuration.networks = configuration.networks.filter((one) => !isSame(one, { address, wildcard }));
        configuration.networks.push({ address: (address & ~wildcard) >>> 0, wildcard, area });
        device.router.converge();
      },
      no: ({ device, configuration }, { address, wildcard }) => {
        configuration.networks = configuration.networks.filter((one) => !isSame(one, { address, wildcard }));
        device.router.converge();
      },
      show: ({ configuration: { networks } }) =>
        networks.map(
          ({ address, wildcard, area }) => `network ${formatIpv4(address)} ${formatIpv4(wildcard)} area ${area}`,
        ),
    });
}

function isSame(one: { address: number; wildcard: number }, other: { address: number; wildcard: number }): boolean {
  return one.wildcard === other.wildcard && one.address === (other.address & ~other.wildcard) >>> 0;
}

/** A number, or the same in dots. */
export function areaNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : parseIpv4(text);
  if (number === undefined || number > 0xffffffff) throw Refusal.because('% Invalid OSPF area ID');
  return number;
}

function declareRedistribution(): void {
  routerOspfMode
    .words({
      redistribute: 'Redistribute information from another routing protocol',
      'redistribute connected': 'Connected',
      'redistribute static': 'Static routes',
      'redistribute eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'eigrp system': 'Autonomous system number',
      metric: 'Metric for redistributed routes',
      'metric metric': 'OSPF default metric',
      'metric-type': 'OSPF/IS-IS exterior metric type for redistributed routes',
      'metric-type type': 'Set OSPF External Type metrics',
      subnets: 'Consider subnets for redistribution into OSPF',
      'default-information': 'Control distribution of default information',
      originate: 'Distribute a default route',
      always: 'Always advertise default route',
    })
    .add(
      'redistribute {connected|static}:source *[metric <0-16777214>:metric] *[metric-type <1-2>:type] *[subnets:subnets]',
      {
        section: 'redistribute',
        run: (context, { source, ...terms }) => redistribute(context, source, terms),
        no: (context, { source }) => redistribute(context, source, undefined),
        show: ({ configuration: { redistributed } }) =>
          [...redistributed].map(([source, terms]) => redistributeLine(source, terms)),
      },
    )
    .add(
      'redistribute eigrp <1-65535>:system *[metric <0-16777214>:metric] *[metric-type <1-2>:type] *[subnets:subnets]',
      {
        run: (context, terms) => redistribute(context, 'eigrp', terms),
        no: (context) => redistribute(context, 'eigrp', undefined),
      },
    )
    .add('default-information originate *[always:always] *[metric <0-16777214>:metric] *[metric-type <1-2>:type]', {
      section: 'default-information',
      run: ({ device, configuration }, { always, metric = defaultRouteMetric, type = 2 }) => {
        configuration.defaultRoute = { isAlways: always !== undefined, metric, isType2: type === 2 };
        device.router.converge();
      },
      no: ({ device, configuration }) => {
        configuration.defaultRoute = undefined;
        device.router.converge();
      },
      show: ({ configuration: { defaultRoute } }) => (defaultRoute ? [defaultLine(defaultRoute)] : []),
    });
}

interface Terms {
  readonly system?: number;
  readonly metric?: number;
  readonly type?: number;
  readonly subnets?: string;
}

function redistribute(
  { device, configuration }: OspfContext,
  source: RedistributedSource,
  terms: Terms | undefined,
): void {
  const { redistributed } = configuration;
  if (terms) {
    const { metric = outsideMetric, type = 2, subnets, system } = terms;
    redistributed.set(source, { metric, isType2: type === 2, hasSubnets: subnets !== undefined, system });
  } else redistributed.delete(source);
  device.router.converge();
}

function redistributeLine(
  source: RedistributedSource,
  {
    metric,
    isType2,
    hasSubnets,
    system,
  }: { metric: number; isType2: boolean; hasSubnets: boolean; system?: number | undefined },
): string {
  return [
    `redistribute ${source}${system === undefined ? '' : ` ${system}`}`,
    ...(metric === outsideMetric ? [] : [`metric ${metric}`]),
    ...(isType2 ? [] : ['metric-type 1']),
    ...(hasSubnets ? ['subnets'] : []),
  ].join(' ');
}

function defaultLine({ isAlways, metric, isType2 }: { isAlways: boolean; metric: number; isType2: boolean }): string {
  return [
    'default-information originate',
    ...(isAlways ? ['always'] : []),
    ...(metric === defaultRouteMetric ? [] : [`metric ${metric}`]),
    ...(isType2 ? [] : ['metric-type 1']),
  ].join(' ');
}
