import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import { natOriginalAddress } from '../../../../src-main/simulator/wire/isakmp/nat-original-address.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { payloadsByKind } from './isakmp.arbitraries.ts';
import { itIsAPayload } from './payload.common.ts';

describe('the NAT-OA payload', () => {
  itIsAPayload(natOriginalAddress, payloadsByKind.natOriginalAddress);

  it('is a type and an address', () => {
    const payload = { kind: 'natOriginalAddress', type: 1, address: bytesOfHex('ac100001') } as const;
    expect(natOriginalAddress.emit(payload)).toEqual(bytesOfHex('01000000ac100001'));
    expect(natOriginalAddress.describe(payload)).toBe('ID_IPV4_ADDR ac100001');
    expect(isMalformed(natOriginalAddress.parse(bytesOfHex('01000001ac100001')))).toBe(true);
    expect(isMalformed(natOriginalAddress.parse(bytesOfHex('010000')))).toBe(true);
  });
});
