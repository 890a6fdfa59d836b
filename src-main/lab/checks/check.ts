/** What the references of expectations are looked up with. */
import { parseIpv4 } from '../../base/address.ts';
import type { Path } from '../../base/path.ts';
import type { Draft, StepSoFar } from '../draft.ts';
import type { Action } from '../exercise.ts';
import type { Verb, VerbArguments } from '../expectation.ts';
import type { Labelled } from '../labels.ts';
import { parseSubnet } from '../subnet.ts';

export interface Context {
  draft: Draft;
  step: StepSoFar;
  /** Of the verb. */
  path: Path;
}

export type Check<V extends Verb> = (context: Context, given: VerbArguments<V>) => void;

export function isOnRole({ draft, path }: Context, { on }: { on: string }): boolean {
  return draft.references.isRole(on, [...path, 'on']);
}

export function areRoles({ draft, path }: Context, roles: readonly string[] | undefined, key: string): boolean {
  const areKnown = (roles ?? []).map((role, index) => draft.references.isRole(role, [...path, key, index]));
  return areKnown.every(Boolean);
}

export function areEnds(context: Context, between: readonly [string, string], key = 'between'): boolean {
  if (between[0] === between[1])
    context.draft.report.add([...context.path, key], {
      message: `both ends are ${between[0]}`,
      mend: 'name two roles',
    });
  return areRoles(context, between, key);
}

export function actionOf({ draft, step, path }: Context, id: string, key: string): Action | undefined {
  const action = step.actions.find((one) => one.id === id);
  if (action) return action;
  draft.references.isOneOf(id, step.actionIds, { what: 'action in this step called', path: [...path, key] });
  return undefined;
}

/** An action of one of these kinds. @param noun what it must be: "a ping" */
export function actionOfKind(
  context: Context,
  { id, key, noun }: { id: string; key: string; noun: string },
  kinds: readonly Action['kind'][],
): Action | undefined {
  const action = actionOf(context, id, key);
  if (!action || kinds.includes(action.kind)) return action;
  context.draft.report.add([...context.path, key], {
    message: `the action "${id}" is no ${noun}`,
    mend: `write the id of a ${noun} of this step`,
  });
  return undefined;
}

/** Whether an action that things are counted over is there; undefined counts totals. */
export function checkOver(context: Context, over: string | undefined): void {
  if (over !== undefined) actionOf(context, over, 'over');
}

/** What the lab calls an interface, or its own name where the lab does not know it: "Loopback7", "eth1". */
export function checkPlace({ draft, path }: Context, role: string, name: string | undefined, key: string): void {
  if (name === undefined || /^[A-Za-z][A-Za-z-]*\d/.test(name)) return;
  draft.references.isInterfaceOf(role, name, [...path, key]);
}

export function checkReference({ draft, path }: Context, reference: string | undefined, key: string): void {
  if (reference !== undefined) draft.references.addressOf(reference, [...path, key]);
}

/** ROLE.INTERFACE or an address. */
export function checkTarget({ draft, path }: Context, text: string | undefined, key: string): void {
  if (text === undefined || text === '' || parseIpv4(text) !== undefined) return;
  draft.references.addressOf(text, [...path, key]);
}

export function checkLabels(
  { draft, step, path }: Context,
  names: string | readonly string[] | undefined,
  of: { what: Labelled; on: string; key: string },
): void {
  if (names === undefined || !draft.references.isRole(of.on, [...path, 'on'])) return;
  const at = [...path, of.key];
  if (typeof names === 'string') step.labels.check(names, of.what, of.on, at);
  else names.forEach((name, index) => step.labels.check(name, of.what, of.on, [...at, index]));
}

const protocols = /^(?:gre|icmp|tcp|udp) /;

/** "any", ROLE.INTERFACE, "gre ROLE.INTERFACE", A.B.C.D/LENGTH. */
export function checkSelectors({ draft, path }: Context, selectors: readonly string[] | undefined, key: string): void {
  selectors?.forEach((selector, index) => {
    checkNetwork(draft, selector.replace(protocols, ''), [...path, key, index]);
  });
}

/** "any", ROLE.INTERFACE, an address, A.B.C.D/LENGTH. */
export function checkNetwork(draft: Draft, text: string, path: Path): void {
  // A variable that is not known leaves nothing, and has been reported.
  if (text === 'any' || text === '' || parseIpv4(text) !== undefined) return;
  if (!/^\d/.test(text)) {
    draft.references.addressOf(text, path);
    return;
  }
  const fault = parseSubnet(text);
  if (typeof fault === 'string') draft.report.add(path, { message: fault, mend: 'write a subnet as in 10.1.0.0/24' });
}

/** Of something that is not there nothing else can be asked. */
export function checkAlone(context: Context, given: Record<string, unknown>, with_: readonly string[]): void {
  const known = ['on', 'between', 'state', ...with_];
  for (const key of Object.keys(given).filter((one) => !known.includes(one) && given[one] !== undefined))
    context.draft.report.addAtKey([...context.path, key], {
      message: `what is absent has no ${key}`,
      mend: `remove "${key}", or "state: absent"`,
    });
}
