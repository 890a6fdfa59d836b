/** A request on its way to an authority: sent again while the certificate does not come, and installed when it does. */
import { hash as digestOf } from '../crypto/mac.ts';
import type { Certificate } from '../pki/certificate.ts';
import { isSameKey } from '../pki/key.ts';
import type { IosDevice } from './device.ts';
import { addToChain } from './pki-chain.ts';
import { askAuthority } from './pki-channel.ts';
import type { Trustpoint } from './pki-state.ts';
import { groupsOf } from './pki-text.ts';
import { isThere, later, retrying } from './pki-work.ts';

type Outcome = Certificate | 'rejected';

/** Lines and messages: gh id:5009080601. */
export function sendRequest(device: IosDevice, trustpoint: Trustpoint, request: Uint8Array): void {
  const { log } = device;
  for (const hash of ['md5', 'sha1'] as const) {
    const digest = groupsOf(digestOf(hash, request));
    log.debug(`CRYPTO_PKI:  Certificate Request Fingerprint ${hash.toUpperCase()}: ${digest} `);
  }
  later(trustpoint, async () => {
    const outcome = await retrying(device, () => ask(device, trustpoint, request));
    if (!isThere(device, trustpoint)) return;
    if (outcome === undefined || outcome === 'rejected') {
      const text = outcome ? 'Certificate enrollment request was rejected by Certificate Authority' : 'Certificate enrollment failed.'; // prettier-ignore
      log.report({ facility: 'PKI', severity: 6, mnemonic: outcome ? 'CERTREJECT' : 'CERTFAIL', text });
      return;
    }
    trustpoint.pending = undefined;
    addToChain(device, trustpoint.name, undefined, outcome);
    const text = 'Certificate received from Certificate Authority';
    log.report({ facility: 'PKI', severity: 6, mnemonic: 'CERTRET', text });
  });
}

/** Undefined while there is nothing yet. */
async function ask(
  { router, log }: IosDevice,
  trustpoint: Trustpoint,
  request: Uint8Array,
): Promise<Outcome | undefined> {
  const { enrollment, pending } = trustpoint;
  if (enrollment?.kind !== 'url' || !pending) return 'rejected';
  const answer = await askAuthority(router, enrollment.address, { kind: 'certificate', body: request });
  if (!answer) {
    const text = 'Failed to send out message to CA server.';
    log.report({ facility: 'PKI', severity: 3, mnemonic: 'SOCKETSEND', text });
    return undefined;
  }
  if (answer.status === 'failure') return 'rejected';
  const certificate = answer.status === 'success' ? router.crypto.trust.parse(answer.body) : undefined;
  return certificate && isSameKey(certificate.key, pending.public) ? certificate : undefined;
}
