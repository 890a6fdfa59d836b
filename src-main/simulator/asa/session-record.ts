/** A session of a peer as `show vpn-sessiondb` sees it: its association of IKE and what hangs on it, in either version. */
import type { IsakmpSa } from '../ike/isakmp-sa.ts';
import type { Ikev2Sa } from '../ike2/view.ts';
import type { ProtectedFlow } from '../router/protected-flow.ts';
import type { AsaDevice } from './device.ts';

export interface SessionRecord {
  readonly peer: number;
  readonly version: 1 | 2;
  readonly ikev1: IsakmpSa | undefined;
  readonly ikev2: Ikev2Sa | undefined;
  readonly flows: readonly ProtectedFlow[];
  /** Virtual time in milliseconds. */
  readonly since: number;
}

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
