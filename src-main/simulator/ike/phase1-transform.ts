/** Policies as transforms of a phase 1 proposal (RFC 2409 Appendix A), and what an offered transform asks for. */
import { bytesOfNumber } from '../../base/bytes.ts';
import { numberOfAttribute, type Attribute } from '../wire/isakmp/attribute.ts';
import {
  authenticationMethods,
  isakmpTransforms,
  lifeTypes,
  phase1Attributes,
  phase1Encryptions,
  phase1Hashes,
} from '../wire/isakmp/phase1-numbers.ts';
import type { Transform } from '../wire/isakmp/transform.ts';
import type { IkeAuthentication, IkeCipher, IkeHash, IsakmpPolicy } from './environment.ts';
import type { Phase1Mismatch } from './events.ts';

const encryptionNumbers: Readonly<Record<IkeCipher, number>> = {
  des: phase1Encryptions['DES-CBC'],
  '3des': phase1Encryptions['3DES-CBC'],
  aes: phase1Encryptions['AES-CBC'],
};

const hashNumbers: Readonly<Record<IkeHash, number>> = {
  md5: phase1Hashes.MD5,
  sha1: phase1Hashes.SHA,
  sha256: phase1Hashes['SHA2-256'],
  sha384: phase1Hashes['SHA2-384'],
  sha512: phase1Hashes['SHA2-512'],
};

const authenticationNumbers: Readonly<Record<IkeAuthentication, number>> = {
  'pre-share': authenticationMethods['pre-shared key'],
  'rsa-sig': authenticationMethods['RSA signatures'],
  'rsa-encr': authenticationMethods['encryption with RSA'],
};

/** With extended authentication to follow, the initiator being the one who logs in (draft-ietf-ipsec-isakmp-xauth-06). */
const loginNumbers: Readonly<Record<IkeAuthentication, number>> = {
  ...authenticationNumbers,
  'pre-share': authenticationMethods.XAUTHInitPreShared,
  'rsa-sig': authenticationMethods.XAUTHInitRSA,
};

/** The order is that of IOS ("encryption, keylength, hash, default group, auth, life type, life duration" in its debug output). */
export function transformOfPolicy(policy: IsakmpPolicy, number: number, isLoggingIn: boolean): Transform {
  const { cipher, keyBits, hash, authentication, group, lifetime } = policy;
  const methods = isLoggingIn ? loginNumbers : authenticationNumbers;
  const attributes: Attribute[] = [
    { type: phase1Attributes['encryption algorithm'], value: encryptionNumbers[cipher] },
    ...(cipher === 'aes' ? [{ type: phase1Attributes['key length'], value: keyBits }] : []),
    { type: phase1Attributes['hash algorithm'], value: hashNumbers[hash] },
    { type: phase1Attributes['group description'], value: group },
    { type: phase1Attributes['authentication method'], value: methods[authentication] },
    { type: phase1Attributes['life type'], value: lifeTypes.seconds },
    { type: phase1Attributes['life duration'], value: durationValue(lifetime) },
  ];
  return { number, id: isakmpTransforms.KEY_IKE, attributes };
}

/** A duration is sent short while it fits 16 bits. */
export function durationValue(duration: number): number | Uint8Array {
  return duration < 0x10000 ? duration : bytesOfNumber(duration, 4);
}

/** The first attribute of an offered transform that differs from a policy; lifetimes may. */
export function mismatchOf(policy: IsakmpPolicy, { attributes }: Transform): Phase1Mismatch | undefined {
  const offered = (type: keyof typeof phase1Attributes): number | undefined => valueOf(attributes, type);
  if (offered('encryption algorithm') !== encryptionNumbers[policy.cipher]) return 'encryption';
  // Without the attribute an AES key has 128 bits (RFC 3602 section 5.3).
  if (policy.cipher === 'aes' && (offered('key length') ?? 128) !== policy.keyBits) return 'key-length';
  if (offered('hash algorithm') !== hashNumbers[policy.hash]) return 'hash';
  const method = offered('authentication method');
  const isMethod = [authenticationNumbers, loginNumbers].some((numbers) => numbers[policy.authentication] === method);
  if (!isMethod) return 'authentication';
  if (offered('group description') !== policy.group) return 'group';
  return undefined;
}

function valueOf(attributes: readonly Attribute[], type: keyof typeof phase1Attributes): number | undefined {
  const attribute = attributes.find((one) => one.type === phase1Attributes[type]);
  return attribute && numberOfAttribute(attribute);
}

/** The attribute with the duration in seconds: the one that follows "life type seconds" (RFC 2409 Appendix A). */
export function lifetimeOffered(attributes: readonly Attribute[]): Attribute | undefined {
  const type = attributes.findIndex(
    (one) => one.type === phase1Attributes['life type'] && numberOfAttribute(one) === lifeTypes.seconds,
  );
  const duration = type < 0 ? undefined : attributes[type + 1];
  return duration?.type === phase1Attributes['life duration'] && numberOfAttribute(duration) > 0 ? duration : undefined;
}
