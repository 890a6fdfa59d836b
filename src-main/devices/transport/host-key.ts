/** SSH host keys: made once per installation, known by their fingerprint. */
import { createHash } from 'node:crypto';
import { ssh2 } from './ssh2-library.ts';

interface HostKey {
  /** OpenSSH's private key file. */
  privateKey: string;
  fingerprint: string;
}

/** What a server shows of itself before we tell it anything. */
export interface ShownHostKey {
  /** "ssh-ed25519", "ssh-rsa" … */
  algorithm: string;
  fingerprint: string;
}

/** @param type ed25519 takes a millisecond; rsa (2048 bit) some hundred, and is for clients that are too old */
export function generateHostKey(type: 'ed25519' | 'rsa' = 'ed25519'): HostKey {
  for (;;) {
    const privateKey = newPrivateKey(type);
    const key = ssh2.utils.parseKey(privateKey);
    // One ed25519 key in 256 comes out of ssh2 so that nobody can read it: it strips a zero that belongs to the key
    // (ssh2 issues 1390 and 1513).
    if (!(key instanceof Error)) return { privateKey, fingerprint: fingerprintOf(key.getPublicSSH()) };
  }
}

function newPrivateKey(type: 'ed25519' | 'rsa'): string {
  const comment = 'quickmode';
  if (type === 'rsa') return ssh2.utils.generateKeyPairSync('rsa', { bits: 2048, comment }).private;
  return ssh2.utils.generateKeyPairSync('ed25519', { comment }).private;
}

/** As OpenSSH prints it: "SHA256:" and the hash of the public key in base64 without padding. */
function fingerprintOf(publicKey: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(publicKey).digest('base64').replace(/=+$/, '')}`;
}

/** Reads the public key as it stands in the SSH protocol: its algorithm's name comes first (RFC 4253, 6.6). */
export function shownHostKey(publicKey: Buffer): ShownHostKey {
  const length = publicKey.length >= 4 ? publicKey.readUInt32BE(0) : 0;
  return { algorithm: publicKey.toString('latin1', 4, 4 + length), fingerprint: fingerprintOf(publicKey) };
}
