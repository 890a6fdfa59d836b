/** A request on its way to an authority: sent again while the certificate does not come, and installed when it does. */
import { hash as digestOf } from '../../crypto/mac.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { isSameKey } from '../../pki/key.ts';
import { addToChain } from './pki-chain.ts';
import { askAuthority } from './pki-channel.ts';
import type { PkiDevice } from './pki-device.ts';
import type { Trustpoint } from './pki-state.ts';
import { groupsOf } from './pki-text.ts';
import { isThere, later, retrying } from './pki-work.ts';

type Outcome = Certificate | 'rejected';

/** Lines and messages: gh id:5009080601. */
export function sendRequest(device: PkiDevice, trustpoint: Trustpoint, request: Uint8Array): void {
  const { log } = device;
  for (const hash of ['md5', 'sha1'] as const) {
    const digest = groupsOf(digestOf(hash, request));
    log.debug(`CRYPTO_PKI:  Certificate Request Fingerprint ${hash.toUpperCase()}: ${digest} `);
  }
  const unreached = (): void => {
    const text = 'Failed to send out message to CA server.';
    log.report({ facility: 'PKI', severity: 3, mnemonic: 'SOCKETSEND', text });
  };
  later(trustpoint, async () => {
    const outcome = await retrying(device, () => askForCertificate(device, trustpoint, { request, unreached }));
    if (!isThere(device, trustpoint)) return;
    if (outcome === undefined || outcome === 'rejected') {
      const text = outcome ? 'Certificate enrollment request was rejected by Certificate Authority' : 'Certificate enrollment failed.'; // prettier-ignore
      log.report({ facility: 'PKI', severity: 6, mnemonic: outcome ? 'CERTREJECT' : 'CERTFAIL', text });
      return;
    }
    install(device, trustpoint, outcome);
    const text = 'Certificate received from Certificate Authority';
    log.report({ facility: 'PKI', severity: 6, mnemonic: 'CERTRET', text });
  });
}

export function install(device: PkiDevice, trustpoint: Trustpoint, certificate: Certificate): void {
  trustpoint.pending = undefined;
  addToChain(device, trustpoint.name, undefined, certificate);
}

interface Asking {
  readonly request: Uint8Array;
  /** Called when nobody answers. */
  readonly unreached: () => void;
}

/** Undefined while there is nothing yet. */
export async function askForCertificate(
  { router }: PkiDevice,
  { enrollment, pending }: Trustpoint,
  { request, unreached }: Asking,
): Promise<Outcome | undefined> {
  if (enrollment?.kind !== 'url' || !pending) return 'rejected';
  const answer = await askAuthority(router, enrollment.address, { kind: 'certificate', body: request });
  if (!answer) {
    unreached();
    return undefined;
  }
  if (answer.status === 'failure') return 'rejected';
  const certificate = answer.status === 'success' ? router.crypto.trust.parse(answer.body) : undefined;
  return certificate && isSameKey(certificate.key, pending.public) ? certificate : undefined;
}
