/** The numbers of IKE version 2 by the names that RFC 7296 and IANA ("IKEv2 Parameters") give them. */

/** Section 3.1. */
export const exchanges = { IKE_SA_INIT: 34, IKE_AUTH: 35, CREATE_CHILD_SA: 36, INFORMATIONAL: 37 } as const;

/** Bits of the header's flags (section 3.1). */
export const ikeFlags = { initiator: 0x08, version: 0x10, response: 0x20 } as const;

/** Section 3.2; 53: RFC 7383. */
export const payloadNumbers = {
  NONE: 0,
  SA: 33,
  KE: 34,
  IDi: 35,
  IDr: 36,
  CERT: 37,
  CERTREQ: 38,
  AUTH: 39,
  N: 40,
  NOTIFY: 41,
  DELETE: 42,
  VID: 43,
  TSi: 44,
  TSr: 45,
  SK: 46,
  CFG: 47,
  EAP: 48,
  SKF: 53,
} as const;

/** Section 3.3.1. */
export const protocols = { NONE: 0, IKE: 1, AH: 2, ESP: 3 } as const;

/** Section 3.3.2. */
export const transformTypes = { ENCR: 1, PRF: 2, INTEG: 3, DH: 4, ESN: 5 } as const;

/** Section 3.3.2; 20: RFC 5282 (RFC 4106 for ESP). */
export const encryptionIds = { DES: 2, '3DES': 3, NULL: 11, 'AES-CBC': 12, 'AES-GCM-16': 20 } as const;

/** Section 3.3.2; 5 to 7: RFC 4868. */
export const prfIds = { MD5: 1, SHA1: 2, SHA256: 5, SHA384: 6, SHA512: 7 } as const;

/** Section 3.3.2; 12 to 14: RFC 4868. */
export const integrityIds = { NONE: 0, MD5_96: 1, SHA1_96: 2, SHA256_128: 12, SHA384_192: 13, SHA512_256: 14 } as const;

/** Section 3.5. */
export const identityTypes = {
  IPV4_ADDR: 1,
  FQDN: 2,
  RFC822_ADDR: 3,
  IPV6_ADDR: 5,
  DER_ASN1_DN: 9,
  DER_ASN1_GN: 10,
  KEY_ID: 11,
} as const;

/** Section 3.8; 9 to 11: RFC 4754; 14: RFC 7427. */
export const authenticationMethods = {
  RSA: 1,
  PSK: 2,
  DSS: 3,
  'ECDSA-256': 9,
  'ECDSA-384': 10,
  'ECDSA-521': 11,
  'DIGITAL-SIGNATURE': 14,
} as const;

/** Section 3.6: the only encoding that is used here. */
export const X509_SIGNATURE = 4;

/** Section 3.13.1. */
export const selectorTypes = { IPV4_RANGE: 7, IPV6_RANGE: 8 } as const;

/** RFC 7427 section 7. */
export const signatureHashes = { sha1: 1, sha256: 2, sha384: 3, sha512: 4 } as const;

/** Section 3.10.1; 16430: RFC 7383; 16431: RFC 7427. Below 16384 they are errors. */
export const notifications = {
  UNSUPPORTED_CRITICAL_PAYLOAD: 1,
  INVALID_IKE_SPI: 4,
  INVALID_MAJOR_VERSION: 5,
  INVALID_SYNTAX: 7,
  INVALID_MESSAGE_ID: 9,
  INVALID_SPI: 11,
  NO_PROPOSAL_CHOSEN: 14,
  INVALID_KE_PAYLOAD: 17,
  AUTHENTICATION_FAILED: 24,
  SINGLE_PAIR_REQUIRED: 34,
  NO_ADDITIONAL_SAS: 35,
  INTERNAL_ADDRESS_FAILURE: 36,
  FAILED_CP_REQUIRED: 37,
  TS_UNACCEPTABLE: 38,
  INVALID_SELECTORS: 39,
  TEMPORARY_FAILURE: 43,
  CHILD_SA_NOT_FOUND: 44,
  INITIAL_CONTACT: 16384,
  SET_WINDOW_SIZE: 16385,
  ADDITIONAL_TS_POSSIBLE: 16386,
  IPCOMP_SUPPORTED: 16387,
  NAT_DETECTION_SOURCE_IP: 16388,
  NAT_DETECTION_DESTINATION_IP: 16389,
  COOKIE: 16390,
  USE_TRANSPORT_MODE: 16391,
  HTTP_CERT_LOOKUP_SUPPORTED: 16392,
  REKEY_SA: 16393,
  ESP_TFC_PADDING_NOT_SUPPORTED: 16394,
  NON_FIRST_FRAGMENTS_ALSO: 16395,
  IKEV2_FRAGMENTATION_SUPPORTED: 16430,
  SIGNATURE_HASH_ALGORITHMS: 16431,
} as const;

export type NotificationName = keyof typeof notifications;

export const isErrorNotification = (type: number): boolean => type < 16384;

/** Of each table that has been asked: its names by their numbers, the first where several have the same. */
const namesOf = new Map<object, Map<number, string>>();

/** The name of a number in one of the tables, or undefined. */
export function keyOf<Key extends string>(table: Readonly<Record<Key, number>>, number: number): Key | undefined {
  const names = namesOf.get(table) ?? turned(table);
  // The map has no names but those of the table.
  return names.get(number) as Key | undefined;
}

function turned(table: Readonly<Record<string, number>>): Map<number, string> {
  const names = new Map<number, string>();
  for (const [name, number] of Object.entries(table)) if (!names.has(number)) names.set(number, name);
  namesOf.set(table, names);
  return names;
}
