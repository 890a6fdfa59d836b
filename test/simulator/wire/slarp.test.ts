import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { emitSlarpKeepalive, parseSlarpKeepalive } from '../../../src-main/simulator/wire/slarp.ts';

test('a keepalive of a serial line is read as it was written', () => {
  const number = fc.nat(0xffff_ffff);
  fc.assert(
    fc.property(number, number, number, (sequence, returned, uptime) => {
      expect(parseSlarpKeepalive(emitSlarpKeepalive({ sequence, returned }, uptime))).toEqual({ sequence, returned });
    }),
  );
});

test('it has its type, both numbers, the reliability and the time since the start', () => {
  expect([...emitSlarpKeepalive({ sequence: 1, returned: 0x0203 }, 0x0405)]).toEqual([
    ...[0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 2, 3, 0xff, 0xff, 0, 0, 4, 5],
  ]);
});

test('what is shorter, or a question for an address, is no keepalive', () => {
  expect(isMalformed(parseSlarpKeepalive(new Uint8Array(13)))).toBe(true);
  expect(isMalformed(parseSlarpKeepalive(new Uint8Array(18)))).toBe(true);
});
