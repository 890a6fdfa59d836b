import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import { securityProtocols } from '../../../../src-main/simulator/wire/isakmp/numbers.ts';
import {
  describeTransform,
  emitTransform,
  parseTransform,
} from '../../../../src-main/simulator/wire/isakmp/transform.ts';
import { Malformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { itIsACodec, wellFormed } from '../wire.common.ts';
import { transforms } from './isakmp.arbitraries.ts';

describe('a transform', () => {
  itIsACodec({
    parse: parseTransform,
    emit: emitTransform,
    describe: (transform) => describeTransform(transform, securityProtocols.PROTO_ISAKMP),
    values: transforms,
  });

  it('is described by what its protocol makes of the numbers', () => {
    const transform = wellFormed(parseTransform(bytesOfHex('0103000080040001800500028001000180020e10')));
    expect(describeTransform(transform, securityProtocols.PROTO_IPSEC_ESP)).toBe(
      'transform 1 ESP_3DES, encapsulation mode tunnel, authentication algorithm HMAC-SHA, SA life type seconds, ' +
        'SA life duration 3600',
    );
    expect(describeTransform(transform, 99)).toMatch(/^transform 1 3, /);
  });

  it('is refused with the reason', () => {
    expect(parseTransform(bytesOfHex('010100'))).toEqual(new Malformed('ISAKMP transform', '3 bytes are no header'));
    expect(parseTransform(bytesOfHex('01010001'))).toEqual(
      new Malformed('ISAKMP transform', 'the reserved field is not zero'),
    );
  });
});
