/** What is looked up of the verbs about the network around and under IPsec. */
import type { VerbArguments } from '../expectation.ts';
import type { networkVerbs } from '../verbs/network.ts';
import {
  actionOfKind,
  areRoles,
  checkAlone,
  checkLabels,
  checkNetwork,
  checkOver,
  checkPlace,
  checkReference,
  checkTarget,
  isOnRole,
  type Check,
  type Context,
} from './check.ts';

export const networkChecks: { [V in keyof typeof networkVerbs]: Check<V> } = {
  tunnel: (context, { on, interface: name, protection, source, destination }) => {
    const { draft, path } = context;
    if (!isOnRole(context, { on })) return;
    draft.references.isInterfaceOf(on, name ?? 'tunnel', name === undefined ? path : [...path, 'interface']);
    if (protection !== 'none') checkLabels(context, protection, { what: 'IPsec profile', on, key: 'protection' });
    checkReference(context, source, 'source');
    checkReference(context, destination, 'destination');
  },
  interface: (context, given) => {
    const { on, address, unnumbered } = given;
    if (!isOnRole(context, { on })) return;
    checkPlace(context, on, given.interface, 'interface');
    checkPlace(context, on, unnumbered, 'unnumbered');
    if (address !== undefined && address !== 'none') checkTarget(context, address.replace(/\/\d+$/, ''), 'address');
    if (given.status === 'absent') checkAlone(context, given, ['interface', 'status']);
  },
  route: (context, given) => {
    const { on, to, via } = given;
    if (!isOnRole(context, { on })) return;
    if (to !== 'default') checkNetwork(context.draft, to, [...context.path, 'to']);
    if (via !== undefined && !/^\d/.test(via)) {
      if (via.includes('.') && !/\d/.test(via.split('.')[1] ?? '')) checkReference(context, via, 'via');
      else checkPlace(context, on, via, 'via');
    }
  },
  ping: (context, { of, received, lost, firstLost, largest }) => {
    const action = actionOfKind(context, { id: of, key: 'of', noun: 'ping' }, ['ping', 'sweep']);
    if (action?.kind === 'ping') {
      checkCounts(context, { received, lost, firstLost }, action.count);
      checkKey(context, { largest }, 'only a sweep has a largest size');
    }
    if (action?.kind === 'sweep')
      checkKey(context, { lost, firstLost }, 'of a sweep it is told how many were answered');
  },
  path: (context, { of, through, around }) => {
    actionOfKind(context, { id: of, key: 'of', noun: 'traceroute' }, ['traceroute']);
    areRoles(context, through, 'through');
    areRoles(context, around, 'around');
  },
  acl: (context, given) => {
    const { on, applied, hits, over } = given;
    if (!isOnRole(context, { on })) return;
    checkTraffic(context, given);
    checkPlace(context, on, applied?.interface, 'applied');
    checkOver(context, over);
    if (over !== undefined && hits === undefined)
      context.draft.report.addAtKey([...context.path, 'over'], {
        message: 'nothing is counted over the action',
        mend: 'add "hits", or remove "over"',
      });
    if (given.state === 'absent') checkAlone(context, given, ['name', 'applied']);
  },
  nat: (context, { on, translates, exempts }) => {
    isOnRole(context, { on });
    const { draft, path } = context;
    if (!translates && !exempts)
      draft.report.add(path, { message: 'nothing is asked', mend: 'add "translates", or "exempts"' });
    for (const key of ['inside', 'outside', 'to'] as const)
      checkNetwork(draft, translates?.[key] ?? 'any', [...path, 'translates', key]);
    for (const key of ['from', 'to'] as const) checkNetwork(draft, exempts?.[key] ?? 'any', [...path, 'exempts', key]);
  },
  shown: isOnRole,
  configuration: (context, given) => {
    isOnRole(context, given);
    if (!given.has && !given.lacks)
      context.draft.report.add(context.path, { message: 'nothing is asked', mend: 'add "has", or "lacks"' });
  },
};

function checkCounts(context: Context, counts: Record<string, number | string | undefined>, sent: number): void {
  for (const [key, amount] of Object.entries(counts)) {
    if (amount === undefined || Number(/\d+/.exec(String(amount))?.[0] ?? 0) <= sent) continue;
    const message = `expected at most ${sent}, the packets that this ping sends; found ${amount}`;
    context.draft.report.add([...context.path, key], { message, mend: 'lower it, or give the ping a greater "count"' });
  }
}

function checkKey({ draft, path }: Context, given: Record<string, unknown>, message: string): void {
  for (const [key, value] of Object.entries(given))
    if (value !== undefined) draft.report.addAtKey([...path, key], { message, mend: `remove "${key}"` });
}

function checkTraffic({ draft, path }: Context, given: VerbArguments<'acl'>): void {
  for (const key of ['permits', 'denies'] as const)
    given[key]?.forEach((entry, index) => {
      const at = [...path, key, index];
      checkNetwork(draft, entry.from, [...at, 'from']);
      checkNetwork(draft, entry.to, [...at, 'to']);
      const hasPorts = entry.protocol === 'tcp' || entry.protocol === 'udp';
      if (!hasPorts && (entry.port !== undefined || entry.sourcePort !== undefined))
        draft.report.add(at, { message: 'only TCP and UDP have ports', mend: 'add "protocol: udp", or "tcp"' });
    });
}
