/** The pre-shared keys of a router, from its configuration or from what lists them. */
import type { ConfiguredIsakmpKey } from '../../parsers/ios/configuration.ts';
import type { Evidence } from '../evidence.ts';
import { quoteOf, type Captures } from '../facts/captures.ts';
import { ISAKMP_KEY, RUNNING_CONFIGURATION } from '../facts/shows.ts';
import type { Quote } from '../verdict.ts';

export interface HeldKey {
  peer: string;
  mask?: string;
  /** Undefined where it is shown encrypted, so that it cannot be compared. */
  secret: string | undefined;
  quote: Quote;
}

/** Undefined where neither was captured. */
export function keysOf(role: string, captures: Captures): HeldKey[] | undefined {
  const configuration = captures.find(role, RUNNING_CONFIGURATION, 'any');
  const [record] = configuration?.records ?? [];
  if (configuration && record) {
    const all = [...record.isakmpKeys, ...record.keyrings.flatMap(({ keys }) => keys)];
    return all.map((key) => keyOf(key, configuration.evidence));
  }
  const shown = captures.find(role, ISAKMP_KEY, 'any');
  return shown?.records.map(({ peer, mask, key, line }) => ({
    peer,
    ...(mask === undefined ? {} : { mask }),
    secret: key,
    quote: quoteOf(shown.evidence, line),
  }));
}

function keyOf({ address, hostname, mask, key, keyType, line }: ConfiguredIsakmpKey, evidence: Evidence): HeldKey {
  return {
    peer: address ?? hostname ?? '',
    ...(mask === undefined ? {} : { mask }),
    secret: keyType === undefined || keyType === 0 ? key : undefined,
    quote: quoteOf(evidence, line),
  };
}
