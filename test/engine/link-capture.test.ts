import { expect, test } from 'vitest';
import { captureLink, capturedLink } from '../../src-main/engine/link-capture.ts';
import type { Content } from '../../src-main/engine/content.ts';
import type { Topology, TopologyLink } from '../../src-main/lab/topology.ts';
import { emitHdlc } from '../../src-main/simulator/wire/hdlc.ts';
import { linkTypes } from '../../src-main/simulator/wire/pcap.ts';

const link = (port: string): TopologyLink => ({
  id: 'west',
  ends: [
    { node: 'a', interface: port },
    { node: 'b', interface: port },
  ],
});

function contentOf(one: TopologyLink): Content {
  const topology: Topology = { name: 'test', nodes: [], links: [one] };
  return { title: 'test', topology, configurations: {}, exercise: undefined };
}

test('the capture of a serial line says that its frames are those of HDLC, and that of any other that they are Ethernet', () => {
  const typeOf = (port: string): number => capturedLink(contentOf(link(port)), link(port)).linkType;
  expect(typeOf('Serial0/0')).toBe(linkTypes.ciscoHdlc);
  expect(typeOf('FastEthernet0/0')).toBe(linkTypes.ethernet);
});

test('the type of the link stands in what is written of it', () => {
  const pieces: Uint8Array[] = [];
  const frame = emitHdlc({ isBroadcast: false, protocol: 0x0800, payload: Uint8Array.of(1) });
  const source = {
    onFrames: (_: string, listener: (one: { time: number; frame: Uint8Array }) => void) => {
      listener({ time: 0, frame });
      return () => undefined;
    },
    wiresharkKeys: () => Promise.resolve({}),
  };
  const capture = captureLink(source, capturedLink(contentOf(link('Serial1/0')), link('Serial1/0')), (bytes) =>
    pieces.push(bytes),
  );
  expect(capture.frames).toBe(1);
  // After the section header of 28 bytes: the block of the interface, whose third word is its link type (pcapng 4.2).
  const [header = new Uint8Array()] = pieces;
  expect(new DataView(header.buffer, header.byteOffset).getUint16(28 + 8, true)).toBe(104);
});
