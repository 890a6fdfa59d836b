/**
 * What SSH is spoken with: what OpenSSH offers today, and what IOS 12.4 to 15 needs besides (`SSH-2.0-Cisco-1.25`). All
 * of the latter is weak, and is offered only where the user allows it for a device, after everything better.
 */
import { getCiphers, getHashes } from 'node:crypto';
import type { CipherAlgorithm, KexAlgorithm, MacAlgorithm, ServerHostKeyAlgorithm } from 'ssh2';

/** The words of a warning, wherever somebody switches them on. */
export const OLD_ALGORITHMS_WARNING =
  'The old SSH algorithms are broken or nearly so: who can listen may read along and pose as the device. Allow them for ' +
  'devices in a lab of your own only.';

interface Choice {
  kex: readonly KexAlgorithm[];
  serverHostKey: readonly ServerHostKeyAlgorithm[];
  cipher: readonly CipherAlgorithm[];
  hmac: readonly MacAlgorithm[];
}

const MODERN: Choice = {
  kex: [
    'curve25519-sha256@libssh.org',
    'curve25519-sha256',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group15-sha512',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group17-sha512',
    'diffie-hellman-group18-sha512',
  ],
  serverHostKey: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
  ],
  cipher: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
    'chacha20-poly1305@openssh.com',
  ],
  hmac: [
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-512-etm@openssh.com',
    'hmac-sha1-etm@openssh.com',
    'hmac-sha2-256',
    'hmac-sha2-512',
    'hmac-sha1',
  ],
};

/**
 * The group exchange comes after group 14: it takes an old router a second and gives no better group. The shortest keys
 * come first: a server chooses the group by their length, and Node tests its prime, which takes ten seconds for the largest.
 */
const OLD: Choice = {
  kex: ['diffie-hellman-group14-sha1', 'diffie-hellman-group-exchange-sha1', 'diffie-hellman-group1-sha1'],
  serverHostKey: ['ssh-rsa', 'ssh-dss'],
  cipher: ['aes128-cbc', 'aes192-cbc', 'aes256-cbc', '3des-cbc'],
  hmac: ['hmac-sha1-96', 'hmac-md5', 'hmac-md5-96'],
};

/** OpenSSL's names, where they are others: what the runtime does not have (Electron's differs) is not offered. */
const CIPHER_NAMES: Readonly<Record<string, string>> = {
  'aes128-gcm@openssh.com': 'aes-128-gcm',
  'aes256-gcm@openssh.com': 'aes-256-gcm',
  'chacha20-poly1305@openssh.com': 'chacha20',
  '3des-cbc': 'des-ede3-cbc',
};

/** Whether it is to be used or compared with, this is what we know, the best first. */
export interface KnownAlgorithms {
  kex: KexAlgorithm[];
  serverHostKey: ServerHostKeyAlgorithm[];
  cipher: CipherAlgorithm[];
  hmac: MacAlgorithm[];
}

/** @param known kinds of host keys to ask for first */
export function algorithmsOf(allowsOld: boolean, known: readonly string[] = []): KnownAlgorithms {
  const both = <K extends keyof Choice>(kind: K): Choice[K][number][] => [
    ...MODERN[kind],
    ...(allowsOld ? OLD[kind] : []),
  ];
  return {
    kex: both('kex'),
    serverHostKey: preferred(both('serverHostKey'), known),
    cipher: both('cipher').filter(hasCipher),
    hmac: both('hmac').filter(hasHash),
  };
}

/** An RSA key is of one kind, however it signs (RFC 8332). */
function preferred<N extends string>(names: readonly N[], known: readonly string[]): N[] {
  const isKnown = (name: N): boolean => known.includes(name.replace(/^rsa-sha2-\d+$/, 'ssh-rsa'));
  return [...names.filter(isKnown), ...names.filter((name) => !isKnown(name))];
}

/** What a server offers can be: the library has no group exchange for servers. */
export function serverAlgorithmsOf(allowsOld: boolean): KnownAlgorithms {
  const all = algorithmsOf(allowsOld);
  return { ...all, kex: all.kex.filter((name) => !name.includes('group-exchange')) };
}

function hasCipher(name: string): boolean {
  return getCiphers().includes(CIPHER_NAMES[name] ?? name.replace(/^aes(\d+)/, 'aes-$1'));
}

function hasHash(name: string): boolean {
  const hash = /md5|sha1|sha2-256|sha2-512/.exec(name)?.[0].replace('sha2-', 'sha') ?? '';
  return getHashes().includes(hash);
}
