import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { internetChecksum } from '../../../../src-main/simulator/wire/checksum.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import {
  emitExternalBody,
  emitRouterBody,
  lsaTypes,
  makeLsa,
  parseExternalBody,
  parseRouterBody,
} from '../../../../src-main/simulator/wire/ospf/lsa.ts';
import { emitOspf, parseOspf, type OspfMessage } from '../../../../src-main/simulator/wire/ospf/message.ts';

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const u16 = fc.integer({ min: 0, max: 0xffff });
const u8 = fc.integer({ min: 0, max: 0xff });
const lsa = fc
  .record({ age: u16, options: u8, type: u8, id: u32, router: u32, sequence: fc.integer() })
  .chain((header) => fc.uint8Array({ maxLength: 60 }).map((body) => makeLsa(header, body)));
const body = fc.oneof(
  fc.record({
    kind: fc.constant('hello' as const),
    mask: u32,
    helloInterval: u16,
    options: u8,
    priority: u8,
    deadInterval: u32,
    designated: u32,
    backup: u32,
    neighbours: fc.array(u32, { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('database-description' as const),
    mtu: u16,
    options: u8,
    isFirst: fc.boolean(),
    hasMore: fc.boolean(),
    isMaster: fc.boolean(),
    sequence: u32,
    headers: fc.array(
      lsa.map(({ header }) => header),
      { maxLength: 4 },
    ),
  }),
  fc.record({
    kind: fc.constant('request' as const),
    keys: fc.array(fc.record({ type: u32, id: u32, router: u32 }), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('update' as const), lsas: fc.array(lsa, { maxLength: 4 }) }),
);
const message: fc.Arbitrary<OspfMessage> = fc.record({
  router: u32,
  area: u32,
  authentication: fc.constant(0),
  body,
});

describe('a packet of OSPF', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(message, (one) => {
        expect(parseOspf(emitOspf(one))).toEqual(one);
      }),
    );
  });

  it('is never a reason to throw, whatever its bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseOspf(bytes)));
  });

  it('is refused when a bit of it has changed', () => {
    fc.assert(
      fc.property(message, fc.nat(), (one, bit) => {
        const bytes = emitOspf(one);
        // A block for the link is behind the packet, and none of it (RFC 5613 section 2).
        const length = ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
        const at = bit % (8 * length);
        bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7));
        const read = parseOspf(bytes);
        // A bit of the authentication, which nobody checks where there is none, changes nothing.
        expect(isMalformed(read) || (at >> 3 >= 14 && at >> 3 < 24)).toBe(true);
      }),
    );
  });
});

it('has a block for the link behind it when its options say so, whose checksum is right', () => {
  const about = { mask: 0, helloInterval: 10, priority: 1, deadInterval: 40, designated: 0, backup: 0, neighbours: [] };
  const hello = (options: number): Uint8Array =>
    emitOspf({ router: 1, area: 0, authentication: 0, body: { kind: 'hello', options, ...about } });
  const [plain, announced] = [hello(0x02), hello(0x12)];
  expect(announced).toHaveLength(plain.length + 12);
  expect(internetChecksum(announced.subarray(plain.length))).toBe(0);
});

describe('an advertisement', () => {
  it('tells the links of a router', () => {
    const links = [{ id: 0x0a000002, data: 0x0a000001, type: 1, metric: 1000 }];
    const written = { isBorder: true, isExternalBorder: false, links };
    expect(parseRouterBody(emitRouterBody(written))).toEqual(written);
  });

  it('tells what is outside', () => {
    const written = { mask: 0xffffff00, metric: 20, isType2: true, forwarding: 0, tag: 7 };
    expect(parseExternalBody(emitExternalBody(written))).toEqual(written);
  });

  it('is left out of an update when its checksum is wrong, and the others are not', () => {
    const header = { age: 1, options: 2, type: lsaTypes.router, id: 1, router: 1, sequence: -0x7fffffff };
    const [good, bad] = [makeLsa(header, Uint8Array.of(0, 0, 0, 0)), makeLsa({ ...header, id: 2 }, new Uint8Array(4))];
    const broken = { ...bad, header: { ...bad.header, checksum: bad.header.checksum ^ 1 } };
    const bytes = emitOspf({ router: 1, area: 0, authentication: 0, body: { kind: 'update', lsas: [broken, good] } });
    expect(parseOspf(bytes)).toMatchObject({ body: { lsas: [good] } });
  });
});
