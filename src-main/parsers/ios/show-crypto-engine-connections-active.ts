/**
 * show crypto engine connections active
 *
 * The columns differ and are named by the heading: 12.2 `ID Interface IP-Address State Algorithm Encrypt Decrypt`, 12.4
 * `ID Interface Type Algorithm Encrypt Decrypt IP-Address`, 15 `ID Type Algorithm Encrypt Decrypt LastSeqN IP-Address`.
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, named, words } from '../values.ts';

export interface EngineConnection extends Sourced {
  id: number;
  interface?: string;
  /** IPsec, IKE, IKEv2; absent in 12.2. */
  type?: string;
  /** 12.2: "set", "alloc". */
  state?: string;
  /** As printed: "AES256+SHA256", "HMAC_MD5+3DES_56_C". */
  algorithm?: string;
  encrypted: number;
  decrypted: number;
  lastSequenceNumber?: number;
  address?: string;
}

class Connections extends Records<EngineConnection> {
  columns: string[] = [];
}

/** The cells by the names of their columns; words too many belong to the algorithm, the only one that may hold a blank. */
function cellsOf(columns: readonly string[], tokens: readonly string[]): Map<string, string> | undefined {
  const algorithm = columns.indexOf('Algorithm');
  // What has no interface has no address.
  const isShort = tokens.length === columns.length - 1 && columns.at(-1) === 'IP-Address' && tokens.includes('<none>');
  const surplus = isShort ? 0 : tokens.length - columns.length;
  if (surplus < 0 || (surplus > 0 && algorithm < 0)) return undefined;
  const joined = tokens.slice(algorithm, algorithm + surplus + 1).join(' ');
  const cells = surplus === 0 ? tokens : tokens.toSpliced(algorithm, surplus + 1, joined);
  return new Map(columns.map((column, index) => [column, cells[index] ?? '']));
}

/** A sequence number that was never sent is blank. */
function withSequence(columns: readonly string[], tokens: string[]): string[] {
  const index = columns.indexOf('LastSeqN');
  const isBlank = index > 0 && tokens.length === columns.length - 1 && !/^\d+$/.test(tokens[index] ?? '');
  return isBlank ? tokens.toSpliced(index, 0, '') : tokens;
}

function addRow(connections: Connections, text: string, line: number): boolean {
  const { columns } = connections;
  const cells = cellsOf(columns, withSequence(columns, words(text)));
  const [id, encrypted, decrypted] = ['ID', 'Encrypt', 'Decrypt'].map((column) => integer(cells?.get(column)));
  if (!cells || id === undefined || encrypted === undefined || decrypted === undefined) return false;
  connections.begin(line, {
    id,
    interface: named(cells.get('Interface')?.replace(/[<>]/g, '')),
    type: cells.get('Type'),
    state: cells.get('State'),
    algorithm: cells.get('Algorithm'),
    encrypted,
    decrypted,
    lastSequenceNumber: integer(cells.get('LastSeqN')),
    address: named(cells.get('IP-Address')?.replace(/[<>]/g, '')),
  });
  return true;
}

const TABLE = new RuleTable<Connections>([
  passes(/^Crypto Engine Connections$/i),
  rule<Connections, [string]>(/^(ID\s.*Encrypt\s+Decrypt.*)$/, (connections, [heading]) => {
    connections.columns = words(heading);
  }),
  rule<Connections, [string]>(
    /^(\d+\s.*)$/,
    (connections, [text], line) => addRow(connections, text, line),
    ({ columns }) => columns.length > 0,
  ),
  passes(/^No crypto connections(?: active)?\.?$/i),
]);

export function parseShowCryptoEngineConnectionsActive(text: string): Parsed<EngineConnection> {
  const connections = new Connections();
  return conclude(readLines(text, TABLE, connections), connections.all);
}
