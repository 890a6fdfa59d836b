/** Starting and stopping nodes, where somebody else than the built-in network runs them. */
import type { NodeView } from '../../src-main/api/contract/laboratory.ts';
import type { Attempt } from '../state/attempt.svelte.ts';
import type { UserAction } from '../ui/user-action.ts';
import { doable } from './step-actions.ts';

const group = 'Power';

export function powerActions(attempt: Attempt): UserAction[] {
  const { view } = attempt;
  if (!view?.abilities.power) return [];
  const nodes = view.nodes.filter(({ state }) => state !== 'missing' && state !== 'not simulated');
  const because = whyNoPower(attempt);
  const off = nodes.filter(isOff);
  return [
    {
      ...{ id: 'power.on', title: 'Start all nodes', group },
      ...doable(because ?? (off.length > 0 ? undefined : 'All of them run.')),
      run: () => void attempt.start(undefined),
    },
    {
      ...{ id: 'power.off', title: 'Stop all nodes…', group },
      ...doable(because ?? (off.length < nodes.length ? undefined : 'None of them runs.')),
      run: () => attempt.askToStop(undefined),
    },
    ...nodes.map((node) => powerOf(attempt, node, because)),
  ];
}

function powerOf(attempt: Attempt, node: NodeView, because: string | undefined): UserAction {
  const { id, name } = node;
  return isOff(node)
    ? {
        ...{ id: `power.on.${id}`, title: `Start ${name}`, group, ...doable(because) },
        run: () => void attempt.start([id]),
      }
    : {
        ...{ id: `power.off.${id}`, title: `Stop ${name}…`, group, ...doable(because) },
        run: () => attempt.askToStop([id]),
      };
}

/** One that cannot be reached may run or not: starting it again does no harm. */
function isOff({ state }: NodeView): boolean {
  return state === 'stopped' || state === 'suspended' || state === 'unreachable';
}

function whyNoPower(attempt: Attempt): string | undefined {
  if (!attempt.isWritable) return 'Another window works on this attempt; here it can only be watched.';
  return attempt.isBusy ? 'Wait until what is under way is done.' : undefined;
}
