/** What two IPsec peers must agree on before packets are protected (RFC 4301 section 4.4, RFC 2407 section 4.4). */

/** `aes-gcm` is AES in Galois/counter mode with a check value of 16 bytes (RFC 4106): it needs no integrity algorithm. */
export type EspCipher = 'des' | '3des' | 'aes' | 'aes-gcm' | 'null';
export type Integrity = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';
export type EncapsulationMode = 'tunnel' | 'transport';

/** The algorithms of an ESP security association. */
export interface EspTransform {
  cipher: EspCipher;
  /** 128, 192 or 256 for AES; what the cipher has otherwise (56, 168, 0). */
  keyBits: number;
  /** Undefined for ESP without authentication. */
  integrity: Integrity | undefined;
}

/** ESP, AH, or both around the same packet (AH outside); at least one of the two is there. */
export interface IpsecProposal {
  mode: EncapsulationMode;
  esp: EspTransform | undefined;
  /** The integrity algorithm of AH. */
  ah: Integrity | undefined;
}

/** Which packets an association is for: one side of the proxy identities. A zero protocol or port is any. */
export interface Selector {
  address: number;
  mask: number;
  protocol: number;
  port: number;
}

export const anySelector: Selector = { address: 0, mask: 0, protocol: 0, port: 0 };

/** The selector of one address alone. */
export function hostSelector(address: number, protocol: number): Selector {
  return { address, mask: 0xffffffff, protocol, port: 0 };
}

export function isSameSelector(a: Selector, b: Selector): boolean {
  return a.address === b.address && a.mask === b.mask && a.protocol === b.protocol && a.port === b.port;
}

export function isSameProposal(a: IpsecProposal, b: IpsecProposal): boolean {
  return a.mode === b.mode && a.ah === b.ah && isSameTransform(a.esp, b.esp);
}

function isSameTransform(a: EspTransform | undefined, b: EspTransform | undefined): boolean {
  return a?.cipher === b?.cipher && a?.keyBits === b?.keyBits && a?.integrity === b?.integrity;
}

/** Lifetimes of an IPsec SA; 4608000 kilobytes and 3600 seconds are the defaults of IOS (seed 000). */
export interface Lifetime {
  seconds: number;
  kilobytes: number;
}

export const defaultLifetime: Lifetime = { seconds: 3600, kilobytes: 4_608_000 };
