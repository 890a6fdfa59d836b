/** Sees that everything an expectation refers to is there. */
import type { Path } from '../base/path.ts';
import type { Draft, StepSoFar } from './draft.ts';
import type { Action } from './exercise.ts';
import type { Expectation, Verb, VerbArguments } from './expectation.ts';
import { parseSubnet } from './subnet.ts';

interface Context {
  draft: Draft;
  step: StepSoFar;
  path: Path;
}

type Check<V extends Verb> = (context: Context, given: VerbArguments<V>) => void;

/** @param path of the verb */
export function checkExpectation(draft: Draft, step: StepSoFar, one: Expectation, path: Path): void {
  const check = checks[one.verb] as Check<Verb>;
  check({ draft, step, path }, one.arguments);
}

const checks: { [V in Verb]: Check<V> } = {
  isakmpPolicy: isOnRole,
  isakmpKey: (context, given) => {
    if ('between' in given) checkEnds(context, given.between);
    else {
      isOnRole(context, given);
      context.draft.references.addressOf(given.peer, [...context.path, 'peer']);
    }
  },
  transformSet: isOnRole,
  ipsecProfile: (context, { on, transformSets }) => {
    if (!isOnRole(context, { on })) return;
    transformSets?.forEach((name, index) => {
      context.step.labels.check(name, 'transform set', on, [...context.path, 'transformSets', index]);
    });
  },
  tunnel: (context, { on, interface: name, protection }) => {
    const { draft, step, path } = context;
    if (!isOnRole(context, { on })) return;
    draft.references.isInterfaceOf(on, name ?? 'tunnel', name === undefined ? path : [...path, 'interface']);
    if (protection !== undefined && protection !== 'none')
      step.labels.check(protection, 'IPsec profile', on, [...path, 'protection']);
  },
  ike: (context, { between }) => checkEnds(context, between),
  child: (context, { between, via, selectors }) => {
    const { draft, path } = context;
    const areKnown = checkEnds(context, between);
    if (areKnown && via !== undefined)
      for (const role of between) draft.references.isInterfaceOf(role, via, [...path, 'via']);
    selectors?.forEach((selector, index) => checkSelector(draft, selector, [...path, 'selectors', index]));
  },
  counters: (context, { on, over }) => {
    isOnRole(context, { on });
    if (over !== undefined) actionOf(context, over, 'over');
  },
  ping: (context, { of, received, lost }) => {
    const action = actionOf(context, of, 'of');
    if (!action) return;
    if (action.kind === 'ping') checkCounts(context, { received, lost }, action.count);
    else
      context.draft.report.add([...context.path, 'of'], {
        message: `the action "${of}" is no ping`,
        mend: 'write the id of a ping of this step',
      });
  },
  absent: ({ draft, path }, { on }) => draft.references.isLink(on, [...path, 'on']),
};

function isOnRole({ draft, path }: Context, { on }: { on: string }): boolean {
  return draft.references.isRole(on, [...path, 'on']);
}

function checkEnds({ draft, path }: Context, between: readonly [string, string]): boolean {
  const areKnown = between.map((role, index) => draft.references.isRole(role, [...path, 'between', index]));
  if (between[0] === between[1])
    draft.report.add([...path, 'between'], { message: `both ends are ${between[0]}`, mend: 'name two roles' });
  return areKnown.every(Boolean);
}

function actionOf({ draft, step, path }: Context, id: string, key: string): Action | undefined {
  const action = step.actions.find((one) => one.id === id);
  if (action) return action;
  draft.references.isOneOf(id, step.actionIds, { what: 'action in this step called', path: [...path, key] });
  return undefined;
}

function checkCounts(context: Context, counts: Record<string, number | string | undefined>, sent: number): void {
  for (const [key, amount] of Object.entries(counts)) {
    if (amount === undefined || Number(/\d+/.exec(String(amount))?.[0] ?? 0) <= sent) continue;
    const message = `expected at most ${sent}, the packets that this ping sends; found ${amount}`;
    context.draft.report.add([...context.path, key], { message, mend: 'lower it, or give the ping a greater "count"' });
  }
}

function checkSelector(draft: Draft, selector: string, path: Path): void {
  // A variable that is not known leaves nothing, and has been reported.
  if (selector === 'any' || selector === '') return;
  if (/^\d/.test(selector)) {
    const fault = parseSubnet(selector);
    if (typeof fault === 'string') draft.report.add(path, { message: fault, mend: 'write a subnet as in 10.1.0.0/24' });
    return;
  }
  draft.references.addressOf(selector.replace(/^gre /, ''), path);
}
