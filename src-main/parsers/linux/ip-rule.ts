/** ip rule: which table of routes a packet is looked up in; IPsec of Linux puts its own at 220. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer, words } from '../values.ts';
import { parseRows } from './rows.ts';

export interface RoutingRule extends Sourced {
  priority: number;
  /** `not`: for whatever does not fit. */
  isInverted: boolean;
  /** "all", or a network. */
  from?: string;
  to?: string;
  /** "0x2a/0xffffffff". */
  mark?: string;
  inputInterface?: string;
  outputInterface?: string;
  table?: string;
  /** What is done instead of a look-up: "blackhole", "unreachable", "prohibit". */
  type?: string;
  /** What has no field here, word by word. */
  others?: string[];
}

const FIELDS = {
  from: 'from',
  to: 'to',
  fwmark: 'mark',
  iif: 'inputInterface',
  oif: 'outputInterface',
  lookup: 'table',
  table: 'table',
} as const;

function ruleOf(text: string): Omit<RoutingRule, 'line' | 'at' | 'priority'> {
  const found: Omit<RoutingRule, 'line' | 'at' | 'priority'> = { isInverted: false };
  const all = words(text);
  for (let i = 0; i < all.length; i++) {
    const word = all[i] ?? '';
    const field = Object.hasOwn(FIELDS, word) ? FIELDS[word as keyof typeof FIELDS] : undefined;
    const value = all[i + 1];
    if (field && value !== undefined) {
      found[field] = value;
      i++;
    } else if (word === 'not') found.isInverted = true;
    else if (/^(?:blackhole|unreachable|prohibit|nop)$/.test(word)) found.type = word;
    else (found.others ??= []).push(word);
  }
  return found;
}

const TABLE = new RuleTable<Records<RoutingRule>>([
  rule<Records<RoutingRule>, [string, string]>(
    /^(\d{1,10}):\s+((?:not |from |to |unspec ).*)$/,
    (rules, [priority, text], line) => rules.begin(line, { priority: integer(priority), ...ruleOf(text) }),
  ),
]);

/** A table or something else must be said at the end. */
export function parseIpRule(text: string): Parsed<RoutingRule> {
  return parseRows(
    text,
    TABLE,
    new Records<RoutingRule>(),
    ({ table, type, others }) => (table ?? type ?? others) === undefined,
  );
}
