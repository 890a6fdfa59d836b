/**
 * The key files that Wireshark and tshark decrypt with, as they lie in its profile folder. Fields and spelling of
 * esp_sa: Wireshark's epan/dissectors/packet-ipsec.c (the sequence number fields that newer releases append have
 * defaults, so eight fields serve every release); ikev1_decryption_table, ikev2_decryption_table: packet-isakmp.c.
 */
import { formatIpv4 } from '../../base/address.ts';
import { hexOf } from '../../base/bytes.ts';

export const espSaFile = 'esp_sa';
export const ikev1DecryptionTableFile = 'ikev1_decryption_table';
export const ikev2DecryptionTableFile = 'ikev2_decryption_table';
/** Beside them, for people: how the keys of IPsec came to be. Wireshark reads no file of this name. */
export const keyStoryFile = 'how-the-keys-were-made.txt';

/** AES of every key length is one name: the key tells. */
const encryptionNames = {
  null: 'NULL',
  des: 'DES-CBC [RFC2405]',
  '3des': 'TripleDES-CBC [RFC2451]',
  aes: 'AES-CBC [RFC3602]',
  'aes-gcm': 'AES-GCM with 16 octet ICV [RFC4106]',
} as const;

const authenticationNames = {
  none: 'NULL',
  md5: 'HMAC-MD5-96 [RFC2403]',
  sha1: 'HMAC-SHA-1-96 [RFC2404]',
  sha256: 'HMAC-SHA-256-128 [RFC4868]',
  sha384: 'HMAC-SHA-384-192 [RFC4868]',
  sha512: 'HMAC-SHA-512-256 [RFC4868]',
} as const;

/** The keys of one direction. An address that is left out may be any: a translator on the way changes it. */
export interface EspKeys {
  source: number | undefined;
  destination: number | undefined;
  spi: number;
  encryption: keyof typeof encryptionNames;
  encryptionKey: Uint8Array;
  authentication: keyof typeof authenticationNames;
  authenticationKey: Uint8Array;
}

/** Both directions of every SA, one line each. */
export function espSaText(keys: readonly EspKeys[]): string {
  return textOf(
    keys.map((sa) => [
      'IPv4',
      addressText(sa.source),
      addressText(sa.destination),
      `0x${sa.spi.toString(16).padStart(8, '0')}`,
      encryptionNames[sa.encryption],
      keyText(sa.encryptionKey),
      authenticationNames[sa.authentication],
      keyText(sa.authenticationKey),
    ]),
  );
}

/** The key of one ISAKMP SA. */
export interface IsakmpKey {
  initiatorCookie: Uint8Array;
  /** What the cipher is keyed with: SKEYID_e, expanded or cut (RFC 2409 Appendix B). */
  encryptionKey: Uint8Array;
}

export function ikev1DecryptionTableText(keys: readonly IsakmpKey[]): string {
  const rows = keys.map(({ initiatorCookie, encryptionKey }) => `${hexOf(initiatorCookie)},${hexOf(encryptionKey)}\n`);
  return rows.join('');
}

const ikev2EncryptionNames = {
  '3des': '3DES [RFC2451]',
  'aes-cbc 128': 'AES-CBC-128 [RFC3602]',
  'aes-cbc 192': 'AES-CBC-192 [RFC3602]',
  'aes-cbc 256': 'AES-CBC-256 [RFC3602]',
  'aes-gcm 128': 'AES-GCM-128 with 16 octet ICV [RFC5282]',
  'aes-gcm 192': 'AES-GCM-192 with 16 octet ICV [RFC5282]',
  'aes-gcm 256': 'AES-GCM-256 with 16 octet ICV [RFC5282]',
} as const;

const ikev2IntegrityNames = {
  none: 'NONE [RFC4306]',
  md5: 'HMAC_MD5_96 [RFC2403]',
  sha1: 'HMAC_SHA1_96 [RFC2404]',
  sha256: 'HMAC_SHA2_256_128 [RFC4868]',
  sha384: 'HMAC_SHA2_384_192 [RFC4868]',
  sha512: 'HMAC_SHA2_512_256 [RFC4868]',
} as const;

/** The keys of one association of IKE version 2; those of AES-GCM with their salt. Wireshark cannot read single DES. */
export interface Ikev2Keys {
  initiatorSpi: Uint8Array;
  responderSpi: Uint8Array;
  encryption: keyof typeof ikev2EncryptionNames;
  integrity: keyof typeof ikev2IntegrityNames;
  keys: Readonly<Record<'ei' | 'er' | 'ai' | 'ar', Uint8Array>>;
}

export function ikev2DecryptionTableText(associations: readonly Ikev2Keys[]): string {
  const rows = associations.map(({ initiatorSpi, responderSpi, encryption, integrity, keys }) => [
    ...[initiatorSpi, responderSpi, keys.ei, keys.er].map(hexOf),
    `"${ikev2EncryptionNames[encryption]}"`,
    ...[keys.ai, keys.ar].map(hexOf),
    `"${ikev2IntegrityNames[integrity]}"`,
  ]);
  return rows.map((row) => `${row.join(',')}\n`).join('');
}

const addressText = (address: number | undefined): string => (address === undefined ? '*' : formatIpv4(address));

const keyText = (key: Uint8Array): string => (key.length === 0 ? '' : `0x${hexOf(key)}`);

const textOf = (rows: readonly string[][]): string =>
  rows.map((fields) => `${fields.map((field) => `"${field}"`).join(',')}\n`).join('');
