import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { internetChecksum } from '../../../src-main/simulator/wire/checksum.ts';

describe('the Internet checksum', () => {
  it('is that of the example in RFC 1071 section 3', () => {
    // Its sum is ddf2.
    expect(internetChecksum(bytesOfHex('0001f203f4f5f6f7'))).toBe(~0xddf2 & 0xffff);
  });

  it('pads an odd last byte with zero', () => {
    expect(internetChecksum(bytesOfHex('0001f2'))).toBe(internetChecksum(bytesOfHex('0001f200')));
  });

  it('is found again in bytes that hold it, by starting with minus the checksum', () => {
    for (const text of ['00000000', '0001f203ffff', 'ffffffff']) {
      const bytes = bytesOfHex(`${text}0000`);
      const checksum = internetChecksum(bytes);
      bytes.set([checksum >> 8, checksum & 255], bytes.length - 2);
      expect(internetChecksum(bytes, -checksum)).toBe(checksum);
    }
  });
});
