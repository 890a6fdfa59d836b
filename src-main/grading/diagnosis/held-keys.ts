/** The pre-shared keys of a router, from its configuration or from what lists them. */
import type { ConfiguredIsakmpKey, RunningConfiguration } from '../../parsers/ios/configuration.ts';
import type { Evidence } from '../evidence.ts';
import { matches } from './tree.ts';
import { quoteOf, type Capture, type Captures } from '../facts/captures.ts';
import { ISAKMP_KEY } from '../facts/shows.ts';
import type { Quote } from '../verdict.ts';

export interface HeldKey {
  peer: string;
  mask?: string;
  /** Undefined where it is shown encrypted, so that it cannot be compared. */
  secret: string | undefined;
  quote: Quote;
  /** The keyring that it stands in; undefined for those of the router itself. */
  keyring?: string;
}

type Configuration = Capture<RunningConfiguration> | undefined;

/** Undefined where neither was captured. */
export function keysOf(role: string, captures: Captures, configuration: Configuration): HeldKey[] | undefined {
  const [record] = configuration?.records ?? [];
  if (configuration && record) {
    const own = record.isakmpKeys.map((key) => keyOf(key, configuration.evidence));
    const ringed = record.keyrings.flatMap(({ name, keys }) =>
      keys.map((key) => ({ ...keyOf(key, configuration.evidence), keyring: name })),
    );
    return [...own, ...ringed, ...aggressiveKeys(configuration)];
  }
  const shown = captures.find(role, ISAKMP_KEY, 'any');
  return shown?.records.map(({ peer, mask, key, line }) => ({
    peer,
    ...(mask === undefined ? {} : { mask }),
    secret: key,
    quote: quoteOf(shown.evidence, line),
  }));
}

/** What a router that begins in aggressive mode signs with, and the name that it gives itself there. */
function aggressiveKeys({ records: [record], evidence }: NonNullable<Configuration>): HeldKey[] {
  return matches(record?.lines, /^crypto isakmp peer address (\S+)/).flatMap(({ groups: [peer = ''], children }) =>
    matches(children, /^set aggressive-mode password (\S+)$/).map(({ groups: [secret], line }) => ({
      peer,
      secret,
      quote: quoteOf(evidence, line),
    })),
  );
}

/** The names by which a router calls itself in aggressive mode. */
export function aggressiveNames(configuration: Configuration): string[] {
  const lines = configuration?.records[0]?.lines;
  return matches(lines, /^crypto isakmp peer /).flatMap(({ children }) =>
    matches(children, /^set aggressive-mode client-endpoint (?:user-)?fqdn (\S+)$/).flatMap(({ groups: [name] }) => name ?? []),
  ); // prettier-ignore
}

function keyOf({ address, hostname, mask, key, keyType, line }: ConfiguredIsakmpKey, evidence: Evidence): HeldKey {
  return {
    peer: address ?? hostname ?? '',
    ...(mask === undefined ? {} : { mask }),
    secret: keyType === undefined || keyType === 0 ? key : undefined,
    quote: quoteOf(evidence, line),
  };
}
