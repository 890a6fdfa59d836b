/** What peers of others say that our own do not: it is heeded, or passed over in silence, as the standard has it. */
import { describe, expect, it } from 'vitest';
import { Association } from '../../../src-main/simulator/ike2/association.ts';
import { notify } from '../../../src-main/simulator/ike2/notify.ts';
import { exchanges, type NotificationName } from '../../../src-main/simulator/wire/ikev2/numbers.ts';
import type { Payload } from '../../../src-main/simulator/wire/ikev2/payloads.ts';
import { losing } from '../ike/network.ts';
import { addressA, addressB, twoPeers, type Side, type TwoPeers } from './two-peers.ts';

function established(): TwoPeers {
  const peers = twoPeers();
  peers.a.ask();
  peers.run(1000);
  return peers;
}

/** A request that nothing of ours makes. */
function says({ ike }: Side, exchange: number, payloads: Payload[]): void {
  const [association] = ike.associations;
  if (!(association instanceof Association)) throw new Error('there is no association');
  association.conversation.enqueue({
    exchange,
    subject: 'other',
    build: () => payloads,
    answered: () => 'done',
    abandoned: () => undefined,
  });
}

describe('a peer that has begun', () => {
  it.each<NotificationName>(['AUTHENTICATION_FAILED', 'INVALID_SYNTAX'])(
    'and says %s of the answer has ended the association, and its children',
    (name) => {
      const { a, b, run } = established();
      expect(b.installed).toHaveLength(1);
      says(a, exchanges.INFORMATIONAL, [notify(name)]);
      run(1000);
      expect([b.ready, b.installed]).toEqual([[], []]);
      expect(b.only('sa-deleted')).toMatchObject([{ reason: 'peer-failed' }]);
    },
  );

  it('and tells of other things keeps it', () => {
    const { a, b, run } = established();
    says(a, exchanges.INFORMATIONAL, [notify('NO_ADDITIONAL_SAS'), notify('INVALID_SELECTORS')]);
    run(1000);
    expect([b.ready.length, b.installed.length]).toEqual([1, 1]);
  });
});

describe('a peer that goes over to port 4500 when it proves itself', () => {
  it('is answered there, also where there is no translator, or one on our side', () => {
    const natPorts = { local: 4500, remote: 4500 };
    // What it sends third is lost, and comes by the other port.
    const { a, b, sent, run } = twoPeers({ fate: losing(3) });
    a.ask();
    run(500);
    b.ike.receive(addressB, addressA, sent[2]?.bytes ?? new Uint8Array(), natPorts);
    run(100);
    expect(sent[3]?.ports).toEqual(natPorts);
    expect(b.ready).toMatchObject([{ role: 'responder', ports: natPorts }]);
    expect(b.installed).toHaveLength(1);
  });
});
