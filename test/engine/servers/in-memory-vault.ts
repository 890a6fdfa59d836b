/** A vault whose seal is a byte turned round: what is under test is that everything passes it. */
import { Failure } from '../../../src-main/base/errors.ts';
import type { Sealer } from '../../../src-main/base/sealer.ts';
import type { Vault } from '../../../src-main/engine/servers/vault.ts';

export const passphrase = 'correct horse';

export function turnedVault(isLocked = false): Vault {
  const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);
  const sealer: Sealer = {
    kind: 'passphrase',
    seal: (text) => Promise.resolve(turned(new TextEncoder().encode(text))),
    open: (sealed) => Promise.resolve(new TextDecoder().decode(turned(sealed))),
  };
  let open = isLocked ? undefined : sealer;
  return {
    by: 'passphrase',
    get state() {
      return open ? ('open' as const) : ('locked' as const);
    },
    get sealer() {
      return open;
    },
    unlock(given) {
      if (given !== passphrase)
        return Promise.reject(new Failure('bad-input', 'wrong-passphrase', 'This is not the passphrase.'));
      open = sealer;
      return Promise.resolve();
    },
  };
}
