/**
 * Which version of IKE a peer is met with, where an entry allows both: version 2 is tried first and version 1 when that has
 * failed, and a peer that comes is answered in its own (Cisco ASA VPN configuration guide, "IKEv1 and IKEv2": "the security
 * appliance attempts to establish the tunnel with IKEv2 and falls back to IKEv1").
 */
import { compileCrypto } from './crypto-compile.ts';
import type { AsaDevice } from '../device.ts';

const init = 34;

export function attachIkeVersions(device: AsaDevice): void {
  const { ipsec } = device.router;
  ipsec.ikev2Events.on((event) => {
    if (event.kind === 'received-first' && event.exchange === init) speak(device, event.remote, 2);
    if (event.kind !== 'sa-deleted') return;
    const { establishedAt, role, remote } = event.sa;
    const hasFailed = establishedAt === undefined && role === 'initiator';
    if (hasFailed && event.reason !== 'cleared') speak(device, remote, 1);
  });
  ipsec.ikeEvents.on((event) => {
    if (event.kind === 'authenticated') speak(device, event.remote, 1);
    if (event.kind === 'sa-deleted' && event.reason === 'phase1-retransmission') speak(device, event.remote, 2);
  });
}

function speak({ configuration, router }: AsaDevice, peer: number, version: 1 | 2): void {
  const { spoken } = configuration.crypto;
  if ((spoken.get(peer) ?? 2) === version) return;
  spoken.set(peer, version);
  compileCrypto(configuration, router);
}
