import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import { securityAssociation } from '../../../../src-main/simulator/wire/isakmp/security-association.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { wellFormed } from '../wire.common.ts';
import { payloadsByKind } from './isakmp.arbitraries.ts';
import { itIsAPayload } from './payload.common.ts';

// What strongSwan 5.9.8 offered in the run v1-main-aes128-sha1-modp1024-pfs.
const offer = bytesOfHex(
  '0000000100000001' +
    '00000030010100010000002801010000' +
    '80010007800e00808002000280040002800300018' +
    '00b0001000c000400017340',
);

describe('the security association payload', () => {
  itIsAPayload(securityAssociation, payloadsByKind.securityAssociation);

  it("is read down to the transforms' attributes", () => {
    const payload = wellFormed(securityAssociation.parse(offer));
    expect(payload).toMatchObject({ kind: 'securityAssociation', proposals: [{ number: 1, protocol: 1 }] });
    if (payload.kind !== 'securityAssociation') return;
    expect(payload.proposals[0]?.transforms[0]?.attributes.length).toBe(7);
    expect(securityAssociation.emit(payload)).toEqual(offer);
    expect(securityAssociation.describe(payload)).toMatch(
      /^proposal 1 PROTO_ISAKMP \(transform 1 KEY_IKE, encryption algorithm AES-CBC, key length 128/,
    );
  });

  it('is kept raw when its domain or its situation is another', () => {
    for (const head of ['0000000000000001', '0000000100000003']) {
      const body = bytesOfHex(`${head}aabb`);
      expect(securityAssociation.parse(body)).toEqual({ kind: 'unknown', type: 1, body });
    }
  });

  it('is refused when its proposals do not fit it', () => {
    for (const text of [
      '00000001000000',
      '0000000100000001' + '00000009010100000',
      '0000000100000001' + '0000000801010000ff',
    ])
      expect(isMalformed(securityAssociation.parse(bytesOfHex(text.length % 2 ? text.slice(0, -1) : text)))).toBe(true);
  });
});
