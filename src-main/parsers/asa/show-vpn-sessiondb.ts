/**
 * show vpn-sessiondb [summary | license-summary | full] and `ratio {protocol | encryption}`: how many sessions and tunnels
 * there are, and have been.
 *
 * A record is one table; the kinds below another one are printed further to the right, which a capture may have lost.
 */
import type { Parsed, Sourced } from '../parsed.ts';
import { conclude } from '../account.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface VpnSummary extends Sourced {
  /** "VPN Session Summary", "Tunnels Summary", "VPN Licenses and Configured Limits Summary". */
  title: string;
  rows: VpnSummaryRow[];
  totalActive?: number;
  totalCumulative?: number;
  deviceCapacity?: number;
  /** In percent. */
  deviceLoad?: number;
}

export interface VpnSummaryRow {
  line: number;
  name: string;
  active?: number;
  cumulative?: number;
  peak?: number;
  inactive?: number;
  /** Of licences: ENABLED or DISABLED, and how many are configured. */
  status?: string;
  capacity?: number;
  installed?: number;
  limit?: number | string;
  /** Of the usage of licences. */
  localInUse?: number;
  sharedInUse?: number;
  allInUse?: number;
  peakInUse?: number;
  /** Of a ratio, or of the usage. */
  percent?: number;
}

class Tables extends Records<VpnSummary> {
  /** What the columns are. */
  columns: readonly (keyof VpnSummaryRow)[] = [];

  open(line: number, title: string): void {
    this.begin(line, { title, rows: [] });
    // 8.2 says how many licences there are without a heading for the column.
    this.columns = title === 'Shared VPN License Information' ? ['active'] : [];
  }
}

const TITLES = 'VPN Session Summary|Active Session Summary|Tunnels Summary|IPv6 Usage Summary|VPN Licenses and Configured Limits Summary|VPN Licenses Usage Summary|SSL VPN Session Information|VLAN Mapping Summary|License Information|Shared VPN License Information|Sessions|Tunnels'; // prettier-ignore

const COLUMNS = new Map<string, keyof VpnSummaryRow>([
  ['Active', 'active'],
  ['Cumulative', 'cumulative'],
  ['Peak Concur', 'peak'],
  ['Peak Concurrent', 'peak'],
  ['Inactive', 'inactive'],
  ['Status', 'status'],
  ['Capacity', 'capacity'],
  ['Installed', 'installed'],
  ['Limit', 'limit'],
]);

function addRow({ last, columns }: Tables, name: string, text: string, line: number): boolean {
  if (!last || columns.length === 0) return false;
  const row: Record<string, unknown> = { line, name };
  text.split(':').forEach((cell, index) => {
    const column = columns[index];
    const value = cell.trim();
    if (column !== undefined && value !== '') row[column] = integer(value) ?? value;
  });
  last.rows.push(row as unknown as VpnSummaryRow);
  return true;
}

/** Where `Local`, `Shared` and the limit are blank there are no colons for them either. */
const USAGE: Readonly<Record<number, readonly (keyof VpnSummaryRow)[]>> = {
  6: ['localInUse', 'sharedInUse', 'allInUse', 'peakInUse', 'limit', 'percent'],
  5: ['name', 'allInUse', 'peakInUse', 'limit', 'percent'],
  4: ['name', 'allInUse', 'peakInUse', 'percent'],
};

function addUsage({ last }: Tables, name: string, text: string, line: number): boolean {
  const cells = text.split(':').map((cell) => cell.trim().replace(/%$/, ''));
  const columns = USAGE[cells.length];
  if (!last || !columns) return false;
  const row: Record<string, unknown> = { line };
  cells.forEach((cell, index) => {
    if (cell !== '') row[columns[index] ?? ''] = integer(cell) ?? cell;
  });
  last.rows.push({ ...row, name, line });
  return true;
}

/** Numbers, and words of licences, with colons between them and perhaps after them. */
function areCells(text: string): boolean {
  const cells = text.replace(/:\s*$/, '').split(':');
  return cells.every((cell) => /^(?:\d+|(?:ENABLED|DISABLED)(?:\([\w ]+\))?|NONE)$/.test(cell.trim()));
}

const hasTable = ({ last }: Tables): boolean => last !== undefined;

const TABLE = new RuleTable<Tables>([
  passes(/^-{5,}$/),
  rule<Tables, [string]>(new RegExp(`^(${TITLES}):?$`), (tables, [title], line) => tables.open(line, title)),
  rule<Tables, [string]>(
    /^((?:Active|Status|Cumulative)\s*:.*)$/,
    (tables, [text]) => {
      const names = text.split(':').map((name) => COLUMNS.get(name.trim()));
      const columns = names.flatMap((name) => name ?? []);
      if (columns.length !== names.length) return false;
      tables.columns = columns;
      return true;
    },
    hasTable,
  ),
  rule<Tables, [string, string]>(
    /^Total Active and Inactive\s*:\s*(\d+)\s+Total Cumulative\s*:\s*(\d+)$/,
    (tables, [active, cumulative], line) =>
      tables.set(line, { totalActive: Number(active), totalCumulative: Number(cumulative) }),
    hasTable,
  ),
  rule<Tables, [string, string]>(
    /^Totals\s*:\s*(\d+)\s*:\s*(\d+)$/,
    (tables, [active, cumulative], line) =>
      tables.set(line, { totalActive: Number(active), totalCumulative: Number(cumulative) }),
    hasTable,
  ),
  rule<Tables, [string]>(
    /^Device Total VPN Capacity\s*:\s*(\d+)$/,
    (tables, [capacity], line) => tables.set(line, { deviceCapacity: Number(capacity) }),
    hasTable,
  ),
  rule<Tables, [string]>(
    /^Device Load\s*:\s*(\d+)%$/,
    (tables, [load], line) => tables.set(line, { deviceLoad: Number(load) }),
    hasTable,
  ),
  passes(/^\*{3}!! WARNING:? .* !!\*{3}$/),
  rule<Tables, [string, string]>(
    /^(?!Total|Device (?:Total|Load))([A-Z][\w/.&()-]*(?: [\w/.&()-]+)*)\s*:(.+)$/,
    (tables, [name, cells], line) => areCells(cells) && addRow(tables, name, cells, line),
    hasTable,
  ),
  passes(/^(?:Local|In Use) : (?:Shared|In Use) :.*$/),
  rule<Tables, [string, string]>(
    /^([A-Z][\w/.&()-]*(?: [\w/.&()-]+)*)\s*:((?:[\s\d]*:){3,5}\s*\d+%)$/,
    (tables, [name, cells], line) => addUsage(tables, name, cells, line),
    hasTable,
  ),
  // A ratio: name, number and share.
  rule<Tables, [string, string]>(
    /^(?:Filter Group|Total Active (?:Sessions|Tunnels)|Cumulative (?:Sessions|Tunnels))\s*: (\S+)()$/,
    (tables, [value], line) => {
      if (tables.last) return;
      tables.open(line, `Ratio of ${value}`);
    },
  ),
  passes(/^(?:Protocol|Encryption)\s+(?:Sessions|Tunnels)\s+Percent$/),
  rule<Tables, [string, string, string]>(
    /^([\w/.()-]+(?: [\w/.()-]+)*?)\s+(\d+)\s+(\d+)%$/,
    ({ last }, [name, active, percent], line) =>
      last?.rows.push({ line, name, active: Number(active), percent: Number(percent) }),
    hasTable,
  ),
  // 8.2: `IPsec   :    750    Configured :    750    Active :      1    Load :   0%`
  rule<Tables, [string, string, string, string, string]>(
    /^([A-Z][\w/-]*(?: [\w/-]+)*)\s*:\s*(\d+)\s+Configured\s*:\s*(\d+)\s+Active\s*:\s*(\d+)\s+Load\s*:\s*(\d+)%$/,
    ({ last }, [name, capacity, installed, active, percent], line) => {
      const counts = { capacity: Number(capacity), installed: Number(installed), active: Number(active) };
      last?.rows.push({ line, name, ...counts, percent: Number(percent) });
    },
    hasTable,
  ),
  // Above the kinds below it, without numbers of its own: `IKEv2 Site-to-Site  :   :   :`
  passes(/^[A-Z][\w/.&()-]*(?: [\w/.&()-]+)*\s*(?::\s*){2,4}$/),
  passes(/^INFO: There (?:are presently|is currently) no .*$/),
]);

export function parseShowVpnSessiondb(text: string): Parsed<VpnSummary> {
  const tables = new Tables();
  const reading = readLines(text, TABLE, tables);
  const { last } = tables;
  const isBare = last !== undefined && last.rows.length === 0 && last.totalActive === undefined;
  const isCut = reading.isLoose && last?.title === 'Shared VPN License Information';
  return conclude(reading, tables.all, isBare || isCut);
}
