import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

function pair(transform: EspTransform): [EspSecurityAssociation, EspSecurityAssociation] {
  const keyMaterial = random.bytes(keyMaterialLength(transform));
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
