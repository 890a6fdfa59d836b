import ssh2 from 'ssh2';
import { describe, expect, it } from 'vitest';
import { generateHostKey, shownHostKey } from '../../../src-main/devices/transport/host-key.ts';

describe('generateHostKey', () => {
  it.each([
    ['ed25519', 'ssh-ed25519'],
    ['rsa', 'ssh-rsa'],
  ] as const)('makes an %s key that ssh2 reads back, every time', (type, algorithm) => {
    for (let i = 0; i < (type === 'rsa' ? 1 : 1000); i++) {
      const { privateKey, fingerprint } = generateHostKey(type);
      const parsed = ssh2.utils.parseKey(privateKey);
      if (parsed instanceof Error) throw parsed;
      expect(parsed.isPrivateKey()).toBe(true);
      expect(shownHostKey(parsed.getPublicSSH())).toEqual({ algorithm, fingerprint });
    }
  });

  it('writes a fingerprint as OpenSSH does', () => {
    // RFC 4253, 6.6: an empty string is a public key of no algorithm; its SHA-256 is well known.
    expect(shownHostKey(Buffer.alloc(0))).toEqual({
      algorithm: '',
      fingerprint: 'SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU',
    });
  });
});
