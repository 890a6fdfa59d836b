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
const i256 = 'c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433';

/** i, g^i, r, g^r and the x coordinate of g^ir: RFC 5903 sections 8.1 to 8.3. */
const published = [
  {
    group: p256,
    i: i256,
    gi:
      'dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180' +
      '5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3',
    r: 'c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53',
    gr:
      'd12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63' +
      '56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab',
    shared: 'd6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de',
  },
  {
    group: ecpGroup({ number: 20, curve: 'secp384r1', bits: 384 }),
    i: '099f3c7034d4a2c699884d73a375a67f7624ef7c6b3c0f160647b67414dce655e35b538041e649ee3faef896783ab194',
    gi:
      '667842d7d180ac2cde6f74f37551f55755c7645c20ef73e31634fe72b4c55ee6de3ac808acb4bdb4c88732aee95f41aa' +
      '9482ed1fc0eeb9cafc4984625ccfc23f65032149e0e144ada024181535a0f38eeb9fcff3c2c947dae69b4c634573a81c',
    r: '41cb0779b4bdb85d47846725fbec3c9430fab46cc8dc5060855cc9bda0aa2942e0308312916b8ed2960e4bd55a7448fc',
    gr:
      'e558dbef53eecde3d3fccfc1aea08a89a987475d12fd950d83cfa41732bc509d0d1ac43a0336def96fda41d0774a3571' +
      'dcfbec7aacf3196472169e838430367f66eebe3c6e70c416dd5f0c68759dd1fff83fa40142209dff5eaad96db9e6386c',
    shared: '11187331c279962d93d604243fd592cb9d0a926f422e47187521287e7156c5c4d603135569b9e9d09cf5d4a270f59746',
  },
  {
    group: ecpGroup({ number: 21, curve: 'secp521r1', bits: 521 }),
    i:
      '0037ade9319a89f4dabdb3ef411aaccca5123c61acab57b5393dce47608172a0' +
      '95aa85a30fe1c2952c6771d937ba9777f5957b2639bab072462f68c27a57382d4a52',
    gi:
      '0015417e84dbf28c0ad3c278713349dc7df153c897a1891bd98bab4357c9ecbe' +
      'e1e3bf42e00b8e380aeae57c2d107564941885942af5a7f4601723c4195d176ced3e' +
      '017cae20b6641d2eeb695786d8c946146239d099e18e1d5a514c739d7cb4a10a' +
      'd8a788015ac405d7799dc75e7b7d5b6cf2261a6a7f1507438bf01beb6ca3926f9582',
    r:
      '0145ba99a847af43793fdd0e872e7cdfa16be30fdc780f97bccc3f078380201e' +
      '9c677d600b343757a3bdbf2a3163e4c2f869cca7458aa4a4effc311f5cb151685eb9',
    gr:
      '00d0b3975ac4b799f5bea16d5e13e9af971d5e9b984c9f39728b5e5739735a21' +
      '9b97c356436adc6e95bb0352f6be64a6c2912d4ef2d0433ced2b6171640012d9460f' +
      '015c68226383956e3bd066e797b623c27ce0eac2f551a10c2c724d9852077b87' +
      '220b6536c5c408a1d2aebb8e86d678ae49cb57091f4732296579ab44fcd17f0fc56a',
    shared:
      '01144c7d79ae6956bc8edb8e7c787c4521cb086fa64407f97894e5e6b2d79b04' +
      'd1427e73ca4baa240a34786859810c06b3c715a3a8cc3151f2bee417996d19f3ddea',
  },
];

describe.each(published)('group $group.number', ({ group, i, gi, r, gr, shared }) => {
  it('comes to the values of RFC 5903, the x coordinate being the secret', () => {
    const initiator = group.keyPair(loaded(i));
    const responder = group.keyPair(loaded(r));
    expect(hexOf(initiator.publicValue)).toBe(gi);
    expect(hexOf(responder.publicValue)).toBe(gr);
    expect(hexOf(initiator.sharedSecret(bytesOfHex(gr)) ?? new Uint8Array())).toBe(shared);
    expect(hexOf(responder.sharedSecret(bytesOfHex(gi)) ?? new Uint8Array())).toBe(shared);
  });
});

describe('the secret of group 19', () => {
  it('is drawn again when the dice give no valid one', () => {
    const again = p256.keyPair(loaded('00'.repeat(32), 'ff'.repeat(32), i256));
    expect(again).toMatchObject({ publicValue: p256.keyPair(loaded(i256)).publicValue });
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
