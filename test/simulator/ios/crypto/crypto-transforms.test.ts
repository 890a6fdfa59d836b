import { describe, expect, it } from 'vitest';
import {
  configuredTransforms,
  engineTransforms,
  shownTransforms,
} from '../../../../src-main/simulator/ios/crypto/crypto-transforms.ts';
import type { EspTransform } from '../../../../src-main/simulator/ipsec/proposal.ts';

const aes: EspTransform = { cipher: 'aes', keyBits: 256, integrity: 'sha1' };

describe('the transforms of ESP', () => {
  it('have the key length behind the cipher in the configuration, and in its middle when they are shown', () => {
    expect(configuredTransforms(aes)).toBe('esp-aes 256 esp-sha-hmac');
    expect(shownTransforms(aes)).toBe('esp-256-aes esp-sha-hmac');
    expect(engineTransforms(aes)).toBe('AES256+SHA');
  });

  it('do not say 128, which is what AES is without a length', () => {
    const plain = { ...aes, keyBits: 128 };
    expect([configuredTransforms(plain), shownTransforms(plain), engineTransforms(plain)]).toEqual([
      'esp-aes esp-sha-hmac',
      'esp-aes esp-sha-hmac',
      'AES+SHA',
    ]);
  });

  it('may be without a cipher or without authentication', () => {
    expect(shownTransforms({ cipher: 'null', keyBits: 0, integrity: 'md5' })).toBe('esp-null esp-md5-hmac');
    expect(shownTransforms({ cipher: 'des', keyBits: 56, integrity: undefined })).toBe('esp-des');
  });
});
