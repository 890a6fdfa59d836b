import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../../../src-main/base/bytes.ts';
import { attributes } from '../../../../src-main/simulator/wire/isakmp/mode-config.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';

/** A request for a login: type, name and password, all of them still empty. */
const request = '0100beefc0880000408900004' + '08a0000';

describe('the attributes payload', () => {
  it('is read and written', () => {
    const payload = attributes.parse(bytesOfHex(request));
    expect(payload).toMatchObject({ kind: 'attributes', type: 1, identifier: 0xbeef });
    if (isMalformed(payload) || payload.kind === 'unknown') throw new Error('not read');
    expect(payload.attributes.map(({ type }) => type)).toEqual([16_520, 16_521, 16_522]);
    expect(hexOf(attributes.emit(payload))).toBe(request);
    expect(attributes.describe(payload)).toContain('XAUTH_USER_NAME');
  });

  it.each(['', '0100be', '0101beef', '0100beef40890004aa'])('is malformed as %s', (text) => {
    expect(isMalformed(attributes.parse(bytesOfHex(text)))).toBe(true);
  });
});
