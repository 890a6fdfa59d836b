/** shown: records of what a command shows, for what no other verb asks. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { Sourced } from '../../parsers/parsed.ts';
import { parserOf } from '../../parsers/catalogue.ts';
import { isAmount } from '../amount.ts';
import { Unreadable, quotesOf, quotesOfNothing } from '../facts/captures.ts';
import { fieldOf, hasFields } from '../facts/log-match.ts';
import { parsedAs } from '../facts/parsed-as.ts';
import { roleNamed } from '../facts/places.ts';
import { showOn } from '../facts/shows.ts';
import type { VerbRule } from './verb.ts';

type Wanted = VerbArguments<'shown'>;

export const shown: VerbRule<'shown'> = {
  looks: ({ on, command }) => [{ role: on, command }],
  judge(wanted, scene) {
    const { on, command, where = {}, has = {}, count = 'at least 1' } = wanted;
    const platform = parsedAs(roleNamed(scene.exercise, on).platform);
    if (!parserOf(platform, command)) throw new Unreadable(`Nothing here reads what "${command}" shows on ${on}.`);
    const { evidence, records } = scene.captures.read(on, showOn<Sourced>(platform, command), 'end');
    const meant = records.filter((record) => hasFields({ ...record }, where));
    const fitting = meant.filter((record) => hasFields({ ...record }, has));
    const holds = isAmount(count, fitting.length);
    const quoted = (fitting.length > 0 ? fitting : meant).slice(0, 4);
    const fields = Object.keys(has).map((name) => name.split('.')[0] ?? name);
    const quotes = quoted.flatMap((record) => quotesOf(evidence, record, ...fields));
    const attribute = {
      name: describe(has) || command,
      role: on,
      expected: String(count),
      found:
        fitting.length > 0 || meant.length === 0
          ? String(fitting.length)
          : `${fitting.length}: ${foundIn(meant[0], has)}`,
      holds,
      quotes: quotes.length > 0 ? quotes : quotesOfNothing(evidence),
    };
    return { attributes: [attribute], says: sentence(wanted, fitting.length, holds), isFounded: holds };
  },
};

function describe(fields: NonNullable<Wanted['has']>): string {
  return Object.entries(fields).map(([name, value]) => `${name} ${String(value)}`).join(', ');
} // prettier-ignore

/** What stands in the fields of one that is not as asked for. */
function foundIn(record: Sourced | undefined, fields: NonNullable<Wanted['has']>): string {
  const all = Object.keys(fields).map((name) => `${name} ${describeField(record, name)}`);
  return all.join(', ');
}

function describeField(record: Sourced | undefined, name: string): string {
  const value = fieldOf({ ...record }, name);
  return value === undefined ? 'not shown' : JSON.stringify(value);
}

function sentence({ on, command, has = {} }: Wanted, count: number, holds: boolean): string {
  const what = describe(has);
  const found = count === 1 ? 'one record' : `${count} records`;
  return `"${command}" on ${on} shows ${found}${what === '' ? '' : ` with ${what}`}${holds ? '' : ', which is not as it should be'}.`;
}
