/** show asp drop [frame | flow]: a record for each reason, in the two lists of frames and of flows. */
import type { Parsed, Sourced } from '../parsed.ts';
import { conclude } from '../account.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface AspDrop extends Sourced {
  list: 'frame' | 'flow';
  description: string;
  /** The name in brackets: "acl-drop". */
  reason?: string;
  count: number;
  /** `Last clearing` of its list. */
  lastClearing?: string;
}

class Drops extends Records<AspDrop> {
  list: 'frame' | 'flow' | undefined;
}

const TABLE = new RuleTable<Drops>([
  rule<Drops, ['Frame' | 'Flow']>(/^(Frame|Flow) drop:$/, (drops, [list]) => {
    drops.list = list === 'Frame' ? 'frame' : 'flow';
  }),
  rule<Drops, [string]>(
    /^Last clearing: (.+)$/,
    (drops, [lastClearing]) => {
      for (const drop of drops.all) if (drop.list === drops.list) drop.lastClearing = lastClearing;
    },
    ({ list }) => list !== undefined,
  ),
  rule<Drops, [string, string | undefined, string]>(
    /^([A-Z0-9](?:.*?\S)??)(?: \(([\w-]+)\))?\s+(\d+)$/,
    (drops, [description, reason, count], line) => {
      drops.begin(line, { list: drops.list, description, count: Number(count) });
      return drops.set(line, { reason });
    },
    ({ list }) => list !== undefined,
  ),
  passes(/^Drop type .*$/),
]);

export function parseShowAspDrop(text: string): Parsed<AspDrop> {
  const drops = new Drops();
  const reading = readLines(text, TABLE, drops);
  return conclude(reading, drops.all);
}
