import { describe, expect, it } from 'vitest';
import { agreements, desPolicy, dropAll, builtIn, twoPeers, addressA, addressB } from './two-peers.ts';

describe('IKE version 1', () => {
  it('makes an association and a pair of children in nine messages', () => {
    const { a, b, run, sent } = twoPeers();
    a.ask();
    run(1000);
    expect(sent).toHaveLength(9);
    expect(a.states).toEqual(['QM_IDLE']);
    expect(b.states).toEqual(['QM_IDLE']);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it('shows an association as its commands need it', () => {
    const { a, b, run } = twoPeers();
    a.ask();
    expect(a.ike.associations).toMatchObject([{ state: 'MM_NO_STATE', connectionId: 0, policy: undefined }]);
    run(4000);
    const [ours, theirs] = [a.ike.associations[0], b.ike.associations[0]];
    expect(ours).toMatchObject({ role: 'initiator', initiator: addressA, responder: addressB, connectionId: 1001 });
    expect(theirs).toMatchObject({ role: 'responder', initiator: addressA, responder: addressB, connectionId: 1001 });
    expect(ours).toMatchObject({ policy: desPolicy, lifetimeRemaining: 86_396 });
    expect(ours?.initiatorCookie).toEqual(theirs?.initiatorCookie);
    expect(ours?.responderCookie).toEqual(theirs?.responderCookie);
    expect(ours?.encryptionKey).toEqual(theirs?.encryptionKey);
    expect(ours?.encryptionKey).toHaveLength(8);
  });

  it('numbers associations from 1001, in the order in which they get their keys', () => {
    const { a, run } = twoPeers();
    a.ask();
    run(1000);
    a.ike.clear();
    a.ask();
    run(1000);
    expect(a.ike.associations.map(({ connectionId }) => connectionId)).toEqual([1001, 1002]);
  });

  it('uses the association that it has for a second request', () => {
    const { a, b, run, sent } = twoPeers();
    a.ask();
    run(1000);
    a.ask();
    run(1000);
    expect(sent).toHaveLength(12);
    expect(a.only('request-served')).toHaveLength(1);
    expect(agreements(a)).toHaveLength(2);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it('lets a request wait for the association that is being made', () => {
    const { a, run, sent } = twoPeers();
    a.ask();
    a.ask();
    run(1000);
    expect(a.only('request-attached')).toMatchObject([{ connectionId: 0, local: addressA, remote: addressB }]);
    expect(sent).toHaveLength(9);
    expect(a.installed).toHaveLength(1);
  });

  it('does not negotiate twice what is being negotiated', () => {
    const { a, run, sent } = twoPeers();
    a.ask();
    run(65);
    a.ask();
    run(5);
    a.ask();
    run(1000);
    expect(sent).toHaveLength(9);
    expect(a.installed).toHaveLength(1);
  });

  it('does not ask for what the peer is just giving', () => {
    const { a, b, run, sent } = twoPeers();
    a.ask();
    run(75);
    b.ask();
    run(1000);
    expect(sent).toHaveLength(9);
    expect(agreements(b)).toHaveLength(1);
  });

  it('asks over the association that the peer has begun', () => {
    const { a, b, run } = twoPeers({ b: { policies: [desPolicy, builtIn] } });
    a.ask();
    run(15);
    b.ask();
    run(1000);
    expect(b.only('request-attached')).toHaveLength(1);
    expect(b.states).toEqual(['QM_IDLE']);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it('deletes associations that an operator means, tells the peer, and lists them for a minute', () => {
    const { a, b, run } = twoPeers();
    a.ask();
    run(1000);
    a.ike.clear(({ connectionId }) => connectionId === 1002);
    expect(a.states).toEqual(['QM_IDLE']);
    a.ike.clear(({ connectionId }) => connectionId === 1001);
    run(1000);
    expect(a.states).toEqual(['MM_NO_STATE (deleted)']);
    expect(b.states).toEqual(['MM_NO_STATE (deleted)']);
    expect(a.only('sa-deleted')).toMatchObject([{ reason: 'cleared', state: 'QM_IDLE' }]);
    expect(b.only('sa-deleted')).toMatchObject([{ reason: 'deleted-by-peer' }]);
    expect([a.installed.length, b.installed.length]).toEqual([1, 1]);
    run(60_000);
    expect([...a.states, ...b.states]).toEqual([]);
    expect([...a.only('sa-purged'), ...b.only('sa-purged')]).toHaveLength(2);
  });

  it('gives up what is being negotiated when it is cleared', () => {
    const { a, b, run, sent, clock } = twoPeers();
    a.ask();
    run(15);
    a.ike.clear();
    run(1000);
    expect(a.states).toEqual(['MM_NO_STATE (deleted)']);
    expect(a.failures).toHaveLength(1);
    expect(sent).toHaveLength(2);
    run(200_000);
    expect([...a.states, ...b.states]).toEqual([]);
    expect(clock.nextAt).toBeUndefined();
  });

  it('deletes an association when its lifetime ends, at both ends', () => {
    const { a, b, run } = twoPeers({ both: { policies: [{ ...desPolicy, lifetime: 600 }] } });
    a.ask();
    run(1000);
    dropAll(a, b);
    run(598_000);
    expect(a.states).toEqual(['QM_IDLE']);
    run(2000);
    expect(a.states).toEqual(['MM_NO_STATE (deleted)']);
    expect(b.states).toEqual(['MM_NO_STATE (deleted)']);
    const reasons = [...a.only('sa-deleted'), ...b.only('sa-deleted')].map(({ reason }) => reason);
    expect(reasons).toContain('expired');
  });

  it('leaves no timer behind when everything is over', () => {
    const { a, b, run, clock } = twoPeers({ both: { policies: [{ ...desPolicy, lifetime: 600 }] } });
    a.ask();
    b.ask();
    run(1000);
    dropAll(a, b);
    run(700_000);
    expect(clock.nextAt).toBeUndefined();
    expect([...a.states, ...b.states]).toEqual([]);
  });
});
