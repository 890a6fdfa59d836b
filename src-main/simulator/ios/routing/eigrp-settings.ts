/** What an EIGRP process is told, in whichever mode: networks, what it redistributes, and how it counts. */
import { formatIpv4 } from '../../../base/address.ts';
import type { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { classMaskOf } from '../../router/routing/route-class.ts';
import type { EigrpRedistribution, EigrpSeedMetric, EigrpStub } from '../../routing/eigrp/configuration.ts';
import type { EigrpContext } from './eigrp-modes.ts';

export function declareNetworks(mode: Mode<EigrpContext>): void {
  mode
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
          const isClassful = usualWildcard(address) === wildcard;
          return `network ${formatIpv4(address)}${isClassful ? '' : ` ${formatIpv4(wildcard)}`}`;
        }),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

/** Without a wildcard it is the whole network of the address's class. A mask typed for a wildcard is turned round, as IOS does. */
function networkLine(address: number, typed: number | undefined): { address: number; wildcard: number } {
  const given = typed ?? usualWildcard(address);
  const wildcard = given !== 0xffffffff && given >>> 31 === 1 ? ~given >>> 0 : given;
  return { address: (address & ~wildcard) >>> 0, wildcard };
}

/** 0.0.0.0 stands for every network. */
function usualWildcard(address: number): number {
  return address === 0 ? 0xffffffff : ~classMaskOf(address) >>> 0;
}

function isSame(one: { address: number; wildcard: number }, other: { address: number; wildcard: number }): boolean {
  return one.address === other.address && one.wildcard === other.wildcard;
}

export const metricSyntax =
  '<1-4294967295>:bandwidth <0-4294967295>:delay <0-255>:reliability <1-255>:load <1-65535>:mtu';
export const metricWords = {
  bandwidth: 'Bandwidth metric in Kbits per second',
  'bandwidth delay': 'EIGRP delay metric, in 10 microsecond units',
  'delay reliability': 'EIGRP reliability metric where 255 is 100% reliable',
  'reliability load': 'EIGRP Effective bandwidth metric (Loading) where 255 is 100% loaded',
  'load mtu': 'EIGRP MTU of the path',
};

interface TypedRule extends Partial<EigrpSeedMetric> {
  readonly routeMap?: string;
}

export function declareRedistribution(mode: Mode<EigrpContext>): void {
  mode
    .words({
      redistribute: 'Redistribute information from another routing protocol',
      'redistribute connected': 'Connected',
      'redistribute static': 'Static routes',
      'redistribute ospf': 'Open Shortest Path First (OSPF)',
      'redistribute eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'source process': 'Number of the process or autonomous system',
      metric: 'Metric for redistributed routes',
      'route-map': 'Route map reference',
      'route-map routeMap': 'Pointer to route-map entries',
      'default-metric': 'Set metric of redistributed routes',
      ...metricWords,
    })
    .add(`redistribute {connected|static}:source *[metric ${metricSyntax}] *[route-map WORD:routeMap]`, {
      section: 'redistribute',
      run: (context, { source, ...typed }) => redistribute(context, source, typed),
      no: (context, { source }) => withdraw(context, source),
      show: ({ configuration: { redistributed } }) => [...redistributed].map(([key, rule]) => ruleLine(key, rule)),
    })
    .add(`redistribute {ospf|eigrp}:source <1-65535>:process *[metric ${metricSyntax}] *[route-map WORD:routeMap]`, {
      run: (context, { source, process, ...typed }) => redistribute(context, `${source} ${process}`, typed),
      no: (context, { source, process }) => withdraw(context, `${source} ${process}`),
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

function seedOf({ bandwidth, delay, reliability, load, mtu }: TypedRule): EigrpSeedMetric | undefined {
  if (bandwidth === undefined || delay === undefined) return undefined;
  return { bandwidth, delay, reliability: reliability ?? 255, load: load ?? 1, mtu: mtu ?? 1500 };
}

function redistribute({ device, configuration }: EigrpContext, key: string, typed: TypedRule): void {
  configuration.redistributed.set(key, { metric: seedOf(typed), routeMap: typed.routeMap });
  device.router.converge();
}

function withdraw({ device, configuration }: EigrpContext, key: string): void {
  configuration.redistributed.delete(key);
  device.router.converge();
}

function ruleLine(key: string, { metric, routeMap }: EigrpRedistribution): string {
  const map = routeMap === undefined ? '' : ` route-map ${routeMap}`;
  return `redistribute ${key}${metric ? ` metric ${metricText(metric)}` : ''}${map}`;
}

export function metricText({ bandwidth, delay, reliability, load, mtu }: EigrpSeedMetric): string {
  return [bandwidth, delay, reliability, load, mtu].join(' ');
}

/** What IOS trusts routes of EIGRP with, unless it is told: 90, and 170 for those from outside. */
const usualDistances = { internal: 90, external: 170 };

export function declareDistances(mode: Mode<EigrpContext>): void {
  mode
    .words({
      distance: 'Define an administrative distance',
      'distance eigrp': 'IP-EIGRP administrative distance',
      internal: 'Distance for internal routes',
      external: 'Distance for external routes',
    })
    .add('distance eigrp ![<1-255>:internal <1-255>:external]', {
      section: 'distance',
      run: (context, { internal, external }) => setDistances(context, { internal, external }),
      no: (context) => setDistances(context, usualDistances),
      show: ({ configuration: { internalDistance: internal, externalDistance: external } }) =>
        internal === usualDistances.internal && external === usualDistances.external
          ? []
          : [`distance eigrp ${internal} ${external}`],
    })
    .words({ 'auto-summary': 'Enable automatic network number summarization' })
    .add('auto-summary', {
      section: 'auto-summary',
      run: () => {
        throw Refusal.notSimulated('Automatic summaries of EIGRP are not simulated: every prefix is told as it is');
      },
      no: () => undefined,
      // On by default up to 12.4, so that it is written when it is off.
      show: ({ device }) => (device.flavour.hasLocalRoutes ? [] : ['no auto-summary']),
    });
}

function setDistances({ device, configuration }: EigrpContext, { internal, external }: typeof usualDistances): void {
  configuration.internalDistance = internal;
  configuration.externalDistance = external;
  device.router.converge();
}

export function declareOthers(mode: Mode<EigrpContext>): void {
  mode
    .words({
      eigrp: 'EIGRP specific commands',
      'eigrp router-id': 'router-id for this EIGRP process',
      'router-id id': 'EIGRP Router-ID in IP address format',
      'eigrp stub': 'Set IP-EIGRP as stubbed router',
      connected: 'Do advertise connected routes',
      static: 'Do advertise static routes',
      summary: 'Do advertise summary routes',
      redistributed: 'Do advertise redistributed routes',
      'eigrp log-neighbor-changes': 'Enable/Disable IP-EIGRP neighbor logging',
    })
    .add('eigrp router-id ![A.B.C.D:id]', {
      section: 'router-id',
      run: (context, { id }) => setRouterId(context, id),
      no: (context) => setRouterId(context, undefined),
      show: ({ configuration: { routerId } }) =>
        routerId === undefined ? [] : [`eigrp router-id ${formatIpv4(routerId)}`],
    })
    .add('eigrp stub *[connected:connected] *[static:static] *[summary:summary] *[redistributed:redistributed]', {
      section: 'eigrp',
      run: (context, typed) => setStub(context, stubOf(typed)),
      no: (context) => setStub(context, undefined),
      show: ({ configuration: { stub } }) => (stub ? [`eigrp stub ${stubWords(stub)}`] : []),
    })
    .add('eigrp log-neighbor-changes', { run: () => undefined });
}

const stubKinds = ['connected', 'static', 'summary', 'redistributed'] as const;

/** Without a word it is of what is connected and of summaries. */
function stubOf(typed: { readonly [Kind in (typeof stubKinds)[number]]?: string }): EigrpStub {
  const named = stubKinds.filter((kind) => typed[kind] !== undefined);
  return new Set(named.length === 0 ? ['connected', 'summary'] : named);
}

const stubWords = (stub: EigrpStub): string => stubKinds.filter((kind) => stub.has(kind)).join(' ');

/** Neighbours have to learn of it: they meet anew. */
function setStub({ device, configuration }: EigrpContext, stub: EigrpStub | undefined): void {
  const [before, after] = [configuration.stub, stub].map((one) => one && stubWords(one));
  if (before === after) return;
  configuration.stub = stub;
  device.router.routing.restartEigrp(configuration);
}

function setRouterId({ device, configuration }: EigrpContext, id: number | undefined): void {
  configuration.routerId = id;
  device.router.converge();
}
