import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../../src-main/base/bytes.ts';
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import { ecpGroup } from '../../../src-main/simulator/crypto/ecp.ts';

/** Dice that fall as told. */
function loaded(...throws: string[]): Random {
  const left = throws.map(bytesOfHex);
  return { u32: () => 0, int: () => 0, bytes: () => left.shift() ?? new Uint8Array(), fork: () => loaded() };
}

const p256 = ecpGroup({ number: 19, curve: 'prime256v1', bits: 256 });

describe('group 19', () => {
  // RFC 5903 section 8.1.
  const i = 'c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433';
  const gi =
    'dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180' +
    '5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3';
  const r = 'c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53';
  const gr =
    'd12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63' +
    '56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab';
  const shared = 'd6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de';

  it('comes to the values of RFC 5903, the x coordinate being the secret', () => {
    const initiator = p256.keyPair(loaded(i));
    const responder = p256.keyPair(loaded(r));
    expect(hexOf(initiator.publicValue)).toBe(gi);
    expect(hexOf(responder.publicValue)).toBe(gr);
    expect(hexOf(initiator.sharedSecret(bytesOfHex(gr)) ?? new Uint8Array())).toBe(shared);
    expect(hexOf(responder.sharedSecret(bytesOfHex(gi)) ?? new Uint8Array())).toBe(shared);
  });

  it('draws again when the dice give no valid secret', () => {
    expect(hexOf(p256.keyPair(loaded('00'.repeat(32), 'ff'.repeat(32), i)).publicValue)).toBe(gi);
  });
});

describe.each([
  { number: 19, curve: 'prime256v1', bits: 256 },
  { number: 20, curve: 'secp384r1', bits: 384 },
  { number: 21, curve: 'secp521r1', bits: 521 },
] as const)('an elliptic curve of $bits bits', (parameters) => {
  const group = ecpGroup(parameters);

  it('agrees on a secret as long as a coordinate', () => {
    const one = group.keyPair(seededRandom(1));
    const other = group.keyPair(seededRandom(2));
    expect(one.publicValue.length).toBe(group.publicLength);
    expect(one.sharedSecret(other.publicValue)).toEqual(other.sharedSecret(one.publicValue));
    expect(one.sharedSecret(other.publicValue)?.length).toBe(Math.ceil(parameters.bits / 8));
  });

  it('has no secret with a point that is not on the curve, or a value of another length', () => {
    const { sharedSecret } = group.keyPair(seededRandom(1));
    expect(sharedSecret(new Uint8Array(group.publicLength))).toBeUndefined();
    expect(sharedSecret(new Uint8Array(group.publicLength).fill(1))).toBeUndefined();
    expect(sharedSecret(new Uint8Array(3))).toBeUndefined();
  });
});
