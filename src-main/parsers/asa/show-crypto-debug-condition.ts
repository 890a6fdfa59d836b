/** show crypto debug-condition: of which peers the debugs speak. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { words } from '../values.ts';

export interface AsaDebugCondition extends Sourced {
  isOn: boolean;
  /** Whether what cannot be matched is printed too, by what it is of: "IKE", "IPsec". */
  unmatched?: Record<string, boolean>;
  /** By what is filtered, as printed: "IKE peer IP address", "SPI". */
  filters?: Record<string, string[]>;
}

class Conditions extends Records<AsaDebugCondition> {
  /** The filter that the lines after its heading belong to. */
  filter: string | undefined;
}

const TABLE = new RuleTable<Conditions>([
  rule<Conditions, ['ON' | 'OFF']>(/^Crypto conditional debug is turned (ON|OFF)$/, (conditions, [word], line) =>
    conditions.begin(line, { isOn: word === 'ON' }),
  ),
  rule<Conditions, [string, 'ON' | 'OFF']>(
    /^(\w+) debug context (?:unmatched|error) flag: ?(ON|OFF)$/,
    (conditions, [kind, word], line) =>
      conditions.set(line, { unmatched: { ...conditions.last?.unmatched, [kind]: word === 'ON' } }),
    ({ last }) => last !== undefined,
  ),
  rule<Conditions, [string]>(
    /^(\S.*?) filters?:$/,
    (conditions, [name]) => {
      conditions.filter = name;
      if (conditions.last) (conditions.last.filters ??= {})[name] = [];
    },
    ({ last }) => last !== undefined,
  ),
  rule<Conditions, [string]>(/^([\w.:/-]+(?:\s+[\w.:/-]+)*)$/, ({ last, filter }, [text]) => {
    const list = filter === undefined ? undefined : last?.filters?.[filter];
    if (!list) return false;
    list.push(...words(text));
    return true;
  }),
]);

export function parseShowCryptoDebugCondition(text: string): Parsed<AsaDebugCondition> {
  const conditions = new Conditions();
  return conclude(readLines(text, TABLE, conditions), conditions.all);
}
