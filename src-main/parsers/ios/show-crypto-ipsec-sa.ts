/**
 * show crypto ipsec sa [detail | peer A | interface I | vrf V | ipv6 [detailed]]
 *
 * A record is one ident: a `local ident` with its `remote ident`, of which a crypto map prints many under one
 * `interface:` line. Layouts from 12.2 (no vrf, no PFS line, "#pkts digest 0" without colon) to IOS XE 17
 * (`initiator : True`, `PQC Key Exchange`): seeds 000 and 002, reference/device-output.md sections 1 and 3.
 *
 * This parser is written for speed, as a hub prints thousands of idents: a line is told by its first letters and cut at
 * commas, without patterns.
 */
import { Account, conclude } from '../account.ts';
import { BrokenLine } from '../broken-line.ts';
import { LineReader } from '../clean.ts';
import { Margin } from '../margin.ts';
import type { Parsed } from '../parsed.ts';
import * as ident from './ipsec-ident-lines.ts';
import type { IpsecIdent } from './ipsec-ident.ts';
import { IpsecLines, type ReadIpsecLine } from './ipsec-lines.ts';
import * as sa from './ipsec-sa-lines.ts';

export function parseShowCryptoIpsecSa(text: string): Parsed<IpsecIdent> {
  const reader = new LineReader(text);
  const account = new Account(reader);
  const broken = new BrokenLine(account, new Margin(text));
  const lines = new IpsecLines();
  const read = (line: string, number: number): boolean => readIpsecLine(lines, line, number);
  while (reader.next()) {
    if (readLine(reader, lines)) {
      account.understand();
      broken.pass(reader);
    } else broken.mend(reader, read);
  }
  broken.forget();
  const { isOpen } = lines;
  lines.close();
  return conclude(account.close(), lines.idents, isOpen);
}

/** One line of it, without blanks at its ends. */
export const readIpsecLine: ReadIpsecLine = (lines, text, line) => readerOf(text, 0)?.(lines, text, line) ?? false;

function readLine({ buffer, start, end, line, isOverlong }: LineReader, lines: IpsecLines): boolean {
  const read = isOverlong ? undefined : readerOf(buffer, start);
  return read?.(lines, buffer.slice(start, end), line) ?? false;
}

const nothing: ReadIpsecLine = () => true;
/** Of the security association that is being read, or of its ident. */
const readOther: ReadIpsecLine = (lines, text, line) =>
  sa.readOther(lines, text, line) || ident.readOther(lines, text, line);

/** How the lines begin. */
const STARTS: readonly (readonly [string, ReadIpsecLine])[] = [
  ['interface:', ident.readInterface],
  ['Crypto map tag:', ident.readCryptoMap],
  ['protected vrf', ident.readVrf],
  ['current_peer', ident.readPeer],
  ['PERMIT', ident.readFlags],
  ['DENY', ident.readFlags],
  ['#', ident.readCounters],
  ['local crypto endpt', ident.readEndpoints],
  ['remote crypto endpt', ident.readEndpoints],
  ['local', ident.readLocal],
  ['remote', ident.readRemote],
  ['plaintext mtu', ident.readMtu],
  ['path mtu', ident.readMtu],
  ['current outbound spi:', ident.readOutboundSpi],
  ['PFS', ident.readPfs],
  ...sa.SECTIONS,
  ['spi:', sa.readSpi],
  ['transform:', sa.readTransform],
  ['in use settings', sa.readSettings],
  ['slot:', sa.readConnection],
  ['conn id:', sa.readConnection],
  ['sa timing:', sa.readTiming],
  ['IV size:', sa.readIv],
  ['replay detection support:', sa.readReplay],
  ['Status:', sa.readStatus],
  ['Kilobyte Volume Rekey', readOther],
  ['ekey', readOther],
  ['HA last key lifetime', readOther],
  ['crypto engine type:', readOther],
  ['ike_cookies:', readOther],
  ['ecn bit support', readOther],
  ['status:', readOther],
  ['QOS', readOther],
  ['antireplay', readOther],
  ['Antireplay', readOther],
  ['Anti-replay', readOther],
  ['ESN', readOther],
  ['esn', readOther],
  ['initiator', readOther],
  ['PQC', readOther],
  ['TFC', readOther],
  ['Group:', readOther],
  ['AKE', readOther],
  // Of keys that were typed in.
  ['no sa timing', nothing],
  ['No SA', nothing],
  ['No IPsec', nothing],
  ['No IPSEC', nothing],
  ['% No SA', nothing],
  ['%No SA', nothing],
  ['There are no ', nothing],
  ['There is no ', nothing],
];

interface Candidate {
  start: string;
  /** Its last letter: a cheap test before all of them. */
  last: number;
  read: ReadIpsecLine;
}

const STARTS_BY_FIRST: Candidate[][] = [];
for (const [start, read] of STARTS)
  (STARTS_BY_FIRST[start.charCodeAt(0)] ??= []).push({ start, last: start.charCodeAt(start.length - 1), read });

function readerOf(text: string, at: number): ReadIpsecLine | undefined {
  const candidates = STARTS_BY_FIRST[text.charCodeAt(at)];
  if (!candidates) return undefined;
  for (const { start, last, read } of candidates)
    if (text.charCodeAt(at + start.length - 1) === last && text.startsWith(start, at)) return read;
  return undefined;
}
