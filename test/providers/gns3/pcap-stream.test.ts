import { expect, test } from 'vitest';
import { concat } from '../../../src-main/base/bytes.ts';
import { PcapStream } from '../../../src-main/providers/gns3/pcap-stream.ts';
import { emitPcapHeader, emitPcapRecord, linkTypes } from '../../../src-main/simulator/wire/pcap.ts';

test.each([
  ['an Ethernet is read', linkTypes.ethernet, 1],
  ['a serial line is read', linkTypes.ciscoHdlc, 1],
  ['packets without frames is none of a link', linkTypes.rawIp, undefined],
])('a capture of %s', (_, linkType, frames) => {
  const file = concat(emitPcapHeader(linkType), emitPcapRecord({ time: 0, frame: Uint8Array.of(0x0f, 0, 8, 0) }));
  expect(new PcapStream().read(file)?.length).toBe(frames);
});
