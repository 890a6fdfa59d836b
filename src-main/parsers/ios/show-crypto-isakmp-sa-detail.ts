/**
 * show crypto isakmp sa detail
 *
 * The I-VRF column may be blank and long names push the rest to the right, so that neither columns nor a count of words
 * tell what is what: the lifetime (hh:mm:ss) and the status do. The line after a row names engine and connection.
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, words } from '../values.ts';

export interface IsakmpSaDetail extends Sourced {
  /** Of the list that it stands in. */
  family?: 'IPv4' | 'IPv6';
  connectionId: number;
  local: string;
  remote: string;
  vrf?: string;
  /** ACTIVE, STDBY; absent before 12.4. */
  status?: string;
  isDeleted: boolean;
  /** des, 3des, aes. */
  encryption?: string;
  keyBits?: number;
  /** md5, sha, sha256 … */
  hash?: string;
  /** psk, rsig, renc. */
  authentication?: string;
  dhGroup?: number;
  /** Remaining, as printed: "23:59:12". */
  lifetime?: string;
  lifetimeSeconds?: number;
  /** Letters: C configuration mode, D dead peer detection, K keepalives, N NAT traversal, T cTCP, X XAUTH. */
  capabilities?: string;
  /** "SW:1002", or "????" while there is none; before 12.4 "1:1(software)", the connection first. */
  engineConnection?: string;
}

const ADDRESS = String.raw`[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*`;
const ROW = new RegExp(String.raw`^(\d+)\s+(${ADDRESS})\s+(${ADDRESS})\s+(\S.*)$`);
const STATUS = /^(?:ACTIVE|STDBY|INACTIVE|DELETED|NEGOTIATING)$/;
const LIFETIME = /^(?:\d+:\d\d:\d\d|(?:\d+[ywdh])+)$/;

/** "23:59:12", "1d02h". */
function secondsOf(text: string): number {
  if (text.includes(':')) return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return [...text.matchAll(/(\d+)([ywdh])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0); // prettier-ignore
}

const UNITS: Readonly<Record<string, number>> = { y: 31_536_000, w: 604_800, d: 86_400, h: 3600 };

class Rows extends Records<IsakmpSaDetail> {
  family: 'IPv4' | 'IPv6' | undefined;
  /** The last row has no remote address yet: those of IPv6 stand on two lines. */
  isWaiting = false;
}

type Rest = Omit<IsakmpSaDetail, 'family' | 'connectionId' | 'local' | 'remote' | 'line' | 'at'>;

/** `[vrf] [status] encr [bits] hash auth dh lifetime [capabilities]` */
function restOf(text: string): Rest | undefined {
  const all = words(text);
  const deleted = all.indexOf('(deleted)');
  const tokens = deleted < 0 ? all : all.toSpliced(deleted, 1);
  const at = tokens.findLastIndex((token) => STATUS.test(token));
  if (at < 0) return restWithoutStatus(tokens);
  const [status, ...after] = tokens.slice(at);
  if (at > 1 || status === undefined) return undefined;
  const rest: Rest = { status, isDeleted: deleted >= 0 };
  const vrf = tokens[at - 1];
  if (vrf !== undefined) rest.vrf = vrf;
  return readAlgorithms(rest, after) ? rest : undefined;
}

/** Before 12.4: what is before the algorithms is the VRF. */
function restWithoutStatus(tokens: readonly string[]): Rest | undefined {
  const at = tokens.findIndex((token) => /^(?:des|3des|aes)$/.test(token));
  const vrf = tokens[at - 1];
  const rest: Rest = { isDeleted: false, ...(vrf === undefined ? {} : { vrf }) };
  return (at === 0 || at === 1) && readAlgorithms(rest, tokens.slice(at)) ? rest : undefined;
}

/** While an SA is negotiated the columns after the status may be blank: then nothing is said of them. */
function readAlgorithms(rest: Rest, tokens: string[]): boolean {
  const end = tokens.findIndex((token) => LIFETIME.test(token));
  if (end < 0) return readSome(rest, tokens);
  const [encryption, second, ...others] = tokens.slice(0, end);
  const bits = integer(second);
  const [hash, authentication, group, none] = bits === undefined ? [second, ...others] : others;
  if (encryption === undefined || group === undefined || none !== undefined || tokens.length > end + 2) return false;
  const capabilities = tokens[end + 1];
  Object.assign(rest, { encryption, hash, authentication, dhGroup: integer(group), lifetime: tokens[end] });
  if (bits !== undefined) rest.keyBits = bits;
  if (capabilities !== undefined) rest.capabilities = capabilities;
  rest.lifetimeSeconds = secondsOf(tokens[end] ?? '');
  return true;
}

/** Those that are agreed on so far, by what they look like: `3des md5  2  0  CX`, `0 0`. */
function readSome(rest: Rest, tokens: readonly string[]): boolean {
  for (const token of tokens) {
    if (/^(?:des|3des|aes\d*)$/.test(token)) rest.encryption = token;
    else if (/^(?:md5|sha\d*)$/.test(token)) rest.hash = token;
    else if (/^(?:psk|rsig|renc)$/.test(token)) rest.authentication = token;
    else if (/^[CDKNTXF]+$/.test(token)) rest.capabilities = token;
    else if (!/^\d{1,2}$/.test(token)) return false;
    else if (rest.encryption !== undefined && rest.dhGroup === undefined) rest.dhGroup = Number(token);
  }
  // A row that a terminal broke is no such row: then what is missing stands on the next line.
  return rest.authentication === undefined && (rest.encryption === undefined) === (rest.dhGroup === undefined);
}

const TABLE = new RuleTable<Rows>([
  rule<Rows, ['IPv4' | 'IPv6']>(/^(IPv[46]) Crypto ISAKMP SA$/, (rows, [family]) => {
    rows.family = family;
  }),
  passes(/^C-id\s+Local\s+Remote\s+.*Lifetime\s+Cap\.?$/),
  passes(/^Codes: C - IKE .*$/),
  passes(/^(?:K - Keepalives|T - cTCP|X - IKE|psk - Preshared|renc - RSA|F - IKE).*$/),
  rule<Rows, [string, string, string, string]>(ROW, (records, [id, local, remote, text], line) => {
    const rest = restOf(text);
    const connectionId = integer(id);
    if (!rest || connectionId === undefined) return false;
    return records.begin(line, { family: records.family, connectionId, local, remote, ...rest });
  }),
  // IPv6: the remote address is on the next line.
  rule<Rows, [string, string, string]>(
    new RegExp(String.raw`^(\d+)\s+([0-9A-Fa-f]*:[0-9A-Fa-f:.]*)\s+(\S.*)$`),
    (records, [id, local, text], line) => {
      const rest = restOf(text);
      const connectionId = integer(id);
      if (!rest || connectionId === undefined) return false;
      records.isWaiting = true;
      return records.begin(line, { family: records.family, connectionId, local, remote: '', ...rest });
    },
  ),
  rule<Rows, [string]>(
    /^((?=\S*(?:::|[A-Fa-f]))[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)$/,
    (records, [remote], line) => {
      records.isWaiting = false;
      return records.set(line, { remote });
    },
    ({ isWaiting }) => isWaiting,
  ),
  rule<Rows, [string]>(
    /^(?:Engine-id:Conn-id|Connection-id:Engine-id) =\s*(\S+)$/,
    (records, [engineConnection], line) => records.set(line, { engineConnection }),
    (records) => records.last !== undefined,
  ),
]);

export function parseShowCryptoIsakmpSaDetail(text: string): Parsed<IsakmpSaDetail> {
  const records = new Rows();
  const reading = readLines(text, TABLE, records);
  return conclude(reading, records.all, records.last !== undefined && records.last.engineConnection === undefined);
}
