/**
 * order: what came before what. Lines of one log are in its own order; where an action stands between them is told by
 * what the log held right before and right after it. Lines of two routers are put in order by their times.
 */
import type { VerbArguments } from '../../lab/expectation.ts';
import { Unreadable, quoteOf } from '../facts/captures.ts';
import { describeMatch, isMeant } from '../facts/log-match.ts';
import { clockLooks, timeOf } from '../facts/log-times.ts';
import { logLooks, readLog, since, type Log } from '../facts/logs.ts';
import { distinctLooks } from '../look.ts';
import type { AttributeVerdict, Quote } from '../verdict.ts';
import { NOTHING, type Judgement, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'order'>;
type Moment = Extract<Wanted, { event: unknown }>['event'];
type LogMoment = Extract<Moment, { log: unknown }>;

export const order: VerbRule<'order'> = {
  looks(wanted, { exercise }) {
    const roles = rolesOf(wanted);
    const clocks = roles.length > 1 ? roles.flatMap((role) => clockLooks({ exercise }, role)) : [];
    return distinctLooks([...roles.flatMap((role) => logLooks(exercise, role)), ...clocks]);
  },
  around: (wanted, { exercise }) => rolesOf(wanted).flatMap((role) => logLooks(exercise, role)),
  judge: (wanted, scene) =>
    'during' in wanted ? judgeDuring(wanted, scene) : judgeSequence(wanted.first, wanted.then, scene),
};

function momentsOf(wanted: Wanted): Moment[] {
  return 'during' in wanted ? [wanted.event] : [wanted.first, wanted.then];
}

function rolesOf(wanted: Wanted): string[] {
  return [...new Set(momentsOf(wanted).flatMap((one) => ('log' in one ? [one.log.on] : [])))];
}

/** The actions that logs are looked at around. */
export function actionsOfOrder(wanted: Wanted): string[] {
  const named = momentsOf(wanted).flatMap((one) => ('action' in one ? [one.action] : []));
  return 'during' in wanted ? [...named, wanted.during] : named;
}

/** A line that is meant, by its place in the log. */
interface Occurrence {
  role: string;
  index: number;
  log: Log;
}

function occurrencesOf({ log: { on, says } }: LogMoment, scene: Scene): Occurrence[] {
  const log = readLog(scene, on, 'end');
  return log.messages.flatMap((message, index) => (isMeant(says, message) ? [{ role: on, index, log }] : []));
}

/** From which place in the log on an action ran, and from which on it was over. */
function rangeOf(action: string, { role, log }: Occurrence, scene: Scene): { from: number; to: number } {
  const placeOf = (then: Log): number => log.messages.length - since(then, log).length;
  return {
    from: placeOf(readLog(scene, role, { before: action })),
    to: placeOf(readLog(scene, role, { after: action })),
  };
}

function judgeDuring({ event, during }: Extract<Wanted, { during: string }>, scene: Scene): Judgement {
  if ('action' in event)
    return told({
      what: `the action "${event.action}"`,
      when: `while "${during}" runs`,
      holds: event.action === during,
      quotes: [],
    });
  const all = occurrencesOf(event, scene);
  const inside = all.filter((one) => {
    const { from, to } = rangeOf(during, one, scene);
    return one.index >= from && one.index < to;
  });
  const quotes = quotesOf(inside.length > 0 ? inside : all);
  return told({ what: describeMoment(event), when: `while "${during}" runs`, holds: inside.length > 0, quotes });
}

function judgeSequence(first: Moment, then: Moment, scene: Scene): Judgement {
  const [what, when] = [describeMoment(first), `before ${describeMoment(then)}`];
  if ('action' in first && 'action' in then) {
    const places = scene.step.actions.map(({ id }) => id);
    return told({ what, when, holds: places.indexOf(first.action) < places.indexOf(then.action), quotes: [] });
  }
  if ('action' in first) {
    const all = 'log' in then ? occurrencesOf(then, scene) : [];
    const after = all.filter((one) => one.index >= rangeOf(first.action, one, scene).from);
    return told({ what, when, holds: after.length > 0, quotes: quotesOf(after.length > 0 ? after : all) });
  }
  const earlier = occurrencesOf(first, scene);
  if ('action' in then) {
    const ahead = earlier.filter((one) => one.index < rangeOf(then.action, one, scene).from);
    return told({ what, when, holds: ahead.length > 0, quotes: quotesOf(ahead.length > 0 ? ahead : earlier) });
  }
  return judgeLines({ first, then }, earlier, scene);
}

/** Of several negotiations the last one counts: the last line that is to be first must be followed by the other. */
function judgeLines(wanted: { first: LogMoment; then: LogMoment }, earlier: Occurrence[], scene: Scene): Judgement {
  const later = occurrencesOf(wanted.then, scene);
  const last = earlier.at(-1);
  const next = last && later.find((one) => isAfter(last, one, scene));
  const quotes = quotesOf([...(last ? [last] : []), ...(next ? [next] : later.slice(-1))]);
  const missing = last ? (later.length === 0 ? wanted.then : undefined) : wanted.first;
  const base = { what: describeMoment(wanted.first), when: `before ${describeMoment(wanted.then)}`, quotes };
  if (missing) return told({ ...base, holds: false, why: `${describeMoment(missing)} was not logged` });
  return told({ ...base, holds: next !== undefined });
}

function isAfter(first: Occurrence, then: Occurrence, scene: Scene): boolean {
  if (first.role === then.role) return then.index > first.index;
  return timeAt(then, scene) > timeAt(first, scene);
}

function timeAt({ role, index, log }: Occurrence, scene: Scene): number {
  const message = log.messages[index];
  if (!message) throw new Unreadable(`${role} has no such line in its log.`);
  return timeOf(scene, role, message);
}

function quotesOf(occurrences: readonly Occurrence[]): Quote[] {
  return occurrences.slice(0, 4).map(({ log, index }) => quoteOf(log.evidence, log.messages[index]?.line ?? 0));
}

function describeMoment(moment: Moment): string {
  return 'log' in moment ? `${describeMatch(moment.log.says)} on ${moment.log.on}` : `the action "${moment.action}"`;
}

interface Told {
  what: string;
  when: string;
  holds: boolean;
  quotes: Quote[];
  /** Where it does not hold. */
  why?: string;
}

function told({ what, when, holds, quotes, why = 'not so' }: Told): Judgement {
  const attribute: AttributeVerdict = {
    name: 'order',
    role: quotes[0]?.role ?? '',
    expected: `${what} ${when}`,
    found: holds ? 'so' : quotes.length === 0 ? NOTHING : why,
    holds,
    quotes,
  };
  const says = holds ? `As it should be, ${what} came ${when}.` : `${what} should come ${when}: ${why}.`;
  return { attributes: [attribute], says: says.charAt(0).toUpperCase() + says.slice(1), isFounded: true };
}
