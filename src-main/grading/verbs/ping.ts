/** ping: how many answers came to a ping among the actions of the step. */
import type { VerbArguments } from '../../lab/expectation.ts';
import { pingCommand } from '../actions.ts';
import { isAmount } from '../amount.ts';
import { Unreadable } from '../facts/captures.ts';
import { pingShow } from '../facts/shows.ts';
import type { Ping } from '../../parsers/ios/ping.ts';
import { allHold, attributesOf, type Trait, type VerbRule } from './verb.ts';

export const ping: VerbRule<'ping'> = {
  // The action itself is the look.
  looks: () => [],
  judge(wanted, { step, captures }) {
    const action = step.actions.find(({ id }) => id === wanted.of);
    if (action?.kind !== 'ping') throw new Unreadable(`This step has no ping called ${wanted.of}.`);
    const capture = captures.read(action.from, pingShow(pingCommand(action)), { after: action.id });
    const result = capture.records.at(-1);
    if (!result) throw new Unreadable(`${action.from} did not say how its ping went.`);
    const attributes = attributesOf(traitsOf(wanted), result, capture);
    const says = `${receivedOf(result)} of ${sentOf(result)} pings from ${action.from} to ${result.destination} were answered${allHold(attributes) ? '' : `; ${expectationOf(wanted)}`}.`; // prettier-ignore
    return { attributes, says, isFounded: true };
  },
};

type Wanted = VerbArguments<'ping'>;

function receivedOf({ received, marks }: Ping): number {
  return received ?? marks.split('!').length - 1;
}

function sentOf({ sent, repeat }: Ping): number {
  return sent ?? repeat;
}

function expectationOf({ received, lost }: Wanted): string {
  const wanted = [received === undefined ? '' : `${received} should be`, lost === undefined ? '' : `${lost} should be lost`]; // prettier-ignore
  return wanted.filter((part) => part !== '').join(', and ');
}

function traitsOf({ received, lost }: Wanted): Trait<Ping>[] {
  const lostOf = (result: Ping): number => sentOf(result) - receivedOf(result);
  const traits: Trait<Ping>[] = [];
  if (received !== undefined) {
    traits.push({ name: 'received', expected: String(received), holds: (one) => isAmount(received, receivedOf(one)), found: (one) => `${receivedOf(one)} of ${sentOf(one)}`, field: 'received' }); // prettier-ignore
  }
  if (lost !== undefined) {
    traits.push({ name: 'lost', expected: String(lost), holds: (one) => isAmount(lost, lostOf(one)), found: (one) => `${lostOf(one)} of ${sentOf(one)}`, field: 'received' }); // prettier-ignore
  }
  return traits;
}
