/** Any field of what a command shows, and how many of something there are. */
import type { ParsedPlatform } from '../../../parsers/command-parser.ts';
import type { Sourced } from '../../../parsers/parsed.ts';
import { parserOf } from '../../../parsers/catalogue.ts';
import type { Readings } from '../../../lab/question.ts';
import { associationLooks, quotesOfAssociation, readAll, type End } from '../../facts/associations.ts';
import { Unreadable, quoteOf, quotesOf, quotesOfNothing, type Capture } from '../../facts/captures.ts';
import { hasFields } from '../../facts/log-match.ts';
import { logLooks, readLog, type Log, type Place } from '../../facts/logs.ts';
import { parsedAs } from '../../facts/parsed-as.ts';
import { roleNamed } from '../../facts/places.ts';
import { ISAKMP_KEY, ISAKMP_POLICY, TRANSFORM_SET, showOn, type Show } from '../../facts/shows.ts';
import { lookAt } from '../../look.ts';
import { numberValue, type Value } from '../value.ts';
import { fieldValue, quickModesIn } from './debug.ts';
import { nthOf, type ReadingRule } from './reading.ts';

export const shown: ReadingRule<'shown'> = {
  looks: ({ on, command }) => [{ role: on, command }],
  read({ on, command, where = {}, field, nth }, place, moment) {
    const { evidence, records } = place.captures.read(on, showFor(place, on, command), moment);
    const meant = records.filter((record) => hasFields(fieldsOf(record), where));
    return nthOf(meant, nth).flatMap((record) =>
      fieldValue(fieldsOf(record), field, quotesOf(evidence, record, field.split('.')[0] ?? field)),
    );
  },
};

function fieldsOf(record: Sourced): Readonly<Record<string, unknown>> {
  return { ...record };
}

/** @throws {Unreadable} when nobody reads what the command shows */
function showFor({ exercise }: Place, role: string, command: string): Show<Sourced> {
  const platform: ParsedPlatform = parsedAs(roleNamed(exercise, role).platform);
  if (!parserOf(platform, command)) throw new Unreadable(`Nothing here reads what "${command}" shows on ${role}.`);
  return showOn<Sourced>(platform, command);
}

type Counted = Exclude<Readings['count']['of'], 'children' | 'ikeSas' | 'messages' | 'quickModes'>;

const SHOWS: Record<Counted, Show<Sourced>> = {
  policies: ISAKMP_POLICY,
  transformSets: TRANSFORM_SET,
  keys: ISAKMP_KEY,
};

export const count: ReadingRule<'count'> = {
  looks({ on, of }, exercise) {
    if (of === 'messages' || of === 'quickModes') return logLooks(exercise, on);
    if (of === 'children') return associationLooks(exercise, on, { children: true });
    return of === 'ikeSas' ? associationLooks(exercise, on, { ike: 'state' }) : lookAt(on, SHOWS[of]);
  },
  read({ on, of }, place, moment) {
    if (of === 'messages' || of === 'quickModes') return [countInLog(readLog(place, on, moment), of)];
    if (of === 'children') return [countChildren(readAll(place, on, { children: true }, moment))];
    if (of === 'ikeSas') return [countIke(readAll(place, on, { ike: 'state' }, moment))];
    return [countRecords(place.captures.read(on, SHOWS[of], moment))];
  },
};

function countInLog(log: Log, of: 'messages' | 'quickModes'): Value {
  const counted = of === 'messages' ? log.messages : quickModesIn(log);
  const quotes = counted.slice(0, 10).map(({ line }) => quoteOf(log.evidence, line));
  return numberValue(counted.length, quotes.length > 0 ? quotes : quotesOfNothing(log.evidence));
}

function countChildren(end: End): Value {
  const up = end.associations.children.filter(({ status }) => status === 'up');
  return numberValue(up.length, up.flatMap((one) => quotesOfAssociation(end, one, 'outboundSpi')));
} // prettier-ignore

function countIke(end: End): Value {
  const up = end.associations.ike.filter(({ state }) => state === 'established');
  return numberValue(up.length, up.flatMap((one) => quotesOfAssociation(end, one, 'state')));
} // prettier-ignore

function countRecords({ evidence, records }: Capture<Sourced>): Value {
  return numberValue(records.length, records.flatMap((one) => quotesOf(evidence, one)));
} // prettier-ignore
