/** Whom an event of IKE is about: some say so, the others follow one that has, or name its association. */
import type { IkeEvent } from '../../ike/events.ts';
import type { Router } from '../../router/router.ts';
import type { DebugEnds } from './debug-conditions.ts';

export class IsakmpDebugPeer {
  #last: DebugEnds = { local: undefined, remote: undefined };

  constructor(private readonly router: Router) {}

  of(event: IkeEvent): DebugEnds {
    if ('remote' in event)
      return (this.#last = { local: 'local' in event ? event.local : undefined, remote: event.remote });
    if ('connectionId' in event && event.connectionId > 0) {
      const known = this.router.ipsec.ike.ask((engine) => engine.association(event.connectionId));
      if (known) return (this.#last = { local: known.local, remote: known.remote });
    }
    return this.#last;
  }
}
