/** show ip nhrp stats [detail], show nhrp stats: events between NHRP and the parts around it. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface NhrpStatistics extends Sourced {
  /** "Tunnel Protection", "RIB Events". */
  section: string;
  events: NhrpEvent[];
}

export interface NhrpEvent {
  line: number;
  name: string;
  /** Of NHRP itself: sent to the other part, or received from it. */
  direction: 'sent' | 'received';
  count: number;
  errors: number;
}

const EVENT = String.raw`\[[SR]\][^:\[\]]+:\s*\d+\[\d+\]`;

function addEvents({ last }: Records<NhrpStatistics>, text: string, line: number): boolean {
  if (!last) return false;
  for (const [, letter, name = '', count, errors] of text.matchAll(/\[([SR])\]([^:[\]]+):\s*(\d+)\[(\d+)\]/g)) {
    const direction = letter === 'S' ? 'sent' : 'received';
    last.events.push({ line, name: name.trim(), direction, count: Number(count), errors: Number(errors) });
  }
  return true;
}

const TABLE = new RuleTable<Records<NhrpStatistics>>([
  passes(/^(?:Codes: T - Transport|TP - Tunnel Protection|\[S\] - Sent|\[number\] - Error).*$/),
  rule<Records<NhrpStatistics>, [string]>(/^([A-Z][\w /-]*?) Stats:$/, (sections, [section], line) =>
    sections.begin(line, { section, events: [] }),
  ),
  rule<Records<NhrpStatistics>, [string]>(
    new RegExp(String.raw`^(${EVENT}(?:\s+${EVENT}){0,3})$`),
    (sections, [text], line) => addEvents(sections, text, line),
  ),
]);

export function parseShowIpNhrpStats(text: string): Parsed<NhrpStatistics> {
  const sections = new Records<NhrpStatistics>();
  const reading = readLines(text, TABLE, sections);
  return conclude(reading, sections.all, sections.last?.events.length === 0);
}
