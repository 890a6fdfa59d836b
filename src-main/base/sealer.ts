/**
 * What makes secrets unreadable before they are stored. The shell gives one that the operating system keeps the key of;
 * where there is none, a passphrase makes one (storage/passphrase-sealer.ts).
 */
export interface Sealer {
  /** How it seals, for the user to know: the system's own keychain, a passphrase, or not at all (memory only). */
  readonly kind: 'system' | 'passphrase';
  seal(text: string): Promise<Uint8Array>;
  /** @throws Failure bad-input: wrong-passphrase, damaged-secret */
  open(sealed: Uint8Array): Promise<string>;
}
