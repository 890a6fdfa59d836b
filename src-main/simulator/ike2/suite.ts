/** What an association of IKE is protected with, as transforms of a proposal (RFC 7296 section 3.3) and back. */
import type { HashName } from '../crypto/mac.ts';
import { encryptionIds, integrityIds, keyOf, prfIds, protocols, transformTypes } from '../wire/ikev2/numbers.ts';
import type { Proposal, Transform } from '../wire/ikev2/proposal.ts';
import type { Ikev2Cipher, Ikev2Encryption, Ikev2Integrity, Ikev2Proposal } from './configuration.ts';

export interface IkeSuite {
  cipher: Ikev2Cipher;
  /** Undefined with AES-GCM, which needs none. */
  integrity: Ikev2Integrity | undefined;
  prf: HashName;
  group: number;
}

const cipherIds: Readonly<Record<Ikev2Encryption, number>> = {
  des: encryptionIds.DES,
  '3des': encryptionIds['3DES'],
  'aes-cbc': encryptionIds['AES-CBC'],
  'aes-gcm': encryptionIds['AES-GCM-16'],
};
const prfNumbers: Readonly<Record<Ikev2Integrity, number>> = {
  md5: prfIds.MD5,
  sha1: prfIds.SHA1,
  sha256: prfIds.SHA256,
  sha384: prfIds.SHA384,
  sha512: prfIds.SHA512,
};
const integrityNumbers: Readonly<Record<Ikev2Integrity, number>> = {
  md5: integrityIds.MD5_96,
  sha1: integrityIds.SHA1_96,
  sha256: integrityIds.SHA256_128,
  sha384: integrityIds.SHA384_192,
  sha512: integrityIds.SHA512_256,
};
const fixedKeyBits = { des: 56, '3des': 168 } as const;

/**
 * One proposal for each of ours; a cipher that needs no integrity algorithm and one that does cannot share one
 * (RFC 7296 section 3.3), so that some become two.
 * @param spi of eight bytes where an association is renewed, otherwise none
 */
export function proposalsOf(own: readonly Ikev2Proposal[], spi: Uint8Array): Proposal[] {
  return own
    .flatMap((one) => [transformsOf(one, false), transformsOf(one, true)])
    .filter((transforms) => transforms.length > 0)
    .map((transforms, i) => ({ number: i + 1, protocol: protocols.IKE, spi, transforms }));
}

function transformsOf(proposal: Ikev2Proposal, isCombined: boolean): Transform[] {
  const { ENCR, PRF, INTEG, DH } = transformTypes;
  const ciphers = proposal.encryption.filter(({ algorithm }) => (algorithm === 'aes-gcm') === isCombined);
  if (ciphers.length === 0) return [];
  return [
    ...ciphers.map(cipherTransform),
    ...prfsOf(proposal).map((name) => ({ type: PRF, id: prfNumbers[name] })),
    ...(isCombined ? [] : proposal.integrity.map((name) => ({ type: INTEG, id: integrityNumbers[name] }))),
    ...proposal.groups.map((id) => ({ type: DH, id })),
  ];
  function cipherTransform({ algorithm, keyBits }: Ikev2Cipher): Transform {
    const id = cipherIds[algorithm];
    return algorithm === 'des' || algorithm === '3des' ? { type: ENCR, id } : { type: ENCR, id, keyBits };
  }
}

/** Without any of their own they are those of integrity. */
function prfsOf({ prf, integrity }: Ikev2Proposal): readonly Ikev2Integrity[] {
  if (prf.length > 0) return prf;
  return integrity.length > 0 ? integrity : ['sha256'];
}

/**
 * What we take of an offer: of each type the first of the initiator's transforms that one proposal of ours has.
 * @param preferredGroup that of the public value which the initiator has sent along: when it will do, it saves a round
 */
export function chooseSuite(
  offered: readonly Proposal[],
  own: readonly Ikev2Proposal[],
  preferredGroup?: number,
): { proposal: Proposal; suite: IkeSuite } | undefined {
  for (const proposal of offered) {
    if (proposal.protocol !== protocols.IKE) continue;
    for (const one of own) {
      const suite = suiteIn(proposal.transforms, one, preferredGroup);
      if (suite) return { proposal, suite };
    }
  }
  return undefined;
}

function suiteIn(transforms: readonly Transform[], own: Ikev2Proposal, preferredGroup?: number): IkeSuite | undefined {
  const cipher = first(transforms, transformTypes.ENCR, (transform) => cipherIn(transform, own));
  const prf = first(transforms, transformTypes.PRF, ({ id }) => named(prfNumbers, id, prfsOf(own)));
  const groups = transforms.filter(({ type, id }) => type === transformTypes.DH && own.groups.includes(id));
  const group = (groups.find(({ id }) => id === preferredGroup) ?? groups[0])?.id;
  if (!cipher || !prf || group === undefined) return undefined;
  if (cipher.algorithm === 'aes-gcm') return { cipher, integrity: undefined, prf, group };
  const integrity = first(transforms, transformTypes.INTEG, ({ id }) => named(integrityNumbers, id, own.integrity));
  return integrity && { cipher, integrity, prf, group };
}

function first<T>(
  transforms: readonly Transform[],
  type: number,
  read: (transform: Transform) => T | undefined,
): T | undefined {
  for (const transform of transforms) {
    const value = transform.type === type ? read(transform) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

function cipherIn({ id, keyBits }: Transform, { encryption }: Ikev2Proposal): Ikev2Cipher | undefined {
  const algorithm = keyOf(cipherIds, id);
  if (!algorithm) return undefined;
  const bits = algorithm === 'des' || algorithm === '3des' ? fixedKeyBits[algorithm] : keyBits;
  return encryption.find((own) => own.algorithm === algorithm && own.keyBits === bits);
}

function named(
  table: Readonly<Record<Ikev2Integrity, number>>,
  id: number,
  own: readonly Ikev2Integrity[],
): Ikev2Integrity | undefined {
  const name = keyOf(table, id);
  return name && own.includes(name) ? name : undefined;
}

/** The answer to an offer: one transform of each type. */
export function chosenProposal({ number, protocol }: Proposal, suite: IkeSuite, spi: Uint8Array): Proposal {
  const { cipher, integrity, prf, group } = suite;
  const own: Ikev2Proposal = {
    name: '',
    encryption: [cipher],
    integrity: integrity ? [integrity] : [],
    prf: [prf],
    groups: [group],
  };
  return { number, protocol, spi, transforms: transformsOf(own, cipher.algorithm === 'aes-gcm') };
}

/** An offer in the terms in which proposals are configured, for whoever shows it. */
export function describedProposals(offered: readonly Proposal[]): Ikev2Proposal[] {
  return offered.map(({ number, transforms }) => {
    const of = (type: number): Transform[] => transforms.filter((one) => one.type === type);
    return {
      name: String(number),
      encryption: of(transformTypes.ENCR).flatMap(({ id, keyBits }) => {
        const algorithm = keyOf(cipherIds, id);
        if (!algorithm) return [];
        return [{ algorithm, keyBits: keyBits ?? (algorithm === 'des' ? fixedKeyBits.des : fixedKeyBits['3des']) }];
      }),
      integrity: of(transformTypes.INTEG).flatMap(({ id }) => keyOf(integrityNumbers, id) ?? []),
      prf: of(transformTypes.PRF).flatMap(({ id }) => keyOf(prfNumbers, id) ?? []),
      groups: of(transformTypes.DH).map(({ id }) => id),
    };
  });
}
