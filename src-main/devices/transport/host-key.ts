/** SSH host keys: made once per installation, known by their fingerprint. */
import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';

export interface HostKey {
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

/**
 * @param type ed25519 takes a millisecond or two; rsa (2048 bit) some hundred, and is for clients that are too old
 */
export function generateHostKey(type: 'ed25519' | 'rsa' = 'ed25519'): HostKey {
  const comment = 'quickmode';
  const { private: privateKey, public: publicKey } =
    type === 'rsa'
      ? ssh2.utils.generateKeyPairSync('rsa', { bits: 2048, comment })
      : ssh2.utils.generateKeyPairSync('ed25519', { comment });
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
  return { privateKey, fingerprint: fingerprintOf(blob) };
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
