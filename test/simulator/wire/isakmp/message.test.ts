import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../../src-main/base/bytes.ts';
import {
  describeIsakmp,
  emitIsakmp,
  isEncrypted,
  isakmpVersions,
  parseIsakmp,
} from '../../../../src-main/simulator/wire/isakmp/message.ts';
import { Malformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { anyBytes, bytesOf, itIsACodec, wellFormed, wholeNumber } from '../wire.common.ts';

describe('an ISAKMP message', () => {
  itIsACodec({
    parse: parseIsakmp,
    emit: emitIsakmp,
    describe: describeIsakmp,
    values: fc.record({
      initiatorCookie: bytesOf(8),
      responderCookie: bytesOf(8),
      nextPayload: wholeNumber(8),
      version: wholeNumber(8),
      exchangeType: wholeNumber(8),
      flags: wholeNumber(8),
      messageId: wholeNumber(32),
      body: anyBytes(),
    }),
  });

  const bytes = bytesOfHex('76256bdf47a41a20' + '938e52a909afebc0' + '08102001' + '1105b1cd' + '00000020' + 'aabbccdd');

  it('is read field by field', () => {
    const message = wellFormed(parseIsakmp(bytes));
    expect(message).toMatchObject({
      nextPayload: 8,
      version: isakmpVersions.v1,
      exchangeType: 32,
      messageId: 0x1105b1cd,
    });
    expect(isEncrypted(message)).toBe(true);
    expect(describeIsakmp(message)).toBe(
      'ISAKMP 1.0 quick-mode 76256bdf47a41a20:938e52a909afebc0 message 1105b1cd length 32 encrypted',
    );
  });

  it('ends at its length', () => {
    expect(wellFormed(parseIsakmp(concat(bytes, new Uint8Array(3)))).body).toEqual(bytesOfHex('aabbccdd'));
  });

  it('is refused with the reason', () => {
    const refusal = (reason: string): Malformed => new Malformed('ISAKMP', reason);
    const changed = Uint8Array.from(bytes);
    changed[27] = 27;
    expect(parseIsakmp(changed)).toEqual(refusal('length 27 is shorter than the header'));
    expect(parseIsakmp(bytes.subarray(0, 27))).toEqual(refusal('27 bytes are no header'));
    expect(parseIsakmp(bytes.subarray(0, 30))).toEqual(refusal('length 32, and only 30 bytes came'));
  });
});
