import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import { identification } from '../../../../src-main/simulator/wire/isakmp/identification.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { wellFormed } from '../wire.common.ts';
import { payloadsByKind } from './isakmp.arbitraries.ts';
import { itIsAPayload } from './payload.common.ts';

const described = (text: string): string => {
  const payload = wellFormed(identification.parse(bytesOfHex(text)));
  return payload.kind === 'identification' ? identification.describe(payload) : '';
};

describe('the identification payload', () => {
  itIsAPayload(identification, payloadsByKind.identification);

  it('is described as an address, a network, a range, a name or bytes', () => {
    expect(described('011101f4ac100001')).toBe('ID_IPV4_ADDR 172.16.0.1 protocol 17 port 500');
    expect(described('040000000a000000ff000000')).toBe('ID_IPV4_ADDR_SUBNET 10.0.0.0/255.0.0.0 protocol 0 port 0');
    expect(described('070000000a0000010a000009')).toBe('ID_IPV4_ADDR_RANGE 10.0.0.1-10.0.0.9 protocol 0 port 0');
    expect(described('0200000072312e6c6162')).toBe('ID_FQDN r1.lab protocol 0 port 0');
    expect(described('0b000000beef')).toBe('ID_KEY_ID beef protocol 0 port 0');
    expect(described('01000000ac10')).toBe('ID_IPV4_ADDR ac10 protocol 0 port 0');
  });

  it('is refused without its header', () => {
    expect(isMalformed(identification.parse(bytesOfHex('010000')))).toBe(true);
  });
});
