/** swanctl --list-pools [--leases], and the same with --raw and --pretty. */
import { conclude } from '../account.ts';
import { put, type Parsed, type Sourced } from '../parsed.ts';
import { begins, parseRecords, type Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { appended, integer } from '../values.ts';
import { putVici, type ViciFields } from './vici-fields.ts';
import { isVici, readVici, type ViciSection } from './vici.ts';

export interface SwanPool extends Sourced {
  name: string;
  base?: string;
  size?: number;
  online?: number;
  offline?: number;
  /** Only with --leases. */
  leases?: SwanLease[];
}

export interface SwanLease {
  address: string;
  /** online, offline. */
  status: string;
  identity: string;
}

const TABLE = new RuleTable<Records<SwanPool>>([
  begins<SwanPool, [string, string, string, string, string]>(
    /^(\S{1,60})\s{1,40}([0-9A-Fa-f.:]{2,45}(?:-[0-9A-Fa-f.:]{2,45})?)\s{1,60}(\d+) \/ (\d+) \/ (\d+)$/,
    ([name, base, online, offline, size]) => ({
      name,
      base,
      online: integer(online),
      offline: integer(offline),
      size: integer(size),
    }),
  ),
  rule<Records<SwanPool>, [string, string, string]>(
    /^([0-9A-Fa-f.:]{2,45})\s{1,60}(online|offline)\s{1,10}'(.*)'$/,
    ({ last }, [address, status, identity], line) => {
      if (!last) return;
      last.leases = appended(last.leases, { address, status, identity });
      last.at['leases'] ??= line;
    },
    ({ last }) => last !== undefined,
  ),
]);

const FIELDS: ViciFields<SwanPool> = [
  ['base', 'base'],
  ['size', 'size', 'number'],
  ['online', 'online', 'number'],
  ['offline', 'offline', 'number'],
];

function poolOf(section: ViciSection): SwanPool {
  const { name, line } = section;
  const pool = putVici<SwanPool>({ line, at: {}, name }, section, FIELDS);
  put(pool, line, { name });
  for (const lease of section.sections.filter((one) => one.name === 'leases').flatMap(({ sections }) => sections)) {
    const [address = '', status = '', identity = ''] = ['address', 'status', 'identity'].map((key) => lease.values.get(key)?.text.trim() ?? ''); // prettier-ignore
    pool.leases = appended(pool.leases, { address, status, identity });
    pool.at['leases'] ??= lease.line;
  }
  return pool;
}

export function parseSwanctlListPools(text: string): Parsed<SwanPool> {
  if (!isVici(text)) return parseRecords(text, TABLE);
  const { messages, reading, isOpen } = readVici(text);
  const found = messages.filter(({ name }) => name === 'get-pools reply').flatMap(({ sections }) => sections);
  return conclude(reading, found.map(poolOf), isOpen);
}
