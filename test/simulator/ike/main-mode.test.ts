import { describe, expect, it } from 'vitest';
import type { IsakmpPolicy } from '../../../src-main/simulator/ike/environment.ts';
import { losing } from './network.ts';
import { aesPolicy, agreements, builtIn, desPolicy, twoPeers } from './two-peers.ts';

const initiatorSteps = 'I1 I2 I2 I3 I4 I4 I5 I6 I6 complete complete';
const responderSteps = 'R1 R1 R2 R3 R3 R4 R5 R5 complete complete';

describe('main mode', () => {
  it('goes through every state, message by message', () => {
    const { a, b, run } = twoPeers();
    a.ask();
    run(1000);
    expect(a.steps).toBe(initiatorSteps);
    expect(b.steps).toBe(responderSteps);
    const states = (side: typeof a): string[] => side.only('sent').map(({ state }) => state);
    expect(states(a)).toEqual(['MM_NO_STATE', 'MM_SA_SETUP', 'MM_KEY_EXCH', 'QM_IDLE', 'QM_IDLE']);
    expect(states(b)).toEqual(['MM_SA_SETUP', 'MM_KEY_EXCH', 'MM_KEY_EXCH', 'QM_IDLE']);
  });

  const suites: [string, Partial<IsakmpPolicy>][] = [
    ['DES, MD5, group 1', { hash: 'md5' }],
    ['3DES, SHA-1, group 2', { cipher: '3des', keyBits: 168, group: 2 }],
    ['AES-128, SHA-1, group 5', { cipher: 'aes', keyBits: 128, group: 5 }],
    ['AES-192, SHA-256, group 14', { cipher: 'aes', keyBits: 192, hash: 'sha256', group: 14 }],
    ['AES-256, SHA-256, group 14', { cipher: 'aes', keyBits: 256, hash: 'sha256', group: 14 }],
    ['AES-256 from an MD5 key, group 2', { cipher: 'aes', keyBits: 256, hash: 'md5', group: 2 }],
  ];
  it.each(suites)('agrees on %s', (_, suite) => {
    const { a, b, run } = twoPeers({ both: { policies: [{ ...desPolicy, ...suite }, builtIn] } });
    a.ask();
    run(1000);
    expect(a.ike.associations[0]?.policy).toMatchObject(suite);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it('chooses by the order of the responder, whatever the numbers of the policies are', () => {
    const { a, b, run } = twoPeers({
      a: { policies: [{ ...desPolicy, priority: 1 }, { ...aesPolicy, priority: 2 }, builtIn] },
      b: { policies: [{ ...aesPolicy, priority: 30 }, { ...desPolicy, priority: 40 }, builtIn] },
    });
    a.ask();
    run(1000);
    expect(b.ike.associations[0]?.policy).toMatchObject({ cipher: 'aes', priority: 30 });
    expect(a.ike.associations[0]?.policy).toMatchObject({ cipher: 'aes', priority: 2 });
    expect(b.only('suite-checked').map(({ transform, priority }) => [transform, priority])).toEqual([
      [1, 30],
      [2, 30],
    ]);
    expect(b.only('suite-refused')).toMatchObject([{ why: 'encryption', isLast: false }]);
  });

  describe('with policies that differ', () => {
    const differences: [string, Partial<IsakmpPolicy>][] = [
      ['encryption', { cipher: '3des', keyBits: 168 }],
      ['key-length', { keyBits: 256 }],
      ['hash', { hash: 'md5' }],
      ['authentication', { authentication: 'rsa-sig' }],
      ['group', { group: 5 }],
    ];
    it.each(differences)('names the %s, refuses, and is listed as deleted at the responder', (why, difference) => {
      const { a, b, run, sent } = twoPeers({
        a: { policies: [{ ...aesPolicy, ...difference }, builtIn] },
        b: { policies: [aesPolicy, builtIn] },
      });
      a.ask();
      run(1000);
      expect(b.only('suite-refused').map((event) => event.why)).toEqual([why, 'encryption']);
      expect(b.only('no-suite-accepted')).toHaveLength(1);
      expect(b.only('notify-sent')).toMatchObject([{ type: 14, protocol: 1 }]);
      expect(b.only('sa-deleted')).toMatchObject([{ reason: 'policy', role: 'responder', state: 'MM_NO_STATE' }]);
      expect(b.only('mode-failed')).toMatchObject([{ mode: 'main' }]);
      expect(b.steps).toBe('R1 destroyed');
      expect(b.states).toEqual(['MM_NO_STATE (deleted)']);
      expect(sent).toHaveLength(2);
    });

    it('the initiator does not believe a refusal that anybody could have sent, and asks until it gives up', () => {
      const { a, run } = twoPeers({ a: { policies: [aesPolicy] } });
      a.ask();
      run(1000);
      expect(a.only('notify-disbelieved')).toMatchObject([{ type: 14 }]);
      expect(a.only('mode-failed')).toMatchObject([{ mode: 'informational' }]);
      expect(a.states).toEqual(['MM_NO_STATE']);
      run(60_000);
      expect(a.only('retransmitting').map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
      expect(a.only('sa-deleted')).toMatchObject([{ reason: 'phase1-retransmission', state: 'MM_NO_STATE' }]);
      expect(a.failures).toHaveLength(1);
    });
  });

  it('cannot authenticate what asks for a certificate, and says so', () => {
    const signed: IsakmpPolicy = { ...desPolicy, authentication: 'rsa-sig' };
    const { a, b, run } = twoPeers({ both: { policies: [signed, builtIn] } });
    a.ask();
    run(1000);
    expect(b.only('suite-refused').map(({ why }) => why)).toEqual(['no-certificate', 'no-certificate']);
    expect(b.states).toEqual(['MM_NO_STATE (deleted)']);
  });

  it('offers the built-in suite only when nothing is configured', () => {
    const { a, b, run } = twoPeers({ a: { policies: [builtIn] } });
    a.ask();
    run(1000);
    expect(b.only('suite-checked').map(({ priority }) => priority)).toEqual([10, 65_535]);
    expect(b.only('suite-refused').map(({ why }) => why)).toEqual(['authentication', 'no-certificate']);
  });

  it('does not start without a key for the peer', () => {
    const { a, run, sent, clock } = twoPeers({ a: { key: undefined } });
    a.ask();
    run(1000);
    expect(a.only('key-missing')).toMatchObject([{ use: 'begin' }]);
    expect(a.only('cannot-start')).toHaveLength(1);
    expect(a.failures).toHaveLength(1);
    expect([sent.length, a.states.length]).toEqual([0, 0]);
    expect(clock.nextAt).toBeUndefined();
  });

  it('refuses an initiator for which it has no key', () => {
    const { a, b, run } = twoPeers({ b: { key: undefined } });
    a.ask();
    run(1000);
    expect(b.only('key-missing')).toMatchObject([{ use: 'policies' }]);
    expect(b.only('suite-refused').map(({ why }) => why)).toEqual(['no-key', 'authentication']);
    expect(b.states).toEqual(['MM_NO_STATE (deleted)']);
  });

  describe('with keys that differ', () => {
    it('the responder cannot read message 5, and both stay in MM_KEY_EXCH', () => {
      const { a, b, run } = twoPeers({ b: { key: 'F00B4r' } });
      a.ask();
      run(1000);
      expect(b.only('bad-message')).toMatchObject([{ connectionId: 1001, nextPayload: 5, attempt: 1 }]);
      expect(a.states).toEqual(['MM_KEY_EXCH']);
      expect(b.states).toEqual(['MM_KEY_EXCH']);
      expect(b.steps).toBe('R1 R1 R2 R3 R3 R4');
      expect(a.steps).toBe('I1 I2 I2 I3 I4 I4 I5');
    });

    it('both retransmit, each message is as bad as the one before, and both end as deleted', () => {
      const { a, b, run } = twoPeers({ b: { key: 'F00B4r' } });
      a.ask();
      run(58_000);
      expect(a.only('retransmitting').at(-1)).toMatchObject({ phase: 1, state: 'MM_KEY_EXCH', attempt: 5 });
      expect(b.only('bad-message')).toHaveLength(6);
      expect(a.only('duplicate').length).toBeGreaterThan(3);
      run(10_000);
      expect(a.states).toEqual(['MM_NO_STATE (deleted)']);
      expect(b.states).toEqual(['MM_NO_STATE (deleted)']);
      expect(a.only('sa-deleted')).toMatchObject([{ reason: 'phase1-retransmission', state: 'MM_KEY_EXCH' }]);
      run(60_000);
      expect([...a.states, ...b.states]).toEqual([]);
    });
  });

  describe('lifetimes', () => {
    const short = { ...desPolicy, lifetime: 600 };
    it('the lower one holds when it is the initiator’s', () => {
      const { a, b, run, sent } = twoPeers({ a: { policies: [short] } });
      a.ask();
      run(1000);
      expect(b.only('lifetime-started')).toMatchObject([{ seconds: 600 }]);
      expect(b.ike.associations[0]?.policy?.lifetime).toBe(600);
      expect(sent).toHaveLength(9);
    });

    it('the lower one holds when it is the responder’s, which says so', () => {
      const { a, b, run, sent } = twoPeers({ b: { policies: [short] } });
      a.ask();
      run(1000);
      expect(b.only('lifetime-started')).toMatchObject([{ seconds: 600 }]);
      expect(b.only('notify-sent')).toMatchObject([{ type: 24_576, protocol: 1 }]);
      expect(a.only('lifetime-restarted')).toMatchObject([{ seconds: 600 }]);
      expect(a.ike.associations[0]).toMatchObject({ lifetimeRemaining: 599 });
      expect(sent).toHaveLength(10);
      expect(agreements(a)).toEqual(agreements(b));
    });
  });

  describe('when one message is lost', () => {
    const stops = [
      { lost: 1, initiator: 'I1', responder: '' },
      { lost: 2, initiator: 'I1', responder: 'R1 R1 R2' },
      { lost: 3, initiator: 'I1 I2 I2 I3', responder: 'R1 R1 R2' },
      { lost: 4, initiator: 'I1 I2 I2 I3', responder: 'R1 R1 R2 R3 R3 R4' },
      { lost: 5, initiator: 'I1 I2 I2 I3 I4 I4 I5', responder: 'R1 R1 R2 R3 R3 R4' },
      { lost: 6, initiator: 'I1 I2 I2 I3 I4 I4 I5', responder: responderSteps },
    ];
    it.each(stops)('number $lost: the debug stops there and retransmits', ({ lost, initiator, responder }) => {
      const { a, b, run } = twoPeers({ fate: losing(lost) });
      a.ask();
      run(9900);
      expect([a.steps, b.steps]).toEqual([initiator, responder]);
      expect([...a.only('retransmitting'), ...b.only('retransmitting')]).toEqual([]);
      run(1100);
      expect(a.only('retransmitting')[0]).toMatchObject({ phase: 1, attempt: 1 });
      expect(a.steps).toBe(initiatorSteps);
      expect(b.steps).toBe(responderSteps);
      expect(agreements(a)).toHaveLength(1);
      expect(agreements(a)).toEqual(agreements(b));
    });
  });

  it('answers a repeated message once, half a second later, and not when the answer has only just left', () => {
    const { a, b, run, setFate } = twoPeers({ fate: ({ number }) => (number === 4 ? [] : [10]) });
    a.ask();
    run(5000);
    setFate(() => [10, 20]);
    run(5500);
    expect(b.only('duplicate').length).toBeGreaterThanOrEqual(2);
    expect(b.only('nothing-to-retransmit')[0]?.since).toBeLessThan(2000);
    run(2000);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
  });
});
