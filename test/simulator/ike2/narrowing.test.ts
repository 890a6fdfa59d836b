import { describe, expect, it } from 'vitest';
import { narrow, rangeOf } from '../../../src-main/simulator/ike2/narrowing.ts';
import type { Selector } from '../../../src-main/simulator/ipsec/proposal.ts';
import type { TrafficSelector } from '../../../src-main/simulator/wire/ikev2/traffic-selectors.ts';

const network = (address: number, length: number, rest: Partial<Selector> = {}): Selector => ({
  address,
  mask: (0xffffffff << (32 - length)) >>> 0,
  protocol: 0,
  port: 0,
  ...rest,
});
const lan = network(0x0a010000, 24);
const other = rangeOf(network(0x0a630000, 24));

describe('what a policy and an offer of several ranges have in common', () => {
  it('is of the first range that has any of it', () => {
    expect(narrow(lan, [other, rangeOf(network(0x0a010000, 16))])).toEqual(lan);
    expect(narrow(lan, [rangeOf(network(0x0a010010, 28)), rangeOf(network(0x0a010080, 25))])?.address).toBe(0x0a010010);
    expect(narrow(lan, [other])).toBeUndefined();
  });

  it('is of a later one that the first lies in, which was that of a packet', () => {
    const packet = rangeOf(network(0x0a010007, 32, { protocol: 6, port: 80 }));
    expect(narrow(lan, [packet, rangeOf(network(0x0a000000, 8))])).toEqual(lan);
    expect(narrow(lan, [packet, other])).toEqual(network(0x0a010007, 32, { protocol: 6, port: 80 }));
  });

  it('is the largest network of a range that is none', () => {
    const upTo99: TrafficSelector = { ...rangeOf(lan), end: 0x0a010063 };
    expect(narrow(lan, [upTo99])).toEqual(network(0x0a010000, 26));
  });

  it('is nothing where ports are neither one nor all', () => {
    expect(narrow(lan, [{ ...rangeOf(lan), protocol: 17, startPort: 1024, endPort: 2048 }])).toBeUndefined();
  });
});
