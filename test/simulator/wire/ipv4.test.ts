import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../src-main/base/bytes.ts';
import { describeIpv4Packet, emitIpv4Packet, parseIpv4Packet } from '../../../src-main/simulator/wire/ipv4.ts';
import { Malformed } from '../../../src-main/simulator/wire/malformed.ts';
import { anyBytes, itIsACodec, wellFormed, wholeNumber } from './wire.common.ts';

// The header of the example at en.wikipedia.org/wiki/Internet_checksum, and a payload of zeros.
const example = concat(bytesOfHex('450000730000400040 11b861c0a80001c0a800c7'.replaceAll(' ', '')), new Uint8Array(95));

describe('an IPv4 packet', () => {
  itIsACodec({
    parse: parseIpv4Packet,
    emit: emitIpv4Packet,
    describe: describeIpv4Packet,
    values: fc.record({
      typeOfService: wholeNumber(8),
      identification: wholeNumber(16),
      dontFragment: fc.boolean(),
      moreFragments: fc.boolean(),
      fragmentOffset: wholeNumber(13).map((units) => units * 8),
      timeToLive: wholeNumber(8),
      protocol: wholeNumber(8),
      source: wholeNumber(32),
      destination: wholeNumber(32),
      options: fc.nat(10).chain((words) => fc.uint8Array({ minLength: 4 * words, maxLength: 4 * words })),
      payload: anyBytes(),
    }),
  });

  it('is read field by field', () => {
    const packet = wellFormed(parseIpv4Packet(example));
    expect(packet).toMatchObject({ dontFragment: true, timeToLive: 64, protocol: 17, source: 0xc0a80001 });
    expect(packet.payload.length).toBe(95);
    expect(describeIpv4Packet(packet)).toBe('IPv4 192.168.0.1 > 192.168.0.199 UDP ttl 64 length 115 DF');
  });

  it('shares its payload with the frame instead of copying it', () => {
    expect(wellFormed(parseIpv4Packet(example)).payload.buffer).toBe(example.buffer);
  });

  it('ends at its total length, not with the padding of the frame', () => {
    expect(wellFormed(parseIpv4Packet(concat(example, new Uint8Array(7)))).payload.length).toBe(95);
  });

  it('pads options to whole words', () => {
    const packet = { ...wellFormed(parseIpv4Packet(example)), options: Uint8Array.of(1) };
    expect(wellFormed(parseIpv4Packet(emitIpv4Packet(packet))).options).toEqual(Uint8Array.of(1, 0, 0, 0));
  });

  it('is refused with the reason', () => {
    const broken = (offset: number, value: number): unknown => {
      const bytes = Uint8Array.from(example);
      bytes[offset] = value;
      return parseIpv4Packet(bytes);
    };
    expect(parseIpv4Packet(example.subarray(0, 19))).toEqual(new Malformed('IPv4', '19 bytes are no header'));
    expect(broken(0, 0x65)).toEqual(new Malformed('IPv4', 'version 6'));
    expect(broken(0, 0x44)).toEqual(new Malformed('IPv4', 'header length 16 is below 20'));
    expect(broken(3, 19)).toEqual(new Malformed('IPv4', 'total length 19 is shorter than the header'));
    expect(broken(3, 0x74)).toEqual(new Malformed('IPv4', 'total length 116, and only 115 bytes came'));
    expect(broken(6, 0xc0)).toEqual(new Malformed('IPv4', 'the reserved flag is set'));
    expect(broken(8, 63)).toEqual(new Malformed('IPv4', 'wrong header checksum'));
  });

  it('is described with its fragment', () => {
    const packet = { ...wellFormed(parseIpv4Packet(example)), fragmentOffset: 1480, moreFragments: true, protocol: 99 };
    expect(describeIpv4Packet(packet)).toMatch(/protocol 99 .* fragment at 1480\+$/);
  });
});
