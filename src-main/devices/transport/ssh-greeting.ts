/**
 * What an SSH server says before anything is secret: who it is and which algorithms it offers (RFC 4253, 4.2 and 7.1).
 * Read beside the library, which tells neither when they do not suit it.
 */
import { concat, latin1Of, u32 } from '../../base/bytes.ts';

export interface Offer {
  kex: string[];
  serverHostKey: string[];
  cipher: string[];
  hmac: string[];
}

const LINE_FEED = 10;
const SSH_MSG_KEXINIT = 20;
/** An identification and an offer are a fraction of it. */
const MOST = 64 * 1024;

export class SshGreeting {
  /** The server's own words for itself: "SSH-2.0-Cisco-1.25". */
  identification: string | undefined;
  offer: Offer | undefined;
  #bytes: Uint8Array = new Uint8Array();
  #line: string | undefined;
  #isDone = false;

  /** What came instead of an identification or before it, a line at most. */
  get firstLine(): string | undefined {
    const isCut = this.identification === undefined && this.#bytes.length > 0;
    return this.#line ?? (isCut ? textOf(this.#bytes) : undefined);
  }

  hear(bytes: Uint8Array): void {
    if (this.#isDone) return;
    this.#bytes = concat(this.#bytes, bytes);
    if (this.identification === undefined) this.#readLines();
    if (this.identification !== undefined) this.#readOffer();
    if (this.#bytes.length > MOST) this.#isDone = true;
  }

  #readLines(): void {
    for (let end = this.#bytes.indexOf(LINE_FEED); end >= 0; end = this.#bytes.indexOf(LINE_FEED)) {
      const line = textOf(this.#bytes.subarray(0, end));
      this.#bytes = this.#bytes.subarray(end + 1);
      if (line.startsWith('SSH-')) {
        this.identification = line;
        return;
      }
      this.#line ??= line;
    }
  }

  /** The first packet of the server: its length, the length of its padding, and the message. */
  #readOffer(): void {
    if (this.#bytes.length < 6) return;
    const length = u32(this.#bytes, 0);
    const isOffer = this.#bytes[5] === SSH_MSG_KEXINIT;
    if (isOffer && this.#bytes.length < length + 4 && length <= MOST) return;
    this.#isDone = true;
    if (isOffer) this.offer = offerOf(this.#bytes.subarray(5));
  }
}

/** After the message's number and its cookie come ten lists of names. */
function offerOf(message: Uint8Array): Offer | undefined {
  const lists: string[][] = [];
  let at = 17;
  while (lists.length < 6) {
    if (at + 4 > message.length) return undefined;
    const length = u32(message, at);
    if (at + 4 + length > message.length) return undefined;
    lists.push(textOf(message.subarray(at + 4, at + 4 + length), MOST).split(','));
    at += 4 + length;
  }
  // Of the two directions' lists, that from the server: hardly anybody offers others the other way.
  const [kex = [], serverHostKey = [], , cipher = [], , hmac = []] = lists;
  return { kex, serverHostKey, cipher, hmac };
}

/** It comes from outside: no control character of it reaches a terminal. */
function textOf(bytes: Uint8Array, most = 200): string {
  return latin1Of(bytes.subarray(0, most))
    .replace(/\r?$/, '')
    .replace(/[^\x20-\x7e]/g, ' ');
}
