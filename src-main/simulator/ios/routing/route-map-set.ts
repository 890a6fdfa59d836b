/** set …, of a route map: where packets go (policy routing), and how routes are told (redistribution). */
import { formatIpv4 } from '../../../base/address.ts';
import type { Mode } from '../../cli/mode.ts';
import { refuseByName, type RefusedWords } from '../../cli/refuse-by-name.ts';
import type { RouteMapEntry, RouteMapSettings } from '../../router/routing/route-map.ts';
import type { IosDevice } from '../device.ts';
import { metricSyntax, metricText, metricWords } from './eigrp-settings.ts';
import { requireVrf } from './vrf-named.ts';

export interface RouteMapContext {
  readonly device: IosDevice;
  readonly entry: RouteMapEntry;
}

const foreign: RefusedWords = {
  set: 'as-path automatic-tag clns comm-list community dampening extcommunity level local-preference mpls-label nlri origin traffic-index weight',
  'set ip': 'qos-group tos',
  'set ip next-hop': 'dynamic encapsulate peer-address recursive self verify-availability',
  'set ip default next-hop': 'verify-availability',
};

export function declareRouteMapSet(mode: Mode<RouteMapContext>): void {
  mode.words({
    set: 'Set values in destination routing protocol',
    'set ip': 'IP specific information',
    'set ip next-hop': 'Next hop address',
    'next-hop addresses': 'IP address of next hop',
    'ip default': 'Set default information',
    'ip default next-hop': 'Next hop along path',
    'ip precedence': 'Set precedence field',
    'precedence precedence': 'Precedence value',
    'ip df': 'Set DF bit',
    'df bit': 'Reset or set the bit',
    'set default': 'Set default information',
    interface: 'Output interface',
    'set vrf': 'Define VRF name',
    'set vrf vrf': 'VRF name',
    'set global': 'Set to global routing table',
    'set metric': 'Metric value for destination routing protocol',
    'set metric-type': 'Type of metric for destination routing protocol',
    'set tag': 'Tag value for destination routing protocol',
    'tag tag': 'Tag value',
  });
  declareWays(mode);
  declareMarks(mode);
  declareFigures(mode);
  refuseByName(mode, foreign);
}

function declareWays(mode: Mode<RouteMapContext>): void {
  mode
    .add('set ip next-hop ![A.B.C.D...:addresses]', {
      run: (context, { addresses }) => change(context, { nextHops: joined(context.entry.set.nextHops, addresses) }),
      no: (context, { addresses }) => change(context, { nextHops: without(context.entry.set.nextHops, addresses) }),
      show: ({ entry: { set } }) => wayLines('ip next-hop', set.nextHops.map(formatIpv4)),
    })
    .add('set ip default next-hop ![A.B.C.D...:addresses]', {
      run: (context, { addresses }) =>
        change(context, { defaultNextHops: joined(context.entry.set.defaultNextHops, addresses) }),
      no: (context, { addresses }) =>
        change(context, { defaultNextHops: without(context.entry.set.defaultNextHops, addresses) }),
      show: ({ entry: { set } }) => wayLines('ip default next-hop', set.defaultNextHops.map(formatIpv4)),
    })
    .add('set interface ![INTERFACE...:names]', {
      run: (context, { names }) => change(context, { interfaces: joined(context.entry.set.interfaces, names) }),
      no: (context, { names }) => change(context, { interfaces: without(context.entry.set.interfaces, names) }),
      show: ({ entry: { set } }) => wayLines('interface', set.interfaces),
    })
    .add('set default interface ![INTERFACE...:names]', {
      run: (context, { names }) =>
        change(context, { defaultInterfaces: joined(context.entry.set.defaultInterfaces, names) }),
      no: (context, { names }) =>
        change(context, { defaultInterfaces: without(context.entry.set.defaultInterfaces, names) }),
      show: ({ entry: { set } }) => wayLines('default interface', set.defaultInterfaces),
    })
    .add('set vrf ![WORD:vrf]', {
      run: (context, { vrf }) => {
        requireVrf(context.device, vrf);
        change(context, { table: { vrf } });
      },
      no: (context) => drop(context, 'table'),
      show: ({ entry: { set } }) => (set.table?.vrf === undefined ? [] : [`set vrf ${set.table.vrf}`]),
    })
    .add('set global', {
      run: (context) => change(context, { table: { vrf: undefined } }),
      no: (context) => drop(context, 'table'),
      show: ({ entry: { set } }) => (set.table && set.table.vrf === undefined ? ['set global'] : []),
    });
}

function declareMarks(mode: Mode<RouteMapContext>): void {
  mode
    .add('set ip precedence ![<0-7>:precedence]', {
      run: (context, { precedence }) => change(context, { precedence }),
      no: (context) => drop(context, 'precedence'),
      show: ({ entry: { set } }) => (set.precedence === undefined ? [] : [`set ip precedence ${set.precedence}`]),
    })
    .add('set ip df ![<0-1>:bit]', {
      run: (context, { bit }) => change(context, { dontFragment: bit === 1 }),
      no: (context) => drop(context, 'dontFragment'),
      show: ({ entry: { set } }) => (set.dontFragment === undefined ? [] : [`set ip df ${Number(set.dontFragment)}`]),
    });
}

function declareFigures(mode: Mode<RouteMapContext>): void {
  mode
    .words({
      metric: 'Metric value',
      ...metricWords,
      bandwidth: 'Metric value or Bandwidth in Kbits per second',
      'metric-type type-1': 'OSPF external type 1 metric',
      'metric-type type-2': 'OSPF external type 2 metric',
    })
    .add('set metric ![<0-4294967295>:metric]', {
      run: (context, { metric }) => change(context, { metric }),
      no: (context) => {
        drop(context, 'metric');
        drop(context, 'eigrpMetric');
      },
      show: ({ entry: { set } }) => (set.metric === undefined ? [] : [`set metric ${set.metric}`]),
    })
    .add(`set metric ${metricSyntax}`, {
      run: (context, eigrpMetric) => change(context, { eigrpMetric }),
      no: (context) => drop(context, 'eigrpMetric'),
      show: ({ entry: { set } }) => (set.eigrpMetric ? [`set metric ${metricText(set.eigrpMetric)}`] : []),
    })
    .add('set metric-type ![{type-1|type-2}:type]', {
      run: (context, { type }) => change(context, { metricType: type === 'type-1' ? 1 : 2 }),
      no: (context) => drop(context, 'metricType'),
      show: ({ entry: { set } }) => (set.metricType === undefined ? [] : [`set metric-type type-${set.metricType}`]),
    })
    .add('set tag ![<0-4294967295>:tag]', {
      run: (context, { tag }) => change(context, { tag }),
      no: (context) => drop(context, 'tag'),
      show: ({ entry: { set } }) => (set.tag === undefined ? [] : [`set tag ${set.tag}`]),
    });
}

/** Routes that are told by the map may be others now. */
function change({ device, entry }: RouteMapContext, settings: Partial<RouteMapSettings>): void {
  Object.assign(entry.set, settings);
  device.router.filtersChanged();
}

type Optional = 'table' | 'precedence' | 'dontFragment' | 'metric' | 'eigrpMetric' | 'metricType' | 'tag';

function drop({ device, entry }: RouteMapContext, what: Optional): void {
  Reflect.deleteProperty(entry.set, what);
  device.router.filtersChanged();
}

export const joined = <T>(known: readonly T[], more: readonly T[]): T[] => [...new Set([...known, ...more])];

/** `no` without a value takes all away. */
export function without<T>(known: readonly T[], gone: readonly T[] | undefined): T[] {
  return gone ? known.filter((one) => !gone.includes(one)) : [];
}

function wayLines(words: string, ways: readonly string[]): string[] {
  return ways.length === 0 ? [] : [`set ${words} ${ways.join(' ')}`];
}

/** As `show route-map` has them: without `set`, and in this order. */
export function settingLines(set: RouteMapSettings): string[] {
  const { nextHops, defaultNextHops, interfaces, defaultInterfaces, table, eigrpMetric } = set;
  const line = (words: string, value: string | number | undefined): string[] =>
    value === undefined || value === '' ? [] : [`${words} ${value}`];
  return [
    ...line('metric', set.metric ?? (eigrpMetric && metricText(eigrpMetric))),
    ...line('metric-type', set.metricType && `type-${set.metricType}`),
    ...line('tag', set.tag),
    ...line('ip precedence', set.precedence),
    ...line('ip df', set.dontFragment === undefined ? undefined : Number(set.dontFragment)),
    ...line('vrf', table?.vrf),
    ...(table && table.vrf === undefined ? ['global'] : []),
    ...line('interface', interfaces.join(' ')),
    ...line('ip next-hop', nextHops.map(formatIpv4).join(' ')),
    ...line('default interface', defaultInterfaces.join(' ')),
    ...line('ip default next-hop', defaultNextHops.map(formatIpv4).join(' ')),
  ];
}
