/** show crypto ipsec sa identity: idents with their counters, and no security associations under them. */
import type { Parsed } from '../parsed.ts';
import { parseShowCryptoIpsecSa } from './show-crypto-ipsec-sa.ts';
import type { IpsecIdent } from './ipsec-ident.ts';

export function parseShowCryptoIpsecSaIdentity(text: string): Parsed<IpsecIdent> {
  const parsed = parseShowCryptoIpsecSa(text);
  const last = parsed.records.at(-1);
  // What that parser misses at the end is not part of this answer; its last line is.
  const isWhole = last?.counters['receiveErrors'] !== undefined && last.outboundSpi === undefined;
  return parsed.outcome === 'truncated' && isWhole ? { ...parsed, outcome: 'complete' } : parsed;
}
