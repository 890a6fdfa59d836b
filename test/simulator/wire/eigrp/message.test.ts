import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf } from '../../../../src-main/base/bytes.ts';
import { maskOfLength } from '../../../../src-main/base/address.ts';
import {
  emitEigrp,
  parseEigrp,
  type EigrpMessage,
  type EigrpRoute,
} from '../../../../src-main/simulator/wire/eigrp/message.ts';

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const u16 = fc.integer({ min: 0, max: 0xffff });
const u8 = fc.integer({ min: 0, max: 0xff });
const metric = fc.record({
  delay: u32,
  bandwidth: u32,
  mtu: fc.integer({ min: 0, max: 0xffffff }),
  hops: u8,
  reliability: u8,
  load: u8,
});
const prefix = fc.tuple(u32, fc.integer({ min: 0, max: 32 })).map(([address, length]) => {
  const mask = maskOfLength(length);
  return { network: (address & mask) >>> 0, mask };
});
const external = fc.record({ router: u32, autonomousSystem: u32, tag: u32, metric: u32, protocol: u8 });
const route: fc.Arbitrary<EigrpRoute> = fc
  .record({ prefix, nextHop: u32, metric, external: fc.option(external, { nil: undefined }) })
  .map(({ prefix: one, external: outside, ...rest }) => ({
    ...one,
    ...rest,
    ...(outside ? { external: outside } : {}),
  }));
const message: fc.Arbitrary<EigrpMessage> = fc.record({
  opcode: u8,
  flags: u32,
  sequence: u32,
  acknowledgement: u32,
  autonomousSystem: u16,
  routes: fc.array(route, { maxLength: 5 }),
});

describe('a packet of EIGRP', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(message, (one) => {
        expect(parseEigrp(emitEigrp(one))).toEqual(one);
      }),
    );
  });

  it('tells weights and hold time', () => {
    const parameters = { k: [1, 0, 1, 0, 0, 0], holdTime: 15 };
    const hello = { opcode: 5, flags: 0, sequence: 0, acknowledgement: 0, autonomousSystem: 1, parameters, routes: [] };
    expect(parseEigrp(emitEigrp(hello))).toEqual(hello);
  });

  it('says in a hello that a stub tells of what is connected and of summaries', () => {
    const parameters = { k: [1, 0, 1, 0, 0, 0], holdTime: 15 };
    const about = { opcode: 5, flags: 0, sequence: 0, acknowledgement: 0, autonomousSystem: 1, routes: [] };
    const bytes = emitEigrp({ ...about, parameters, stub: 5 });
    expect(hexOf(bytes)).toMatch(/000600060005$/);
    expect(parseEigrp(bytes)).toMatchObject({ stub: 5 });
  });

  it('is never a reason to throw, whatever its bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseEigrp(bytes)));
  });
});
