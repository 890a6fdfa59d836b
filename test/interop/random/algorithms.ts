/** The algorithms that routers and charon have both, and what each calls them. */

export interface Cipher {
  algorithm: 'des' | '3des' | 'aes' | 'aes-gcm';
  bits: number;
}

export const ciphers: readonly Cipher[] = [
  { algorithm: 'des', bits: 56 },
  { algorithm: '3des', bits: 168 },
  { algorithm: 'aes', bits: 128 },
  { algorithm: 'aes', bits: 192 },
  { algorithm: 'aes', bits: 256 },
  { algorithm: 'aes-gcm', bits: 128 },
  { algorithm: 'aes-gcm', bits: 192 },
  { algorithm: 'aes-gcm', bits: 256 },
];

export const hashes = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const;
export type Hash = (typeof hashes)[number];

export const groups: readonly { number: number; charon: string }[] = [
  { number: 1, charon: 'modp768' },
  { number: 2, charon: 'modp1024' },
  { number: 5, charon: 'modp1536' },
  { number: 14, charon: 'modp2048' },
  { number: 15, charon: 'modp3072' },
  { number: 16, charon: 'modp4096' },
  { number: 19, charon: 'ecp256' },
  { number: 20, charon: 'ecp384' },
  { number: 21, charon: 'ecp521' },
  { number: 24, charon: 'modp2048s256' },
];

export function charonGroup(number: number): string {
  const found = groups.find((group) => group.number === number);
  if (!found) throw new RangeError(`charon's name of group ${number}`);
  return found.charon;
}

export function charonCipher(cipher: Cipher | 'null'): string {
  if (cipher === 'null') return 'null';
  const { algorithm, bits } = cipher;
  if (algorithm === 'aes-gcm') return `aes${bits}gcm16`;
  return algorithm === 'aes' ? `aes${bits}` : algorithm;
}

/** `encryption aes 256` under a policy of ISAKMP. */
export function policyCipher({ algorithm, bits }: Cipher): string {
  return algorithm === 'aes' ? `aes ${bits}` : algorithm;
}

/** `encryption aes-cbc-256` under a proposal of IKE version 2. */
export function proposalCipher({ algorithm, bits }: Cipher): string {
  if (algorithm === 'aes-gcm') return `aes-gcm-${bits}`;
  return algorithm === 'aes' ? `aes-cbc-${bits}` : algorithm;
}

/** The words of a transform set. */
export function transformCipher(cipher: Cipher | 'null'): string {
  if (cipher === 'null') return 'esp-null';
  const { algorithm, bits } = cipher;
  if (algorithm === 'aes-gcm') return `esp-gcm ${bits}`;
  return algorithm === 'aes' ? `esp-aes ${bits}` : `esp-${algorithm}`;
}

export const shaWord = (hash: Hash): string => (hash === 'sha1' ? 'sha' : hash);
