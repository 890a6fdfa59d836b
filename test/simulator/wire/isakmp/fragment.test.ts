import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import { fragment } from '../../../../src-main/simulator/wire/isakmp/fragment.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { payloadsByKind } from './isakmp.arbitraries.ts';
import { itIsAPayload } from './payload.common.ts';

describe('the fragment payload', () => {
  itIsAPayload(fragment, payloadsByKind.fragment);

  it('is an id, a number and flags, before its bytes', () => {
    const payload = { kind: 'fragment', id: 0x0102, number: 3, flags: 1, data: bytesOfHex('aabb') } as const;
    expect(fragment.emit(payload)).toEqual(bytesOfHex('01020301aabb'));
    expect(fragment.describe(payload)).toBe('258/3 flags 1: 2 bytes');
    expect(isMalformed(fragment.parse(bytesOfHex('01020001aabb')))).toBe(true);
    expect(isMalformed(fragment.parse(bytesOfHex('010203')))).toBe(true);
  });
});
