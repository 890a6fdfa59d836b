/** How many packets an end has protected for its peer, and how many of the peer's it has read. */
import { quoteOf } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import type { Side } from './side.ts';

interface Counters {
  encaps: number;
  decaps: number;
  sendErrors: number;
  receiveErrors: number;
  quotes: Quote[];
}

/** Undefined where nothing is shown of associations with the peer. */
export function countersOf({ ipsec, peerAddresses }: Side): Counters | undefined {
  const idents = (ipsec?.records ?? []).filter(({ peer, remoteEndpoint }) => [peer, remoteEndpoint].some((one) => one !== undefined && peerAddresses.includes(one))); // prettier-ignore
  if (!ipsec || idents.length === 0) return undefined;
  const sum = (name: string): number => idents.reduce((total, { counters }) => total + (counters[name] ?? 0), 0); // prettier-ignore
  const lines = idents.flatMap(({ at, line }) => [at['encaps'] ?? line, at['decaps'] ?? line]);
  return {
    encaps: sum('encaps'),
    decaps: sum('decaps'),
    sendErrors: sum('sendErrors'),
    receiveErrors: sum('receiveErrors'),
    quotes: [...new Set(lines)].map((line) => quoteOf(ipsec.evidence, line)),
  };
}
