/** `debug crypto isakmp`: pre-shared keys, and which policy an offer fits. The responder says why it fits none. */
import { formatIpv4 } from '../../../base/address.ts';
import type { IkeEvent, Phase1Mismatch } from '../../ike/events.ts';
import type { Attribute } from '../../wire/isakmp/attribute.ts';
import { phase1Attributes } from '../../wire/isakmp/phase1-numbers.ts';
import {
  attributeLines,
  durationOf,
  lifeTypeNames,
  valueOf,
  type AttributeSpelling,
} from './debug-crypto-attributes.ts';
import { isakmp, type LinesOf } from './debug-crypto-spelling.ts';

type Kinds = 'key-found' | 'key-missing' | 'suite-checked' | 'suite-refused' | 'suite-accepted' | 'no-suite-accepted';

/** reference/faults.tsv: P1-ENC, P1-KEYLEN, P1-HASH, P1-AUTHMETHOD, P1-DH. */
const mismatches: Readonly<Record<Phase1Mismatch, string>> = {
  encryption: 'Encryption algorithm offered does not match policy!',
  'key-length': 'Proposed key length does not match policy',
  hash: 'Hash algorithm offered does not match policy!',
  authentication: 'Authentication method offered does not match policy!',
  group: 'Diffie-Hellman group offered does not match policy!',
  'no-key': 'Preshared authentication offered but does not match policy!',
  'no-certificate': 'RSA signature authentication offered but does not match policy!',
};

const encryptions: Readonly<Record<number, string>> = { 1: 'DES-CBC', 5: '3DES-CBC', 7: 'AES-CBC' };
const hashes: Readonly<Record<number, string>> = { 1: 'MD5', 2: 'SHA', 4: 'SHA256', 5: 'SHA384', 6: 'SHA512' };
const methods: Readonly<Record<number, string>> = { 1: 'pre-share', 3: 'RSA sig', 4: 'RSA encr' };

const spelling: AttributeSpelling = {
  [phase1Attributes['encryption algorithm']]: (attribute) => `encryption ${valueOf(attribute, encryptions)}`,
  [phase1Attributes['key length']]: (attribute) => `keylength of ${valueOf(attribute)}`,
  [phase1Attributes['hash algorithm']]: (attribute) => `hash ${valueOf(attribute, hashes)}`,
  [phase1Attributes['group description']]: (attribute) => `default group ${valueOf(attribute)}`,
  [phase1Attributes['authentication method']]: (attribute) => `auth ${valueOf(attribute, methods)}`,
  [phase1Attributes['life type']]: (attribute) => `life type in ${valueOf(attribute, lifeTypeNames)}`,
  [phase1Attributes['life duration']]: (attribute: Attribute) => `life duration ${durationOf(attribute)}`,
};

const noAggressiveMode = 'Can not start Aggressive mode, trying Main mode.';

/** The part of the next payload that the transform names: 3 while another transform follows. */
const nextPayload = (isLast: boolean): string => `Next payload is ${isLast ? 0 : 3}`;

export const policyLines: LinesOf<IkeEvent, Kinds> = {
  'key-found': ({ connectionId, remote, use }) => [
    ...(use === 'begin' ? [isakmp(connectionId, noAggressiveMode)] : []),
    isakmp(connectionId, `found peer pre-shared key matching ${formatIpv4(remote)}`),
    ...(use === 'policies'
      ? [isakmp(connectionId, ' local preshared key found'), 'ISAKMP : Scanning profiles for xauth ...']
      : []),
  ],
  'key-missing': ({ connectionId, remote, use }) => [
    ...(use === 'begin' ? [isakmp(connectionId, noAggressiveMode)] : []),
    isakmp(connectionId, `No pre-shared key with ${formatIpv4(remote)}!`),
    ...(use === 'begin' ? [isakmp(connectionId, ' No Cert or pre-shared address key.')] : []),
  ],
  'suite-checked': ({ connectionId, transform, priority, attributes }) => [
    isakmp(connectionId, `Checking ISAKMP transform ${transform} against priority ${priority} policy`),
    ...attributeLines(attributes, spelling),
  ],
  'suite-refused': ({ connectionId, why, isLast }) => [
    isakmp(connectionId, mismatches[why]),
    isakmp(connectionId, `atts are not acceptable. ${nextPayload(isLast)}`),
  ],
  'suite-accepted': ({ connectionId, isLast }) => [isakmp(connectionId, `atts are acceptable. ${nextPayload(isLast)}`)],
  'no-suite-accepted': ({ connectionId, local, remote }) => [
    isakmp(connectionId, 'no offers accepted!'),
    isakmp(
      connectionId,
      ` phase 1 SA policy not acceptable! (local ${formatIpv4(local)} remote ${formatIpv4(remote)})`,
    ),
  ],
};
