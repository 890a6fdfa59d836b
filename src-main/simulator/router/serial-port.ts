/**
 * A serial port: packets in Cisco's HDLC, and one neighbour at the other end, whatever its address. No keepalives are
 * sent: the line is up as long as its cable is.
 */
import type { Plug } from '../network/link.ts';
import { etherTypes } from '../wire/ethernet.ts';
import { emitHdlc, parseHdlc } from '../wire/hdlc.ts';
import { emitIpv4Packet, parseIpv4Packet, type Ipv4Packet } from '../wire/ipv4.ts';
import { isMalformed } from '../wire/malformed.ts';
import type { EthernetOwner } from './ethernet-port.ts';
import type { Carrier } from './interface.ts';

type SerialOwner = Pick<EthernetOwner, 'isShutdown' | 'receive' | 'counted'>;

export class SerialPort implements Carrier {
  readonly kind = 'serial';
  readonly countsFrames = true;
  #plug: Plug | undefined;

  constructor(private readonly owner: () => SerialOwner) {}

  /** Connects a cable. */
  plugIn(plug: Plug): void {
    this.#plug = plug;
    plug.onFrame = (frame) => this.#receive(frame);
  }

  countedHeader(): number {
    return 0;
  }

  isUp(): boolean {
    return this.#plug !== undefined;
  }

  ipMtu(): number {
    return 1500;
  }

  transmit(packet: Ipv4Packet): void {
    if (this.owner().isShutdown() || !this.#plug) return;
    const isBroadcast = packet.destination >>> 28 === 0xe || packet.destination === 0xffffffff;
    const frame = emitHdlc({ isBroadcast, protocol: etherTypes.ipv4, payload: emitIpv4Packet(packet) });
    this.owner().counted('out', frame.length, isBroadcast);
    this.#plug.send(frame);
  }

  #receive(bytes: Uint8Array): void {
    const frame = parseHdlc(bytes);
    if (isMalformed(frame) || this.owner().isShutdown()) return;
    this.owner().counted('in', bytes.length, frame.isBroadcast);
    const packet = frame.protocol === etherTypes.ipv4 ? parseIpv4Packet(frame.payload) : undefined;
    if (packet && !isMalformed(packet)) this.owner().receive(packet);
  }
}
