/** What a quick-mode proposal negotiates (RFC 2407 sections 4.4 and 4.5), with what IANA added since. */
import { groupDescriptions, lifeTypes } from './phase1-numbers.ts';

/** RFC 2407 section 4.4.4; 11: RFC 2410; 12: RFC 3602; 13: RFC 3686; 14 to 16: RFC 4309; 18 to 20: RFC 4106; 23: RFC 4543. */
export const espTransforms = {
  ESP_DES_IV64: 1,
  ESP_DES: 2,
  ESP_3DES: 3,
  ESP_RC5: 4,
  ESP_IDEA: 5,
  ESP_CAST: 6,
  ESP_BLOWFISH: 7,
  ESP_3IDEA: 8,
  ESP_DES_IV32: 9,
  ESP_RC4: 10,
  ESP_NULL: 11,
  'ESP_AES-CBC': 12,
  'ESP_AES-CTR': 13,
  'ESP_AES-CCM_8': 14,
  'ESP_AES-CCM_12': 15,
  'ESP_AES-CCM_16': 16,
  'ESP_AES-GCM_8': 18,
  'ESP_AES-GCM_12': 19,
  'ESP_AES-GCM_16': 20,
  ESP_NULL_AUTH_AES_GMAC: 23,
} as const;

/** RFC 2407 section 4.4.3; 5 to 7: RFC 4868. */
export const ahTransforms = {
  AH_MD5: 2,
  AH_SHA: 3,
  AH_DES: 4,
  'AH_SHA2-256': 5,
  'AH_SHA2-384': 6,
  'AH_SHA2-512': 7,
} as const;

/** RFC 2407 section 4.4.5. */
export const ipcompTransforms = { IPCOMP_OUI: 1, IPCOMP_DEFLATE: 2, IPCOMP_LZS: 3 } as const;

/** Attribute classes (RFC 2407 section 4.5; 10: RFC 3168; 11: RFC 4304). */
export const ipsecAttributes = {
  'SA life type': 1,
  'SA life duration': 2,
  'group description': 3,
  'encapsulation mode': 4,
  'authentication algorithm': 5,
  'key length': 6,
  'key rounds': 7,
  'compress dictionary size': 8,
  'compress private algorithm': 9,
  'ECN tunnel': 10,
  'extended sequence number': 11,
} as const;

/** 3 and 4: RFC 3947 section 5.1; the last two are the numbers of its drafts. */
export const encapsulationModes = {
  tunnel: 1,
  transport: 2,
  'UDP-encapsulated-tunnel': 3,
  'UDP-encapsulated-transport': 4,
  'UDP-encapsulated-tunnel (draft)': 61443,
  'UDP-encapsulated-transport (draft)': 61444,
} as const;

/** 5 to 7: RFC 4868; 9: RFC 3566. */
export const authenticationAlgorithms = {
  'HMAC-MD5': 1,
  'HMAC-SHA': 2,
  'DES-MAC': 3,
  KPDK: 4,
  'HMAC-SHA2-256': 5,
  'HMAC-SHA2-384': 6,
  'HMAC-SHA2-512': 7,
  'HMAC-RIPEMD': 8,
  'AES-XCBC-MAC': 9,
} as const;

/** Which of the attributes' values have names. */
export const ipsecValues = new Map<number, Readonly<Record<string, number>>>([
  [ipsecAttributes['SA life type'], lifeTypes],
  [ipsecAttributes['group description'], groupDescriptions],
  [ipsecAttributes['encapsulation mode'], encapsulationModes],
  [ipsecAttributes['authentication algorithm'], authenticationAlgorithms],
]);
