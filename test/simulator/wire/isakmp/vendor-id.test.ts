import { describe, expect, it } from 'vitest';
import { bytesOfHex, bytesOfLatin1, concat } from '../../../../src-main/base/bytes.ts';
import { hash } from '../../../../src-main/simulator/crypto/mac.ts';
import { nameOfVendorId, vendorId, vendorIdOf } from '../../../../src-main/simulator/wire/isakmp/vendor-id.ts';
import { payloadsByKind } from './isakmp.arbitraries.ts';
import { itIsAPayload } from './payload.common.ts';

describe('the vendor ID payload', () => {
  itIsAPayload(vendorId, payloadsByKind.vendorId);

  it.each([
    ['NAT-T RFC 3947', 'RFC 3947'],
    ['NAT-T draft 07', 'draft-ietf-ipsec-nat-t-ike-07'],
    ['NAT-T draft 03', 'draft-ietf-ipsec-nat-t-ike-03'],
    ['NAT-T draft 02', 'draft-ietf-ipsec-nat-t-ike-02\n'],
    ['NAT-T draft 02 without line end', 'draft-ietf-ipsec-nat-t-ike-02'],
  ] as const)('%s is the MD5 of its name', (vendor, text) => {
    expect(vendorIdOf(vendor)).toEqual(hash('md5', bytesOfLatin1(text)));
  });

  it('of fragmentation is the MD5 of its name and what can be in pieces', () => {
    const name = hash('md5', bytesOfLatin1('FRAGMENTATION'));
    expect(vendorIdOf('fragmentation')).toEqual(concat(name, bytesOfHex('c0000000')));
    expect(nameOfVendorId(name)).toBe('fragmentation');
  });

  it('is known with capabilities behind it', () => {
    expect(nameOfVendorId(concat(vendorIdOf('fragmentation'), bytesOfHex('80000000')))).toBe('fragmentation');
    expect(nameOfVendorId(bytesOfHex('00'))).toBeUndefined();
    expect(vendorId.describe({ kind: 'vendorId', data: vendorIdOf('DPD') })).toBe('DPD');
    expect(vendorId.describe({ kind: 'vendorId', data: bytesOfHex('00ff') })).toBe('00ff');
  });
});
