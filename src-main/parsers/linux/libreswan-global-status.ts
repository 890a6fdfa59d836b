/** ipsec globalstatus, ipsec whack --globalstatus of Libreswan: all its counters, as one record. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface LibreswanGlobalStatus extends Sourced {
  /** By the printed names: "current.states.ike", "total.ipsec.type.esp". */
  counters: Record<string, number>;
  /** What is no number. */
  texts?: Record<string, string>;
}

const TABLE = new RuleTable<Records<LibreswanGlobalStatus>>([
  rule<Records<LibreswanGlobalStatus>, [string, string]>(
    /^(?:000 )?([a-z][\w-]*(?:\.[\w-]+)+)=(\S*)$/,
    (found, [name, value], line) => {
      if (!found.last) found.begin(line, { counters: {} });
      const { last } = found;
      if (!last) return;
      last.at[name] = line;
      if (/^\d{1,15}$/.test(value)) last.counters[name] = Number(value);
      else (last.texts ??= {})[name] = value;
    },
  ),
]);

export function parseLibreswanGlobalStatus(text: string): Parsed<LibreswanGlobalStatus> {
  const found = new Records<LibreswanGlobalStatus>();
  const reading = readLines(text, TABLE, found);
  // Nothing says which counter is the last.
  return conclude(reading, found.all, reading.isLoose && found.last !== undefined);
}
