import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import { deletion } from '../../../../src-main/simulator/wire/isakmp/delete.ts';
import { Malformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { payloadsByKind } from './isakmp.arbitraries.ts';
import { itIsAPayload } from './payload.common.ts';

describe('the delete payload', () => {
  itIsAPayload(deletion, payloadsByKind.delete);

  it('lists SPIs of one size', () => {
    const spis = [bytesOfHex('b7e0a5c1'), bytesOfHex('00001234')];
    const payload = { kind: 'delete', doi: 1, protocol: 3, spiSize: 4, spis } as const;
    expect(deletion.emit(payload)).toEqual(bytesOfHex('00000001' + '03040002' + 'b7e0a5c1' + '00001234'));
    expect(deletion.describe(payload)).toBe('PROTO_IPSEC_ESP 0xb7e0a5c1 0x00001234');
  });

  it('is refused when the SPIs do not fill it', () => {
    const refusal = (reason: string): Malformed => new Malformed('ISAKMP delete', reason);
    expect(deletion.parse(bytesOfHex('0000000103040002b7e0a5c1'))).toEqual(refusal('2 SPIs of 4 bytes in 4 bytes'));
    expect(deletion.parse(bytesOfHex('000000010300ffff'))).toEqual(refusal('SPIs of no length'));
    expect(deletion.parse(bytesOfHex('0000000103'))).toEqual(refusal('5 bytes are no header'));
  });
});
