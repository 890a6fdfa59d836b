/** The actions of a step: who does them is looked up, addresses are filled in. */
import { parseIpv4 } from '../base/address.ts';
import type { Path } from '../base/path.ts';
import type { ActionFile, ActionKind } from './action-file.ts';
import type { Draft } from './draft.ts';
import type { Action } from './exercise.ts';

export function actionsOf(draft: Draft, actions: readonly ActionFile[], path: Path): Action[] {
  const ids = new Set<string>();
  return actions.flatMap((one, index) => {
    const at = [...path, index];
    if (ids.has(one.id))
      draft.report.add([...at, 'id'], {
        message: `the action "${one.id}" stands twice in this step`,
        mend: 'choose another id',
      });
    ids.add(one.id);
    return actionOf(draft, one, at) ?? [];
  });
}

type Of<K extends ActionKind> = Extract<ActionFile, Record<K, unknown>>;

function actionOf(draft: Draft, one: ActionFile, path: Path): Action | undefined {
  const { id } = one;
  if ('ping' in one) return pingOf(draft, one, [...path, 'ping']);
  if ('sweep' in one) return sweepOf(draft, one, [...path, 'sweep']);
  if ('traceroute' in one) {
    const way = wayOf(draft, one.traceroute, [...path, 'traceroute']);
    return way && { id, kind: 'traceroute', ...way };
  }
  if ('wait' in one) return { id, kind: 'wait', seconds: one.wait.seconds };
  if ('advance' in one) return { id, kind: 'advance', seconds: one.advance.seconds, until: one.advance.until };
  return onDevices(draft, one, path);
}

function onDevices(draft: Draft, one: Of<'clear'> | Of<'debug'> | Of<'capture'>, path: Path): Action | undefined {
  const { id } = one;
  if ('capture' in one) {
    const isKnown = draft.references.isLink(one.capture.on, [...path, 'capture', 'on']);
    return isKnown ? { id, kind: 'capture', on: one.capture.on } : undefined;
  }
  const [kind, on] = 'clear' in one ? (['clear', one.clear.on] as const) : (['debug', one.debug.on] as const);
  const areKnown = on.map((role, index) => draft.references.isRole(role, [...path, kind, 'on', index]));
  if (!areKnown.every(Boolean)) return undefined;
  return 'clear' in one
    ? { id, kind: 'clear', on, what: one.clear.what }
    : { id, kind: 'debug', on, what: one.debug.what };
}

function pingOf(draft: Draft, { id, ping }: Of<'ping'>, path: Path): Action | undefined {
  const way = wayOf(draft, ping, path);
  const { count = 5, size = 100, df = false, timeout } = ping;
  return way && { id, kind: 'ping', ...way, count, size, df, timeout };
}

/** So many packets are sent at most, each with its time to be waited for. */
const mostSizes = 100;

function sweepOf(draft: Draft, { id, sweep }: Of<'sweep'>, path: Path): Action | undefined {
  const way = wayOf(draft, sweep, path);
  const [least, most] = sweep.sizes;
  const step = sweep.step ?? 8;
  const count = Math.floor((most - least) / step) + 1;
  if (least > most)
    draft.report.add([...path, 'sizes'], {
      message: `the smallest size is ${least}, the largest ${most}`,
      mend: 'write the smaller one first',
    });
  if (count > mostSizes)
    draft.report.add([...path, 'sizes'], {
      message: `these are ${count} sizes; expected at most ${mostSizes}`,
      mend: 'take a greater "step"',
    });
  if (!way || least > most || count > mostSizes) return undefined;
  const sizes = Array.from({ length: count }, (_, index) => least + index * step);
  return { id, kind: 'sweep', ...way, sizes, df: sweep.df ?? true };
}

interface Way {
  from: string;
  to: number;
  source: number | undefined;
}

function wayOf(
  draft: Draft,
  { from, to, source }: { from: string; to: string; source?: string | undefined },
  path: Path,
): Way | undefined {
  const { references, report } = draft;
  const isKnown = references.isRole(from, [...path, 'from']);
  const target = targetOf(draft, to, [...path, 'to']);
  const own = source === undefined ? undefined : references.addressOf(source, [...path, 'source']);
  if (source !== undefined && own !== undefined && !source.startsWith(`${from}.`))
    report.add([...path, 'source'], {
      message: `${source} is not an interface of ${from}`,
      mend: 'a device sends from one of its own',
    });
  return isKnown && target !== undefined ? { from, to: target, source: own } : undefined;
}

/** The address of ROLE.INTERFACE, or one that is written as it is. */
function targetOf({ references, report, templates }: Draft, text: string, path: Path): number | undefined {
  const expanded = templates.expand(text, { path });
  if (/^[A-Za-z]/.test(expanded)) return references.addressOf(expanded, path);
  const address = parseIpv4(expanded);
  // A variable that is not known leaves nothing, and has been reported.
  if (address === undefined && expanded !== '')
    report.add(path, { message: `expected an address, found ${expanded}`, mend: 'write ROLE.INTERFACE, or 10.0.0.1' });
  return address;
}
