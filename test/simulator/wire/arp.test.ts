import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../src-main/base/bytes.ts';
import { describeArp, emitArp, parseArp, type ArpPacket } from '../../../src-main/simulator/wire/arp.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { bytesOf, itIsACodec, wholeNumber } from './wire.common.ts';

describe('an ARP packet', () => {
  itIsACodec<ArpPacket>({
    parse: parseArp,
    emit: emitArp,
    describe: describeArp,
    values: fc.record({
      operation: fc.constantFrom('request', 'reply'),
      senderMac: bytesOf(6),
      senderAddress: wholeNumber(32),
      targetMac: bytesOf(6),
      targetAddress: wholeNumber(32),
    }),
  });

  const request: ArpPacket = {
    operation: 'request',
    senderMac: bytesOfHex('ca0112340008'),
    senderAddress: 0xac100001,
    targetMac: new Uint8Array(6),
    targetAddress: 0xac100002,
  };

  it('has the bytes of RFC 826', () => {
    expect(emitArp(request)).toEqual(bytesOfHex('0001080006040001ca0112340008ac100001000000000000ac100002'));
  });

  it('ends before the padding of its frame', () => {
    expect(parseArp(concat(emitArp(request), new Uint8Array(18)))).toEqual(request);
  });

  it('is refused when it is not about IPv4 over Ethernet', () => {
    for (const [offset, value] of [
      [1, 6],
      [2, 0x86],
      [4, 8],
      [7, 3],
    ] as const) {
      const bytes = emitArp(request);
      bytes[offset] = value;
      expect(isMalformed(parseArp(bytes))).toBe(true);
    }
  });

  it('asks and answers in words', () => {
    expect(describeArp(request)).toBe('ARP who has 172.16.0.2? tell 172.16.0.1');
    expect(describeArp({ ...request, operation: 'reply' })).toBe('ARP 172.16.0.1 is at ca:01:12:34:00:08');
  });
});
