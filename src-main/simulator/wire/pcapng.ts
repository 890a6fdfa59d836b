/**
 * Capture files in the newer format (draft-ietf-opsawg-pcapng): blocks, each with its length before and after. We write
 * a section header, one interface with its name, and a packet block for each frame. There is no block of secrets for IKE
 * or ESP (the registry of decryption secrets knows TLS, SSH, WireGuard and others): keys are in files of their own.
 *
 *   0        4        8                            n-4      n
 *   +--------+--------+----------------------------+--------+
 *   | type   | n      | body, to a multiple of 4   | n      |
 *   +--------+--------+----------------------------+--------+
 *   section header (0a0d0d0a):  1a2b3c4d | 1, 0 | length of the section, -1 when it is not known
 *   interface (1):              link type, 0 | snap length | options
 *   packet (6):                 interface | time, high and low | captured | original | bytes ..
 */
import { concat } from '../../base/bytes.ts';
import type { CapturedFrame } from './pcap.ts';

const blockTypes = { section: 0x0a0d0d0a, interface: 1, packet: 6 } as const;
const byteOrder = 0x1a2b3c4d;
const longestFrame = 262_144;
const overhead = 12;

const SECTION_LENGTH = 16;
const INTERFACE_LENGTH = 8;
const PACKET_LENGTH = 20;

/** Option codes of an interface. */
const nameOption = 2;

/** For a capture that is written as it happens: this once, then emitPcapngPacket for each frame. @param name of the link, in UTF-8 */
export function emitPcapngHeader(linkType: number, name: Uint8Array): Uint8Array {
  const section = fields(SECTION_LENGTH, (view) => {
    view.setUint32(0, byteOrder, true);
    view.setUint16(4, 1, true);
    view.setBigInt64(8, -1n, true);
  });
  const description = fields(INTERFACE_LENGTH, (view) => {
    view.setUint16(0, linkType, true);
    view.setUint32(4, longestFrame, true);
  });
  const options = concat(option(nameOption, name), new Uint8Array(4));
  return concat(block(blockTypes.section, section), block(blockTypes.interface, concat(description, options)));
}

/** Times are microseconds, which is what an interface without a resolution of its own means. */
export function emitPcapngPacket({ time, frame }: CapturedFrame): Uint8Array {
  const head = fields(PACKET_LENGTH, (view) => {
    view.setUint32(4, Math.floor(time / 2 ** 32), true);
    view.setUint32(8, Math.floor(time) % 2 ** 32, true);
    view.setUint32(12, frame.length, true);
    view.setUint32(16, frame.length, true);
  });
  return block(blockTypes.packet, concat(head, padded(frame)));
}

function block(type: number, body: Uint8Array): Uint8Array {
  const length = body.length + overhead;
  const before = fields(8, (view) => {
    view.setUint32(0, type, true);
    view.setUint32(4, length, true);
  });
  return concat(
    before,
    body,
    fields(4, (view) => view.setUint32(0, length, true)),
  );
}

function option(code: number, value: Uint8Array): Uint8Array {
  const head = fields(4, (view) => {
    view.setUint16(0, code, true);
    view.setUint16(2, value.length, true);
  });
  return concat(head, padded(value));
}

function fields(length: number, set: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length);
  set(new DataView(bytes.buffer));
  return bytes;
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  whole.set(bytes);
  return whole;
}
