/**
 * Which SSH servers are the ones that are meant: trusted at their first use, and by the same key ever after. A key that
 * has changed is refused with both fingerprints; who knows why it did can add the new one.
 */
import { Failure } from '../../base/errors.ts';
import { placeOf } from './connection-failure.ts';
import type { ShownHostKey } from './host-key.ts';
import type { Endpoint } from './tcp.ts';

export interface KnownHosts {
  /** The keys that are trusted at a place ("host:port"), one for each kind of key at most. */
  find(place: string): readonly ShownHostKey[] | Promise<readonly ShownHostKey[]>;
  /** From now on this key is the one of its kind that is trusted there. */
  add(place: string, hostKey: ShownHostKey): unknown;
}

export interface HostKeyPolicy {
  /** A server that was never seen: its key is noted and trusted, or refused. */
  atFirstUse?: 'trust' | 'refuse';
  /** Told of every key that was noted: what a user should compare, once. */
  onFirstUse?: (place: string, hostKey: ShownHostKey) => void;
}

/** Whether a server is the one that is meant. Throws a Failure where there is more to say than no. */
export interface HostKeyVerifier {
  (hostKey: ShownHostKey, endpoint: Endpoint): boolean | Promise<boolean>;
  /** The kinds of keys that are known of it: asked for first, so that a server with several shows one of them. */
  kindsOf?: (endpoint: Endpoint) => Promise<readonly string[]>;
}

/** @throws Failure unreachable: host-key-changed, host-key-unknown, with the fingerprints */
export function verifierOf(
  known: KnownHosts,
  { atFirstUse = 'trust', onFirstUse }: HostKeyPolicy = {},
): HostKeyVerifier {
  const verify: HostKeyVerifier = async (hostKey, endpoint) => {
    const place = placeOf(endpoint);
    const trusted = await known.find(place);
    if (trusted.some((one) => isSame(one, hostKey))) return true;
    const other = trusted.find(({ algorithm }) => algorithm === hostKey.algorithm) ?? trusted[0];
    if (other) throw changed(place, hostKey, other);
    if (atFirstUse === 'refuse') throw unknown(place, hostKey);
    await known.add(place, hostKey);
    onFirstUse?.(place, hostKey);
    return true;
  };
  verify.kindsOf = async (endpoint) => (await known.find(placeOf(endpoint))).map(({ algorithm }) => algorithm);
  return verify;
}

/** Host keys for as long as the program runs. */
export class KnownHostsInMemory implements KnownHosts {
  readonly #keys = new Map<string, ShownHostKey[]>();

  find(place: string): readonly ShownHostKey[] {
    return this.#keys.get(place) ?? [];
  }

  add(place: string, hostKey: ShownHostKey): void {
    const others = this.find(place).filter(({ algorithm }) => algorithm !== hostKey.algorithm);
    this.#keys.set(place, [...others, hostKey]);
  }
}

function isSame(one: ShownHostKey, other: ShownHostKey): boolean {
  return one.algorithm === other.algorithm && one.fingerprint === other.fingerprint;
}

function changed(place: string, shown: ShownHostKey, trusted: ShownHostKey): Failure {
  return new Failure(
    'unreachable',
    'host-key-changed',
    `${place} shows another host key than the one that is trusted: ${shown.algorithm} ${shown.fingerprint} instead of ` +
      `${trusted.algorithm} ${trusted.fingerprint} (somebody may be in between; if the device has new keys, trust the new one)`,
  );
}

function unknown(place: string, { algorithm, fingerprint }: ShownHostKey): Failure {
  return new Failure(
    'unreachable',
    'host-key-unknown',
    `the host key of ${place} is not known yet: ${algorithm} ${fingerprint} (compare it with the device's own, then trust it)`,
  );
}
