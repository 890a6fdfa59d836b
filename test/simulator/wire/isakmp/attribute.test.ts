import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import {
  describeAttribute,
  emitAttributes,
  numberOfAttribute,
  parseAttributes,
  type Attribute,
} from '../../../../src-main/simulator/wire/isakmp/attribute.ts';
import { phase1Attributes, phase1Values } from '../../../../src-main/simulator/wire/isakmp/phase1-numbers.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { anyBytes, itIsACodec, wellFormed } from '../wire.common.ts';
import { attributes } from './isakmp.arbitraries.ts';

const names = { types: phase1Attributes, values: phase1Values };
const describeAll = (all: readonly Attribute[]): string =>
  `: ${all.map((attribute) => describeAttribute(attribute, names)).join(', ')}`;

describe('the attributes of a transform', () => {
  itIsACodec<readonly Attribute[]>({
    parse: parseAttributes,
    emit: emitAttributes,
    describe: describeAll,
    values: fc.array(attributes),
  });

  it('are the bytes that strongSwan sends for AES-128, SHA and group 2', () => {
    const bytes = bytesOfHex('80010007800e00808002000280040002800300018' + '00b0001000c000400017340');
    expect(describeAll(wellFormed(parseAttributes(bytes)))).toBe(
      ': encryption algorithm AES-CBC, key length 128, hash algorithm SHA, group description MODP 1024, ' +
        'authentication method pre-shared key, life type seconds, life duration 95040',
    );
  });

  it('keep the form in which a value came, and give its number from either', () => {
    const short = { type: 12, value: 3600 };
    const long = { type: 12, value: bytesOfHex('00015180') };
    expect(parseAttributes(emitAttributes([short, long]))).toEqual([short, long]);
    expect(numberOfAttribute(short)).toBe(3600);
    expect(numberOfAttribute(long)).toBe(86400);
    expect(numberOfAttribute({ type: 12, value: bytesOfHex('ffffffff') })).toBe(0xffffffff);
  });

  it('are described by their bytes where they are no number', () => {
    expect(describeAttribute({ type: 77, value: bytesOfHex('0102030405060708') }, names)).toBe('77 0102030405060708');
  });

  it('are refused when they are cut', () => {
    expect(isMalformed(parseAttributes(bytesOfHex('8001')))).toBe(true);
    expect(isMalformed(parseAttributes(bytesOfHex('000c0004000151')))).toBe(true);
    fc.assert(fc.property(anyBytes(), (bytes) => void parseAttributes(bytes)));
  });
});
