/** log: a router has logged something, or printed it for a debug; while an action ran, or at all. */
import type { VerbArguments } from '../../lab/expectation.ts';
import { isAmount } from '../amount.ts';
import { quoteOf, quotesOfNothing } from '../facts/captures.ts';
import { describeMatch, isMeant } from '../facts/log-match.ts';
import { readLogged } from '../facts/logged.ts';
import { logLooks, type Log } from '../facts/logs.ts';
import type { AttributeVerdict, Quote } from '../verdict.ts';
import { NOTHING, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'log'>;

export const log: VerbRule<'log'> = {
  looks: ({ on, over }, { exercise }) => (over === undefined ? logLooks(exercise, on) : []),
  around: ({ on }, { exercise }) => logLooks(exercise, on),
  judge(wanted, scene) {
    const logs = readLogged(scene, wanted.on, wanted.over);
    const lines = logs.map((one) => linesOf(wanted, one)).sort((a, b) => b.count - a.count)[0];
    const found = lines ?? { count: 0, quotes: [], first: undefined };
    const amount = wanted.state === 'absent' ? 0 : (wanted.count ?? 'at least 1');
    const attribute: AttributeVerdict = {
      name: 'lines',
      role: wanted.on,
      expected: `${describeMatch(wanted.says)}: ${wanted.state === 'absent' ? 'none' : amount}`,
      found: found.count === 0 ? NOTHING : `${found.count}, as in "${found.first ?? ''}"`,
      holds: isAmount(amount, found.count),
      quotes: found.quotes.length > 0 ? found.quotes : logs.flatMap(({ evidence }) => quotesOfNothing(evidence)).slice(0, 1),
    };
    return { attributes: [attribute], says: sentence(wanted, found.count, attribute.holds), isFounded: true };
  },
}; // prettier-ignore

function linesOf({ says }: Wanted, { evidence, messages }: Log): { count: number; quotes: Quote[]; first?: string } {
  const meant = messages.filter((one) => isMeant(says, one));
  const [first] = meant;
  const quotes = meant.slice(0, 4).map(({ line }) => quoteOf(evidence, line));
  return { count: meant.length, quotes, ...(first ? { first: first.text } : {}) };
}

function sentence({ on, says, over, state }: Wanted, count: number, holds: boolean): string {
  const when = over === undefined ? '' : ` while "${over}" ran`;
  const what = describeMatch(says);
  if (state === 'absent') return holds ? `${on} logged nothing of ${what}${when}, as it should be.` : `${on} logged ${what}${when}, and should not.`;
  const times = count === 1 ? 'once' : `${count} times`;
  if (count === 0) return `${on} logged nothing of ${what}${when}.`;
  return holds ? `${on} logged ${what} ${times}${when}.` : `${on} logged ${what} ${times}${when}, which is not as often as it should be.`;
} // prettier-ignore
