import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskOfLength, networkOf } from '../../../src-main/base/address.ts';
import { emitDiscovery, isDiscovery, parseDiscovery } from '../../../src-main/simulator/ike/discovery-message.ts';
import type { Selector } from '../../../src-main/simulator/ipsec/proposal.ts';

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const cookie = fc.uint8Array({ minLength: 8, maxLength: 8 }).filter((bytes) => bytes.some((byte) => byte !== 0));

const selector: fc.Arbitrary<Selector> = fc
  .record({
    address: u32,
    length: fc.integer({ min: 0, max: 32 }),
    protocol: fc.integer({ min: 0, max: 255 }),
    port: fc.integer({ min: 0, max: 0xffff }),
  })
  .map(({ address, length, ...rest }) => {
    const mask = maskOfLength(length);
    return { address: networkOf(address, mask), mask, ...rest };
  });

const message = fc.record({
  initiatorCookie: cookie,
  responderCookie: fc.option(cookie, { nil: undefined }),
  speaker: u32,
  own: selector,
  other: selector,
});

describe('messages of Tunnel Endpoint Discovery', () => {
  it('say what was put into them', () => {
    fc.assert(
      fc.property(message, (one) => {
        const bytes = emitDiscovery(one);
        expect(isDiscovery(bytes)).toBe(true);
        expect(parseDiscovery(bytes)).toEqual(one);
      }),
    );
  });

  it('are nothing when they are damaged beyond reading, and never an error', () => {
    fc.assert(
      fc.property(message, fc.nat(), fc.integer({ min: 1, max: 255 }), (one, place, change) => {
        const bytes = emitDiscovery(one);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        parseDiscovery(bytes);
        parseDiscovery(bytes.subarray(0, at));
      }),
    );
    expect(parseDiscovery(new Uint8Array())).toBeUndefined();
    expect(parseDiscovery(new Uint8Array(60).fill(240))).toBeUndefined();
  });
});
