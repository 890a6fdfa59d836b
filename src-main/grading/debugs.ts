/** Debugs that a lab turns on while a step is checked, and off again. */
import type { Action, Exercise, Step } from '../lab/exercise.ts';
import type { Evidence } from './evidence.ts';
import { roleNamed } from './facts/places.ts';
import type { Look } from './look.ts';

type DebugAction = Extract<Action, { kind: 'debug' }>;

/** Not every device has debugs: what a Linux says is in its journal anyway. */
function hasDebugs(exercise: Exercise, role: string): boolean {
  return ['ios', 'iosxe', 'asa'].includes(roleNamed(exercise, role).platform);
}

/** What is printed comes to the line that it is typed at, too: a line that is not the console has to ask for it. */
export function debugCommands(exercise: Exercise, role: string, { what }: DebugAction): Look[] {
  if (!hasDebugs(exercise, role)) return [];
  return ['terminal monitor', ...what.map((topic) => `debug ${topic}`)].map((command) => ({ role, command }));
}

const DEBUGGING = 'show debug';

/** Looks before it: whoever debugs already goes on with it. */
export function debugLooks(exercise: Exercise, action: Action): Look[] {
  if (action.kind !== 'debug') return [];
  return action.on.filter((role) => hasDebugs(exercise, role)).map((role) => ({ role, command: DEBUGGING }));
}

/** What turns off the debugs that were turned on, on every role where none was on before. */
export function quietingLooks(exercise: Exercise, { actions }: Step, evidence: readonly Evidence[]): Look[] {
  return actions.flatMap((action) =>
    action.kind === 'debug' ? action.on.flatMap((role) => quieting(exercise, role, action, evidence)) : [],
  );
}

function quieting(exercise: Exercise, role: string, { what }: DebugAction, evidence: readonly Evidence[]): Look[] {
  const seen = evidence.find((one) => one.role === role && one.command === DEBUGGING && one.phase.kind === 'before');
  // Without an answer nothing was turned on.
  if (!seen || !hasDebugs(exercise, role)) return [];
  const off = isDebugging(seen.text) ? [] : what.map((topic) => `undebug ${topic.replace(/ \d+$/, '')}`);
  return [...off, 'terminal no monitor'].map((command) => ({ role, command }));
}

/** IOS: "Crypto ISAKMP debugging is on"; ASA: "debug crypto ikev1 enabled at level 127". */
function isDebugging(text: string): boolean {
  return /\bdebugging is on\b|^debug .+ enabled at level [1-9]/m.test(text);
}
