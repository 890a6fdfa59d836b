import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import { describeProposal, emitProposal, parseProposal } from '../../../../src-main/simulator/wire/isakmp/proposal.ts';
import { Malformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { itIsACodec, wellFormed } from '../wire.common.ts';
import { proposals } from './isakmp.arbitraries.ts';

// ESP with an SPI of four bytes and one transform: 3DES in tunnel mode.
const bytes = bytesOfHex('01030401' + 'b7e0a5c1' + '0000000c' + '01030000' + '80040001');
const changed = (offset: number, value: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[offset] = value;
  return copy;
};

describe('a proposal', () => {
  itIsACodec({ parse: parseProposal, emit: emitProposal, describe: describeProposal, values: proposals });

  it('is described with its SPI and transforms', () => {
    expect(describeProposal(wellFormed(parseProposal(bytes)))).toBe(
      'proposal 1 PROTO_IPSEC_ESP spi 0xb7e0a5c1 (transform 1 ESP_3DES, encapsulation mode tunnel)',
    );
  });

  it('is refused with the reason', () => {
    const refusal = (reason: string): Malformed => new Malformed('ISAKMP proposal', reason);
    expect(parseProposal(bytes.subarray(0, 3))).toEqual(refusal('3 bytes are no header'));
    expect(parseProposal(changed(2, 17))).toEqual(refusal('SPI of 17 bytes does not fit'));
    expect(parseProposal(changed(3, 2))).toEqual(refusal('2 transforms announced, 1 found'));
    expect(parseProposal(changed(3, 0))).toEqual(refusal('bytes after the last transform'));
    expect(parseProposal(changed(8, 5))).toMatchObject({ layer: 'ISAKMP', reason: 'payload 2 (type 5) is missing' });
  });
});
