import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import { notification } from '../../../../src-main/simulator/wire/isakmp/notification.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { payloadsByKind } from './isakmp.arbitraries.ts';
import { itIsAPayload } from './payload.common.ts';

describe('the notification payload', () => {
  itIsAPayload(notification, payloadsByKind.notification);

  it('is described by the name of its type', () => {
    const payload = {
      kind: 'notification',
      doi: 1,
      protocol: 3,
      spi: bytesOfHex('b7e0a5c1'),
      type: 24576,
      data: bytesOfHex('800b0001'),
    } as const;
    expect(notification.emit(payload)).toEqual(bytesOfHex('00000001' + '03046000' + 'b7e0a5c1' + '800b0001'));
    expect(notification.describe(payload)).toBe('RESPONDER-LIFETIME PROTO_IPSEC_ESP spi 0xb7e0a5c1 data 800b0001');
  });

  it('is refused when its SPI does not fit', () => {
    expect(isMalformed(notification.parse(bytesOfHex('0000000103046000b7e0a5')))).toBe(true);
    expect(isMalformed(notification.parse(bytesOfHex('00000001030460')))).toBe(true);
  });
});
