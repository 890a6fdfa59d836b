/** ipsec status: two programs have this command, and the answer says whose it is. */
import type { Parsed } from '../parsed.ts';
import { parseLibreswanStatus, type LibreswanStatus } from './libreswan-status.ts';
import type { StrongswanStatus } from './strongswan-status-record.ts';
import { parseStrongswanStatus } from './strongswan-status.ts';

// Blanks and not any white space: blank lines without end would each be looked through to the last.
const LIBRESWAN =
  /^[ \t]*(?:000\b|using kernel interface: |Total IPsec connections: |"[^"\n]+"(?:\[\d+\])?: |#\d+: ")/m;

export function parseIpsecStatus(text: string): Parsed<StrongswanStatus | LibreswanStatus> {
  return LIBRESWAN.test(text) ? parseLibreswanStatus(text) : parseStrongswanStatus(text);
}
