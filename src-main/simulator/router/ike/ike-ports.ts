/** UDP ports 500 and 4500, where both versions of IKE are heard, and ESP where a NAT is on the way (RFC 3947, RFC 3948). */
import { u8 } from '../../../base/bytes.ts';
import type { Stop } from '../../../base/disposable.ts';
import type { UdpPorts } from '../../ike/environment.ts';
import { isakmpHeader } from '../../wire/isakmp/message.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { emitUdpEncapsulated, parseUdpEncapsulated } from '../../wire/udp-encapsulation.ts';
import { udpPorts } from '../../wire/udp.ts';
import type { Datagram, UdpEndpoint } from '../udp-endpoint.ts';

export interface IkeListener {
  /** A message for the engine of this version. */
  message(version: number, datagram: Datagram, message: Uint8Array): void;
  esp(datagram: Datagram): void;
}

const usual: UdpPorts = { local: udpPorts.isakmp, remote: udpPorts.isakmp };

/** From where to where, and by which table of routes. */
export interface IkeWay {
  local: number;
  remote: number;
  frontDoor: string | undefined;
}

export class IkePorts {
  #close: Stop | undefined;

  constructor(
    private readonly udp: UdpEndpoint,
    private readonly listener: IkeListener,
  ) {}

  get areOpen(): boolean {
    return this.#close !== undefined;
  }

  open(): void {
    if (this.#close) return;
    const stops = [
      this.udp.open(udpPorts.isakmp, (datagram) => this.#hear(datagram, datagram.payload)),
      this.udp.open(udpPorts.natTraversal, (datagram) => this.#hearEncapsulated(datagram)),
    ];
    this.#close = () => {
      for (const stop of stops) stop();
    };
  }

  close(): void {
    this.#close?.();
    this.#close = undefined;
  }

  send(way: IkeWay, message: Uint8Array, ports: UdpPorts = usual): void {
    const isMarked = ports.local === udpPorts.natTraversal;
    this.#send(way, isMarked ? emitUdpEncapsulated({ kind: 'isakmp', message }) : message, ports);
  }

  sendKeepalive(way: IkeWay, ports: UdpPorts): void {
    this.#send(way, emitUdpEncapsulated({ kind: 'keepalive' }), ports);
  }

  #send({ local, remote, frontDoor: vrf }: IkeWay, payload: Uint8Array, ports: UdpPorts): void {
    const [sourcePort, destinationPort] = [ports.local, ports.remote];
    this.udp.send({ source: local, sourcePort, destination: remote, destinationPort, payload, vrf });
  }

  #hearEncapsulated(datagram: Datagram): void {
    const content = parseUdpEncapsulated(datagram.payload);
    if (isMalformed(content)) return;
    if (content.kind === 'isakmp') this.#hear(datagram, content.message);
    if (content.kind === 'esp') this.listener.esp({ ...datagram, payload: content.packet });
  }

  #hear(datagram: Datagram, message: Uint8Array): void {
    this.listener.message(u8(message, isakmpHeader.version) >>> 4, datagram, message);
  }
}
