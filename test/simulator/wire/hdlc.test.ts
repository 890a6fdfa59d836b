import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emitHdlc, parseHdlc } from '../../../src-main/simulator/wire/hdlc.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';

test('a frame of a serial line is read as it was written', () => {
  const frames = fc.record({
    isBroadcast: fc.boolean(),
    protocol: fc.integer({ min: 0, max: 0xffff }),
    payload: fc.uint8Array({ maxLength: 60 }),
  });
  fc.assert(
    fc.property(frames, (frame) => {
      expect(parseHdlc(emitHdlc(frame))).toEqual(frame);
    }),
  );
});

test('a frame to one begins with 0f 00, a frame to all with 8f 00', () => {
  const payload = Uint8Array.of(1);
  expect(emitHdlc({ isBroadcast: false, protocol: 0x0800, payload })).toEqual(Uint8Array.of(0x0f, 0, 8, 0, 1));
  expect(emitHdlc({ isBroadcast: true, protocol: 0x0800, payload })).toEqual(Uint8Array.of(0x8f, 0, 8, 0, 1));
});

test('what is shorter than a header, or begins otherwise, is no frame of a serial line', () => {
  for (const bytes of [Uint8Array.of(), Uint8Array.of(0x0f, 0, 8), Uint8Array.of(0xff, 3, 0, 0x21, 5)])
    expect(isMalformed(parseHdlc(bytes))).toBe(true);
});
