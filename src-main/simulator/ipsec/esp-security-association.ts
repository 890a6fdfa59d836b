/** One ESP security association: one direction, one SPI, its keys, its sequence numbers, its lifetime (RFC 4303). */
import { concat, equalBytes } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { decryptCbc, encryptCbc } from '../crypto/ciphers.ts';
import { hmac } from '../crypto/mac.ts';
import { emitEsp, padEsp, unpadEsp, type EspPacket, type EspPlaintext } from '../wire/esp.ts';
import { isMalformed } from '../wire/malformed.ts';
import { espLengths, type EspLengths } from './esp-algorithms.ts';
import type { EspTransform } from './proposal.ts';
import { ReplayWindow } from './replay-window.ts';

export interface EspParameters {
  spi: number;
  transform: EspTransform;
  /** The cipher's key followed by the integrity key. */
  keyMaterial: Uint8Array;
  lifetimeSeconds: number;
  /** What the association may still carry when it is new. */
  kilobytesAtStart: number;
  /** Virtual time in milliseconds. */
  createdAt: number;
  /** The number that `show crypto engine connections active` lists it under. */
  connectionId: number;
  replayWindow?: number;
}

/** Why a packet could not be opened. */
export type Unopened = 'mac-error' | 'replay' | 'malformed';

const headerLength = 8;
const trailerLength = 2;
/** IOS's default: crypto ipsec security-association replay window-size 64. */
const defaultReplayWindow = 64;

export class EspSecurityAssociation {
  readonly spi: number;
  readonly transform: EspTransform;
  readonly connectionId: number;
  readonly kilobytesAtStart: number;
  readonly encryptionKey: Uint8Array;
  readonly integrityKey: Uint8Array;
  readonly lengths: EspLengths;
  packets = 0;
  bytes = 0;
  readonly #expiresAt: number;
  readonly #replay: ReplayWindow;

  constructor(parameters: EspParameters) {
    const { spi, transform, keyMaterial, createdAt, lifetimeSeconds } = parameters;
    this.spi = spi;
    this.transform = transform;
    this.connectionId = parameters.connectionId;
    this.kilobytesAtStart = parameters.kilobytesAtStart;
    this.lengths = espLengths(transform);
    const { encryptionKey, integrityKey } = this.lengths;
    this.encryptionKey = keyMaterial.subarray(0, encryptionKey);
    this.integrityKey = keyMaterial.subarray(encryptionKey, encryptionKey + integrityKey);
    this.#expiresAt = createdAt + 1000 * lifetimeSeconds;
    this.#replay = new ReplayWindow(parameters.replayWindow ?? defaultReplayWindow);
  }

  /** What is left of the lifetime, as `show crypto ipsec sa` counts it. */
  remaining(now: number): { kilobytes: number; seconds: number } {
    return {
      kilobytes: Math.max(0, this.kilobytesAtStart - Math.floor(this.bytes / 1024)),
      seconds: Math.max(0, Math.ceil((this.#expiresAt - now) / 1000)),
    };
  }

  /** The ESP packet around a payload; counts it. */
  seal(payload: Uint8Array, nextHeader: number, random: Random): Uint8Array {
    const { cipher, block, iv: ivLength } = this.lengths;
    const plaintext = padEsp({ payload, nextHeader }, block);
    const iv = random.bytes(ivLength);
    this.packets++;
    this.bytes += payload.length;
    const ciphertext = encryptCbc(cipher, this.encryptionKey, iv, plaintext);
    const packet = emitEsp({ spi: this.spi, sequence: this.packets, rest: concat(iv, ciphertext) });
    return concat(packet, this.#checkValueOf(packet));
  }

  /**
   * The payload of an ESP packet, or why there is none. Integrity is checked before anything is decrypted, and a
   * sequence number is remembered only when the packet was genuine (RFC 4303 section 3.4.3).
   * @param whole the same packet, unparsed: the check value covers its header
   */
  open({ sequence, rest }: EspPacket, whole: Uint8Array): EspPlaintext | Unopened {
    const { cipher, iv: ivLength, icv } = this.lengths;
    if (!this.#replay.accepts(sequence)) return 'replay';
    if (rest.length < ivLength + icv) return 'malformed';
    const covered = whole.subarray(0, whole.length - icv);
    if (!equalBytes(this.#checkValueOf(covered), whole.subarray(whole.length - icv))) return 'mac-error';
    const iv = rest.subarray(0, ivLength);
    const plaintext = decryptCbc(cipher, this.encryptionKey, iv, rest.subarray(ivLength, rest.length - icv));
    const opened = plaintext && unpadEsp(plaintext);
    if (!opened || isMalformed(opened)) return 'malformed';
    this.#replay.record(sequence);
    this.packets++;
    this.bytes += opened.payload.length;
    return opened;
  }

  /** The largest payload whose sealed form fits `length` bytes. */
  roomIn(length: number): number {
    const { iv, icv, block } = this.lengths;
    const blockLength = Math.max(4, block);
    const encrypted = length - headerLength - iv - icv;
    return encrypted - (encrypted % blockLength) - trailerLength;
  }

  #checkValueOf(covered: Uint8Array): Uint8Array {
    const { integrity } = this.transform;
    return integrity ? hmac(integrity, this.integrityKey, covered).subarray(0, this.lengths.icv) : new Uint8Array(0);
  }
}
