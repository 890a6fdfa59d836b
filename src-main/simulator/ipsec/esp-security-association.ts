/** One ESP security association: one direction, one SPI, its keys, its sequence numbers, its lifetime (RFC 4303). */
import { equalBytes, noBytes, putU32 } from '../../base/bytes.ts';
import { cbcName, cbcStream } from '../crypto/ciphers.ts';
import type { CbcStream } from '../crypto/cbc-stream.ts';
import { decryptGcm, encryptGcm, gcmTagLength } from '../crypto/gcm.ts';
import { hmac } from '../crypto/mac.ts';
import { emitEsp, padEsp, unpadEsp, type EspPacket, type EspPlaintext } from '../wire/esp.ts';
import { isMalformed } from '../wire/malformed.ts';
import { AssociationUsage, defaultReplayWindow, type AssociationLife, type Unopened } from './association-usage.ts';
import { espLengths, gcmSaltLength, type EspLengths } from './esp-algorithms.ts';
import type { EspTransform } from './proposal.ts';
import { ReplayWindow } from './replay-window.ts';

export interface EspParameters extends AssociationLife {
  transform: EspTransform;
  /** The cipher's key (and salt) followed by the integrity key. */
  keyMaterial: Uint8Array;
}

const headerLength = 8;
const trailerLength = 2;

export class EspSecurityAssociation {
  readonly protocol = 'esp';
  readonly spi: number;
  readonly transform: EspTransform;
  readonly connectionId: number;
  /** With AES-GCM, the salt of 4 bytes is its end. */
  readonly encryptionKey: Uint8Array;
  readonly integrityKey: Uint8Array;
  readonly lengths: EspLengths;
  readonly usage: AssociationUsage;
  readonly replayWindow: number;
  readonly #replay: ReplayWindow;
  #stream: CbcStream | undefined;

  constructor(parameters: EspParameters) {
    const { spi, transform, keyMaterial } = parameters;
    this.spi = spi;
    this.transform = transform;
    this.connectionId = parameters.connectionId;
    this.lengths = espLengths(transform);
    const { encryptionKey, integrityKey } = this.lengths;
    this.encryptionKey = keyMaterial.subarray(0, encryptionKey);
    this.integrityKey = keyMaterial.subarray(encryptionKey, encryptionKey + integrityKey);
    this.usage = new AssociationUsage(parameters);
    this.replayWindow = parameters.replayWindow ?? defaultReplayWindow;
    this.#replay = new ReplayWindow(this.replayWindow);
  }

  /** Of the packets that were let in, the highest sequence number. */
  get lastSequence(): number {
    return this.#replay.highest;
  }

  get packets(): number {
    return this.usage.packets;
  }

  /** What is left of the lifetime, as `show crypto ipsec sa` counts it. */
  remaining(now: number): { kilobytes: number; seconds: number } {
    return this.usage.remaining(now);
  }

  /** The ESP packet around a payload; counts it. */
  seal(payload: Uint8Array, nextHeader: number): Uint8Array {
    const { block, iv } = this.lengths;
    this.usage.count(payload.length);
    const sequence = this.usage.packets;
    const text = padEsp({ payload, nextHeader }, block, iv);
    // The block that becomes the IV, and the IV of counter mode: another one for every packet.
    if (iv > 0) putU32(text, iv - 4, sequence);
    return this.transform.cipher === 'aes-gcm' ? this.#sealGcm(sequence, text) : this.#sealCbc(sequence, text);
  }

  /**
   * The payload of an ESP packet, or why there is none. Integrity is checked before anything is decrypted, and a
   * sequence number is remembered only when the packet was genuine (RFC 4303 section 3.4.3).
   * @param whole the same packet, unparsed: the check value covers its header
   */
  open({ sequence, rest }: EspPacket, whole: Uint8Array): EspPlaintext | Unopened {
    const { iv, icv } = this.lengths;
    if (!this.#replay.accepts(sequence)) return 'replay';
    if (rest.length < iv + icv) return 'malformed';
    const plaintext = this.transform.cipher === 'aes-gcm' ? this.#openGcm(rest, whole) : this.#openCbc(rest, whole);
    if (typeof plaintext === 'string') return plaintext;
    const opened = unpadEsp(plaintext);
    if (isMalformed(opened)) return 'malformed';
    this.#replay.record(sequence);
    this.usage.count(opened.payload.length);
    return opened;
  }

  /** The largest payload whose sealed form fits `length` bytes. */
  roomIn(length: number): number {
    const { iv, icv, block } = this.lengths;
    const blockLength = Math.max(4, block);
    const encrypted = length - headerLength - iv - icv;
    return encrypted - (encrypted % blockLength) - trailerLength;
  }

  #sealCbc(sequence: number, text: Uint8Array): Uint8Array {
    const { icv } = this.lengths;
    const packet = emitEsp({ spi: this.spi, sequence, rest: this.#cbc.encrypt(text) }, icv);
    const end = packet.length - icv;
    if (icv > 0) packet.set(this.#checkValueOf(packet.subarray(0, end)), end);
    return packet;
  }

  #openCbc(rest: Uint8Array, whole: Uint8Array): Uint8Array | Unopened {
    const { icv, iv, block } = this.lengths;
    const end = whole.length - icv;
    if (!equalBytes(this.#checkValueOf(whole.subarray(0, end)), whole.subarray(end))) return 'mac-error';
    const text = rest.subarray(0, rest.length - icv);
    if ((text.length - iv) % block !== 0) return 'malformed';
    return this.#cbc.decrypt(text);
  }

  /** RFC 4106: the header is authenticated, and not encrypted. */
  #sealGcm(sequence: number, text: Uint8Array): Uint8Array {
    const { iv, encryptionKey } = this.lengths;
    const keyLength = encryptionKey - gcmSaltLength;
    const packet = emitEsp({ spi: this.spi, sequence, rest: text }, gcmTagLength);
    const sealed = encryptGcm(
      this.encryptionKey.subarray(0, keyLength),
      this.#nonceOf(text),
      packet.subarray(0, headerLength),
      text.subarray(iv),
    );
    packet.set(sealed, headerLength + iv);
    return packet;
  }

  #openGcm(rest: Uint8Array, whole: Uint8Array): Uint8Array | Unopened {
    const { iv, encryptionKey } = this.lengths;
    const key = this.encryptionKey.subarray(0, encryptionKey - gcmSaltLength);
    const header = whole.subarray(0, headerLength);
    return decryptGcm(key, this.#nonceOf(rest), header, rest.subarray(iv)) ?? 'mac-error';
  }

  #nonceOf(text: Uint8Array): Uint8Array {
    const { iv, encryptionKey } = this.lengths;
    const nonce = new Uint8Array(gcmSaltLength + iv);
    nonce.set(this.encryptionKey.subarray(encryptionKey - gcmSaltLength));
    nonce.set(text.subarray(0, iv), gcmSaltLength);
    return nonce;
  }

  /** Made with the first packet: most associations of a large network never carry one. */
  get #cbc(): CbcStream {
    const { cipher, keyBits } = this.transform;
    this.#stream ??= cbcStream(cipher === 'aes-gcm' ? 'null' : cbcName(cipher, keyBits), this.encryptionKey);
    return this.#stream;
  }

  #checkValueOf(covered: Uint8Array): Uint8Array {
    const { integrity } = this.transform;
    return integrity ? hmac(integrity, this.integrityKey, covered).subarray(0, this.lengths.icv) : noBytes;
  }
}
