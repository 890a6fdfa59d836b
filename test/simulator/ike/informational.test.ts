import { describe, expect, it } from 'vitest';
import { concat } from '../../../src-main/base/bytes.ts';
import type { Association } from '../../../src-main/simulator/ike/association.ts';
import { hash1 } from '../../../src-main/simulator/crypto/ikev1-keys.ts';
import { emitHashed } from '../../../src-main/simulator/ike/hashed-payloads.ts';
import { inform, notificationOf } from '../../../src-main/simulator/ike/informational.ts';
import { notifyTypes } from '../../../src-main/simulator/wire/isakmp/numbers.ts';
import { addressA, addressB, agreements, twoPeers } from './two-peers.ts';

describe('informational exchanges', () => {
  it('tell the peer of a deleted pair, which deletes its own half', () => {
    const { a, b, run, sent } = twoPeers();
    a.ask();
    run(1000);
    const [child] = a.installed;
    if (!child) throw new Error('no child');
    a.drop(child);
    run(100);
    expect(sent).toHaveLength(10);
    expect(a.only('delete-sent')).toMatchObject([{ protocol: 3 }]);
    expect(b.only('delete-received')).toMatchObject([{ protocol: 3 }]);
    expect(b.installed).toEqual([]);
    expect([...a.states, ...b.states]).toEqual(['QM_IDLE', 'QM_IDLE']);
  });

  it('cannot tell of it without an association', () => {
    const { a, b, run, sent } = twoPeers();
    a.ask();
    run(1000);
    a.ike.clear();
    run(1000);
    const before = sent.length;
    a.drop(a.installed[0] ?? (undefined as never));
    run(1000);
    expect(a.only('delete-unsent')).toMatchObject([{ local: addressA, remote: addressB, spi: 0x1001 }]);
    expect(sent).toHaveLength(before);
    expect(b.installed).toHaveLength(1);
  });

  it('are not believed in clear', () => {
    const { a, b, run } = twoPeers();
    a.ask();
    run(1000);
    const association = a.ike.associations[0];
    if (!association) throw new Error('no association');
    const header = Uint8Array.from([12, 0x10, 5, 0, 1, 2, 3, 4, 0, 0, 0, 56]);
    const deletion = Uint8Array.from([0, 0, 0, 28, 0, 0, 0, 1, 1, 16, 0, 1]);
    const { initiatorCookie, responderCookie } = association;
    const message = concat(initiatorCookie, responderCookie, header, deletion, initiatorCookie, responderCookie);
    b.ike.receive(addressB, addressA, message);
    expect(b.states).toEqual(['QM_IDLE']);
    expect(b.only('mode-failed')).toMatchObject([{ mode: 'informational' }]);
  });

  it('answer whether we are alive', () => {
    const { a, b, run } = twoPeers();
    a.ask();
    run(1000);
    const association = a.ike.associations[0] as Association;
    inform(association, notificationOf(36_136, 1, association.spi, Uint8Array.of(0, 0, 0, 7)));
    run(1000);
    expect(b.only('notify-received').at(-1)).toMatchObject({ type: 36_136 });
    expect(a.only('notify-received').at(-1)).toMatchObject({ type: 36_137, spi: association.spi });
  });

  it('are read before the end of phase 1 as far as they end it', () => {
    const { a, run } = twoPeers({ fate: ({ number }) => (number === 6 ? [] : [10]) });
    a.ask();
    run(1000);
    const association = a.ike.associations[0] as Association;
    const say = (type: number, messageId: number): void => {
      const { keys } = association;
      const payload = notificationOf(type, 1, association.spi);
      const plaintext = keys && emitHashed([payload], (rest) => hash1(keys.phase1, messageId, rest));
      const body = plaintext && association.protectionFor(messageId)?.seal(plaintext);
      if (!body) throw new Error('no keys');
      a.ike.receive(
        addressA,
        addressB,
        association.emit({ exchangeType: 5, messageId, nextPayload: 8, flags: 1, body }),
      );
    };
    say(notifyTypes['INITIAL-CONTACT'], 1);
    expect(a.states).toEqual(['MM_KEY_EXCH']);
    say(notifyTypes['AUTHENTICATION-FAILED'], 2);
    expect(a.states).toEqual(['MM_NO_STATE (deleted)']);
    expect(a.only('notify-received').map(({ type }) => type)).toEqual([24_578, 24]);
    expect(a.only('sa-deleted')).toMatchObject([{ reason: 'fatal-informational', state: 'MM_KEY_EXCH' }]);
    expect(a.failures).toHaveLength(1);
  });

  it('are announced as answered by the vendor id of dead peer detection', () => {
    const { a, b, run } = twoPeers();
    a.ask();
    run(1000);
    for (const side of [a, b]) expect(side.only('vendor-received').map(({ vendor }) => vendor)).toContain('DPD');
  });
});

describe('initial contact', () => {
  it('is sent by a router that has nothing with the peer, and ends what the peer has', () => {
    const { a, b, run, reloadA } = twoPeers();
    a.ask();
    run(1000);
    const reloaded = reloadA();
    reloaded.ask();
    run(1000);
    expect(reloaded.only('initial-contact-sent')).toHaveLength(1);
    expect(b.states).toEqual(['MM_NO_STATE (deleted)', 'QM_IDLE']);
    expect(b.only('sa-deleted')).toMatchObject([{ reason: 'initial-contact', connectionId: 1001 }]);
    expect(agreements(b)).toEqual(agreements(reloaded));
    expect(agreements(b)).toHaveLength(1);
  });

  it('ends an older attempt to reach the peer, whose requests go over the new association', () => {
    const { a, b, run } = twoPeers({ fate: ({ number }) => (number === 3 ? [] : [10]) });
    a.ask();
    run(1000);
    expect([...a.states, ...b.states]).toEqual(['MM_SA_SETUP', 'MM_SA_SETUP']);
    b.ike.clear();
    b.ask();
    run(1000);
    expect(a.states).toEqual(['MM_NO_STATE (deleted)', 'QM_IDLE']);
    expect(b.states).toEqual(['MM_NO_STATE (deleted)', 'QM_IDLE']);
    expect(a.failures).toEqual([]);
    expect(agreements(a).length).toBeGreaterThan(0);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it('is not sent beside another association or children with the peer', () => {
    const { a, b, run } = twoPeers();
    a.ask();
    run(1000);
    a.ike.clear();
    run(100);
    a.ask();
    run(1000);
    expect(a.only('initial-contact-sent')).toHaveLength(1);
    expect(agreements(a)).toHaveLength(2);
    expect(agreements(a)).toEqual(agreements(b));
  });
});
