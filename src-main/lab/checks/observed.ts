/** What is looked up of the verbs about what happens. */
import type { VerbArguments } from '../expectation.ts';
import type { observedVerbs } from '../verbs/observed.ts';
import {
  actionOf,
  actionOfKind,
  areEnds,
  areRoles,
  checkOver,
  checkTarget,
  isOnRole,
  type Check,
  type Context,
} from './check.ts';

export const observedChecks: { [V in keyof typeof observedVerbs]: Check<V> } = {
  log: (context, given) => {
    isOnRole(context, given);
    checkOver(context, given.over);
  },
  absent: (context, given) => {
    const { draft, path } = context;
    draft.references.isLink(given.on, [...path, 'on']);
    checkEnds(context, given);
    if (given.over !== undefined) checkCapture(context, given.over, given.on);
    else if (given.protocol !== 'gre')
      draft.report.add([...path, 'protocol'], {
        message: `devices show what of GRE they send in clear, not ${given.protocol}`,
        mend: 'capture the link, and add "over: …", the id of that action',
      });
  },
  wire: (context, given) => {
    context.draft.references.isLink(given.on, [...context.path, 'on']);
    checkEnds(context, given);
    checkCapture(context, given.over, given.on);
    if (given.spi) areEnds(context, given.spi, 'spi');
  },
  order: (context, given) => {
    if ('during' in given) {
      actionOf(context, given.during, 'during');
      checkMoment(context, given.event, 'event');
      return;
    }
    checkMoment(context, given.first, 'first');
    checkMoment(context, given.then, 'then');
  },
  unchanged: (context, { on, over }) => {
    areRoles(context, on, 'on');
    if (over !== 'step') actionOf(context, over, 'over');
  },
};

function checkEnds(context: Context, { from, to }: { from?: string | undefined; to?: string | undefined }): void {
  checkTarget(context, from, 'from');
  checkTarget(context, to, 'to');
}

function checkCapture(context: Context, over: string, link: string): void {
  const action = actionOfKind(context, { id: over, key: 'over', noun: 'capture' }, ['capture']);
  if (action?.kind !== 'capture' || action.on === link) return;
  context.draft.report.add([...context.path, 'over'], {
    message: `the action "${over}" captures ${action.on}, not ${link}`,
    mend: 'name the link that is captured, or capture this one too',
  });
}

type Order = VerbArguments<'order'>;
type Moment = Extract<Order, { event: unknown }>['event'];

function checkMoment({ draft, step, path }: Context, moment: Moment, key: string): void {
  if ('log' in moment) draft.references.isRole(moment.log.on, [...path, key, 'log', 'on']);
  else actionOf({ draft, step, path: [...path, key] }, moment.action, 'action');
}
