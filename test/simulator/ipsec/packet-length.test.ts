import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AhSecurityAssociation } from '../../../src-main/simulator/ipsec/ah-security-association.ts';
import { keyMaterialLength } from '../../../src-main/simulator/ipsec/esp-algorithms.ts';
import { EspSecurityAssociation } from '../../../src-main/simulator/ipsec/esp-security-association.ts';
import {
  largestPacket,
  lengthOf,
  packetParts,
  type Encapsulation,
} from '../../../src-main/simulator/ipsec/packet-length.ts';
import type { EspTransform, Integrity } from '../../../src-main/simulator/ipsec/proposal.ts';

const transforms: EspTransform[] = [
  { cipher: 'des', keyBits: 56, integrity: 'md5' },
  { cipher: '3des', keyBits: 168, integrity: 'sha1' },
  { cipher: 'aes', keyBits: 256, integrity: 'sha256' },
  { cipher: 'aes', keyBits: 192, integrity: undefined },
  { cipher: 'null', keyBits: 0, integrity: 'sha512' },
  { cipher: 'aes-gcm', keyBits: 128, integrity: undefined },
];
const life = { spi: 1, connectionId: 1, lifetimeSeconds: 3600, kilobytesAtStart: 4_608_000, createdAt: 0 };
const [tripleDes] = [transforms[1]];

function vti(esp: EspTransform | undefined): Encapsulation {
  return { gre: undefined, ipsec: { mode: 'tunnel', esp, ah: undefined }, isInUdp: false };
}

describe('how long a packet becomes', () => {
  it('is what an association of ESP makes of it, for every transform and length', () => {
    fc.assert(
      fc.property(fc.constantFrom(...transforms), fc.integer({ min: 20, max: 1600 }), (transform, length) => {
        const keyMaterial = new Uint8Array(keyMaterialLength(transform));
        const sealed = new EspSecurityAssociation({ ...life, transform, keyMaterial }).seal(new Uint8Array(length), 4);
        expect(lengthOf(packetParts(vti(transform), length))).toBe(20 + sealed.length);
      }),
    );
  });

  it('counts AH as an association of AH does', () => {
    for (const integrity of ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] satisfies Integrity[]) {
      const { overhead } = new AhSecurityAssociation({ ...life, integrity, keyMaterial: new Uint8Array(64) });
      const ipsec = { mode: 'transport', esp: undefined, ah: integrity } as const;
      expect(lengthOf(packetParts({ gre: undefined, ipsec, isInUdp: false }, 100))).toBe(100 + overhead);
    }
  });

  it('is 152 for a ping of 100 bytes in ESP with 3DES and SHA-1, and the largest that fits has 1446', () => {
    expect(lengthOf(packetParts(vti(tripleDes), 100))).toBe(152);
    expect(largestPacket(vti(tripleDes), 1500)).toBe(1446);
  });

  it('saves a header of IP when GRE is protected in transport mode', () => {
    const gre = (mode: 'tunnel' | 'transport'): number =>
      lengthOf(packetParts({ gre: 4, ipsec: { mode, esp: tripleDes, ah: undefined }, isInUdp: false }, 100));
    expect(gre('tunnel') - gre('transport')).toBeGreaterThanOrEqual(16);
    expect(packetParts({ gre: 4, ipsec: undefined, isInUdp: false }, 100)).toEqual([
      { name: 'IP header of GRE', bytes: 20 },
      { name: 'GRE', bytes: 4 },
      { name: 'the packet itself', bytes: 100 },
    ]);
  });

  it('never lets a packet through that is too long, nor holds back one that fits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...transforms),
        fc.constantFrom(undefined, 4 as const, 8 as const),
        fc.constantFrom('tunnel' as const, 'transport' as const),
        fc.integer({ min: 300, max: 9000 }),
        (esp, gre, mode, mtu) => {
          const around: Encapsulation = { gre, ipsec: { mode, esp, ah: undefined }, isInUdp: true };
          const largest = largestPacket(around, mtu);
          expect(lengthOf(packetParts(around, largest))).toBeLessThanOrEqual(mtu);
          expect(lengthOf(packetParts(around, largest + 1))).toBeGreaterThan(mtu);
        },
      ),
    );
  });
});
