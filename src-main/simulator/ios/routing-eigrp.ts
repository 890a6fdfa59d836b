/** router eigrp: the process and its settings, and what interfaces say of it. */
import { formatIpv4 } from '../../base/address.ts';
import { block } from '../cli/configuration.ts';
import { Mode } from '../cli/mode.ts';
import { Refusal } from '../cli/refusal.ts';
import type { EigrpConfiguration, EigrpInterfaceSettings, EigrpSeedMetric } from '../routing/eigrp/configuration.ts';
import type { InterfaceContext, IosDevice } from './device.ts';
import { existingKinds } from './interface-kinds.ts';
import { configureMode, interfaceMode } from './modes.ts';
import { classMaskOf } from './route-class.ts';
import { declarePassive } from './routing-passive.ts';

interface EigrpContext {
  readonly device: IosDevice;
  readonly configuration: EigrpConfiguration;
}

export const routerEigrpMode = new Mode<EigrpContext>({
  name: 'router eigrp',
  prompt: '(config-router)#',
  title: 'Router configuration commands:',
  privilege: 15,
  parent: configureMode,
  interfaces: ({ device }) => existingKinds(device),
  layout: ['redistribute', 'passive-interface', 'network', 'default-metric', 'auto-summary', 'router-id', 'eigrp'],
});

export function declareRouterEigrp(): void {
  configureMode
    .words({
      router: 'Enable a routing process',
      'router eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'router eigrp system': 'Autonomous system number',
    })
    .add('router eigrp <1-65535>:system', {
      section: 'router',
      run: (device, { system }, exec) => {
        const { configuration } = device.router.routing.eigrpProcess(system);
        exec.enter(routerEigrpMode, { device, configuration });
      },
      no: ({ router }, { system }) => router.routing.removeEigrp(system),
      show: (device) =>
        [...device.router.routing.eigrp.values()].flatMap(({ configuration }) => [
          block(`router eigrp ${configuration.autonomousSystem}`, routerEigrpMode, { device, configuration }),
          '!',
        ]),
    });
  declareNetworks();
  declarePassive(routerEigrpMode);
  declareRedistribution();
  declareOthers();
  declareEigrpInterface();
}

function declareNetworks(): void {
  routerEigrpMode
    .words({
      network: 'Enable routing on an IP network',
      'network address': 'Network number',
      'address wildcard': 'EIGRP wild card bits',
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from routing protocol configuration mode',
    })
    .add('network A.B.C.D:address [WILDCARD:wildcard]', {
      section: 'network',
      run: ({ device, configuration }, { address, wildcard }) => {
        const network = networkLine(address, wildcard);
        configuration.networks = [...configuration.networks.filter((one) => !isSame(one, network)), network];
        device.router.converge();
      },
      no: ({ device, configuration }, { address, wildcard }) => {
        const network = networkLine(address, wildcard);
        configuration.networks = configuration.networks.filter((one) => !isSame(one, network));
        device.router.converge();
      },
      show: ({ configuration: { networks } }) =>
        networks.map(({ address, wildcard }) => {
          const isClassful = ~classMaskOf(address) >>> 0 === wildcard;
          return `network ${formatIpv4(address)}${isClassful ? '' : ` ${formatIpv4(wildcard)}`}`;
        }),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

/** Without a wildcard it is the whole network of the address's class. A mask typed for a wildcard is turned round, as IOS does. */
function networkLine(address: number, typed: number | undefined): { address: number; wildcard: number } {
  const classful = ~classMaskOf(address) >>> 0;
  const given = typed ?? classful;
  const wildcard = given !== 0xffffffff && given >>> 31 === 1 ? ~given >>> 0 : given;
  return { address: (address & ~wildcard) >>> 0, wildcard };
}

function isSame(one: { address: number; wildcard: number }, other: { address: number; wildcard: number }): boolean {
  return one.address === other.address && one.wildcard === other.wildcard;
}

const metricSyntax = '<1-4294967295>:bandwidth <0-4294967295>:delay <0-255>:reliability <1-255>:load <1-65535>:mtu';
const metricWords = {
  bandwidth: 'Bandwidth metric in Kbits per second',
  'bandwidth delay': 'EIGRP delay metric, in 10 microsecond units',
  'delay reliability': 'EIGRP reliability metric where 255 is 100% reliable',
  'reliability load': 'EIGRP Effective bandwidth metric (Loading) where 255 is 100% loaded',
  'load mtu': 'EIGRP MTU of the path',
};

function declareRedistribution(): void {
  routerEigrpMode
    .words({
      redistribute: 'Redistribute information from another routing protocol',
      'redistribute connected': 'Connected',
      'redistribute static': 'Static routes',
      'redistribute ospf': 'Open Shortest Path First (OSPF)',
      'ospf processId': 'Process ID',
      metric: 'Metric for redistributed routes',
      'default-metric': 'Set metric of redistributed routes',
      ...metricWords,
    })
    .add(`redistribute {connected|static}:source [metric ${metricSyntax}]`, {
      section: 'redistribute',
      run: (context, { source, ...metric }) => redistribute(context, source, seedOf(metric)),
      no: (context, { source }) => withdraw(context, source),
      show: ({ configuration: { redistributed } }) =>
        [...redistributed].map(([source, metric]) => redistributeLine(source, metric)),
    })
    .add(`redistribute ospf <1-65535>:processId [metric ${metricSyntax}]`, {
      run: (context, metric) => redistribute(context, 'ospf', seedOf(metric)),
      no: (context) => withdraw(context, 'ospf'),
    })
    .add(`default-metric ![${metricSyntax}]`, {
      section: 'default-metric',
      run: ({ device, configuration }, metric) => {
        configuration.defaultMetric = metric;
        device.router.converge();
      },
      no: ({ device, configuration }) => {
        configuration.defaultMetric = undefined;
        device.router.converge();
      },
      show: ({ configuration: { defaultMetric } }) =>
        defaultMetric ? [`default-metric ${metricText(defaultMetric)}`] : [],
    });
}

type Source = 'connected' | 'static' | 'ospf';

function seedOf(metric: Partial<EigrpSeedMetric>): EigrpSeedMetric | undefined {
  const { bandwidth, delay, reliability, load, mtu } = metric;
  if (bandwidth === undefined || delay === undefined) return undefined;
  return { bandwidth, delay, reliability: reliability ?? 255, load: load ?? 1, mtu: mtu ?? 1500 };
}

function redistribute(
  { device, configuration }: EigrpContext,
  source: Source,
  metric: EigrpSeedMetric | undefined,
): void {
  configuration.redistributed.set(source, metric);
  device.router.converge();
}

function withdraw({ device, configuration }: EigrpContext, source: Source): void {
  configuration.redistributed.delete(source);
  device.router.converge();
}

function redistributeLine(source: Source, metric: EigrpSeedMetric | undefined): string {
  return `redistribute ${source}${source === 'ospf' ? ' 1' : ''}${metric ? ` metric ${metricText(metric)}` : ''}`;
}

function metricText({ bandwidth, delay, reliability, load, mtu }: EigrpSeedMetric): string {
  return [bandwidth, delay, reliability, load, mtu].join(' ');
}

function declareOthers(): void {
  routerEigrpMode
    .words({
      'auto-summary': 'Enable automatic network number summarization',
      eigrp: 'EIGRP specific commands',
      'eigrp router-id': 'router-id for this EIGRP process',
      'router-id id': 'EIGRP Router-ID in IP address format',
      'eigrp stub': 'Set IP-EIGRP as stubbed router',
      connected: 'Do advertise connected routes',
      summary: 'Do advertise summary routes',
      'eigrp log-neighbor-changes': 'Enable/Disable IP-EIGRP neighbor logging',
    })
    .add('auto-summary', {
      section: 'auto-summary',
      run: () => {
        throw Refusal.because('% Automatic summaries of EIGRP are not simulated: every prefix is told as it is');
      },
      no: () => undefined,
      // On by default up to 12.4, so that it is written when it is off.
      show: ({ device }) => (device.flavour.hasLocalRoutes ? [] : ['no auto-summary']),
    })
    .add('eigrp router-id ![A.B.C.D:id]', {
      section: 'router-id',
      run: (context, { id }) => setRouterId(context, id),
      no: (context) => setRouterId(context, undefined),
      show: ({ configuration: { routerId } }) =>
        routerId === undefined ? [] : [`eigrp router-id ${formatIpv4(routerId)}`],
    })
    .add('eigrp stub *[connected:connected] *[summary:summary]', {
      section: 'eigrp',
      run: ({ device, configuration }) => {
        configuration.isStub = true;
        device.router.converge();
      },
      no: ({ device, configuration }) => {
        configuration.isStub = false;
        device.router.converge();
      },
      show: ({ configuration: { isStub } }) => (isStub ? ['eigrp stub connected summary'] : []),
    })
    .add('eigrp log-neighbor-changes', { run: () => undefined });
}

function setRouterId({ device, configuration }: EigrpContext, id: number | undefined): void {
  configuration.routerId = id;
  device.router.converge();
}

function declareEigrpInterface(): void {
  interfaceMode
    .words({
      'ip hello-interval': 'Configures IP-EIGRP hello interval',
      'ip hold-time': 'Configures IP-EIGRP hold time',
      'hello-interval eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'hold-time eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      system: 'Autonomous system number',
      seconds: 'Seconds',
    })
    .add('ip hello-interval eigrp <1-65535>:system ![<1-65535>:seconds]', {
      section: 'ip ospf',
      run: (context, { system, seconds }) => set(context, system, { helloInterval: seconds }),
      no: (context, { system }) => unset(context, system, 'helloInterval'),
      show: (context) =>
        linesOf(
          context,
          ({ helloInterval }, system) => helloInterval && `ip hello-interval eigrp ${system} ${helloInterval}`,
        ),
    })
    .add('ip hold-time eigrp <1-65535>:system ![<1-65535>:seconds]', {
      section: 'ip ospf',
      run: (context, { system, seconds }) => set(context, system, { holdTime: seconds }),
      no: (context, { system }) => unset(context, system, 'holdTime'),
      show: (context) =>
        linesOf(context, ({ holdTime }, system) => holdTime && `ip hold-time eigrp ${system} ${holdTime}`),
    });
  declareMultipoint();
}

/** What a router with many neighbours behind one interface is told: that it hands on what one has told to the others. */
function declareMultipoint(): void {
  interfaceMode
    .words({
      'ip next-hop-self': 'Configures IP-EIGRP next-hop-self',
      'ip next-hop-self eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'ip split-horizon': 'Perform split horizon',
      'ip split-horizon eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
    })
    .add('ip next-hop-self eigrp <1-65535>:system', {
      section: 'ip next-hop-self',
      run: (context, { system }) => unset(context, system, 'isNextHopSelf'),
      no: (context, { system }) => set(context, system, { isNextHopSelf: false }),
      show: (context) =>
        linesOf(
          context,
          ({ isNextHopSelf }, system) => isNextHopSelf === false && `no ip next-hop-self eigrp ${system}`,
        ),
    })
    .add('ip split-horizon eigrp <1-65535>:system', {
      section: 'ip ospf',
      run: (context, { system }) => unset(context, system, 'hasSplitHorizon'),
      no: (context, { system }) => set(context, system, { hasSplitHorizon: false }),
      show: (context) =>
        linesOf(
          context,
          ({ hasSplitHorizon }, system) => hasSplitHorizon === false && `no ip split-horizon eigrp ${system}`,
        ),
    });
}

function settingsOf({ device, one }: InterfaceContext, system: number): EigrpInterfaceSettings {
  return device.router.routing.eigrpOn.get(`${system} ${one.name}`) ?? {};
}

function set(context: InterfaceContext, system: number, change: EigrpInterfaceSettings): void {
  const { device, one } = context;
  device.router.routing.eigrpOn.set(`${system} ${one.name}`, { ...settingsOf(context, system), ...change });
  device.router.converge();
}

function unset(context: InterfaceContext, system: number, what: keyof EigrpInterfaceSettings): void {
  const kept = Object.entries(settingsOf(context, system)).filter(([name]) => name !== what);
  context.device.router.routing.eigrpOn.set(`${system} ${context.one.name}`, Object.fromEntries(kept));
  context.device.router.converge();
}

type LineOf = (settings: EigrpInterfaceSettings, system: string) => string | number | false | undefined;

function linesOf({ device, one }: InterfaceContext, line: LineOf): string[] {
  return [...device.router.routing.eigrpOn].flatMap(([key, settings]) => {
    const [system = '', ...name] = key.split(' ');
    const text = name.join(' ') === one.name && line(settings, system);
    return typeof text === 'string' ? [text] : [];
  });
}
