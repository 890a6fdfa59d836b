/** The sessions of peers as `show vpn-sessiondb` sees them. */
import type { AsaDevice } from '../device.ts';
import type { SessionRecord } from './session-counts.ts';

export function sessionsOf({ router }: AsaDevice): SessionRecord[] {
  const flows = router.ipsec.flows.filter(({ current }) => current !== undefined);
  const peers = [...new Set(flows.map(({ remote }) => remote))];
  return peers.map((peer) => {
    const own = flows.filter(({ remote }) => remote === peer);
    const ikev2 = router.ipsec.ikev2.associations.find(({ remote, status }) => remote === peer && status === 'READY');
    const ikev1 = router.ipsec.ike.associations.find(({ remote, isDeleted }) => remote === peer && !isDeleted);
    const isSecond = own.some(({ current }) => current?.keying === 'ikev2');
    const since = Math.min(...own.map(({ upSince }) => upSince ?? router.clock.now()));
    return { peer, version: isSecond ? 2 : 1, ikev1, ikev2, flows: own, since };
  });
}

export function attachSessionCounts(device: AsaDevice): void {
  const { ipsec } = device.router;
  ipsec.ipsecEvents.on(({ kind }) => {
    if (kind === 'installed') device.sessionCounts.note(sessionsOf(device));
  });
}
