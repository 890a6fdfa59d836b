import { describe, expect, test } from 'vitest';
import { bytesOfLatin1, hexOf } from '../../../src-main/base/bytes.ts';
import { emitPcapngHeader, emitPcapngPacket } from '../../../src-main/simulator/wire/pcapng.ts';

describe('a pcapng file', () => {
  test('begins with a section and one interface that has a name', () => {
    const section = '0a0d0d0a' + '1c000000' + '4d3c2b1a' + '01000000' + 'ffffffffffffffff' + '1c000000';
    const description =
      '01000000' + '20000000' + '01000000' + '00000400' + '02000300' + '77616e00' + '00000000' + '20000000';
    expect(hexOf(emitPcapngHeader(1, bytesOfLatin1('wan')))).toBe(section + description);
  });

  test('has a block for each frame, with microseconds in two halves', () => {
    const packet = emitPcapngPacket({ time: 2 ** 32 + 5, frame: Uint8Array.of(1, 2, 3, 4, 5) });
    const times = '00000000' + '01000000' + '05000000';
    expect(hexOf(packet)).toBe(
      '06000000' + '28000000' + times + '05000000' + '05000000' + '0102030405000000' + '28000000',
    );
  });
});
