/** ESP and AH as transforms of quick mode (RFC 2407 sections 4.4.3, 4.4.4 and 4.5), and back. */
import type { EncapsulationMode, EspCipher, EspTransform, Integrity, Lifetime } from '../ipsec/proposal.ts';
import { numberOfAttribute, type Attribute } from '../wire/isakmp/attribute.ts';
import {
  ahTransforms,
  authenticationAlgorithms,
  encapsulationModes,
  espTransforms,
  ipsecAttributes,
} from '../wire/isakmp/ipsec-numbers.ts';
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import type { Transform } from '../wire/isakmp/transform.ts';
import { lifetimeAttributes } from './child-lifetime.ts';
import type { TraversalVersion } from './nat-discovery.ts';

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

const ahIds: Readonly<Record<Integrity, number>> = {
  md5: ahTransforms.AH_MD5,
  sha1: ahTransforms.AH_SHA,
  sha256: ahTransforms['AH_SHA2-256'],
  sha384: ahTransforms['AH_SHA2-384'],
  sha512: ahTransforms['AH_SHA2-512'],
};

/** Without a NAT, and with one (RFC 3947 section 5.1). */
const modeNumbers: Readonly<Record<'plain' | TraversalVersion, Readonly<Record<EncapsulationMode, number>>>> = {
  plain: { tunnel: encapsulationModes.tunnel, transport: encapsulationModes.transport },
  rfc: {
    tunnel: encapsulationModes['UDP-encapsulated-tunnel'],
    transport: encapsulationModes['UDP-encapsulated-transport'],
  },
  draft: {
    tunnel: encapsulationModes['UDP-encapsulated-tunnel (draft)'],
    transport: encapsulationModes['UDP-encapsulated-transport (draft)'],
  },
};

export interface Terms {
  mode: EncapsulationMode;
  lifetime: Lifetime;
  pfsGroup: number | undefined;
  /** ESP goes inside UDP; AH cannot. */
  traversal: TraversalVersion | undefined;
}

export function espTransform({ cipher, keyBits, integrity }: EspTransform, terms: Terms): Transform {
  const hasKeyBits = cipher === 'aes' || cipher === 'aes-gcm';
  const attributes = attributesOf(terms, terms.traversal ?? 'plain', integrity, hasKeyBits ? keyBits : undefined);
  return { number: 1, id: cipherIds[cipher], attributes };
}

export function ahTransform(integrity: Integrity, terms: Terms): Transform {
  return { number: 1, id: ahIds[integrity], attributes: attributesOf(terms, 'plain', integrity, undefined) };
}

/** The order is that of IOS: mode, lifetimes, authenticator, key length, group. */
function attributesOf(
  { mode, lifetime, pfsGroup }: Terms,
  encapsulation: keyof typeof modeNumbers,
  integrity: Integrity | undefined,
  keyBits: number | undefined,
): Attribute[] {
  const attributes: Attribute[] = [
    { type: ipsecAttributes['encapsulation mode'], value: modeNumbers[encapsulation][mode] },
    ...lifetimeAttributes(lifetime),
  ];
  const add = (type: keyof typeof ipsecAttributes, value: number): void => {
    attributes.push({ type: ipsecAttributes[type], value });
  };
  if (integrity) add('authentication algorithm', integrityNumbers[integrity]);
  if (keyBits !== undefined) add('key length', keyBits);
  if (pfsGroup !== undefined) add('group description', pfsGroup);
  return attributes;
}

/** What one transform of an offer means to us. */
export interface Understood {
  mode: EncapsulationMode;
  isEncapsulated: boolean;
  esp: EspTransform | undefined;
  ah: Integrity | undefined;
}

/** Undefined when we have no such thing. */
export function understandTransform(protocol: number, { id, attributes }: Transform): Understood | undefined {
  const encapsulation = encapsulationIn(attributes);
  const number = valueOf(attributes, 'authentication algorithm');
  const integrity = number === undefined ? undefined : keyOf(integrityNumbers, number);
  if (!encapsulation || (number !== undefined && !integrity)) return undefined;
  if (protocol === securityProtocols.PROTO_IPSEC_AH) return ahOf(id, integrity, encapsulation);
  const esp = protocol === securityProtocols.PROTO_IPSEC_ESP ? espOf(id, attributes, integrity) : undefined;
  return esp && { esp, ah: undefined, ...encapsulation };
}

type Encapsulation = Pick<Understood, 'mode' | 'isEncapsulated'>;

/** The transform names the algorithm, and the attribute must say the same (RFC 2407 section 4.4.3). */
function ahOf(id: number, integrity: Integrity | undefined, encapsulation: Encapsulation): Understood | undefined {
  const isWhole = integrity !== undefined && ahIds[integrity] === id && !encapsulation.isEncapsulated;
  return isWhole ? { esp: undefined, ah: integrity, ...encapsulation } : undefined;
}

function espOf(
  id: number,
  attributes: readonly Attribute[],
  integrity: Integrity | undefined,
): EspTransform | undefined {
  const cipher = keyOf(cipherIds, id);
  if (!cipher || (cipher === 'aes-gcm' && integrity)) return undefined;
  const keyBits = cipher === 'aes' || cipher === 'aes-gcm' ? aesKeyBits(attributes) : fixedKeyBits[cipher];
  return keyBits === undefined ? undefined : { cipher, keyBits, integrity };
}

/** Without the attribute it is 128 (RFC 3602 section 5.3). */
function aesKeyBits(attributes: readonly Attribute[]): number | undefined {
  const keyBits = valueOf(attributes, 'key length') ?? 128;
  return [128, 192, 256].includes(keyBits) ? keyBits : undefined;
}

/** Without the attribute the mode is a host's own affair (RFC 2407 section 4.5): for a gateway it is tunnel mode. */
function encapsulationIn(attributes: readonly Attribute[]): Encapsulation | undefined {
  const value = valueOf(attributes, 'encapsulation mode') ?? encapsulationModes.tunnel;
  for (const version of ['plain', 'rfc', 'draft'] as const) {
    const mode = keyOf(modeNumbers[version], value);
    if (mode) return { mode, isEncapsulated: version !== 'plain' };
  }
  return undefined;
}

export function valueOf(attributes: readonly Attribute[], type: keyof typeof ipsecAttributes): number | undefined {
  const attribute = attributes.find((one) => one.type === ipsecAttributes[type]);
  return attribute && numberOfAttribute(attribute);
}

function keyOf<Key extends string>(table: Readonly<Record<Key, number>>, number: number): Key | undefined {
  for (const key in table) if (table[key] === number) return key;
  return undefined;
}
