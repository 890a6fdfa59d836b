import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import { keyMaterialLength } from '../../../src-main/simulator/ipsec/esp-algorithms.ts';
import { EspSecurityAssociation } from '../../../src-main/simulator/ipsec/esp-security-association.ts';
import type { EspTransform } from '../../../src-main/simulator/ipsec/proposal.ts';
import { emitEsp, parseEsp } from '../../../src-main/simulator/wire/esp.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';

const transforms: EspTransform[] = [
  { cipher: 'des', keyBits: 56, integrity: 'md5' },
  { cipher: '3des', keyBits: 168, integrity: 'sha1' },
  { cipher: 'aes', keyBits: 128, integrity: 'sha1' },
  { cipher: 'aes', keyBits: 192, integrity: undefined },
  { cipher: 'aes', keyBits: 256, integrity: 'sha256' },
  { cipher: 'null', keyBits: 0, integrity: 'sha256' },
  { cipher: 'aes', keyBits: 256, integrity: 'sha512' },
  { cipher: 'aes-gcm', keyBits: 128, integrity: undefined },
  { cipher: 'aes-gcm', keyBits: 256, integrity: undefined },
];
const random = seededRandom('esp');

/** Key, salt, IV and packet as McGrew and Viega, "Test Cases for the use of GCM in IPsec ESP", have them (RFC 4106). */
const packetsWithGcm = [
  {
    key: 'feffe9928665731c6d6a8f9467308308',
    salt: 'cafebabe',
    spi: '0000a5f8',
    sequence: '0000000a',
    iv: 'facedbaddecaf888',
    payload:
      '4500003e698f000080114dccc0a80102c0a801010a980035002a2343b2d00100' +
      '0001000000000000037369700963796265726369747902646b0000010001',
    nextHeader: 1,
    sealed:
      'deb22cd9b07c72c16e3a65beeb8df304a5a5897d33ae530f1ba76d5d114d2a5c' +
      '3de81827c10e9a4f51330d0eec416642cfbb85a5b47e48a4ec3b9ba95d918bd1' +
      '83b70d3aa8bc6ee4c309e9d85a41ad4a',
  },
  {
    key: 'abbccddef00112233445566778899aababbccddef00112233445566778899aab',
    salt: '11223344',
    spi: '4a2cbfe3',
    sequence: '00000002',
    iv: '0102030405060708',
    payload: '4500003069a6400080062690c0a801029389155e0a9e008b2dc57ee000000000' + '7002400020bf0000020405b401010402',
    nextHeader: 1,
    sealed:
      'ff425c9b724599df7a3bcd510194e00d6a78107f1b0b1cbf06efae9d65a5d763' +
      '748a637985771d347f0545659f14e99def842d8e' +
      'b335f4eecfdbf831824b4c4915956c96',
  },
];

function pair(
  transform: EspTransform,
  keyMaterial = random.bytes(keyMaterialLength(transform)),
): [EspSecurityAssociation, EspSecurityAssociation] {
  const make = (): EspSecurityAssociation =>
    new EspSecurityAssociation({
      spi: 0x5351d51e,
      transform,
      keyMaterial,
      lifetimeSeconds: 3600,
      kilobytesAtStart: 4_608_000,
      createdAt: 0,
      connectionId: 1,
    });
  return [make(), make()];
}

function open(association: EspSecurityAssociation, sealed: Uint8Array): ReturnType<EspSecurityAssociation['open']> {
  const esp = parseEsp(sealed);
  return isMalformed(esp) ? 'malformed' : association.open(esp, sealed);
}

describe('an ESP security association', () => {
  it('opens what its twin has sealed, with every transform and length', () => {
    fc.assert(
      fc.property(fc.constantFrom(...transforms), fc.uint8Array({ maxLength: 200 }), (transform, payload) => {
        const [sender, receiver] = pair(transform);
        expect(open(receiver, sender.seal(payload, 4))).toEqual({ payload, nextHeader: 4 });
      }),
    );
  });

  it('fills an outer packet exactly: one byte more would not fit', () => {
    for (const transform of transforms) {
      for (let length = 100; length < 140; length++) {
        const [sender] = pair(transform);
        const room = sender.roomIn(length);
        expect(sender.seal(new Uint8Array(room), 4).length).toBeLessThanOrEqual(length);
        expect(sender.seal(new Uint8Array(room + 1), 4).length).toBeGreaterThan(length);
      }
    }
  });

  it.each(packetsWithGcm)('opens the packet with SPI $spi of draft-mcgrew-gcm-test-01', (packet) => {
    const keyMaterial = bytesOfHex(packet.key + packet.salt);
    const transform: EspTransform = { cipher: 'aes-gcm', keyBits: packet.key.length * 4, integrity: undefined };
    const [receiver] = pair(transform, keyMaterial);
    const payload = bytesOfHex(packet.payload);
    const whole = bytesOfHex(packet.spi + packet.sequence + packet.iv + packet.sealed);
    expect(open(receiver, whole)).toEqual({ payload, nextHeader: packet.nextHeader });
  });

  it('refuses a packet of which one bit has changed', () => {
    const [sender, receiver] = pair({ cipher: '3des', keyBits: 168, integrity: 'sha1' });
    const sealed = sender.seal(new Uint8Array(40), 4);
    for (let at = 8; at < sealed.length; at++) {
      const bent = sealed.slice();
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(open(receiver, bent)).toBe('mac-error');
    }
    expect(receiver.packets).toBe(0);
  });

  it('takes a packet once, and late ones within 64 of the newest', () => {
    const [sender, receiver] = pair({ cipher: 'aes', keyBits: 128, integrity: 'sha1' });
    const sealed = Array.from({ length: 100 }, () => sender.seal(new Uint8Array(8), 4));
    const take = (index: number): unknown => open(receiver, sealed[index] ?? new Uint8Array(0));
    expect(take(99)).toMatchObject({ nextHeader: 4 });
    expect(take(99)).toBe('replay');
    expect(take(36)).toMatchObject({ nextHeader: 4 });
    expect(take(36)).toBe('replay');
    expect(take(35)).toBe('replay');
  });

  it('says malformed of a packet too short for its own fields', () => {
    const [, receiver] = pair({ cipher: '3des', keyBits: 168, integrity: 'sha1' });
    expect(open(receiver, emitEsp({ spi: 1, sequence: 1, rest: new Uint8Array(10) }))).toBe('malformed');
  });

  it('counts its lifetime down in kilobytes carried and in seconds', () => {
    const [sender] = pair({ cipher: '3des', keyBits: 168, integrity: 'sha1' });
    expect(sender.remaining(500)).toEqual({ kilobytes: 4_608_000, seconds: 3600 });
    for (let i = 0; i < 11; i++) sender.seal(new Uint8Array(100), 4);
    expect(sender.remaining(1_800_500)).toEqual({ kilobytes: 4_607_999, seconds: 1800 });
    expect(sender.remaining(10_000_000)).toMatchObject({ seconds: 0 });
  });
});
