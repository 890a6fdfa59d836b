import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../../../src-main/api/contract/port-codec.ts';

describe('the codec of a port', () => {
  const carried = (message: unknown): unknown => decodeMessage(encodeMessage(message));

  it('carries whatever JSON carries, and bytes, undefined in lists and every number', () => {
    const { message } = fc.letrec((tie) => ({
      message: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.boolean(),
        fc.constantFrom(null, undefined),
        fc.uint8Array(),
        fc.array(tie('message'), { maxLength: 5 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$', 'value', '__proto__', 'toJSON')), tie('present'), {
          maxKeys: 5,
        }),
      ),
      present: fc.oneof(tie('message')).filter((value) => value !== undefined),
    }));
    fc.assert(
      fc.property(message, (value) => {
        expect(carried(value)).toEqual(value);
      }),
    );
  });

  it('keeps every byte value, of a Buffer too, as a plain Uint8Array', () => {
    const all = Uint8Array.from({ length: 20_000 }, (_, i) => i);
    expect(carried({ bytes: all })).toEqual({ bytes: all });
    const ofBuffer = carried(Buffer.from('R1#'));
    expect(ofBuffer).toEqual(Uint8Array.of(82, 49, 35));
    expect(Buffer.isBuffer(ofBuffer)).toBe(false);
  });

  it('leaves out what is undefined in an object, as JSON does, and keeps the places of a list', () => {
    expect(carried({ a: undefined, b: [undefined, 1] })).toStrictEqual({ b: [undefined, 1] });
    expect(carried(undefined)).toBeUndefined();
  });

  it('cannot be made to see bytes where an object only looks like them', () => {
    const disguise = { $: 'bytes', value: 'x' };
    expect(carried(disguise)).toEqual(disguise);
    expect(carried({ $: { $: 'object', value: disguise } })).toEqual({ $: { $: 'object', value: disguise } });
  });

  it('carries plain objects of another realm', () => {
    expect(carried(runInNewContext('({ a: [1, new Uint8Array([7])] })'))).toEqual({ a: [1, Uint8Array.of(7)] });
  });

  it.each([
    ['a Map', new Map(), 'is a Map'],
    ['a Date', new Date(0), 'is a Date'],
    ['an Error', new Error('x'), 'is a Error'],
    ['a function', () => 1, 'is a function'],
    ['a bigint', 1n, 'is a bigint'],
    ['other arrays of numbers', new Uint16Array(2), 'is a Uint16Array'],
  ])('refuses %s, and says where it stands', (_, value, why) => {
    expect(() => encodeMessage({ args: [0, { 'a b': value }] })).toThrow(
      new TypeError(`cannot be sent: message["args"][1]["a b"] ${why}`),
    );
  });

  it('refuses what contains itself', () => {
    const loop: Record<string, unknown> = {};
    loop['loop'] = loop;
    expect(() => encodeMessage(loop)).toThrow('contain itself');
  });

  it.each([
    '',
    'hello',
    '{',
    '{"$":"nothing"}',
    '{"$":"bytes"}',
    '{"$":"bytes","value":7}',
    '{"$":"bytes","value":"\u0100"}',
    '{"$":"number","value":7}',
    '{"$":"object","value":[]}',
    '{"$":{"$":"bytes","value":""}}',
    '['.repeat(100_000) + ']'.repeat(100_000),
  ])('throws a SyntaxError at what is no message', (text) => {
    expect(() => decodeMessage(text)).toThrow(SyntaxError);
  });

  it('makes no prototype of a key that is called so', () => {
    const decoded = decodeMessage('{"__proto__":{"isAdmin":true}}') as { isAdmin?: boolean };
    expect(decoded.isAdmin).toBeUndefined();
    expect(Object.keys(decoded)).toEqual(['__proto__']);
  });
});
