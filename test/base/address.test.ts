import { describe, expect, it } from 'vitest';
import {
  broadcastOf,
  formatIpv4,
  lengthOfMask,
  maskOfLength,
  networkOf,
  parseIpv4,
} from '../../src-main/base/address.ts';

const address = (text: string): number => parseIpv4(text) ?? -1;

describe('an IPv4 address', () => {
  it('survives the way to a number and back', () => {
    for (const text of ['0.0.0.0', '10.0.0.1', '172.16.0.6', '255.255.255.255']) {
      expect(formatIpv4(address(text))).toBe(text);
    }
  });

  it('is refused when it is not four octets', () => {
    for (const text of ['', '1.2.3', '1.2.3.4.5', '1.2.3.256', 'a.b.c.d', '1..2.3', '-1.2.3.4']) {
      expect(parseIpv4(text)).toBeUndefined();
    }
  });

  it('has a network and a broadcast address under a mask', () => {
    const mask = address('255.255.255.252');
    expect(formatIpv4(networkOf(address('172.16.0.6'), mask))).toBe('172.16.0.4');
    expect(formatIpv4(broadcastOf(address('172.16.0.6'), mask))).toBe('172.16.0.7');
  });
});

describe('a mask', () => {
  it('is the same thing as its prefix length', () => {
    for (let length = 0; length <= 32; length++) expect(lengthOfMask(maskOfLength(length))).toBe(length);
  });

  it('has no prefix length when its ones are not contiguous', () => {
    expect(lengthOfMask(address('255.0.255.0'))).toBeUndefined();
    expect(lengthOfMask(address('0.0.0.255'))).toBeUndefined();
  });
});
