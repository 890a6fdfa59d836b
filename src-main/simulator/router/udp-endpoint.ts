/** UDP ports that are open on a router. A datagram to a closed one is answered with "port unreachable". */
import { ipProtocols, type Ipv4Packet } from '../wire/ipv4.ts';
import { unreachableCodes } from '../wire/icmp.ts';
import { isMalformed } from '../wire/malformed.ts';
import { emitUdp, parseUdp } from '../wire/udp.ts';
import type { Stop } from '../../base/disposable.ts';
import type { Ipv4Stack, Originated } from './ipv4-stack.ts';

export interface Datagram {
  source: number;
  sourcePort: number;
  destination: number;
  destinationPort: number;
  payload: Uint8Array;
  /** Of what is sent; 255 when left out. */
  timeToLive?: number;
  /** The table of routes that it came by, or goes by; what is sent without it goes where its source is. */
  vrf?: string | undefined;
}

export class UdpEndpoint {
  readonly #open = new Map<number, (datagram: Datagram) => void>();

  constructor(private readonly stack: Ipv4Stack) {
    stack.protocols.set(ipProtocols.udp, (packet) => this.#receive(packet));
  }

  /** @throws RangeError when the port is open already */
  open(port: number, receive: (datagram: Datagram) => void): Stop {
    if (this.#open.has(port)) throw new RangeError(`UDP port ${port} is open already`);
    this.#open.set(port, receive);
    return () => this.#open.delete(port);
  }

  isOpen(port: number): boolean {
    return this.#open.has(port);
  }

  send(own: Datagram): void {
    const { source, sourcePort, destination, destinationPort } = own;
    const datagram = { sourcePort, destinationPort, checksummed: true, payload: own.payload };
    const packet: Originated = { protocol: ipProtocols.udp, source, destination, payload: emitUdp(datagram, own) };
    if ('vrf' in own) packet.vrf = own.vrf;
    if (own.timeToLive !== undefined) packet.timeToLive = own.timeToLive;
    this.stack.originate(packet);
  }

  #receive(packet: Ipv4Packet): boolean {
    const { source, destination } = packet;
    const datagram = parseUdp(packet.payload, packet);
    if (isMalformed(datagram)) return true;
    const listener = this.#open.get(datagram.destinationPort);
    const { sourcePort, destinationPort, payload } = datagram;
    const vrf = this.stack.servingVrf;
    if (listener) listener({ source, sourcePort, destination, destinationPort, payload, vrf });
    else this.stack.complain(packet, { kind: 'unreachable', code: unreachableCodes.port });
    return true;
  }
}
