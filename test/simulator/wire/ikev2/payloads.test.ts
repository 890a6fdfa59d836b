/** Every payload of IKE version 2: what is emitted is parsed to the same, and no bytes do harm. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../../../src-main/base/bytes.ts';
import { payloadNumbers } from '../../../../src-main/simulator/wire/ikev2/numbers.ts';
import {
  describePayload,
  emitPayloads,
  parsePayloads,
  payloadsOfKind,
  typeOfFirst,
  type Payload,
} from '../../../../src-main/simulator/wire/ikev2/payloads.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { anyBytes, bytesOf, wellFormed, wholeNumber } from '../wire.common.ts';

const byte = wholeNumber(8);
const word = wholeNumber(16);
const data = anyBytes(40);

const transform = fc.record({ type: byte, id: word, keyBits: word }, { requiredKeys: ['type', 'id'] }) as fc.Arbitrary<{
  type: number;
  id: number;
  keyBits?: number;
}>;
const proposal = fc.record({
  number: byte,
  protocol: byte,
  spi: fc.oneof(bytesOf(0), bytesOf(4), bytesOf(8)),
  transforms: fc.array(transform, { maxLength: 5 }),
});
const selectors = fc.record({
  selectors: fc.array(
    fc.record({
      protocol: byte,
      startPort: word,
      endPort: word,
      start: wholeNumber(32),
      end: wholeNumber(32),
    }),
    { maxLength: 4 },
  ),
  others: fc.constantFrom([], [bytesOfHex('08000028' + '0000ffff' + '00'.repeat(32))]),
});
const spis = fc.oneof(fc.array(bytesOf(4), { minLength: 1, maxLength: 3 }), fc.constant([]));

const kind = <K extends string>(name: K): fc.Arbitrary<K> => fc.constant(name);
const typed = <K extends string>(name: K) => fc.record({ kind: kind(name), type: byte, data });
const opaque = <K extends string>(name: K) => fc.record({ kind: kind(name), data });

const payload: fc.Arbitrary<Payload> = fc.oneof(
  fc.record({ kind: kind('sa'), proposals: fc.array(proposal, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: kind('ke'), group: word, data }),
  typed('idi'),
  typed('idr'),
  typed('cert'),
  typed('certreq'),
  typed('auth'),
  opaque('nonce'),
  opaque('vendorId'),
  opaque('eap'),
  fc.record({ kind: kind('notify'), protocol: byte, spi: fc.oneof(bytesOf(0), bytesOf(4)), type: word, data }),
  fc.record({ kind: kind('delete'), protocol: byte, spis }),
  fc.tuple(fc.constantFrom('tsi' as const, 'tsr' as const), selectors).map(([name, all]) => ({ kind: name, ...all })),
  fc.record({
    kind: kind('cp'),
    type: byte,
    attributes: fc.array(fc.record({ type: wholeNumber(15), value: data }), { maxLength: 3 }),
  }),
  fc.record({ kind: kind('unknown'), type: fc.integer({ min: 60, max: 255 }), isCritical: fc.boolean(), data }),
);
const sealed: fc.Arbitrary<Payload> = fc.oneof(
  opaque('sk'),
  fc.tuple(word, word, data).map(([a, b, bytes]): Payload => {
    const number = Math.max(1, Math.min(a, b));
    return { kind: 'skf', number, total: Math.max(number, a, b), data: bytes };
  }),
);

describe('the payloads of IKE version 2', () => {
  it('are parsed to what was emitted', () => {
    fc.assert(
      fc.property(fc.array(payload, { maxLength: 6 }), (payloads) => {
        const parsed = wellFormed(parsePayloads(typeOfFirst(payloads), emitPayloads(payloads)));
        expect(parsed).toEqual({ payloads, inner: 0 });
      }),
    );
  });

  it('end with an encrypted one, which says what it begins with', () => {
    fc.assert(
      fc.property(fc.array(payload, { maxLength: 2 }), sealed, byte, (before, last, inner) => {
        const payloads = [...before, last];
        const bytes = emitPayloads(payloads, inner);
        expect(wellFormed(parsePayloads(typeOfFirst(payloads), bytes))).toEqual({ payloads, inner });
        expect(isMalformed(parsePayloads(typeOfFirst(payloads), Uint8Array.of(...bytes, 0)))).toBe(true);
      }),
    );
  });

  it('never throw, whatever the bytes, and what is accepted is accepted again', () => {
    const damaged = fc
      .tuple(fc.array(payload, { minLength: 1, maxLength: 4 }), fc.nat(), byte, fc.nat())
      .map(([payloads, at, value, cut]) => {
        const bytes = Uint8Array.from(emitPayloads(payloads));
        bytes[at % bytes.length] = value;
        return { first: typeOfFirst(payloads), bytes: cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes };
      });
    const any = fc.record({ first: byte, bytes: anyBytes(80) });
    fc.assert(
      fc.property(fc.oneof(damaged, any), ({ first, bytes }) => {
        const parsed = parsePayloads(first, bytes);
        if (isMalformed(parsed)) return;
        const again = emitPayloads(parsed.payloads, parsed.inner);
        expect(parsePayloads(typeOfFirst(parsed.payloads), again)).toEqual(parsed);
        for (const one of parsed.payloads) expect(describePayload(one)).toMatch(/^[\x20-\x7e]+$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('are the bytes that strongSwan 5.9.8 sends for AES-CBC-256, SHA-256 and group 14', () => {
    const bytes = bytesOfHex(
      '000000300000002c010100040300000c0100000c800e0100030000080300000c0300000802000005000000080400000e' +
        '29000008' +
        '01020304' +
        '290000080000402e' +
        '290000100000402f0002000300040005' +
        '0000000800004016',
    );
    const { payloads } = wellFormed(parsePayloads(payloadNumbers.SA, bytes.subarray(0, 48)));
    expect(payloads.map(describePayload)).toEqual(['SA: 1 IKE  (ENCR 12/256, INTEG 12, PRF 5, DH 14)']);
    expect(hexOf(emitPayloads(payloads))).toBe(hexOf(bytes.subarray(0, 48)));
    const rest = wellFormed(parsePayloads(payloadNumbers.N, bytes.subarray(48)));
    expect(payloadsOfKind(rest.payloads, 'notify').map(({ type }) => type)).toEqual([16430, 16431, 16406]);
  });

  it('with a transform attribute that nobody knows have a transform that nobody chooses', () => {
    const bytes = bytesOfHex('0000001c' + '00000018010100010000001001000' + '00c' + '80120001' + '800e0100');
    const parsed = parsePayloads(payloadNumbers.SA, bytes);
    expect(wellFormed(parsed).payloads.map(describePayload)).toEqual(['SA: 1 IKE  (ENCR 65535)']);
  });
});
