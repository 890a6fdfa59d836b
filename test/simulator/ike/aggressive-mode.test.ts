import { describe, expect, it } from 'vitest';
import { bytesOfLatin1 } from '../../../src-main/base/bytes.ts';
import type { IsakmpSettings } from '../../../src-main/simulator/ike/configuration.ts';
import { losing } from './network.ts';
import {
  addressA,
  addressB,
  aesPolicy,
  agreements,
  builtIn,
  desPolicy,
  twoPeers,
  type Configuration,
} from './two-peers.ts';

function aggressive(peer: number, clientEndpoint?: string, password?: string): Partial<IsakmpSettings> {
  return { aggressivePeers: new Map([[peer, { clientEndpoint, password }]]) };
}
const toB: Partial<Configuration> = { settings: aggressive(addressB) };

describe('aggressive mode', () => {
  it('makes an association with three messages, and then quick mode goes on', () => {
    const { a, b, run, sent } = twoPeers({ a: toB });
    a.ask();
    run(1000);
    expect(sent).toHaveLength(3 + 3);
    expect([a.steps, b.steps]).toEqual(['I_AM1 complete complete', 'R_AM1 R_AM2 complete complete']);
    expect([a.states, b.states]).toEqual([['QM_IDLE'], ['QM_IDLE']]);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it('takes the group of the first policy, and offers none with another', () => {
    const { a, b, run } = twoPeers({ a: { ...toB, policies: [aesPolicy, desPolicy, builtIn] } });
    a.ask();
    run(70_000);
    expect(a.states).toEqual(['AG_NO_STATE (deleted)']);
    expect(b.only('suite-refused').map(({ why }) => why)).toContain('encryption');
    expect(b.only('suite-checked').every(({ transform }) => transform === 1)).toBe(true);
  });

  it('finds the key by the name that the initiator says', () => {
    const { a, b, run } = twoPeers({
      a: { settings: aggressive(addressB, 'user-fqdn spoke@lab.example', 'only for you') },
      b: { key: undefined, keysByName: { 'spoke@lab.example': 'only for you' } },
    });
    a.ask();
    run(1000);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
    expect(b.ike.associations[0]).toMatchObject({
      peerIdentity: { type: 3, data: bytesOfLatin1('spoke@lab.example') },
    });
  });

  it('comes to nothing with another key, and ends at both sides', () => {
    const { a, b, run } = twoPeers({ a: { ...toB, key: 'other' } });
    a.ask();
    run(70_000);
    expect(a.only('proof-failed')[0]).toMatchObject({ why: 'hash' });
    expect([...a.states, ...b.states]).toEqual(['AG_NO_STATE (deleted)', 'AG_NO_STATE (deleted)']);
    expect(a.failures).toHaveLength(1);
  });

  it.each([1, 2, 3, 4, 5, 6])('survives the loss of datagram %i', (lost) => {
    const { a, b, run } = twoPeers({ a: toB, fate: losing(lost) });
    a.ask();
    run(60_000);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it('survives repetition', () => {
    const { a, b, run } = twoPeers({ a: toB, fate: () => [10, 30, 3000] });
    a.ask();
    run(60_000);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it.each(['initiator', 'responder'] as const)('is refused where it is disabled at the %s', (where) => {
    const disabled = { isAggressiveModeDisabled: true };
    const isHere = where === 'initiator';
    const { a, b, run } = twoPeers({
      a: { settings: { ...aggressive(addressB), ...(isHere ? disabled : {}) } },
      b: { settings: isHere ? {} : disabled },
    });
    a.ask();
    run(1000);
    expect((isHere ? a : b).only('aggressive-mode-disabled')).toHaveLength(1);
    expect(b.states).toEqual([]);
  });

  it('is withdrawn by one end when both begin', () => {
    const { a, b, run } = twoPeers({ a: toB, b: { settings: aggressive(addressA) } });
    a.ask();
    b.ask();
    run(60_000);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
  });
});
