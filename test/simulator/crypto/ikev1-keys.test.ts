import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../../src-main/base/bytes.ts';
import type { CipherName } from '../../../src-main/simulator/crypto/ciphers.ts';
import {
  hash1,
  hash2,
  hash3,
  hashOfInitiator,
  hashOfResponder,
  keyMaterial,
  phase1CipherKey,
  phase1Iv,
  phase1Keys,
  phase2Iv,
  type Phase1Keys,
} from '../../../src-main/simulator/crypto/ikev1-keys.ts';
import type { HashName } from '../../../src-main/simulator/crypto/mac.ts';
import charon from './vectors/ikev1-charon.json' with { type: 'json' };

const hex = bytesOfHex;

describe.each(charon.runs)('the key schedule of $run', (run) => {
  const hash = run.hash as HashName;
  const cipher = run.cipher as CipherName;
  const values = {
    initiatorNonce: hex(run.initiatorNonce),
    responderNonce: hex(run.responderNonce),
    initiatorCookie: hex(run.initiatorCookie),
    responderCookie: hex(run.responderCookie),
    initiatorPublic: hex(run.initiatorPublic),
    responderPublic: hex(run.responderPublic),
    initiatorSecurityAssociation: hex(run.initiatorSecurityAssociation),
  };
  const secrets = { presharedKey: Buffer.from(run.presharedKey, 'latin1'), sharedSecret: hex(run.sharedSecret) };
  const keys = phase1Keys(hash, secrets, values);
  const { messageId } = run.quickMode;

  it('has the four SKEYIDs that charon logged', () => {
    expect(hexOf(keys.skeyid)).toBe(run.skeyid);
    expect(hexOf(keys.skeyidD)).toBe(run.skeyidD);
    expect(hexOf(keys.skeyidA)).toBe(run.skeyidA);
    expect(hexOf(keys.skeyidE)).toBe(run.skeyidE);
  });

  it('has its cipher key and initialization vectors', () => {
    expect(hexOf(phase1CipherKey(keys, cipher))).toBe(run.cipherKey);
    expect(hexOf(phase1Iv(keys, cipher, values))).toBe(run.initialIv);
    const lastBlock = hex(run.quickMode.lastBlock);
    expect(hexOf(phase2Iv(keys, cipher, { lastBlock, messageId }))).toBe(run.quickMode.iv);
  });

  it('has its HASH_I and HASH_R', () => {
    expect(hexOf(hashOfInitiator(keys, values, hex(run.initiatorIdentification)))).toBe(run.hashOfInitiator);
    expect(hexOf(hashOfResponder(keys, values, hex(run.responderIdentification)))).toBe(run.hashOfResponder);
  });

  const nonces = {
    initiatorNonce: hex(run.quickMode.initiatorNonce),
    responderNonce: hex(run.quickMode.responderNonce),
  };

  it('has the three hashes of its quick mode', () => {
    const { rest1, rest2 } = run.quickMode;
    expect(hexOf(hash1(keys, messageId, hex(rest1)))).toBe(run.quickMode.hash1);
    expect(hexOf(hash2(keys, messageId, nonces, hex(rest2)))).toBe(run.quickMode.hash2);
    expect(hexOf(hash3(keys, messageId, nonces))).toBe(run.quickMode.hash3);
  });

  it('has the key material of both directions, with and without perfect forward secrecy', () => {
    const { initiatorSpi, responderSpi, keysToInitiator, keysToResponder } = run.quickMode;
    const sharedSecret = 'sharedSecret' in run.quickMode ? hex(run.quickMode.sharedSecret) : undefined;
    const material = (spi: string): string =>
      hexOf(keyMaterial(keys, { ...nonces, sharedSecret, protocol: 3, spi: hex(spi) }, keysToInitiator.length / 2));
    expect(material(responderSpi)).toBe(keysToResponder);
    expect(material(initiatorSpi)).toBe(keysToInitiator);
  });
});

describe('SKEYID and its kin', () => {
  it('are those of the ACVP test case 100 (SHA-1, pre-shared key)', () => {
    const keys = phase1Keys(
      'sha1',
      {
        presharedKey: hex('75'),
        sharedSecret: hex('739003ba2c11c982946c65e26acf661fbf8ebb78011a9fead79efa12fe3e71cc'),
      },
      {
        initiatorNonce: hex('b9a2d0e922dc66dd'),
        responderNonce: hex('2130166863b5ddef'),
        initiatorCookie: hex('83d374c30b3b5082'),
        responderCookie: hex('5afc0da06c728029'),
      },
    );
    expect(hexOf(keys.skeyid)).toBe('62b04d112877e442fc3282fc37c076997718a0b9');
    expect(hexOf(keys.skeyidD)).toBe('369e5aad1bdb5faf6a3d929d500cdc236710a9ab');
    expect(hexOf(keys.skeyidA)).toBe('588e957d8d790d093b3a39f121473473af78e9bb');
    expect(hexOf(keys.skeyidE)).toBe('cd74b0c048219db81384d3fda8f6cda51e398a2b');
  });
});

describe('the key of the ISAKMP cipher', () => {
  const keysWith = (hash: HashName, skeyidE: string): Phase1Keys => {
    const none = new Uint8Array();
    return { hash, skeyid: none, skeyidD: none, skeyidA: none, skeyidE: hex(skeyidE) };
  };

  it('passes over weak DES keys (RFC 2409 Appendix B)', () => {
    const keys = keysWith('md5', '0000000000000000' + '0123456789abcdef');
    expect(hexOf(phase1CipherKey(keys, 'des'))).toBe('0123456789abcdef');
  });

  it('is the beginning of SKEYID_e where that is long enough', () => {
    const keys = keysWith('sha1', '00112233445566778899aabbccddeeff00112233');
    expect(hexOf(phase1CipherKey(keys, 'aes128'))).toBe('00112233445566778899aabbccddeeff');
  });

  it('grows by feeding the prf its own output where it is not', () => {
    const keys = keysWith('md5', 'ff'.repeat(16));
    const key = phase1CipherKey(keys, 'aes256');
    expect(key.length).toBe(32);
    expect(key.subarray(16)).toEqual(phase1CipherKey(keysWith('md5', 'ff'.repeat(16)), 'aes256').subarray(16));
    expect(key.subarray(0, 16)).not.toEqual(key.subarray(16));
  });
});
