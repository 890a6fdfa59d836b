/** swanctl --stats, and the same with --raw and --pretty: the daemon, as one record. */
import { conclude } from '../account.ts';
import { put, type Parsed, type Sourced } from '../parsed.ts';
import { Records, passes, type Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { integer, words } from '../values.ts';
import { putVici, type ViciFields } from './vici-fields.ts';
import { isVici, readVici, type ViciSection } from './vici.ts';

export interface SwanStatistics extends Sourced {
  /** As printed: "1 second", "3 hours"; and since when. */
  uptime?: string;
  since?: string;
  workers?: number;
  idleWorkers?: number;
  /** critical, high, medium, low. */
  busyWorkers?: number[];
  queuedJobs?: number[];
  scheduledJobs?: number;
  ikeSas?: number;
  halfOpenIkeSas?: number;
  plugins?: string[];
}

/** All that is said is of the one daemon. */
function says<G extends Groups>(
  pattern: RegExp,
  fields: (groups: G) => Fields<SwanStatistics>,
): Rule<Records<SwanStatistics>, G> {
  return rule<Records<SwanStatistics>, G>(pattern, (records, groups, line) => {
    if (!records.last) records.begin(line, {});
    return records.set(line, fields(groups));
  });
}

const numbers = (text: string): number[] => text.split('/').map(Number);

const TABLE = new RuleTable<Records<SwanStatistics>>([
  says<[string, string]>(/^uptime: (.*), since (.*)$/, ([uptime, since]) => ({ uptime, since })),
  says<[string, string, string]>(
    /^worker threads: (\d+) total, (\d+) idle, working: ([\d/]+)$/,
    ([total, idle, working]) => ({ workers: integer(total), idleWorkers: integer(idle), busyWorkers: numbers(working) }), // prettier-ignore
  ),
  says<[string]>(/^job queues: ([\d/]+)$/, ([queued]) => ({ queuedJobs: numbers(queued) })),
  says<[string]>(/^jobs scheduled: (\d+)$/, ([scheduled]) => ({ scheduledJobs: integer(scheduled) })),
  says<[string, string]>(/^IKE_SAs: (\d+) total, (\d+) half-open$/, ([total, halfOpen]) => ({
    ikeSas: integer(total),
    halfOpenIkeSas: integer(halfOpen),
  })),
  passes(/^(?:mallinfo|heap): .*$/),
  passes(/^(?:total|smallest|largest) \S+ usage: .*$/), // of Windows
  says<[string]>(/^loaded plugins: (.*)$/, ([plugins]) => ({ plugins: words(plugins) })),
]);

const NUMBERS: ViciFields<SwanStatistics> = [
  ['scheduled', 'scheduledJobs', 'number'],
  ['plugins', 'plugins', 'list'],
];
const UPTIME: ViciFields<SwanStatistics> = [
  ['running', 'uptime'],
  ['since', 'since'],
];
const WORKERS: ViciFields<SwanStatistics> = [
  ['total', 'workers', 'number'],
  ['idle', 'idleWorkers', 'number'],
];
const SAS: ViciFields<SwanStatistics> = [
  ['total', 'ikeSas', 'number'],
  ['half-open', 'halfOpenIkeSas', 'number'],
];

function statisticsOf(message: ViciSection): SwanStatistics {
  const record: SwanStatistics = { line: message.line, at: {} };
  const parts = new Map(message.sections.map((section) => [section.name, section]));
  putVici(record, message, NUMBERS);
  for (const [name, fields] of [
    ['uptime', UPTIME],
    ['workers', WORKERS],
    ['ikesas', SAS],
  ] as const) {
    // prettier-ignore
    const part = parts.get(name);
    if (part) putVici(record, part, fields);
  }
  putLevels(
    record,
    'busyWorkers',
    parts.get('workers')?.sections.find(({ name }) => name === 'active'),
  );
  putLevels(record, 'queuedJobs', parts.get('queues'));
  return record;
}

const LEVELS = ['critical', 'high', 'medium', 'low'];

function putLevels(record: SwanStatistics, field: 'busyWorkers' | 'queuedJobs', section?: ViciSection): void {
  const counts = LEVELS.flatMap((level) => section?.values.get(level)?.text ?? []);
  if (section && counts.length === LEVELS.length) put(record, section.line, { [field]: counts.map(Number) });
}

export function parseSwanctlStats(text: string): Parsed<SwanStatistics> {
  if (isVici(text)) {
    const { messages, reading, isOpen } = readVici(text);
    return conclude(reading, messages.filter(({ name }) => name === 'stats reply').map(statisticsOf), isOpen);
  }
  const records = new Records<SwanStatistics>();
  const reading = readLines(text, TABLE, records);
  // `ipsec statusall` says some of it in the same words.
  if (/^\s{0,8}Status of IKE/m.test(text)) return conclude({ ...reading, understood: 0 }, []);
  return conclude(reading, records.all, records.last !== undefined && records.last.plugins === undefined);
}
