/** ping: how many answers came to a ping among the actions of the step. */
import type { VerbArguments } from '../../lab/expectation.ts';
import { isAmount } from '../amount.ts';
import { Unreadable } from '../facts/captures.ts';
import { readPing, type PingResult } from '../facts/pings.ts';
import { allHold, attributesOf, type Trait, type VerbRule } from './verb.ts';

export const ping: VerbRule<'ping'> = {
  // The action itself is the look.
  looks: () => [],
  judge(wanted, { exercise, step, captures }) {
    const action = step.actions.find(({ id }) => id === wanted.of);
    if (action?.kind !== 'ping') throw new Unreadable(`This step has no ping called ${wanted.of}.`);
    const capture = readPing(exercise, captures, action);
    const [result] = capture.records;
    if (!result) throw new Unreadable(`${action.from} did not say how its ping went.`);
    const attributes = attributesOf(traitsOf(wanted), result, capture);
    const says = `${result.received} of ${result.sent} pings from ${action.from} to ${result.destination} were answered${allHold(attributes) ? '' : `; ${expectationOf(wanted)}`}.`; // prettier-ignore
    return { attributes, says, isFounded: true };
  },
};

type Wanted = VerbArguments<'ping'>;

function expectationOf({ received, lost }: Wanted): string {
  const wanted = [received === undefined ? '' : `${received} should be`, lost === undefined ? '' : `${lost} should be lost`]; // prettier-ignore
  return wanted.filter((part) => part !== '').join(', and ');
}

function traitsOf({ received, lost }: Wanted): Trait<PingResult>[] {
  const lostOf = (result: PingResult): number => result.sent - result.received;
  const traits: Trait<PingResult>[] = [];
  if (received !== undefined) {
    traits.push({ name: 'received', expected: String(received), holds: (one) => isAmount(received, one.received), found: (one) => `${one.received} of ${one.sent}`, field: 'received' }); // prettier-ignore
  }
  if (lost !== undefined) {
    traits.push({ name: 'lost', expected: String(lost), holds: (one) => isAmount(lost, lostOf(one)), found: (one) => `${lostOf(one)} of ${one.sent}`, field: 'received' }); // prettier-ignore
  }
  return traits;
}
