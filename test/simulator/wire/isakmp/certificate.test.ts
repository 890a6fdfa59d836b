import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import { certificate, certificateRequest } from '../../../../src-main/simulator/wire/isakmp/certificate.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { payloadsByKind } from './isakmp.arbitraries.ts';
import { itIsAPayload } from './payload.common.ts';

describe('the certificate payload', () => {
  itIsAPayload(certificate, payloadsByKind.certificate);

  it('is an encoding and bytes', () => {
    const payload = { kind: 'certificate', encoding: 4, data: bytesOfHex('3082') } as const;
    expect(certificate.emit(payload)).toEqual(bytesOfHex('043082'));
    expect(certificate.describe(payload)).toBe('encoding 4, 2 bytes');
    expect(isMalformed(certificate.parse(new Uint8Array()))).toBe(true);
  });
});

describe('the certificate request payload', () => itIsAPayload(certificateRequest, payloadsByKind.certificateRequest));
