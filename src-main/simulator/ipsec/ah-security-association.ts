/**
 * One AH security association (RFC 4302): the check value covers the IP header too, but for what routers change on the
 * way (section 3.3.3.1.1.1), which counts as zero.
 */
import { equalBytes, u8 } from '../../base/bytes.ts';
import { hashLengths, hmac } from '../crypto/mac.ts';
import { emitAh, parseAh } from '../wire/ah.ts';
import { emitIpv4Packet, ipProtocols, type Ipv4Packet } from '../wire/ipv4.ts';
import { isMalformed } from '../wire/malformed.ts';
import { AssociationUsage, defaultReplayWindow, type AssociationLife, type Unopened } from './association-usage.ts';
import { icvLengths } from './esp-algorithms.ts';
import type { EspTransform, Integrity } from './proposal.ts';
import { ReplayWindow } from './replay-window.ts';

export interface AhParameters extends AssociationLife {
  integrity: Integrity;
  keyMaterial: Uint8Array;
}

/** What AH protects: what follows it, and the protocol of that. */
export interface Authenticated {
  payload: Uint8Array;
  nextHeader: number;
}

const fixedLength = 12;

export class AhSecurityAssociation {
  readonly protocol = 'ah';
  readonly spi: number;
  readonly connectionId: number;
  readonly integrity: Integrity;
  readonly integrityKey: Uint8Array;
  readonly usage: AssociationUsage;
  readonly replayWindow: number;
  /** Bytes that it adds to a packet. */
  readonly overhead: number;
  readonly #icv: number;
  readonly #replay: ReplayWindow;

  constructor(parameters: AhParameters) {
    const { spi, connectionId, integrity, keyMaterial } = parameters;
    this.spi = spi;
    this.connectionId = connectionId;
    this.integrity = integrity;
    this.integrityKey = keyMaterial.subarray(0, hashLengths[integrity]);
    this.usage = new AssociationUsage(parameters);
    this.replayWindow = parameters.replayWindow ?? defaultReplayWindow;
    this.#replay = new ReplayWindow(this.replayWindow);
    this.#icv = icvLengths[integrity];
    this.overhead = fixedLength + this.#icv;
  }

  /** Of the packets that were let in, the highest sequence number. */
  get lastSequence(): number {
    return this.#replay.highest;
  }

  /** As associations of ESP have it. */
  get transform(): EspTransform {
    return { cipher: 'null', keyBits: 0, integrity: this.integrity };
  }

  get packets(): number {
    return this.usage.packets;
  }

  remaining(now: number): { kilobytes: number; seconds: number } {
    return this.usage.remaining(now);
  }

  /** The same packet with an authentication header before its payload; counts it. It must leave as it is. */
  seal(packet: Ipv4Packet): Ipv4Packet {
    this.usage.count(packet.payload.length);
    const payload = emitAh({
      nextHeader: packet.protocol,
      spi: this.spi,
      sequence: this.usage.packets,
      integrityCheckValue: new Uint8Array(this.#icv),
      payload: packet.payload,
    });
    const sealed = { ...packet, protocol: ipProtocols.ah, payload };
    payload.set(this.#checkValueOf(sealed), fixedLength);
    return sealed;
  }

  /** What a packet with an authentication header carries, or why it is not believed. */
  open(packet: Ipv4Packet): Authenticated | Unopened {
    const ah = parseAh(packet.payload);
    if (isMalformed(ah) || ah.integrityCheckValue.length !== this.#icv) return 'malformed';
    if (!this.#replay.accepts(ah.sequence)) return 'replay';
    const blank = packet.payload.slice();
    blank.fill(0, fixedLength, fixedLength + this.#icv);
    if (!equalBytes(this.#checkValueOf({ ...packet, payload: blank }), ah.integrityCheckValue)) return 'mac-error';
    this.#replay.record(ah.sequence);
    this.usage.count(ah.payload.length);
    return ah;
  }

  #checkValueOf(packet: Ipv4Packet): Uint8Array {
    const options = withoutMutable(packet.options);
    const bytes = emitIpv4Packet({
      ...packet,
      options,
      typeOfService: 0,
      dontFragment: false,
      moreFragments: false,
      fragmentOffset: 0,
      timeToLive: 0,
    });
    bytes.fill(0, checksumOffset, checksumOffset + 2);
    return hmac(this.integrity, this.integrityKey, bytes).subarray(0, this.#icv);
  }
}

const checksumOffset = 10;
/** RFC 4302 appendix A1: end of list, no operation, security, extended security, commercial security, router alert, sender. */
const immutableOptions = new Set([0, 1, 130, 133, 134, 148, 149]);

function withoutMutable(options: Uint8Array): Uint8Array {
  const copy = options.slice();
  for (let at = 0; at < copy.length;) {
    const type = u8(copy, at);
    const length = type <= 1 ? 1 : Math.max(2, u8(copy, at + 1));
    if (!immutableOptions.has(type)) copy.fill(0, at, at + length);
    at += length;
  }
  return copy;
}
