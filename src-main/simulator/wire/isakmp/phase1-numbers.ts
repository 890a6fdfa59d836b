/** What an ISAKMP proposal negotiates (RFC 2409 Appendix A), with what IANA added since. */

/** The only transform of PROTO_ISAKMP (RFC 2407 section 4.4.2). */
export const isakmpTransforms = { KEY_IKE: 1 } as const;

/** Attribute classes. */
export const phase1Attributes = {
  'encryption algorithm': 1,
  'hash algorithm': 2,
  'authentication method': 3,
  'group description': 4,
  'group type': 5,
  'group prime': 6,
  'group generator one': 7,
  'group generator two': 8,
  'group curve A': 9,
  'group curve B': 10,
  'life type': 11,
  'life duration': 12,
  PRF: 13,
  'key length': 14,
  'field size': 15,
  'group order': 16,
} as const;

/** 7: RFC 3602; 8: RFC 4312. */
export const phase1Encryptions = {
  'DES-CBC': 1,
  'IDEA-CBC': 2,
  'Blowfish-CBC': 3,
  'RC5-R16-B64-CBC': 4,
  '3DES-CBC': 5,
  'CAST-CBC': 6,
  'AES-CBC': 7,
  'CAMELLIA-CBC': 8,
} as const;

/** 4 to 6: RFC 4868. */
export const phase1Hashes = { MD5: 1, SHA: 2, Tiger: 3, 'SHA2-256': 4, 'SHA2-384': 5, 'SHA2-512': 6 } as const;

/** 9 to 11: RFC 4754; 65001 and on: draft-ietf-ipsec-isakmp-xauth. */
export const authenticationMethods = {
  'pre-shared key': 1,
  'DSS signatures': 2,
  'RSA signatures': 3,
  'encryption with RSA': 4,
  'revised encryption with RSA': 5,
  'ECDSA with SHA-256 on the P-256 curve': 9,
  'ECDSA with SHA-384 on the P-384 curve': 10,
  'ECDSA with SHA-512 on the P-521 curve': 11,
  XAUTHInitPreShared: 65001,
  XAUTHRespPreShared: 65002,
  XAUTHInitDSS: 65003,
  XAUTHRespDSS: 65004,
  XAUTHInitRSA: 65005,
  XAUTHRespRSA: 65006,
} as const;

/** 1 to 4: RFC 2409 section 6; 5 and 14 to 18: RFC 3526; 19 to 21: RFC 5903; 22 to 24: RFC 5114. */
export const groupDescriptions = {
  'MODP 768': 1,
  'MODP 1024': 2,
  'EC2N 155': 3,
  'EC2N 185': 4,
  'MODP 1536': 5,
  'MODP 2048': 14,
  'MODP 3072': 15,
  'MODP 4096': 16,
  'MODP 6144': 17,
  'MODP 8192': 18,
  'ECP 256': 19,
  'ECP 384': 20,
  'ECP 521': 21,
  'MODP 1024 with 160-bit subgroup': 22,
  'MODP 2048 with 224-bit subgroup': 23,
  'MODP 2048 with 256-bit subgroup': 24,
} as const;

export const lifeTypes = { seconds: 1, kilobytes: 2 } as const;

/** Which of the attributes' values have names. */
export const phase1Values = new Map<number, Readonly<Record<string, number>>>([
  [phase1Attributes['encryption algorithm'], phase1Encryptions],
  [phase1Attributes['hash algorithm'], phase1Hashes],
  [phase1Attributes['authentication method'], authenticationMethods],
  [phase1Attributes['group description'], groupDescriptions],
  [phase1Attributes['life type'], lifeTypes],
]);
