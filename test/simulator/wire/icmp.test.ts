import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { describeIcmp, emitIcmp, parseIcmp, type IcmpMessage } from '../../../src-main/simulator/wire/icmp.ts';
import { Malformed } from '../../../src-main/simulator/wire/malformed.ts';
import { anyBytes, itIsACodec, wellFormed, wholeNumber } from './wire.common.ts';

const none = new Uint8Array();

describe('an ICMP message', () => {
  itIsACodec<IcmpMessage>({
    parse: parseIcmp,
    emit: emitIcmp,
    describe: describeIcmp,
    values: fc.oneof(
      fc.record({
        kind: fc.constantFrom('echo' as const, 'echoReply' as const),
        identifier: wholeNumber(16),
        sequence: wholeNumber(16),
        data: anyBytes(),
      }),
      fc.record({
        kind: fc.constant('unreachable' as const),
        code: wholeNumber(8),
        nextHopMtu: wholeNumber(16),
        original: anyBytes(),
      }),
      fc.record({ kind: fc.constant('timeExceeded' as const), code: wholeNumber(8), original: anyBytes() }),
      fc.record({
        kind: fc.constant('other' as const),
        type: fc.constantFrom(4, 5, 12, 13, 14, 200),
        code: wholeNumber(8),
        rest: fc.uint8Array({ minLength: 4, maxLength: 60 }),
      }),
    ),
  });

  it('has the bytes of RFC 792', () => {
    const echo: IcmpMessage = { kind: 'echo', identifier: 1, sequence: 2, data: Uint8Array.of(0xab, 0xcd) };
    expect(emitIcmp(echo)).toEqual(bytesOfHex('08004c2f00010002abcd'));
  });

  it('may be all zero but for its checksum', () => {
    const reply: IcmpMessage = { kind: 'echoReply', identifier: 0, sequence: 0, data: none };
    expect(emitIcmp(reply)).toEqual(bytesOfHex('0000ffff00000000'));
    expect(parseIcmp(emitIcmp(reply))).toEqual(reply);
  });

  it('is kept raw when a known type uses fields that are unused in RFC 792', () => {
    const bytes = emitIcmp({ kind: 'other', type: 11, code: 0, rest: Uint8Array.of(0, 5, 0, 0) });
    expect(wellFormed(parseIcmp(bytes)).kind).toBe('other');
  });

  it('is refused when it is cut or changed', () => {
    const bytes = emitIcmp({ kind: 'echo', identifier: 1, sequence: 2, data: none });
    expect(parseIcmp(bytes.subarray(0, 7))).toEqual(new Malformed('ICMP', '7 bytes are no header'));
    bytes[7] = 3;
    expect(parseIcmp(bytes)).toEqual(new Malformed('ICMP', 'wrong checksum'));
  });

  it('is described in words', () => {
    const describeOne = (message: IcmpMessage): string => describeIcmp(message);
    expect(describeOne({ kind: 'echoReply', identifier: 7, sequence: 1, data: none })).toBe(
      'ICMP echo reply id 7 seq 1 length 8',
    );
    expect(describeOne({ kind: 'unreachable', code: 4, nextHopMtu: 1400, original: none })).toBe(
      'ICMP unreachable: fragmentation needed, next hop MTU 1400',
    );
    expect(describeOne({ kind: 'timeExceeded', code: 0, original: none })).toBe('ICMP time exceeded in transit');
    expect(describeOne({ kind: 'other', type: 5, code: 1, rest: none })).toBe('ICMP redirect code 1');
  });
});
