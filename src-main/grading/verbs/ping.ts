/** ping: how many answers came to a ping among the actions of the step, and up to which size. */
import type { SweepAction } from '../../lab/exercise.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import { isAmount } from '../amount.ts';
import { Unreadable, quotesOf } from '../facts/captures.ts';
import { readPing, readSweep, type PingResult } from '../facts/pings.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING, allHold, attributesOf, type Judgement, type Scene, type Trait, type VerbRule } from './verb.ts';

export const ping: VerbRule<'ping'> = {
  // The action itself is the look.
  looks: () => [],
  judge(wanted, scene) {
    const action = scene.step.actions.find(({ id }) => id === wanted.of);
    if (action?.kind === 'sweep') return judgeSweep(wanted, action, scene);
    if (action?.kind !== 'ping') throw new Unreadable(`This step has no ping called ${wanted.of}.`);
    const capture = readPing(scene.exercise, scene.captures, action);
    const [result] = capture.records;
    if (!result) throw new Unreadable(`${action.from} did not say how its ping went.`);
    const attributes = attributesOf(traitsOf(wanted), result, capture);
    const answered = `${result.received} of ${result.sent} pings from ${action.from} to ${result.destination} were answered`;
    const says = `${answered}${asWanted(wanted, result, allHold(attributes))}.`;
    return { attributes, says, isFounded: true };
  },
};

type Wanted = VerbArguments<'ping'>;

function asWanted(wanted: Wanted, { received, sent }: PingResult, holds: boolean): string {
  if (!holds) return `; ${expectationOf(wanted)}`;
  return received < sent ? ', as it should be' : '';
}

function expectationOf({ received, lost, firstLost }: Wanted): string {
  const wanted = [
    received === undefined ? '' : `${received} should be`,
    lost === undefined ? '' : `${lost} should be lost`,
    firstLost === undefined ? '' : `${firstLost} should be lost at the beginning, and none after`,
  ];
  return wanted.filter((part) => part !== '').join(', and ');
}

function traitsOf({ received, lost, firstLost, tolerance }: Wanted): Trait<PingResult>[] {
  const traits: Trait<PingResult>[] = [];
  const add = (name: string, wanted: number | string | undefined, of: (one: PingResult) => number): void => {
    if (wanted === undefined) return;
    const holds = (one: PingResult): boolean => isAmount(wanted, of(one), tolerance);
    traits.push({ name, expected: String(wanted), holds, found: (one) => `${of(one)} of ${one.sent}`, field: 'received' }); // prettier-ignore
  };
  add('received', received, (one) => one.received);
  add('lost', lost, lostOf);
  if (firstLost !== undefined) traits.push(firstLostTrait(firstLost));
  return traits;
}

const lostOf = (one: PingResult): number => one.sent - one.received;

/** What is lost while something is negotiated comes first; what is lost later is lost for another reason. */
function firstLostTrait(wanted: number | string): Trait<PingResult> {
  return {
    name: 'lost before the first answer',
    expected: `${wanted}, none later`,
    holds: (one) => one.received > 0 && one.firstLost === lostOf(one) && isAmount(wanted, one.firstLost),
    found: (one) => {
      if (one.received === 0) return 'no answer at all';
      const later = lostOf(one) - (one.firstLost ?? 0);
      return `${one.firstLost ?? 'unknown'}${later > 0 ? `, ${later} later` : ''}`;
    },
    field: 'received',
  };
}

function judgeSweep({ received, largest, tolerance }: Wanted, action: SweepAction, scene: Scene): Judgement {
  const pings = readSweep(scene.exercise, scene.captures, action);
  const answered = pings.filter(({ ping: { records } }) => (records[0]?.received ?? 0) > 0);
  const best = answered.at(-1);
  const next = pings[pings.findIndex((one) => one === best) + 1];
  const quotes = [best, next].flatMap((one) => {
    const [record] = one?.ping.records ?? [];
    return one && record ? quotesOf(one.ping.evidence, record, 'received') : [];
  });
  const attributes: AttributeVerdict[] = [];
  const add = (name: string, wanted: number | string | undefined, found: number | undefined): void => {
    if (wanted === undefined) return;
    const holds = found !== undefined && isAmount(wanted, found, tolerance);
    attributes.push({ name, role: action.from, expected: String(wanted), found: found?.toString() ?? NOTHING, holds, quotes }); // prettier-ignore
  };
  add('largest packet', largest, best?.size);
  add('sizes answered', received, answered.length);
  const says = best ? `The largest packet that was answered had ${best.size} bytes.` : 'No packet of any size was answered.'; // prettier-ignore
  return { attributes, says, isFounded: best !== undefined };
}
