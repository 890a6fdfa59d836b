/** The actions of a step: who does them is looked up, addresses are filled in. */
import type { Path } from '../base/path.ts';
import type { Draft } from './draft.ts';
import type { Action } from './exercise.ts';
import type { ActionFile } from './lab-file.ts';

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

function actionOf(draft: Draft, one: ActionFile, path: Path): Action | undefined {
  if ('ping' in one) return pingOf(draft, one, path);
  if ('wait' in one) return { id: one.id, kind: 'wait', seconds: one.wait.seconds };
  const { on, what } = one.clear;
  const areKnown = on.map((role, index) => draft.references.isRole(role, [...path, 'clear', 'on', index]));
  return areKnown.every(Boolean) ? { id: one.id, kind: 'clear', on, what } : undefined;
}

function pingOf(draft: Draft, { id, ping }: Extract<ActionFile, { ping: unknown }>, path: Path): Action | undefined {
  const { references, report } = draft;
  const at = [...path, 'ping'];
  const isKnown = references.isRole(ping.from, [...at, 'from']);
  const to = references.addressOf(ping.to, [...at, 'to']);
  const source = ping.source === undefined ? undefined : references.addressOf(ping.source, [...at, 'source']);
  if (ping.source !== undefined && source !== undefined && !ping.source.startsWith(`${ping.from}.`))
    report.add([...at, 'source'], {
      message: `${ping.source} is not an interface of ${ping.from}`,
      mend: 'a router pings from one of its own',
    });
  if (!isKnown || to === undefined) return undefined;
  return { id, kind: 'ping', from: ping.from, to, source, count: ping.count ?? 5, size: ping.size ?? 100 };
}
