/** SSH servers, known by their keys: trusted at the first use when the user says so, and asked about when one changes. */
import { Failure } from '../../base/errors.ts';
import { placeOf } from '../../devices/transport/connection-failure.ts';
import type { ShownHostKey } from '../../devices/transport/host-key.ts';
import { KnownHostsInMemory, verifierOf, type HostKeyVerifier } from '../../devices/transport/known-hosts.ts';
import type { Endpoint } from '../../devices/transport/tcp.ts';
import type { Store } from '../../storage/store.ts';
import type { Questions } from './questions.ts';

export class HostKeys {
  /** Trusted until the program ends. */
  readonly #once = new KnownHostsInMemory();

  constructor(
    private readonly store: Store,
    private readonly questions: Questions,
  ) {}

  /** @throws Failure host-key-unknown, host-key-changed when the user does not trust it, or is not there */
  readonly verify: HostKeyVerifier = this.#verifier();

  #verifier(): HostKeyVerifier {
    const find = (place: string): ShownHostKey[] => [...this.#once.find(place), ...this.store.knownHosts.of(place)];
    const isKnown = verifierOf({ find, add: no }, { atFirstUse: 'refuse' });
    const verify: HostKeyVerifier = async (shown, endpoint) => {
      try {
        return await isKnown(shown, endpoint);
      } catch (error) {
        if (error instanceof Failure && (await this.#mayTrust(shown, endpoint))) return true;
        throw error;
      }
    };
    return Object.assign(verify, { kindsOf: isKnown.kindsOf });
  }

  async #mayTrust({ algorithm, fingerprint }: ShownHostKey, endpoint: Endpoint): Promise<boolean> {
    const place = placeOf(endpoint);
    const trusted = this.store.knownHosts.of(place);
    const known = (trusted.find((one) => one.algorithm === algorithm) ?? trusted[0])?.fingerprint;
    const answer = await this.questions.ask({ kind: 'host-key', place, algorithm, fingerprint, known });
    if (answer.kind !== 'trust') return false;
    if (answer.trust === 'always') this.store.trustHost({ place, algorithm, fingerprint });
    else this.#once.add(place, { algorithm, fingerprint });
    return true;
  }
}

function no(): void {
  // Nothing is trusted without being asked for.
}
