/**
 * router ospf on a firewall: networks with masks where IOS has wildcards, and interfaces by their names. What of it is not
 * simulated (areas that are stubs, virtual links, authentication) is no command here.
 */
import { formatIpv4, parseIpv4 } from '../../base/address.ts';
import { block } from '../cli/configuration.ts';
import { Mode } from '../cli/mode.ts';
import { Refusal } from '../cli/refusal.ts';
import type { OspfConfiguration } from '../routing/ospf/configuration.ts';
import type { AsaDevice } from './device.ts';
import { configureMode } from './modes.ts';

interface OspfContext {
  readonly device: AsaDevice;
  readonly configuration: OspfConfiguration;
}

export const routerOspfMode = new Mode<OspfContext>({
  name: 'router ospf',
  prompt: '(config-router)#',
  privilege: 15,
  parent: configureMode,
  layout: ['router-id', 'network', 'passive-interface', 'log-adj-changes', 'redistribute', 'default-information'],
});

/** An ASA says what has become of neighbours unless it is told not to. */
const logLine = 'log-adj-changes';
/** Metric of what comes from elsewhere, and of a default route (ASA command reference: 20 and 1). */
const outsideMetric = 20;
const defaultRouteMetric = 1;

export function declareOspf(): void {
  configureMode
    .words({
      router: 'Enable a routing process',
      'router ospf': 'Open Shortest Path First (OSPF)',
      processId: 'Process ID',
    })
    .add('router ospf <1-65535>:processId', {
      section: 'router',
      run: (device, { processId }, exec) => {
        const { configuration } = device.router.routing.ospfProcess(processId);
        exec.enter(routerOspfMode, { device, configuration });
      },
      no: ({ router }, { processId }) => router.routing.removeOspf(processId),
      show: (device) =>
        [...device.router.routing.ospf.values()].map(({ configuration }) =>
          block(`router ospf ${configuration.processId}`, routerOspfMode, { device, configuration }),
        ),
    });
  declareVocabulary();
  declareNetworks();
  declareIdentity();
  declareOutside();
}

/** What OSPF tells of the ports of a firewall: the cost of an interface is 10 unless it is set (command reference). */
export function tellOspfFigures({ router }: AsaDevice): void {
  router.routing.figures = () => ({ bandwidth: 10_000, delay: 1 });
}

function declareNetworks(): void {
  routerOspfMode.add('network A.B.C.D:address A.B.C.D:mask area WORD:area', {
    section: 'network',
    run: ({ device, configuration }, { address, mask, area: word }) => {
      const area = areaOf(word);
      const network = { address: (address & mask) >>> 0, wildcard: ~mask >>> 0, area };
      configuration.networks = configuration.networks.filter((one) => !isSame(one, network));
      configuration.networks.push(network);
      device.router.converge();
    },
    no: ({ device, configuration }, { address, mask }) => {
      const gone = { address: (address & mask) >>> 0, wildcard: ~mask >>> 0 };
      configuration.networks = configuration.networks.filter((one) => !isSame(one, gone));
      device.router.converge();
    },
    show: ({ configuration }) =>
      configuration.networks.map(
        ({ address, wildcard, area }) => `network ${formatIpv4(address)} ${formatIpv4(~wildcard >>> 0)} area ${area}`,
      ),
  });
}

interface Network {
  readonly address: number;
  readonly wildcard: number;
}

function isSame(one: Network, other: Network): boolean {
  return one.address === other.address && one.wildcard === other.wildcard;
}

function areaOf(word: string): number {
  const area = /^\d+$/.test(word) ? Number(word) : parseIpv4(word);
  if (area === undefined || area > 0xffffffff) throw Refusal.invalid('area');
  return area;
}

function declareIdentity(): void {
  routerOspfMode
    .add('router-id ![A.B.C.D:id]', {
      section: 'router-id',
      run: ({ device, configuration }, { id }) => setRouterId(device, configuration, id),
      no: ({ device, configuration }) => setRouterId(device, configuration, undefined),
      show: ({ configuration: { routerId } }) => (routerId === undefined ? [] : [`router-id ${formatIpv4(routerId)}`]),
    })
    .add('passive-interface WORD:name', {
      section: 'passive-interface',
      run: (context, { name }) => setPassive(context, name, true),
      no: (context, { name }) => setPassive(context, name, false),
      show: ({ device, configuration: { passive } }) =>
        device.configuration.interfaces.named.flatMap(({ name, one }) =>
          name !== undefined && passive.has(one.name) ? [`passive-interface ${name}`] : [],
        ),
    })
    .add('log-adj-changes', { section: logLine, run: () => undefined, show: () => [logLine] })
    .add('log-adjacency-changes', { hidden: true, run: () => undefined })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function setRouterId({ router }: AsaDevice, configuration: OspfConfiguration, id: number | undefined): void {
  configuration.routerId = id;
  router.routing.restartOspf(configuration.processId);
}

function setPassive({ device, configuration }: OspfContext, name: string, isPassive: boolean): void {
  const named = device.configuration.interfaces.byName(name);
  if (!named) throw Refusal.invalid('name');
  if (isPassive) configuration.passive.add(named.one.name);
  else configuration.passive.delete(named.one.name);
  device.router.converge();
}

function declareOutside(): void {
  routerOspfMode
    .add('redistribute {connected|static}:source *[metric <0-16777214>:metric] *[subnets:subnets]', {
      section: 'redistribute',
      run: ({ device, configuration }, { source, metric = outsideMetric, subnets }) => {
        configuration.redistributed.set(source, { metric, isType2: true, hasSubnets: subnets !== undefined });
        device.router.converge();
      },
      no: ({ device, configuration }, { source }) => {
        configuration.redistributed.delete(source);
        device.router.converge();
      },
      show: ({ configuration: { redistributed } }) =>
        [...redistributed].map(([source, { metric, hasSubnets }]) => {
          const figure = metric === outsideMetric ? '' : ` metric ${metric}`;
          return `redistribute ${source}${figure}${hasSubnets ? ' subnets' : ''}`;
        }),
    })
    .add('default-information originate [always:always]', {
      section: 'default-information',
      run: ({ device, configuration }, { always }) => {
        configuration.defaultRoute = { isAlways: always !== undefined, metric: defaultRouteMetric, isType2: true };
        device.router.converge();
      },
      no: ({ device, configuration }) => {
        configuration.defaultRoute = undefined;
        device.router.converge();
      },
      show: ({ configuration: { defaultRoute } }) =>
        defaultRoute ? [`default-information originate${defaultRoute.isAlways ? ' always' : ''}`] : [],
    });
}

function declareVocabulary(): void {
  routerOspfMode.words({
    network: 'Enable routing on an IP network',
    'network address': 'Network number',
    mask: 'Network mask',
    area: 'Set the OSPF area ID',
    'area area': 'OSPF area ID as a decimal value or in IP address format',
    'router-id': 'Router ID for this OSPF process',
    'router-id id': 'OSPF router ID in IP address format',
    'passive-interface': 'Suppress routing updates on an interface',
    name: 'Name of the interface',
    'log-adj-changes': 'Log changes in adjacency state',
    redistribute: 'Redistribute information from another routing protocol',
    connected: 'Connected networks',
    static: 'Static routes',
    metric: 'Metric for redistributed routes',
    'metric metric': 'OSPF default metric',
    subnets: 'Consider subnets for redistribution into OSPF',
    'default-information': 'Control distribution of default information',
    originate: 'Distribute a default route',
    always: 'Always advertise default route',
    no: 'Negate a command or set its defaults',
    exit: 'Exit from router configuration mode',
  });
}
