/**
 * swanctl --counters [--name C | --all], and the same with --raw and --pretty: how many messages and failures of IKE
 * there were, of all or of each connection.
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, onlyThose, parseRecords, type Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer } from '../values.ts';
import { isVici, readVici, type ViciSection } from './vici.ts';

export interface SwanCounters extends Sourced {
  /** Absent for those of the whole daemon. */
  connection?: string;
  /** By the daemon's names: "ike-init-in-req", "child-rekey", "invalid-spi". */
  counters: Record<string, number>;
}

const connectionOf = (name: string): Pick<SwanCounters, 'connection'> =>
  name === 'global' || name === '' ? {} : { connection: name };

const TABLE = new RuleTable<Records<SwanCounters>>([
  begins<SwanCounters, [string]>(/^(\S.{0,80}):$/, ([name]) => ({ ...connectionOf(name), counters: {} })),
  rule<Records<SwanCounters>, [string, string]>(
    /^([a-z][a-z-]{2,30})\s{0,40}: (\d+)$/,
    ({ last }, [name, count], line) => {
      if (!last) return;
      last.counters[name] = Number(count);
      last.at[name] = line;
    },
    ({ last }) => last !== undefined,
  ),
]);

function countersOf({ name, line, values }: ViciSection): SwanCounters {
  const record: SwanCounters = { line, at: {}, ...connectionOf(name), counters: {} };
  for (const [key, value] of values) {
    const count = integer(value.text.trim());
    if (count === undefined) continue;
    record.counters[key] = count;
    record.at[key] = value.line;
  }
  return record;
}

/** Under a heading of something else there is none of these. */
const KNOWN = ['ike-rekey-init', 'child-rekey', 'invalid'];

/** The last of them. */
const LAST = 'info-out-resp';

export function parseSwanctlCounters(text: string): Parsed<SwanCounters> {
  if (!isVici(text)) {
    const parsed = parseRecords(text, TABLE, (last) => last.counters[LAST] === undefined);
    return onlyThose(parsed, ({ counters }) => KNOWN.some((name) => name in counters));
  }
  const { messages, reading, isOpen } = readVici(text);
  const replies = messages.filter(({ name }) => name === 'get-counters reply' || name === 'counters reply');
  const found = replies.flatMap(({ sections }) => sections).filter(({ name }) => name === 'counters');
  return conclude(reading, found.flatMap(({ sections }) => sections).map(countersOf), isOpen);
}
