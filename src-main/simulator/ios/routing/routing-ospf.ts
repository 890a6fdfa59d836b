/** router ospf: the process and its settings. */
import { formatIpv4 } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { OspfConfiguration, OspfRedistribution } from '../../routing/ospf/configuration.ts';
import { noRouterId } from '../../router/routing/routing-service.ts';
import { sayKept } from '../crypto/crypto-kept.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { areaNumber, routerOspfMode, type OspfContext } from './ospf-mode.ts';
import { declarePassive } from './routing-passive.ts';
import { declareOspfArea } from './ospf-area.ts';
import { requireVrf } from './vrf-named.ts';

/** Metric of a default route (the command reference of `default-information originate`). */
const defaultRouteMetric = 1;

export function declareRouterOspf(): void {
  configureMode
    .words({
      router: 'Enable a routing process',
      'router ospf': 'Open Shortest Path First (OSPF)',
      'router ospf processId': 'Process ID',
    })
    .words({
      'processId vrf': 'VPN Routing/Forwarding Instance',
      'processId vrf vrf': 'VPN Routing/Forwarding Instance (VRF) name',
    })
    .add('router ospf <1-65535>:processId [vrf WORD:vrf]', {
      section: 'router',
      run: (device, { processId, vrf }, exec) => {
        const { routing } = device.router;
        if (vrf !== undefined) requireVrf(device, vrf);
        // Worded from memory: a process stays in the table that it was made in.
        if ((routing.ospf.get(processId)?.configuration ?? { vrf }).vrf !== vrf) throw Refusal.because('%VRF specified does not match existing router'); // prettier-ignore
        const { configuration, protocol } = routing.ospfProcess(processId, vrf);
        if (protocol.routerId === noRouterId) reportWaiting(device, processId);
        exec.enter(routerOspfMode, { device, configuration });
      },
      no: ({ router }, { processId }) => router.routing.removeOspf(processId),
      show: (device) =>
        [...device.router.routing.ospf.values()].flatMap(({ configuration }) => [
          block(titleOf(configuration), routerOspfMode, { device, configuration }),
          '!',
        ]),
    });
  declareIdentity();
  declareOspfArea();
  declareNetworks();
  declarePassive(routerOspfMode);
  declareRedistribution();
}

function titleOf({ processId, vrf }: OspfConfiguration): string {
  return `router ospf ${processId}${vrf === undefined ? '' : ` vrf ${vrf}`}`;
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
    .words({ capability: 'Enable specific OSPF feature', 'vrf-lite': 'Do not perform PE specific checks' })
    .add('capability vrf-lite', {
      section: 'capability',
      run: ({ device, configuration }, _, exec) => {
        configuration.isVrfLite = true;
        sayKept(device, exec, 'capability vrf-lite', "no route comes here with the mark of a provider's edge (DN bit)");
      },
      no: ({ configuration }) => {
        configuration.isVrfLite = false;
      },
      show: ({ configuration: { isVrfLite } }) => (isVrfLite ? ['capability vrf-lite'] : []),
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
      'wildcard area': 'Set the OSPF area ID',
      'area area': 'OSPF area ID as a decimal value or in IP address format',
    })
    .add('network A.B.C.D:address WILDCARD:wildcard area WORD:area', {
      section: 'network',
      run: ({ device, configuration }, { address, wildcard, area: text }) => {
        const area = areaNumber(text);
        const typed = { address: (address & ~wildcard) >>> 0, wildcard, area };
        const known = configuration.networks.findIndex((one) => isSame(one, typed));
        if (known >= 0) configuration.networks.splice(known, 1, typed);
        else configuration.networks.push(typed);
        device.router.converge();
      },
      no: ({ device, configuration }, { address, wildcard }) => {
        configuration.networks = configuration.networks.filter((one) => !isSame(one, { address, wildcard }));
        device.router.converge();
      },
      show: ({ configuration: { networks } }) =>
        [...networks]
          .sort(bySpecificity)
          .map(({ address, wildcard, area }) => `network ${formatIpv4(address)} ${formatIpv4(wildcard)} area ${area}`),
    });
}

/**
 * "IOS detects that they overlap, and reorders the commands in the running configuration" (I. Pepelnjak, Network Statements
 * in the OSPF Process Are No Longer Order-Dependent): the most specific first.
 */
const bySpecificity = (one: { wildcard: number }, other: { wildcard: number }): number => one.wildcard - other.wildcard;

function isSame(one: { address: number; wildcard: number }, other: { address: number; wildcard: number }): boolean {
  return one.wildcard === other.wildcard && one.address === (other.address & ~other.wildcard) >>> 0;
}

const outsideTerms =
  '*[metric <0-16777214>:metric] *[metric-type <1-2>:type] *[subnets:subnets] *[tag <0-4294967295>:tag] *[route-map WORD:routeMap]';

function declareRedistribution(): void {
  routerOspfMode
    .words({
      redistribute: 'Redistribute information from another routing protocol',
      'redistribute connected': 'Connected',
      'redistribute static': 'Static routes',
      'redistribute eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'redistribute ospf': 'Open Shortest Path First (OSPF)',
      'source process': 'Number of the process or autonomous system',
      tag: 'Set tag for routes redistributed into OSPF',
      'tag tag': '32-bit tag value',
      'route-map': 'Route map reference',
      'route-map routeMap': 'Pointer to route-map entries',
      metric: 'Metric for redistributed routes',
      'metric metric': 'OSPF default metric',
      'metric-type': 'OSPF/IS-IS exterior metric type for redistributed routes',
      'metric-type type': 'Set OSPF External Type metrics',
      subnets: 'Consider subnets for redistribution into OSPF',
      'default-information': 'Control distribution of default information',
      originate: 'Distribute a default route',
      always: 'Always advertise default route',
    })
    .add(`redistribute {connected|static}:source ${outsideTerms}`, {
      section: 'redistribute',
      run: (context, { source, ...terms }, exec) => redistribute(context, source, { ...terms, exec }),
      no: (context, { source }) => withdraw(context, source),
      show: ({ configuration: { redistributed } }) =>
        [...redistributed].map(([source, rule]) => redistributeLine(source, rule)),
    })
    .add(`redistribute {eigrp|ospf}:source <1-65535>:process ${outsideTerms}`, {
      run: (context, { source, process, ...terms }, exec) =>
        redistribute(context, `${source} ${process}`, { ...terms, exec }),
      no: (context, { source, process }) => withdraw(context, `${source} ${process}`),
    })
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
  readonly metric?: number;
  readonly type?: number;
  readonly tag?: number;
  readonly routeMap?: string;
  readonly subnets?: string;
  readonly exec: Exec;
}

/** The warning of IOS is about what it then leaves out. */
function redistribute({ device, configuration }: OspfContext, source: string, terms: Terms): void {
  const { metric, type = 2, subnets, tag, routeMap, exec } = terms;
  const hasSubnets = subnets !== undefined;
  if (!hasSubnets && !device.isBooting) exec.print('% Only classful networks will be redistributed');
  configuration.redistributed.set(source, { metric, isType2: type === 2, hasSubnets, tag, routeMap });
  device.router.converge();
}

function withdraw({ device, configuration }: OspfContext, source: string): void {
  configuration.redistributed.delete(source);
  device.router.converge();
}

function redistributeLine(source: string, { metric, isType2, hasSubnets, tag, routeMap }: OspfRedistribution): string {
  return [
    `redistribute ${source}`,
    ...(metric === undefined ? [] : [`metric ${metric}`]),
    ...(isType2 ? [] : ['metric-type 1']),
    ...(hasSubnets ? ['subnets'] : []),
    ...(tag === undefined ? [] : [`tag ${tag}`]),
    ...(routeMap === undefined ? [] : [`route-map ${routeMap}`]),
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
