/** A capture file that is still being written, in the pieces in which it comes. */
import { concat } from '../../base/bytes.ts';
import { isMalformed } from '../../simulator/wire/malformed.ts';
import { isOfLink, parsePcap } from '../../simulator/wire/pcap.ts';
import type { CapturedFrame } from '../provider.ts';

const headerLength = 24;
const recordHead = 16;
/** No frame is longer, so that what waits for its end stays small. */
const longestRest = 1024 * 1024;

export class PcapStream {
  #header: Uint8Array | undefined;
  #rest: Uint8Array = new Uint8Array();

  /** The frames that are whole now; undefined when this is no capture of Ethernet or of Cisco's HDLC, or broken. */
  read(piece: Uint8Array): CapturedFrame[] | undefined {
    this.#rest = concat(this.#rest, piece);
    if (!this.#header) {
      if (this.#rest.length < headerLength) return [];
      this.#header = this.#rest.slice(0, headerLength);
      this.#rest = this.#rest.slice(headerLength);
    }
    const capture = parsePcap(concat(this.#header, this.#rest));
    if (isMalformed(capture) || !isOfLink(capture.linkType)) return undefined;
    const { frames } = capture;
    const read = frames.reduce((length, { frame }) => length + recordHead + frame.length, 0);
    this.#rest = this.#rest.slice(read);
    return this.#rest.length > longestRest ? undefined : frames;
  }
}
