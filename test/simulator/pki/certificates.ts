/** An authority and somebody with a certificate from it, on a day of 2026. */
import { seededRandom } from '../../../src-main/base/random.ts';
import { generateEc, type EcBits } from '../../../src-main/simulator/crypto/ecdsa.ts';
import { generateRsaNumbers } from '../../../src-main/simulator/crypto/rsa-numbers.ts';
import { RsaPrivateKey } from '../../../src-main/simulator/crypto/rsa.ts';
import { Authority } from '../../../src-main/simulator/pki/authority.ts';
import type { Certificate } from '../../../src-main/simulator/pki/certificate.ts';
import { parseRequest, signRequest } from '../../../src-main/simulator/pki/certificate-request.ts';
import type { SignatureHash } from '../../../src-main/simulator/pki/credentials.ts';
import { millisecondsOf } from '../../../src-main/simulator/pki/date.ts';
import { derOfName, nameOfText } from '../../../src-main/simulator/pki/distinguished-name.ts';
import { noExtensions, type SubjectNames } from '../../../src-main/simulator/pki/extensions.ts';
import type { PrivateKey } from '../../../src-main/simulator/pki/key.ts';

export const day = 86_400_000;
export const today = millisecondsOf({ year: 2026, month: 11, day: 27, hours: 9, minutes: 30, seconds: 15 });

export function rsaKey(seed: string, bits = 1024): RsaPrivateKey {
  const random = seededRandom(seed);
  return new RsaPrivateKey(generateRsaNumbers(random, bits), random);
}

export const ecKey = (seed: string, bits: EcBits = 256): PrivateKey => generateEc(seededRandom(seed), bits);

export function nameOf(text: string): Uint8Array {
  return derOfName(nameOfText(text) ?? []);
}

export function authorityOf(key: PrivateKey, hash: SignatureHash = 'sha256', now = today): Authority {
  return new Authority(
    {
      key,
      name: nameOf('cn=Lab CA,o=QuickMode'),
      hash,
      lifetime: 1095 * day,
      certificateLifetime: 365 * day,
      listLifetime: 7 * day,
      distributionPoint: undefined,
      random: seededRandom('authority'),
    },
    now,
  );
}

/** By way of a request, as a router would have it. */
export function certified(authority: Authority, key: PrivateKey, names: SubjectNames = {}, now = today): Certificate {
  const extensions = { ...noExtensions(), names };
  const bytes = signRequest({ subject: nameOf('cn=R2,ou=lab,o=QuickMode'), extensions }, key, 'sha256');
  const request = parseRequest(bytes, seededRandom('request'));
  if (!request) throw new Error('the request does not hold');
  return authority.issue(request, now);
}
