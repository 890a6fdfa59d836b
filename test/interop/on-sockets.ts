/**
 * One of our engines on UDP sockets of loopback, in real time: `wallClock` of devices/transport is its clock, and this is
 * its `send`. The engine knows ports 500 and 4500; the sockets have any, which stand for them here. Where neither end
 * has port 500, charon puts the non-ESP marker before every message, and expects it.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { parseIpv4 } from '../../src-main/base/address.ts';
import { concat } from '../../src-main/base/bytes.ts';
import type { UdpPorts } from '../../src-main/simulator/ike/environment.ts';

interface End {
  address: string;
  /** Stands for 500. */
  port: number;
  /** Stands for 4500. */
  natPort: number;
}

interface Receivers {
  /** A message of IKE, without its marker. */
  message(local: number, remote: number, message: Uint8Array, ports: UdpPorts): void;
  /** ESP inside UDP. */
  esp?(local: number, remote: number, packet: Uint8Array, ports: UdpPorts): void;
}

export interface OnSockets {
  /** As IkeEnvironment has it. */
  send(local: number, remote: number, message: Uint8Array, ports?: UdpPorts): void;
  sendEsp(packet: Uint8Array, ports?: UdpPorts): void;
  close(): Promise<void>;
}

const IKE = 500;
const NAT = 4500;
const marker = new Uint8Array(4);

export async function onSockets(own: End, peer: End, receivers: Receivers): Promise<OnSockets> {
  const sockets = new Map<number, Socket>();
  for (const [standsFor, port] of [
    [IKE, own.port],
    [NAT, own.natPort],
  ] as const) {
    const socket = createSocket('udp4');
    socket.bind(port, own.address);
    await once(socket, 'listening');
    socket.on('message', (datagram, from) => receive(datagram, from, standsFor));
    sockets.set(standsFor, socket);
  }

  function receive(datagram: Uint8Array, from: RemoteInfo, local: number): void {
    const ports = { local, remote: meaningOf(from.port, peer) };
    const ends = [numberOf(own.address), numberOf(from.address)] as const;
    if (datagram.length < 5) return; // a keepalive
    const bytes = Uint8Array.from(datagram);
    if (bytes.subarray(0, 4).every((byte) => byte === 0)) receivers.message(...ends, bytes.subarray(4), ports);
    else receivers.esp?.(...ends, bytes, ports);
  }

  const transmit = (bytes: Uint8Array, ports: UdpPorts): void =>
    sockets.get(ports.local)?.send(bytes, portFor(ports.remote, peer), peer.address);

  return {
    send: (_local, _remote, message, ports = { local: IKE, remote: IKE }) => transmit(concat(marker, message), ports),
    sendEsp: (packet, ports = { local: NAT, remote: NAT }) => transmit(packet, ports),
    close: async () => {
      const all = [...sockets.values()];
      sockets.clear();
      for (const socket of all) await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}

const meaningOf = (port: number, { port: ike, natPort }: End): number =>
  port === ike ? IKE : port === natPort ? NAT : port;

const portFor = (meaning: number, { port, natPort }: End): number =>
  meaning === IKE ? port : meaning === NAT ? natPort : meaning;

function numberOf(address: string): number {
  const number = parseIpv4(address);
  if (number === undefined) throw new TypeError(`${address} is no address`);
  return number;
}
