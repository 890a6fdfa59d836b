/** A field of a packet that was captured on a link while the actions of the step went on. */
import { hasFields } from '../../facts/log-match.ts';
import { readPackets } from '../../facts/packets.ts';
import { quoteOf } from '../../facts/captures.ts';
import { fieldValue } from './debug.ts';
import { nthOf, type ReadingRule } from './reading.ts';

export const packetField: ReadingRule<'packetField'> = {
  // The capture is an action of the step: it is taken anyway.
  looks: () => [],
  read({ of, where = {}, field, nth }, place, moment) {
    if (moment === 'begin') return [];
    const { evidence, packets } = readPackets(place, of);
    const meant = packets.filter(({ fields }) => hasFields(fields, where));
    return nthOf(meant, nth).flatMap((one) => fieldValue(one.fields, field, [quoteOf(evidence, one.line)]));
  },
};
