/** ipsec status: two programs have this command, and the answer says whose it is. */
import type { Parsed } from '../parsed.ts';
import { parseLibreswanStatus, type LibreswanStatus } from './libreswan-status.ts';
import type { StrongswanStatus } from './strongswan-status-record.ts';
import { parseStrongswanStatus } from './strongswan-status.ts';

const LIBRESWAN = /^\s*(?:000\b|using kernel interface: |Total IPsec connections: |"[^"]+"(?:\[\d+\])?: |#\d+: ")/m;

export function parseIpsecStatus(text: string): Parsed<StrongswanStatus | LibreswanStatus> {
  return LIBRESWAN.test(text) ? parseLibreswanStatus(text) : parseStrongswanStatus(text);
}
