import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../../src-main/base/bytes.ts';
import {
  describePayload,
  describePayloads,
  emitPayloadBody,
  emitPayloads,
  findPayload,
  parsePayloads,
  typeOfFirst,
  type Payload,
} from '../../../../src-main/simulator/wire/isakmp/payloads.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { anyBytes, wellFormed, wholeNumber } from '../wire.common.ts';
import { payloads } from './isakmp.arbitraries.ts';

const nonce: Payload = { kind: 'nonce', data: bytesOfHex('0102') };
const unknown: Payload = { kind: 'unknown', type: 130, body: bytesOfHex('aa') };

describe('the payloads of a message', () => {
  it('are read as they were written, with the padding of an encrypted message', () => {
    fc.assert(
      fc.property(fc.array(payloads), anyBytes(16), (value, padding) => {
        const bytes = concat(emitPayloads(value), padding);
        const chain = wellFormed(parsePayloads(typeOfFirst(value), bytes));
        expect(chain).toEqual({ payloads: value, padding });
        expect(describePayloads(chain)).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });

  it('never throw, and what is accepted is written again byte for byte', () => {
    const damaged = fc
      .tuple(fc.array(payloads, { minLength: 1 }), fc.nat(), wholeNumber(8))
      .map(([value, at, byte]) => {
        const bytes = emitPayloads(value);
        bytes[at % bytes.length] = byte;
        return [typeOfFirst(value), bytes] as const;
      });
    fc.assert(
      fc.property(fc.oneof(fc.tuple(wholeNumber(8), anyBytes()), damaged), ([first, bytes]) => {
        const chain = parsePayloads(first, bytes);
        if (!isMalformed(chain)) expect(concat(emitPayloads(chain.payloads), chain.padding)).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('name the next one, the last one nothing', () => {
    expect(emitPayloads([nonce, unknown])).toEqual(bytesOfHex('820000060102' + '00000005aa'));
    expect(typeOfFirst([nonce, unknown])).toBe(10);
    expect(typeOfFirst([])).toBe(0);
  });

  it('are found by kind', () => {
    expect(findPayload([unknown, nonce], 'nonce')).toBe(nonce);
    expect(findPayload([unknown], 'nonce')).toBeUndefined();
  });

  it('have bodies without the generic header', () => {
    expect(emitPayloadBody(nonce)).toEqual(bytesOfHex('0102'));
    expect(emitPayloadBody(unknown)).toEqual(bytesOfHex('aa'));
  });

  it('are described one by one', () => {
    expect(describePayload(nonce)).toBe('NONCE: 0102');
    expect(describePayload(unknown)).toBe('payload 130: aa');
  });
});
