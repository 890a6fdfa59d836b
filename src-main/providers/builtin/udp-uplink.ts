/**
 * An uplink of a simulated network over loopback: one Ethernet frame in each datagram, as QEMU (`-netdev socket,udp=`),
 * dynamips (NIO UDP) and so GNS3 carry a cable between programs.
 */
import type { Stop } from '../../base/disposable.ts';
import type { LinkEnd } from '../../lab/topology.ts';
import type { Endpoint } from '../../devices/transport/tcp.ts';
import { openUdp } from '../../devices/transport/udp.ts';
import { uplinkName } from '../../simulator/topology/uplinks.ts';
import type { BuiltinProvider } from './builtin-provider.ts';

/** The two ends of the cable that is outside. */
export interface UdpCable {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

/** @throws Failure as `openUdp`, and where the plan has no such uplink */
export async function joinUdp(provider: BuiltinProvider, end: LinkEnd, { local, remote }: UdpCable): Promise<Stop> {
  const name = uplinkName(end);
  const socket = await openUdp(local, (frame, from) => {
    if (from.host === remote.host && from.port === remote.port) provider.receive(name, frame);
  });
  const stop = provider.onUplink(name, (frame) => socket.send(frame, remote));
  return () => {
    stop();
    socket.close();
  };
}
