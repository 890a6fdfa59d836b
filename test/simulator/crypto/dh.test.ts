import { getDiffieHellman } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import type { DhGroup } from '../../../src-main/simulator/crypto/dh-group.ts';
import { dhGroup, dhGroupNumbers } from '../../../src-main/simulator/crypto/dh.ts';

describe('the Diffie-Hellman groups', () => {
  it('are those that IOS offers, and no other', () => {
    expect(dhGroupNumbers).toEqual([1, 2, 5, 14, 15, 16, 19, 20, 21, 24]);
    expect(dhGroup(3)).toBeUndefined();
  });

  it('are built once', () => {
    expect(dhGroup(5)).toBe(dhGroup(5));
  });

  it.each(dhGroupNumbers)('agree on a secret: group %i', (number) => {
    const group = groupOf(number);
    const one = group.keyPair(seededRandom('one'));
    const other = group.keyPair(seededRandom('other'));
    expect(one.publicValue.length).toBe(group.publicLength);
    expect(one.sharedSecret(other.publicValue)).toEqual(other.sharedSecret(one.publicValue));
  });

  it.each([
    [5, 'modp5'],
    [14, 'modp14'],
    [15, 'modp15'],
    [16, 'modp16'],
  ] as const)("agree with OpenSSL's own group: group %i", (number, name) => {
    const theirs = getDiffieHellman(name);
    theirs.generateKeys();
    const { keyPair, publicLength } = groupOf(number);
    const ours = keyPair(seededRandom(name));
    const padded = (hex: string): Uint8Array => bytesOfHex(hex.padStart(2 * publicLength, '0'));
    const secret = theirs.computeSecret(ours.publicValue).toString('hex');
    expect(ours.sharedSecret(padded(theirs.getPublicKey('hex')))).toEqual(padded(secret));
  });
});

function groupOf(number: number): DhGroup {
  const group = dhGroup(number);
  if (!group) throw new Error(`no group ${number}`);
  return group;
}
