/** route-map: which packets and routes are meant, and what is done with them. */
import { block } from '../../cli/configuration.ts';
import { Mode } from '../../cli/mode.ts';
import { refuseByName, type RefusedWords } from '../../cli/refuse-by-name.ts';
import { newRouteMapEntry, type RouteMapEntry } from '../../router/routing/route-map.ts';
import type { IosDevice } from '../device.ts';
import { existingKinds, nowhere } from '../interface/interface-kinds.ts';
import { declareRouteMapSet, joined, settingLines, without, type RouteMapContext } from './route-map-set.ts';
import { configureMode, execMode } from '../modes.ts';

export const routeMapMode = new Mode<RouteMapContext>({
  name: 'route map',
  prompt: '(config-route-map)#',
  title: 'Route Map configuration commands:',
  privilege: 15,
  parent: configureMode,
  interfaces: ({ device }) => [...existingKinds(device), nowhere],
});

const defaultSequence = 10;

const foreign: RefusedWords = {
  '': 'continue',
  match: 'as-path clns community extcommunity local-preference mpls-label nlri policy-list route-type source-protocol',
  'match ip': 'flowspec multicast next-hop redistribution-source route-source',
};

export function declareRouteMap(): void {
  configureMode
    .words({
      'route-map': 'Create route-map or enter route-map command mode',
      'route-map name': 'Route map tag',
      'name permit': 'Route map permits set operations',
      'name deny': 'Route map denies set operations',
      'action sequence': 'Sequence to insert to/delete from existing route-map entry',
    })
    .add('route-map WORD:name [{permit|deny}:action [<0-65535>:sequence]]', {
      section: 'route-map',
      run: (device, { name, action = 'permit', sequence = defaultSequence }, exec) => {
        exec.enter(routeMapMode, { device, entry: entryOf(device, name, { action, sequence }) });
        device.router.filtersChanged();
      },
      no: ({ router }, { name, sequence }) => {
        const map = router.routeMaps.get(name);
        const place = map?.entries.findIndex((one) => one.sequence === sequence) ?? -1;
        if (map && place >= 0) map.entries.splice(place, 1);
        if (sequence === undefined || map?.entries.length === 0) router.routeMaps.delete(name);
        router.filtersChanged();
      },
      show: (device) =>
        [...device.router.routeMaps.values()].flatMap(({ name, entries }) =>
          entries.flatMap((entry) => [
            block(`route-map ${name} ${entry.action} ${entry.sequence}`, routeMapMode, { device, entry }),
            '!',
          ]),
        ),
    });
  declareMatches();
  declareRouteMatches();
  declareRouteMapSet(routeMapMode);
  execMode
    .words({ 'show route-map': 'route-map information', 'show route-map name': 'route-map name' })
    .add('show route-map [WORD:name]', {
      run: ({ router }, { name }, exec) => {
        for (const map of router.routeMaps.values()) {
          if ((name ?? map.name) === map.name)
            exec.print(...map.entries.flatMap((entry) => entryLines(map.name, entry)));
        }
      },
    });
}

function entryOf(
  { router }: IosDevice,
  name: string,
  { action, sequence }: Pick<RouteMapEntry, 'action' | 'sequence'>,
): RouteMapEntry {
  const map = router.routeMaps.get(name) ?? { name, entries: [] };
  router.routeMaps.set(name, map);
  const known = map.entries.find((one) => one.sequence === sequence);
  const entry = known ?? newRouteMapEntry(sequence, action);
  entry.action = action;
  if (!known) map.entries.push(entry);
  map.entries.sort((a, b) => a.sequence - b.sequence);
  return entry;
}

function declareMatches(): void {
  routeMapMode
    .words({
      no: 'Negate a command or set its defaults',
      exit: 'Exit from route-map configuration mode',
      description: 'Route-map comment',
      text: 'Comment up to 100 characters',
      match: 'Match values from routing table',
      'match ip': 'IP specific information',
      'match ip address': 'Match address of route or match packet',
      'address lists': 'IP access-list number or name',
      'address prefix-list': 'Match entries of prefix-lists',
      'prefix-list names': 'IP prefix-list name',
      'match interface': 'Match first hop interface of route',
    })
    .add('description ![LINE:text]', {
      run: ({ entry }, { text }) => {
        entry.description = text;
      },
      no: ({ entry }) => {
        entry.description = '';
      },
      show: ({ entry: { description } }) => (description === '' ? [] : [`description ${description}`]),
    })
    .add('match ip address ![WORD...:lists]', {
      run: (context, { lists }) => change(context, { lists: joined(context.entry.lists, lists) }),
      no: (context, { lists }) => change(context, { lists: without(context.entry.lists, lists) }),
      show: ({ entry: { lists } }) => (lists.length === 0 ? [] : [`match ip address ${lists.join(' ')}`]),
    })
    .add('match ip address prefix-list ![WORD...:names]', {
      run: (context, { names }) => change(context, { prefixLists: joined(context.entry.prefixLists, names) }),
      no: (context, { names }) => change(context, { prefixLists: without(context.entry.prefixLists, names) }),
      show: ({ entry: { prefixLists } }) =>
        prefixLists.length === 0 ? [] : [`match ip address prefix-list ${prefixLists.join(' ')}`],
    })
    .add('match interface ![INTERFACE:name]', {
      run: (context, { name }) => change(context, { interfaces: joined(context.entry.interfaces, [name]) }),
      no: (context, { name }) =>
        change(context, { interfaces: without(context.entry.interfaces, name === undefined ? undefined : [name]) }),
      show: ({ entry: { interfaces } }) => (interfaces.length === 0 ? [] : [`match interface ${interfaces.join(' ')}`]),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  refuseByName(routeMapMode, foreign);
}

/** What is matched of routes alone, and the length of packets. */
function declareRouteMatches(): void {
  routeMapMode
    .words({
      'match length': 'Packet length',
      'length least': 'Minimum packet length',
      'least most': 'Maximum packet length',
      'match tag': 'Match tag of route',
      'match tag tags': 'Tag value',
      'match metric': 'Match metric of route',
      'match metric metrics': 'Metric value',
    })
    .add('match length ![<0-2147483647>:least <0-2147483647>:most]', {
      run: ({ entry }, { least, most }) => {
        entry.length = { least, most };
      },
      no: ({ entry }) => {
        delete entry.length;
      },
      show: ({ entry: { length } }) => (length ? [`match length ${length.least} ${length.most}`] : []),
    })
    .add('match tag ![<0-4294967295>...:tags]', {
      run: (context, { tags }) => change(context, { tags: joined(context.entry.tags, tags) }),
      no: (context, { tags }) => change(context, { tags: without(context.entry.tags, tags) }),
      show: ({ entry: { tags } }) => (tags.length === 0 ? [] : [`match tag ${tags.join(' ')}`]),
    })
    .add('match metric ![<0-4294967295>...:metrics]', {
      run: (context, { metrics }) => change(context, { metrics: joined(context.entry.metrics, metrics) }),
      no: (context, { metrics }) => change(context, { metrics: without(context.entry.metrics, metrics) }),
      show: ({ entry: { metrics } }) => (metrics.length === 0 ? [] : [`match metric ${metrics.join(' ')}`]),
    });
}

/** Routes that are told by it may be others now. */
function change(
  { device, entry }: RouteMapContext,
  matches: Partial<Pick<RouteMapEntry, 'lists' | 'prefixLists' | 'interfaces' | 'tags' | 'metrics'>>,
): void {
  Object.assign(entry, matches);
  device.router.filtersChanged();
}

function entryLines(name: string, entry: RouteMapEntry): string[] {
  const { action, sequence, lists, prefixLists, interfaces, length, tags, metrics, routed } = entry;
  return [
    `route-map ${name}, ${action}, sequence ${sequence}`,
    '  Match clauses:',
    ...(lists.length > 0 ? [`    ip address (access-lists): ${lists.join(' ')} `] : []),
    ...(prefixLists.length > 0 ? [`    ip address prefix-lists: ${prefixLists.join(' ')} `] : []),
    ...(interfaces.length > 0 ? [`    interface ${interfaces.join(' ')} `] : []),
    ...(length ? [`    length ${length.least} ${length.most}`] : []),
    ...(tags.length > 0 ? [`    tag ${tags.join(' ')} `] : []),
    ...(metrics.length > 0 ? [`    metric ${metrics.join(' ')} `] : []),
    '  Set clauses:',
    ...settingLines(entry.set).map((line) => `    ${line}`),
    `  Policy routing matches: ${routed.packets} packets, ${routed.bytes} bytes`,
  ];
}
