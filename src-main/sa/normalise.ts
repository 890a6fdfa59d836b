/**
 * One name for each algorithm, whatever spells it: configuration ("aes 256", "esp-aes 256"), show ("AES - Advanced
 * Encryption Standard (256 bit keys)", "esp-256-aes"), debug ("AES-CBC", "HMAC-SHA"), IKEv2 ("AES-CBC-256", "SHA96").
 * Source: reference/device-output.md section 3, seeds 000 to 004, corpus. A word that is not in a table stays as it is, in
 * lower case: two ends that print the same strange word agree.
 */

export interface Cipher {
  /** des, 3des, aes, aes-gcm, aes-ctr, aes-gmac, null, seal … */
  algorithm: string;
  /** Only for algorithms that have several. */
  keyBits?: number;
}

/** Patterns from the special to the general; the number in one is a key length. */
const CIPHERS: readonly (readonly [RegExp, string])[] = [
  [/\b3des\b|triple des|\bdes3\b/, '3des'],
  [/gmac|rfc4543/, 'aes-gmac'],
  [/gcm/, 'aes-gcm'],
  [/ccm/, 'aes-ccm'],
  [/aes-?ctr|\bctr\b/, 'aes-ctr'],
  [/camellia/, 'camellia'],
  [/chacha20/, 'chacha20-poly1305'],
  [/aes|rijndael|advanced encryption standard/, 'aes'],
  [/\bdes\b|data encryption standard/, 'des'],
  [/\bnull\b/, 'null'],
  [/\bseal\b/, 'seal'],
];

const HASHES: readonly (readonly [RegExp, string])[] = [
  [/md5|message digest 5/, 'md5'],
  [/(?:sha-?2?-?|standard 2 \()(?:256)/, 'sha256'],
  [/(?:sha-?2?-?|standard 2 \()(?:384)/, 'sha384'],
  [/(?:sha-?2?-?|standard 2 \()(?:512)/, 'sha512'],
  [/\bsha-?1?(?:-?96|-?160)?\b|secure hash standard/, 'sha1'],
  [/xcbc/, 'aes-xcbc'],
  [/cmac/, 'aes-cmac'],
];

/** Groups that are called by their kind and size: strongSwan's MODP_2048 and ECP_384, Libreswan's MODP2048. */
const GROUPS: Record<string, number> = {
  modp768: 1, modp1024: 2, modp1536: 5, modp2048: 14, modp3072: 15, modp4096: 16, modp6144: 17, modp8192: 18,
  ecp256: 19, ecp384: 20, ecp521: 21, modp1024160: 22, modp2048224: 23, modp2048256: 24, ecp192: 25, ecp224: 26,
  curve25519: 31, curve448: 32,
}; // prettier-ignore

const AUTHENTICATIONS: readonly (readonly [RegExp, string])[] = [
  [/pre-?shared?|\bpsk\b/, 'psk'],
  [/rsa-encr|\brenc\b|adleman encryption/, 'rsa-encr'],
  [/ecdsa|elliptic/, 'ecdsa-sig'],
  [/rsa-sig|\brsig\b|adleman signature|\brsa\b/, 'rsa-sig'],
];

/** Algorithms with a key length, and the one that no length means. */
const DEFAULT_BITS: Record<string, number> = { aes: 128, 'aes-gcm': 128, 'aes-ctr': 128, 'aes-gmac': 128, 'aes-ccm': 128, camellia: 128 }; // prettier-ignore

function named(table: readonly (readonly [RegExp, string])[], text: string): string {
  // strongSwan and Linux write low lines where others write hyphens: HMAC_SHA2_256_128.
  const lower = text.trim().toLowerCase().replaceAll('_', '-');
  return table.find(([pattern]) => pattern.test(lower))?.[1] ?? lower;
}

/** @param bits the key length, where the output prints it apart from the name */
export function normaliseEncryption(text: string, bits?: number): Cipher {
  const algorithm = named(CIPHERS, text);
  const byDefault = DEFAULT_BITS[algorithm];
  if (byDefault === undefined) return { algorithm };
  const printed = /(?:^|[^\d])(128|192|256)(?!\d)/.exec(text)?.[1];
  return { algorithm, keyBits: bits ?? (printed === undefined ? byDefault : Number(printed)) };
}

/** md5, sha1, sha256, sha384, sha512; "none" for an AEAD cipher's line. */
export function normaliseHash(text: string): string {
  return named(HASHES, text);
}

/** psk, rsa-sig, rsa-encr, ecdsa-sig. */
export function normaliseAuthentication(text: string): string {
  return named(AUTHENTICATIONS, text);
}

/** "group14", "#14 (2048 bit)", "DH Grp:14", "DH_GROUP_384_ECP/Group 20", "MODP_2048", "14", 14; undefined for "none" and 0. */
export function normaliseGroup(text: string | number | undefined): number | undefined {
  const number = typeof text === 'number' ? text : groupIn(text ?? '');
  return number === 0 ? undefined : number;
}

function groupIn(text: string): number {
  const named = GROUPS[text.trim().toLowerCase().replace(/[_-]/g, '')];
  return named ?? Number((/\bgroup ?(\d{1,5})/i.exec(text) ?? /(\d+)/.exec(text))?.[1] ?? 0);
}

/** One protocol's transforms. */
export interface Transforms {
  encryption?: Cipher;
  /** Of ESP or of AH; an AEAD cipher has none. */
  integrity?: string;
  compression?: string;
}

/** What a transform set asks for, by protocol. */
export interface TransformSuite {
  esp?: Transforms;
  ah?: Transforms;
  comp?: Transforms;
}

/**
 * A transform set in any spelling: ["esp-aes 256", "esp-sha-hmac"] and ["esp-256-aes", "esp-sha-hmac"] are equal, and a
 * key length may be a word of its own.
 */
export function normaliseTransforms(transforms: readonly string[]): TransformSuite {
  const suite: TransformSuite = {};
  for (const transform of joinLengths(transforms)) {
    const lower = transform.toLowerCase();
    const integrity = /^(esp|ah)-(.+)-hmac$/.exec(lower);
    if (integrity) {
      const [, protocol = 'esp', hash = ''] = integrity;
      const key = protocol === 'ah' ? 'ah' : 'esp';
      suite[key] = { ...suite[key], integrity: normaliseHash(hash) };
    } else if (lower.startsWith('comp-')) suite.comp = { compression: lower.slice('comp-'.length) };
    else suite.esp = { ...suite.esp, encryption: normaliseEncryption(lower.replace(/^esp-/, '')) };
  }
  return suite;
}

function joinLengths(transforms: readonly string[]): string[] {
  const joined: string[] = [];
  for (const transform of transforms) {
    if (/^\d+$/.test(transform) && joined.length > 0) joined.push(`${joined.pop() ?? ''} ${transform}`);
    else joined.push(transform);
  }
  return joined;
}

/** "esp 3des sha1", "esp aes-256 sha256", "ah sha1": for people, and for comparing. */
export function describeTransforms(protocol: string, { encryption, integrity, compression }: Transforms): string {
  const cipher =
    encryption && `${encryption.algorithm}${encryption.keyBits === undefined ? '' : `-${encryption.keyBits}`}`;
  return [protocol, cipher, integrity, compression].filter((word) => word !== undefined).join(' ');
}

export function describeSuite(suite: TransformSuite): string {
  return Object.entries(suite)
    .map(([protocol, transforms]) => describeTransforms(protocol, transforms as Transforms))
    .join(', ');
}
