/**
 * Electron's crypto is BoringSSL, which no longer knows the Diffie-Hellman groups of old routers by name (electron issue
 * 39603): `diffie-hellman-group1-sha1` then fails with "Unknown DH group". The arithmetic is still there, so the groups
 * are given back by their primes. This must happen before ssh2 is loaded, which takes the function when it starts
 * (ssh2-library.ts).
 */
import crypto from 'node:crypto';

/** RFC 2409, 6.2: the second Oakley group, 1024 bit; ssh2 asks for it as "modp2" (RFC 4253, 8.1). */
const MODP2 =
  'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd' +
  'ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed' +
  'ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff';

type Groups = Pick<typeof crypto, 'createDiffieHellmanGroup' | 'createDiffieHellman'>;

/** Makes `createDiffieHellmanGroup('modp2')` work where it does not. It is not tried now: that costs 50 ms at every start. */
export function restoreOldGroups(groups: Groups): void {
  const { createDiffieHellmanGroup } = groups;
  groups.createDiffieHellmanGroup = (name) => {
    try {
      return createDiffieHellmanGroup(name);
    } catch (error) {
      if (name === 'modp2') return groups.createDiffieHellman(MODP2, 'hex', 2);
      throw error;
    }
  };
}

restoreOldGroups(crypto);
