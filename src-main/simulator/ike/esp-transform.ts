/** ESP proposals as transforms of quick mode (RFC 2407 sections 4.4.4 and 4.5), and back. */
import { bytesOfNumber } from '../../base/bytes.ts';
import type { EspCipher, EspTransform, IpsecProposal, Integrity, Lifetime } from '../ipsec/proposal.ts';
import { numberOfAttribute, type Attribute } from '../wire/isakmp/attribute.ts';
import {
  authenticationAlgorithms,
  encapsulationModes,
  espTransforms,
  ipsecAttributes,
} from '../wire/isakmp/ipsec-numbers.ts';
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import { lifeTypes } from '../wire/isakmp/phase1-numbers.ts';
import type { Proposal } from '../wire/isakmp/proposal.ts';
import type { Transform } from '../wire/isakmp/transform.ts';
import { durationValue } from './phase1-transform.ts';

const cipherIds: Readonly<Record<EspCipher, number>> = {
  des: espTransforms.ESP_DES,
  '3des': espTransforms.ESP_3DES,
  aes: espTransforms['ESP_AES-CBC'],
  'aes-gcm': espTransforms['ESP_AES-GCM_16'],
  null: espTransforms.ESP_NULL,
};

/** Of the ciphers that have but one: no attribute is sent for it. */
const fixedKeyBits: Readonly<Record<Exclude<EspCipher, 'aes' | 'aes-gcm'>, number>> = { des: 56, '3des': 168, null: 0 };

const integrityNumbers: Readonly<Record<Integrity, number>> = {
  md5: authenticationAlgorithms['HMAC-MD5'],
  sha1: authenticationAlgorithms['HMAC-SHA'],
  sha256: authenticationAlgorithms['HMAC-SHA2-256'],
  sha384: authenticationAlgorithms['HMAC-SHA2-384'],
  sha512: authenticationAlgorithms['HMAC-SHA2-512'],
};

/** AH is not negotiated yet. */
const noEsp: EspTransform = { cipher: 'null', keyBits: 0, integrity: undefined };

interface Terms {
  lifetime: Lifetime;
  pfsGroup: number | undefined;
}

/** The order is that of IOS: mode, lifetimes, authenticator, key length, group. */
function transformOf({ mode, esp }: IpsecProposal, { lifetime, pfsGroup }: Terms): Transform {
  const { cipher, keyBits, integrity } = esp ?? noEsp;
  const attributes: Attribute[] = [
    { type: ipsecAttributes['encapsulation mode'], value: encapsulationModes[mode] },
    ...lifetimeAttributes(lifetime),
  ];
  const add = (type: keyof typeof ipsecAttributes, value: number): void => {
    attributes.push({ type: ipsecAttributes[type], value });
  };
  if (integrity) add('authentication algorithm', integrityNumbers[integrity]);
  if (cipher === 'aes' || cipher === 'aes-gcm') add('key length', keyBits);
  if (pfsGroup !== undefined) add('group description', pfsGroup);
  return { number: 1, id: cipherIds[cipher], attributes };
}

export function lifetimeAttributes({ seconds, kilobytes }: Lifetime): Attribute[] {
  return [
    { type: ipsecAttributes['SA life type'], value: lifeTypes.seconds },
    { type: ipsecAttributes['SA life duration'], value: durationValue(seconds) },
    { type: ipsecAttributes['SA life type'], value: lifeTypes.kilobytes },
    { type: ipsecAttributes['SA life duration'], value: durationValue(kilobytes) },
  ];
}

/** One proposal for each, alternatives all of them, so each has its own number; the SPI may be the same. */
export function proposalsOf(wanted: readonly IpsecProposal[], spi: number, terms: Terms): Proposal[] {
  return wanted.map((one, i) => ({
    number: i + 1,
    protocol: securityProtocols.PROTO_IPSEC_ESP,
    spi: bytesOfNumber(spi, 4),
    transforms: [transformOf(one, terms)],
  }));
}

/** One transform of an offer, and what it means to us. */
export interface Candidate {
  proposal: Proposal;
  transform: Transform;
  /** Undefined when we have no such thing. */
  esp: IpsecProposal | undefined;
  pfsGroup: number | undefined;
  lifetime: Partial<Lifetime>;
}

/** Every transform of every proposal, in the peer's order. ESP together with AH or compression we do not have. */
export function candidatesOf(proposals: readonly Proposal[]): Candidate[] {
  return proposals.flatMap((proposal) => {
    const isAlone = proposals.filter(({ number }) => number === proposal.number).length === 1;
    const isEsp = proposal.protocol === securityProtocols.PROTO_IPSEC_ESP && proposal.spi.length === 4;
    return proposal.transforms.map((transform) => ({
      proposal,
      transform,
      esp: isAlone && isEsp ? espOf(transform) : undefined,
      pfsGroup: valueOf(transform.attributes, 'group description'),
      lifetime: lifetimeIn(transform.attributes),
    }));
  });
}

function espOf({ id, attributes }: Transform): IpsecProposal | undefined {
  const cipher = keyOf(cipherIds, id);
  const mode = keyOf(
    { tunnel: encapsulationModes.tunnel, transport: encapsulationModes.transport },
    modeIn(attributes),
  );
  const number = valueOf(attributes, 'authentication algorithm');
  const integrity = number === undefined ? undefined : keyOf(integrityNumbers, number);
  if (!cipher || !mode || (number !== undefined && !integrity)) return undefined;
  const keyBits = cipher === 'aes' || cipher === 'aes-gcm' ? aesKeyBits(attributes) : fixedKeyBits[cipher];
  return keyBits === undefined ? undefined : { mode, esp: { cipher, keyBits, integrity }, ah: undefined };
}

/** Without the attribute it is 128 (RFC 3602 section 5.3). */
function aesKeyBits(attributes: readonly Attribute[]): number | undefined {
  const keyBits = valueOf(attributes, 'key length') ?? 128;
  return [128, 192, 256].includes(keyBits) ? keyBits : undefined;
}

/** Without the attribute the mode is a host's own affair (RFC 2407 section 4.5): for a gateway it is tunnel mode. */
function modeIn(attributes: readonly Attribute[]): number {
  return valueOf(attributes, 'encapsulation mode') ?? encapsulationModes.tunnel;
}

function valueOf(attributes: readonly Attribute[], type: keyof typeof ipsecAttributes): number | undefined {
  const attribute = attributes.find((one) => one.type === ipsecAttributes[type]);
  return attribute && numberOfAttribute(attribute);
}

/** Each duration belongs to the life type before it (RFC 2407 section 4.5). */
export function lifetimeIn(attributes: readonly Attribute[]): Partial<Lifetime> {
  const lifetime: Partial<Lifetime> = {};
  let type = 0;
  for (const attribute of attributes) {
    const value = numberOfAttribute(attribute);
    if (attribute.type === ipsecAttributes['SA life type']) type = value;
    if (attribute.type !== ipsecAttributes['SA life duration'] || value === 0) continue;
    if (type === lifeTypes.seconds) lifetime.seconds = value;
    if (type === lifeTypes.kilobytes) lifetime.kilobytes = value;
  }
  return lifetime;
}

export function lowerLifetime(ours: Lifetime, theirs: Partial<Lifetime>): Lifetime {
  return {
    seconds: Math.min(ours.seconds, theirs.seconds ?? Infinity),
    kilobytes: Math.min(ours.kilobytes, theirs.kilobytes ?? Infinity),
  };
}

function keyOf<Key extends string>(table: Readonly<Record<Key, number>>, number: number): Key | undefined {
  for (const key in table) if (table[key] === number) return key;
  return undefined;
}
