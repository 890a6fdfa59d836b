/** What IKE has been asked for and has not brought yet: asked again, and of the next peer where an entry names several. */
import type { Clock } from '../../../base/clock.ts';
import type { ChildRequest } from '../../ike/environment.ts';
import { peersOf } from './applied-map.ts';
import type { ProtectedFlow } from './protected-flow.ts';

/**
 * IOS asks IKE again every 30 s while a request is unanswered ("IPSEC(key_engine): request timer fired: count = 1" in
 * its debug output, 30 s after "IPSEC(sa_request)").
 */
const interval = 30_000;
/** For a crypto map the second time is the last; then the next packet has to ask. A tunnel keeps trying. */
const lastCount = 2;

export interface RequestOwner {
  clock: Clock;
  requestFor(flow: ProtectedFlow): ChildRequest | undefined;
  ask(flow: ProtectedFlow, request: ChildRequest): void;
  timerFired(flow: ProtectedFlow, count: number): void;
  /** Nobody waits any more, and nothing has come. */
  givenUp(flow: ProtectedFlow): void;
}

export class AssociationRequests {
  constructor(private readonly owner: RequestOwner) {}

  begin(flow: ProtectedFlow, count = 1): void {
    const { clock } = this.owner;
    if (flow.waiting || !this.owner.requestFor(flow)) return;
    flow.waiting = clock.after(interval, () => {
      flow.waiting = undefined;
      this.owner.timerFired(flow, count);
      if ((flow.tunnel && !flow.isOnDemand) || count < lastCount) this.begin(flow, count + 1);
      else this.owner.givenUp(flow);
    });
    // Not inside the command or the packet that made it necessary: the router finishes what it is doing first.
    clock.after(0, () => {
      const request = flow.waiting && this.owner.requestFor(flow);
      if (request) this.owner.ask(flow, request);
    });
  }

  stop(flow: ProtectedFlow): void {
    flow.waiting?.();
    flow.waiting = undefined;
  }

  /** `set peer A default`: when a flow has been idle until its associations went, the default peer is asked next. */
  idle(flow: ProtectedFlow): void {
    const { origin, current } = flow;
    if (origin.kind !== 'map' || origin.policy.hasDefaultPeer !== true || current) return;
    flow.remote = peersOf(origin.policy)[0] ?? flow.remote;
  }

  /**
   * A peer does not answer or does not agree: the next one of the entry is asked, at once if anybody waits, and after the
   * last the first one again, for the next packet.
   */
  failed(flow: ProtectedFlow, remote: number): void {
    const { origin } = flow;
    const peers = origin.kind === 'map' ? peersOf(origin.policy) : [];
    if (peers.length < 2 || flow.remote !== remote || flow.current) return;
    const next = peers[peers.indexOf(remote) + 1];
    flow.remote = next ?? peers[0] ?? remote;
    const isWaiting = flow.waiting !== undefined;
    this.stop(flow);
    if (isWaiting && next !== undefined) this.begin(flow);
  }
}
