/**
 * The numbers of ISAKMP and IKE version 1 by the names that their documents give them. IANA keeps the lists at
 * "ISAKMP Identifiers" and "Internet Key Exchange (IKE) Attributes". What phase 1 negotiates: phase1-numbers.ts;
 * what phase 2 negotiates: ipsec-numbers.ts.
 */

/** The name of a number in one of the tables, or the number itself. */
export function nameOf(table: Readonly<Record<string, number>>, number: number): string {
  for (const name in table) if (table[name] === number) return name;
  return String(number);
}

/**
 * RFC 2408 section 3.1; 14: draft-dukes-ike-mode-cfg; 20 and 21: RFC 3947; 132, of those for private use: MS-IKEE section
 * 2.2.3.1; 34 and on are version 2's (RFC 7296).
 */
export const payloadTypes = {
  NONE: 0,
  SA: 1,
  P: 2,
  T: 3,
  KE: 4,
  ID: 5,
  CERT: 6,
  CR: 7,
  HASH: 8,
  SIG: 9,
  NONCE: 10,
  N: 11,
  D: 12,
  VID: 13,
  ATTRIBUTES: 14,
  'NAT-D': 20,
  'NAT-OA': 21,
  FRAGMENT: 132,
} as const;

/** RFC 2408 section 3.1; 32 and 33: RFC 2409 Appendix A; 6: draft-dukes-ike-mode-cfg; 34 to 37: RFC 7296 section 3.1. */
export const exchangeTypes = {
  NONE: 0,
  BASE: 1,
  'IDENTITY-PROTECTION': 2,
  'AUTHENTICATION-ONLY': 3,
  AGGRESSIVE: 4,
  INFORMATIONAL: 5,
  TRANSACTION: 6,
  'QUICK-MODE': 32,
  'NEW-GROUP-MODE': 33,
  IKE_SA_INIT: 34,
  IKE_AUTH: 35,
  CREATE_CHILD_SA: 36,
  IKEV2_INFORMATIONAL: 37,
  /** Of those for private use; ours: ike/discovery-message.ts. */
  TUNNEL_ENDPOINT_DISCOVERY: 240,
} as const;

/** Bits of the header's flags (RFC 2408 section 3.1). */
export const isakmpFlags = { encryption: 1, commit: 2, authenticationOnly: 4 } as const;

/** RFC 2408 section 3.4, RFC 2407 section 4.1. */
export const domainsOfInterpretation = { ISAKMP: 0, IPSEC: 1 } as const;

/** RFC 2407 section 4.2. */
export const situations = { SIT_IDENTITY_ONLY: 1, SIT_SECRECY: 2, SIT_INTEGRITY: 4 } as const;

/** RFC 2407 section 4.4.1. */
export const securityProtocols = { PROTO_ISAKMP: 1, PROTO_IPSEC_AH: 2, PROTO_IPSEC_ESP: 3, PROTO_IPCOMP: 4 } as const;

/** RFC 2407 section 4.6.2.1. */
export const identificationTypes = {
  ID_IPV4_ADDR: 1,
  ID_FQDN: 2,
  ID_USER_FQDN: 3,
  ID_IPV4_ADDR_SUBNET: 4,
  ID_IPV6_ADDR: 5,
  ID_IPV6_ADDR_SUBNET: 6,
  ID_IPV4_ADDR_RANGE: 7,
  ID_IPV6_ADDR_RANGE: 8,
  ID_DER_ASN1_DN: 9,
  ID_DER_ASN1_GN: 10,
  ID_KEY_ID: 11,
} as const;

/** RFC 2408 section 3.14.1; 24576 and on: RFC 2407 section 4.6.3; 36136 and 36137: RFC 3706 section 5.3. */
export const notifyTypes = {
  'INVALID-PAYLOAD-TYPE': 1,
  'DOI-NOT-SUPPORTED': 2,
  'SITUATION-NOT-SUPPORTED': 3,
  'INVALID-COOKIE': 4,
  'INVALID-MAJOR-VERSION': 5,
  'INVALID-MINOR-VERSION': 6,
  'INVALID-EXCHANGE-TYPE': 7,
  'INVALID-FLAGS': 8,
  'INVALID-MESSAGE-ID': 9,
  'INVALID-PROTOCOL-ID': 10,
  'INVALID-SPI': 11,
  'INVALID-TRANSFORM-ID': 12,
  'ATTRIBUTES-NOT-SUPPORTED': 13,
  'NO-PROPOSAL-CHOSEN': 14,
  'BAD-PROPOSAL-SYNTAX': 15,
  'PAYLOAD-MALFORMED': 16,
  'INVALID-KEY-INFORMATION': 17,
  'INVALID-ID-INFORMATION': 18,
  'INVALID-CERT-ENCODING': 19,
  'INVALID-CERTIFICATE': 20,
  'CERT-TYPE-UNSUPPORTED': 21,
  'INVALID-CERT-AUTHORITY': 22,
  'INVALID-HASH-INFORMATION': 23,
  'AUTHENTICATION-FAILED': 24,
  'INVALID-SIGNATURE': 25,
  'ADDRESS-NOTIFICATION': 26,
  'NOTIFY-SA-LIFETIME': 27,
  'CERTIFICATE-UNAVAILABLE': 28,
  'UNSUPPORTED-EXCHANGE-TYPE': 29,
  'UNEQUAL-PAYLOAD-LENGTHS': 30,
  CONNECTED: 16384,
  'RESPONDER-LIFETIME': 24576,
  'REPLAY-STATUS': 24577,
  'INITIAL-CONTACT': 24578,
  'R-U-THERE': 36136,
  'R-U-THERE-ACK': 36137,
} as const;
