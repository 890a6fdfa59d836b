/**
 * show crypto isakmp sa
 *
 * `dst` is the responder and `src` the initiator of that SA, not remote and local. Columns after the state differ:
 * 12.2 `conn-id slot`, 12.4 `conn-id slot status`, 12.4T and later `conn-id status`; a status is never a number. Several
 * rows for one peer are legal: a deleted SA beside its successor (reference/device-output.md sections 1 and 3).
 * An IPv6 SA is a row, or a block of `dst:`, `src:`, `state: … conn-id: … status: …`.
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, words } from '../values.ts';

export interface IsakmpSa extends Sourced {
  /** Of the list that it stands in; 12.2 has one list, and does not name it. */
  family?: 'IPv4' | 'IPv6';
  destination: string;
  source: string;
  /** QM_IDLE, MM_NO_STATE, MM_KEY_EXCH …; any token, as printed. */
  state?: string;
  connectionId?: number;
  slot?: number;
  /** ACTIVE, STDBY; absent in 12.2. */
  status?: string;
  /** "(deleted)" stands behind the status. */
  isDeleted: boolean;
  /** Front door and inside VRF, where the device lists them: "-/vpn1". */
  vrf?: string;
}

const ADDRESS = String.raw`[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*`;
const ROW = new RegExp(
  String.raw`^(?:([^\s/]*\/\S*)\s+)?(${ADDRESS})\s+(${ADDRESS})\s+([A-Z][A-Z0-9_]*)\s+(\d+)(?:\s+(\d+))?(?:\s+([A-Z]\w*))?(?:\s+(\(deleted\)))?$`,
);
type Row = [vrf: string | undefined, destination: string, source: string, state: string, connectionId: string,
  slot: string | undefined, status: string | undefined, deleted: string | undefined]; // prettier-ignore

/** `state: QM_IDLE  conn-id: 1001  slot: 0  status: ACTIVE (deleted)`, on one line or on several. */
function readRest(records: Records<IsakmpSa>, text: string, line: number): void {
  let name = '';
  for (const word of words(text)) {
    if (word.endsWith(':')) name = word;
    else if (name === 'state:') records.set(line, { state: word });
    else if (name === 'conn-id:') records.set(line, { connectionId: integer(word) });
    else if (name === 'slot:') records.set(line, { slot: integer(word) });
    else if (word === '(deleted)') records.set(line, { isDeleted: true });
    else if (name === 'status:') records.set(line, { status: word });
  }
}

class Rows extends Records<IsakmpSa> {
  hasStatus = false;
  family: 'IPv4' | 'IPv6' | undefined;

  /** Whether the last row lacks something that it must have. */
  isOpen(isLoose: boolean): boolean {
    if (!this.last) return false;
    const { source, state, status, isDeleted } = this.last;
    if (source === '' || state === undefined) return true;
    if (this.hasStatus && status === undefined) return true;
    return isLoose && status !== undefined && !isDeleted && !/^(?:ACTIVE|STDBY)$/.test(status);
  }
}

const TABLE = new RuleTable<Rows>([
  rule<Rows, ['IPv4' | 'IPv6']>(/^(IPv[46]) Crypto ISAKMP SA$/, (rows, [family]) => {
    rows.family = family;
  }),
  rule<Rows, [string | undefined]>(
    /^(?:f_?vrf\/i_?vrf\s+)?dst\s+src\s+state\s+conn-?id(?:\s+slot)?(\s+status)?$/,
    (rows, [status]) => {
      rows.hasStatus = status !== undefined;
    },
  ),
  passes(/^There are no (?:isakmp|IKEv1|ISAKMP) (?:sas|SAs)$/),
  // The heading of `detail`, above nothing.
  passes(/^C-id\s+Local\s+Remote\s+.*Lifetime\s+Cap\.?$/),
  rule<Rows, Row>(ROW, (records, [vrf, destination, source, state, connection, slot, status, deleted], line) =>
    records.begin(line, {
      family: records.family,
      vrf,
      destination,
      source,
      state,
      connectionId: integer(connection),
      slot: integer(slot),
      status,
      isDeleted: deleted !== undefined,
    }),
  ),
  rule<Rows, [string]>(/^dst:\s*(\S+)$/, (records, [destination], line) =>
    records.begin(line, { family: records.family, destination, source: '', isDeleted: false }),
  ),
  rule<Rows, [string, string | undefined]>(
    /^src:\s*(\S+)(?:\s+(state:.*))?$/,
    (records, [source, rest], line) => {
      records.set(line, { source });
      if (rest !== undefined) readRest(records, rest, line);
    },
    (records) => records.last?.source === '',
  ),
  rule<Rows, [string]>(
    /^((?:state|conn-id|slot|status):.*)$/,
    (records, [rest], line) => readRest(records, rest, line),
    (records) => records.last !== undefined,
  ),
]);

export function parseShowCryptoIsakmpSa(text: string): Parsed<IsakmpSa> {
  const rows = new Rows();
  const reading = readLines(text, TABLE, rows);
  return conclude(reading, rows.all, rows.isOpen(reading.isLoose));
}
