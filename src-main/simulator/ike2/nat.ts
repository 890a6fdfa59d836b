/** Whether addresses or ports are changed on the way (RFC 7296 section 2.23): each end sends hashes of what it sees. */
import { bytesOfNumber, equalBytes } from '../../base/bytes.ts';
import { hash } from '../crypto/mac.ts';
import type { UdpPorts } from '../ike/environment.ts';
import { notifications } from '../wire/ikev2/numbers.ts';
import { payloadsOfKind, type Payload } from '../wire/ikev2/payloads.ts';
import { udpPorts } from '../wire/udp.ts';
import { notify } from './notify.ts';

export const ikePorts: UdpPorts = { local: udpPorts.isakmp, remote: udpPorts.isakmp };
export const natPorts: UdpPorts = { local: udpPorts.natTraversal, remote: udpPorts.natTraversal };

interface Path {
  local: number;
  remote: number;
  ports: UdpPorts;
}

interface Spis {
  initiatorSpi: Uint8Array;
  responderSpi: Uint8Array;
}

export interface NatFinding {
  /** We are behind one. */
  isLocal: boolean;
  isRemote: boolean;
}

function digest({ initiatorSpi, responderSpi }: Spis, address: number, port: number): Uint8Array {
  return hash('sha1', initiatorSpi, responderSpi, bytesOfNumber(address, 4), bytesOfNumber(port, 2));
}

export function natPayloads(spis: Spis, { local, remote, ports }: Path): Payload[] {
  return [
    notify('NAT_DETECTION_SOURCE_IP', digest(spis, local, ports.local)),
    notify('NAT_DETECTION_DESTINATION_IP', digest(spis, remote, ports.remote)),
  ];
}

/** Undefined when the peer has sent no hashes: then it could not do anything about a NAT. */
export function natIn(
  payloads: readonly Payload[],
  spis: Spis,
  { local, remote, ports }: Path,
): NatFinding | undefined {
  const all = payloadsOfKind(payloads, 'notify');
  const sources = all.filter(({ type }) => type === notifications.NAT_DETECTION_SOURCE_IP);
  const destination = all.find(({ type }) => type === notifications.NAT_DETECTION_DESTINATION_IP);
  if (sources.length === 0 || !destination) return undefined;
  const seen = digest(spis, remote, ports.remote);
  return {
    isLocal: !equalBytes(destination.data, digest(spis, local, ports.local)),
    isRemote: !sources.some(({ data }) => equalBytes(data, seen)),
  };
}
