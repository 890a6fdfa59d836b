/** A serial port: packets in Cisco's HDLC, and one neighbour at the other end, whatever its address. */
import type { Clock } from '../../base/clock.ts';
import type { Plug } from '../network/link.ts';
import { etherTypes } from '../wire/ethernet.ts';
import { emitHdlc, parseHdlc, type HdlcFrame } from '../wire/hdlc.ts';
import { emitIpv4Packet, parseIpv4Packet, type Ipv4Packet } from '../wire/ipv4.ts';
import { isMalformed } from '../wire/malformed.ts';
import { emitSlarpKeepalive, parseSlarpKeepalive, slarpProtocol } from '../wire/slarp.ts';
import type { EthernetOwner } from './ethernet-port.ts';
import type { Carrier } from './interface.ts';
import { SerialKeepalive, type SerialKeepaliveOwner } from './serial-keepalive.ts';

type SerialOwner = Pick<EthernetOwner, 'isShutdown' | 'receive' | 'counted'>;

export class SerialPort implements Carrier {
  readonly kind = 'serial';
  readonly countsFrames = true;
  readonly keepalive: SerialKeepalive;
  #plug: Plug | undefined;

  constructor(
    clock: Clock,
    private readonly owner: () => SerialOwner,
    following: Pick<SerialKeepaliveOwner, 'phase' | 'noted' | 'changed'>,
  ) {
    this.keepalive = new SerialKeepalive({
      ...following,
      clock,
      canSend: () => this.hasCable && !owner().isShutdown(),
      send: (keepalive) => {
        const payload = emitSlarpKeepalive(keepalive, clock.now());
        this.#put({ isBroadcast: true, protocol: slarpProtocol, payload });
      },
    });
  }

  /** Connects a cable. */
  plugIn(plug: Plug): void {
    this.#plug = plug;
    plug.onFrame = (frame) => this.#receive(frame);
    this.keepalive.start();
  }

  /** Takes the cable out. */
  unplug(): void {
    this.#plug = undefined;
    this.keepalive.stop();
  }

  get hasCable(): boolean {
    return this.#plug !== undefined;
  }

  countedHeader(): number {
    return 0;
  }

  isUp(): boolean {
    return this.hasCable && !this.keepalive.isDead;
  }

  ipMtu(): number {
    return 1500;
  }

  transmit(packet: Ipv4Packet): void {
    if (!this.hasCable || this.owner().isShutdown()) return;
    const isBroadcast = packet.destination >>> 28 === 0xe || packet.destination === 0xffffffff;
    this.#put({ isBroadcast, protocol: etherTypes.ipv4, payload: emitIpv4Packet(packet) });
  }

  #put(frame: HdlcFrame): void {
    const bytes = emitHdlc(frame);
    this.owner().counted('out', bytes.length, frame.isBroadcast);
    this.#plug?.send(bytes);
  }

  #receive(bytes: Uint8Array): void {
    const frame = parseHdlc(bytes);
    if (isMalformed(frame) || this.owner().isShutdown()) return;
    this.owner().counted('in', bytes.length, frame.isBroadcast);
    if (frame.protocol === etherTypes.ipv4) this.#receiveIpv4(frame.payload);
    if (frame.protocol === slarpProtocol) this.#receiveSlarp(frame.payload);
  }

  #receiveIpv4(payload: Uint8Array): void {
    const packet = parseIpv4Packet(payload);
    if (!isMalformed(packet)) this.owner().receive(packet);
  }

  #receiveSlarp(payload: Uint8Array): void {
    const keepalive = parseSlarpKeepalive(payload);
    if (!isMalformed(keepalive)) this.keepalive.heard(keepalive);
  }
}

/** Whether the physical line is up, which that of a serial port is as long as it has its cable. */
export function hasSignal(carrier: Carrier): boolean {
  return carrier instanceof SerialPort ? carrier.hasCable : carrier.isUp();
}
