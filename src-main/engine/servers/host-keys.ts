/** SSH servers, known by their keys: trusted at the first use when the user says so, and asked about when one changes. */
import { Failure } from '../../base/errors.ts';
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
  readonly verify: HostKeyVerifier = async (shown, endpoint) => {
    const known = { find: (place: string) => [...this.#once.find(place), ...this.store.knownHosts.of(place)], add: no };
    try {
      return await verifierOf(known, { atFirstUse: 'refuse' })(shown, endpoint);
    } catch (error) {
      if (error instanceof Failure && (await this.#mayTrust(shown, endpoint))) return true;
      throw error;
    }
  };

  async #mayTrust({ algorithm, fingerprint }: ShownHostKey, { host, port }: Endpoint): Promise<boolean> {
    const place = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
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
