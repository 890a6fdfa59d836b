/** ESP and AH as proposals of a child (RFC 7296 section 3.3), and back. Extended sequence numbers we do not have. */
import { concat } from '../../base/bytes.ts';
import { hashLengths } from '../crypto/mac.ts';
import type { SaKeys } from '../ike/environment.ts';
import type { EncapsulationMode, EspCipher, EspTransform, Integrity, IpsecProposal } from '../ipsec/proposal.ts';
import { encryptionIds, integrityIds, keyOf, protocols, transformTypes } from '../wire/ikev2/numbers.ts';
import type { Proposal, Transform } from '../wire/ikev2/proposal.ts';

const cipherIds: Readonly<Record<EspCipher, number>> = {
  des: encryptionIds.DES,
  '3des': encryptionIds['3DES'],
  aes: encryptionIds['AES-CBC'],
  'aes-gcm': encryptionIds['AES-GCM-16'],
  null: encryptionIds.NULL,
};
const integrityNumbers: Readonly<Record<Integrity, number>> = {
  md5: integrityIds.MD5_96,
  sha1: integrityIds.SHA1_96,
  sha256: integrityIds.SHA256_128,
  sha384: integrityIds.SHA384_192,
  sha512: integrityIds.SHA512_256,
};
const fixedKeyBits: Readonly<Partial<Record<EspCipher, number>>> = { des: 56, '3des': 168, null: 0 };
const noExtendedSequenceNumbers: Transform = { type: transformTypes.ESN, id: 0 };

/**
 * A proposal has one protocol: version 2 cannot negotiate AH around ESP in one exchange (RFC 7296 section 3.3 dropped
 * what RFC 2408 could), so that such a transform set offers nothing.
 */
export function isNegotiable({ esp, ah }: IpsecProposal): boolean {
  return (esp === undefined) !== (ah === undefined);
}

export function protocolOf({ esp }: IpsecProposal): number {
  return esp ? protocols.ESP : protocols.AH;
}

/** Of the first of what is asked for. */
export function protocolAsked(proposals: readonly IpsecProposal[]): number {
  return proposals[0] ? protocolOf(proposals[0]) : protocols.NONE;
}

export function childProposals(
  wanted: readonly IpsecProposal[],
  spi: Uint8Array,
  pfsGroup: number | undefined,
): Proposal[] {
  return wanted.filter(isNegotiable).map((one, i) => childProposal(one, { number: i + 1, spi, pfsGroup }));
}

export function childProposal(
  wanted: IpsecProposal,
  { number, spi, pfsGroup }: { number: number; spi: Uint8Array; pfsGroup: number | undefined },
): Proposal {
  const { esp, ah } = wanted;
  const group = pfsGroup === undefined ? [] : [{ type: transformTypes.DH, id: pfsGroup }];
  const integrity = esp ? esp.integrity : ah;
  const transforms = [
    ...(esp ? [cipherTransform(esp)] : []),
    ...(integrity ? [{ type: transformTypes.INTEG, id: integrityNumbers[integrity] }] : []),
    ...group,
    noExtendedSequenceNumbers,
  ];
  return { number, protocol: protocolOf(wanted), spi, transforms };
}

function cipherTransform({ cipher, keyBits }: EspTransform): Transform {
  const [type, id] = [transformTypes.ENCR, cipherIds[cipher]];
  return fixedKeyBits[cipher] === undefined ? { type, id, keyBits } : { type, id };
}

/** One combination of algorithms that an offer has. */
export interface ChildCandidate {
  proposal: Proposal;
  ipsec: IpsecProposal;
}

/** Every combination that is known here, in the offer's order. */
export function childCandidates(offered: readonly Proposal[], mode: EncapsulationMode): ChildCandidate[] {
  return offered.flatMap((proposal): ChildCandidate[] => {
    if (proposal.spi.length !== 4 || !hasOnlyKnownTypes(proposal)) return [];
    const integrities = integritiesIn(proposal);
    if (proposal.protocol === protocols.AH)
      return integrities.flatMap((ah) => (ah ? [{ proposal, ipsec: { mode, esp: undefined, ah } }] : []));
    if (proposal.protocol !== protocols.ESP) return [];
    return transformsIn(proposal, transformTypes.ENCR).flatMap((transform) =>
      integrities.flatMap((integrity) => {
        const esp = espOf(transform, integrity);
        return esp ? [{ proposal, ipsec: { mode, esp, ah: undefined } }] : [];
      }),
    );
  });
}

/** A type that is not known makes the whole proposal one that is not chosen (section 3.3.6); without ESN none is meant. */
function hasOnlyKnownTypes({ transforms }: Proposal): boolean {
  const extended = transforms.filter(({ type }) => type === transformTypes.ESN);
  const isPlain = extended.length === 0 || extended.some(({ id }) => id === noExtendedSequenceNumbers.id);
  return isPlain && transforms.every(({ type }) => keyOf(transformTypes, type) !== undefined);
}

function integritiesIn(proposal: Proposal): (Integrity | undefined)[] {
  const transforms = transformsIn(proposal, transformTypes.INTEG).filter(({ id }) => id !== integrityIds.NONE);
  if (transforms.length === 0) return [undefined];
  return transforms.flatMap(({ id }) => keyOf(integrityNumbers, id) ?? []);
}

function espOf({ id, keyBits }: Transform, integrity: Integrity | undefined): EspTransform | undefined {
  const cipher = keyOf(cipherIds, id);
  const bits = cipher && (fixedKeyBits[cipher] ?? keyBits);
  if (!cipher || bits === undefined) return undefined;
  if (cipher === 'aes-gcm' && integrity) return undefined;
  return { cipher, keyBits: bits, integrity };
}

/** A proposal has its own: what another one has is not offered with its algorithms. */
export function pfsGroupsIn(proposal: Proposal): number[] {
  const groups = transformsIn(proposal, transformTypes.DH).map(({ id }) => id);
  return groups.filter((group) => group !== 0);
}

const transformsIn = ({ transforms }: Proposal, type: number): Transform[] =>
  transforms.filter((transform) => transform.type === type);

/** Of one direction, in bytes: the cipher's key with its salt, then the integrity key. */
export function childKeyLength({ esp, ah }: IpsecProposal): number {
  const integrity = esp ? esp.integrity : ah;
  return (esp ? cipherKeyLength(esp) : 0) + (integrity ? hashLengths[integrity] : 0);
}

function cipherKeyLength({ cipher, keyBits }: EspTransform): number {
  if (cipher === 'des') return 8;
  if (cipher === '3des') return 24;
  return keyBits / 8 + (cipher === 'aes-gcm' ? 4 : 0);
}

/** Who sends with which half: the initiator of the exchange has the first (section 2.17). */
export function splitKeys(
  material: Uint8Array,
  { isInitiator, inboundSpi, outboundSpi }: { isInitiator: boolean; inboundSpi: number; outboundSpi: number },
): { inbound: SaKeys; outbound: SaKeys } {
  const half = material.length / 2;
  const [initiators, responders] = [concat(material.subarray(0, half)), concat(material.subarray(half))];
  return {
    inbound: { spi: inboundSpi, keyMaterial: isInitiator ? responders : initiators },
    outbound: { spi: outboundSpi, keyMaterial: isInitiator ? initiators : responders },
  };
}
