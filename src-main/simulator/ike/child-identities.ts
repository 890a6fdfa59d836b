/** The identities of quick mode: which traffic the new associations are for. Whether they suit: child-judgement.ts. */
import type { Association } from './association.ts';
import type { ChildNegotiation } from './child-negotiation.ts';
import { identificationOf } from './identity.ts';
import type { Task } from './task.ts';

export function childIdentities(association: Association, negotiation: ChildNegotiation): Task {
  // A responder sends none when the initiator has sent none.
  let isNamed = negotiation.isInitiator;
  return {
    build: (message) => {
      const selectors = negotiation.request ?? negotiation.agreed;
      if (!selectors || !isNamed) return;
      const own = identificationOf(selectors.localSelector);
      const theirs = identificationOf(selectors.remoteSelector);
      message.push(...(negotiation.isInitiator ? [own, theirs] : [theirs, own]));
    },
    process: (message) => {
      const { connectionId } = association;
      const { messageId } = negotiation;
      for (const { kind } of message) {
        if (kind !== 'identification') continue;
        isNamed = true;
        association.trace({ kind: 'payload', connectionId, messageId, payload: 'ID' });
      }
      return 'done';
    },
  };
}
