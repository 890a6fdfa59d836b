/** show crypto isakmp peers: who we have an association with; layout as on the consoles of public notes (gh id:26626760930). */
import { formatIpv4 } from '../../../../base/address.ts';
import type { IsakmpSa } from '../../../ike/isakmp-sa.ts';
import { peerIdentityOf, remotePortOf } from '../crypto-peer-identity.ts';

export function isakmpPeerLines(associations: readonly IsakmpSa[]): string[] {
  const peers = new Map<string, IsakmpSa[]>();
  for (const one of associations.filter(({ isDeleted }) => !isDeleted)) {
    const key = `Peer: ${formatIpv4(one.remote)} Port: ${remotePortOf(one)} Local: ${formatIpv4(one.local)}`;
    peers.set(key, [...(peers.get(key) ?? []), one]);
  }
  return [...peers].flatMap(([line, ofPeer]) => [line, ` Phase1 id: ${identityOf(ofPeer)}`]);
}

/** Known once the peer has proved it. */
function identityOf(associations: readonly IsakmpSa[]): string {
  const known = associations.find(({ state }) => state === 'QM_IDLE');
  return known ? peerIdentityOf(known) : '(none)';
}
