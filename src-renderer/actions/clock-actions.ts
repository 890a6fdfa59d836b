/** What can be done with the time of routers that have one of their own: the built-in ones. */
import type { Attempt } from '../state/attempt.svelte.ts';
import { jumps, speeds } from '../state/device-clock.ts';
import type { UserAction } from '../ui/user-action.ts';
import { doable, whyNot } from './step-actions.ts';

export function clockActions(attempt: Attempt): UserAction[] {
  const { view } = attempt;
  if (!view?.abilities.time) return [];
  const because = whyNot(attempt);
  const group = 'Clock';
  return [
    ...speeds.map((factor) => ({
      ...{
        id: `clock.speed.${factor}`,
        title: factor === 1 ? `Clock speed: 1× (real time)` : `Clock speed: ${factor}×`,
        group,
      },
      ...doable(because ?? (view.clock.factor === factor ? 'It runs at that speed.' : undefined)),
      run: () => void attempt.setSpeed(factor),
    })),
    ...jumps.map(({ seconds, name }) => ({
      ...{ id: `clock.advance.${seconds}`, title: `Move the clock on by ${name}`, group, ...doable(because) },
      run: () => void attempt.advance(seconds),
    })),
  ];
}
