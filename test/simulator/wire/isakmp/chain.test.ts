import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../../src-main/base/bytes.ts';
import { emitChain, parseChain } from '../../../../src-main/simulator/wire/isakmp/chain.ts';
import { isMalformed, Malformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { anyBytes, wellFormed, wholeNumber } from '../wire.common.ts';

describe('a chain of payloads', () => {
  it('is read as it was written, with what follows it', () => {
    const links = fc.array(fc.record({ type: fc.integer({ min: 1, max: 255 }), body: anyBytes(40) }));
    fc.assert(
      fc.property(links, anyBytes(16), (value, rest) => {
        const bytes = concat(emitChain(value), rest);
        expect(parseChain(value[0]?.type ?? 0, bytes)).toEqual({ links: value, rest });
      }),
    );
  });

  it('never throws, and what it accepts it writes again byte for byte', () => {
    fc.assert(
      fc.property(wholeNumber(8), anyBytes(), (first, bytes) => {
        const chain = parseChain(first, bytes);
        if (!isMalformed(chain)) expect(concat(emitChain(chain.links), chain.rest)).toEqual(bytes);
      }),
    );
  });

  it('says where it breaks', () => {
    const refusal = (reason: string): Malformed => new Malformed('ISAKMP', reason);
    expect(parseChain(4, bytesOfHex('0a0000'))).toEqual(refusal('payload 1 (type 4) is missing'));
    expect(parseChain(4, bytesOfHex('0a000004'))).toEqual(refusal('payload 2 (type 10) is missing'));
    expect(parseChain(4, bytesOfHex('00010004'))).toEqual(
      refusal('payload 1 (type 4): the reserved field is not zero'),
    );
    expect(parseChain(4, bytesOfHex('00000003'))).toEqual(refusal('payload 1 (type 4): length 3 of 4'));
    expect(parseChain(4, bytesOfHex('00000005'))).toEqual(refusal('payload 1 (type 4): length 5 of 4'));
    expect(wellFormed(parseChain(0, bytesOfHex('aa'))).rest).toEqual(bytesOfHex('aa'));
  });
});
