/** What holds on any network: what is begun comes to an agreement or to an end, and nothing is left over. */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/base/random.ts';
import { reliable, trouble } from './network.ts';
import {
  addressA,
  addressB,
  agreements,
  builtIn,
  desPolicy,
  dropAll,
  twoPeers,
  type Configuration,
  type Side,
  type TwoPeers,
} from './two-peers.ts';

/** As IPsec does: whoever wants children and has none asks every 30 s. */
function keepAsking(peers: TwoPeers, side: Side, until: number): void {
  if (side.installed.length === 0) side.ask();
  if (peers.clock.now() < until) peers.clock.after(30_000, () => keepAsking(peers, side, until));
}

function expectAgreement({ a, b }: TwoPeers): void {
  expect(agreements(a).length).toBeGreaterThan(0);
  expect(agreements(a)).toEqual(agreements(b));
  expect(a.live.some(({ state }) => state === 'QM_IDLE')).toBe(true);
  expect(b.live.some(({ state }) => state === 'QM_IDLE')).toBe(true);
}

describe('two peers that both begin', () => {
  it('at the same moment: the one with the lower address goes on, the other one answers it', () => {
    const peers = twoPeers();
    const { a, b, run } = peers;
    a.ask();
    b.ask();
    run(1000);
    expect([...a.states, ...b.states]).toEqual(['QM_IDLE', 'QM_IDLE']);
    expect(a.ike.associations.map(({ role }) => role)).toEqual(['initiator']);
    expectAgreement(peers);
    expect(a.only('sa-deleted')).toEqual([]);
    expect(b.only('sa-deleted')).toMatchObject([{ reason: 'withdrawn', connectionId: 0 }]);
    run(100_000);
    expect(agreements(a)).toHaveLength(1);
    expectAgreement(peers);
    expect([...a.failures, ...b.failures]).toEqual([]);
  });

  it.each(Array.from({ length: 40 }, (_, i) => 2 * i))('%i ms apart: one association, one pair', (apart) => {
    for (const aIsFirst of [true, false]) {
      const peers = twoPeers();
      const { a, b, run } = peers;
      (aIsFirst ? a : b).ask();
      run(apart);
      (aIsFirst ? b : a).ask();
      run(5000);
      expect([...a.states, ...b.states]).toEqual(['QM_IDLE', 'QM_IDLE']);
      expect(agreements(a)).toHaveLength(1);
      expectAgreement(peers);
      run(100_000);
      expect(agreements(a)).toHaveLength(1);
      expect([...a.failures, ...b.failures]).toEqual([]);
    }
  });

  it('one of them for a while in vain: the other one is answered at once', () => {
    for (const early of ['A', 'B'] as const) {
      for (const seconds of [0.5, 1.5, 9.99, 25, 59]) {
        const peers = twoPeers({ fate: ({ from }) => (from === early ? [] : [10]) });
        const { a, b, run, setFate } = peers;
        (early === 'A' ? a : b).ask();
        run(1000 * seconds);
        setFate(reliable);
        (early === 'A' ? b : a).ask();
        run(2000);
        expect([early, seconds, ...a.states, ...b.states]).toEqual([early, seconds, 'QM_IDLE', 'QM_IDLE']);
        expect(agreements(a)).toHaveLength(1);
        expectAgreement(peers);
      }
    }
  });

  it('quick modes over one association, at the same moment: one pair', () => {
    const peers = twoPeers();
    const { a, b, run } = peers;
    a.ask();
    run(1000);
    for (const child of [...a.installed]) a.drop(child);
    run(1000);
    expect([agreements(a), agreements(b)]).toEqual([[], []]);
    a.ask();
    b.ask();
    run(1000);
    expect(agreements(a)).toHaveLength(1);
    expectAgreement(peers);
    expect(b.only('node-deleted').map(({ reason }) => reason)).toContain('withdrawn');
  });

  it('never delete at one end what the other end uses', () => {
    for (let apart = 0; apart < 100; apart++) {
      const { a, b, run, clock } = twoPeers({ both: { policies: [{ ...desPolicy, lifetime: 300 }, builtIn] } });
      a.ask();
      run(apart);
      b.ask();
      run(200_000);
      expect(agreements(a)).toEqual(agreements(b));
      dropAll(a, b);
      run(1_000_000);
      expect([...a.states, ...b.states]).toEqual([]);
      expect(clock.nextAt).toBeUndefined();
    }
  });
});

describe('a network that loses, repeats and reorders', () => {
  const runs = 2300;
  const timeout = 300_000;
  const healsAfter = 40_000;

  function survive(seed: string, both: boolean): void {
    const random = seededRandom(seed);
    const peers = twoPeers({ seed, fate: trouble(random, 5 + random.int(45)) });
    const { a, b, run, setFate } = peers;
    keepAsking(peers, a, 200_000);
    if (both) peers.clock.after(random.int(15_000), () => keepAsking(peers, b, 200_000));
    run(healsAfter);
    setFate(reliable);
    run(260_000);
    expectAgreement(peers);
  }

  it(`lets one initiator come to an agreement, ${runs} times`, { timeout }, () => {
    for (let i = 0; i < runs; i++) survive(`one ${i}`, false);
  });

  it(`lets two initiators come to an agreement, ${runs} times`, { timeout }, () => {
    for (let i = 0; i < runs; i++) survive(`two ${i}`, true);
  });

  it.each(['main', 'aggressive'] as const)(
    'lets two ends renew both phases in %s mode at the same time, 100 times',
    (mode) => {
      const to = (peer: number): Partial<Configuration> =>
        mode === 'main'
          ? {}
          : { settings: { aggressivePeers: new Map([[peer, { password: undefined, clientEndpoint: undefined }]]) } };
      for (let i = 0; i < 100; i++) {
        const random = seededRandom(`renewal ${mode} ${i}`);
        const policies = [{ ...desPolicy, lifetime: 300 }, builtIn];
        const peers = twoPeers({ both: { policies }, a: to(addressB), b: to(addressA) });
        const { a, b, run, setFate, clock } = peers;
        a.ask();
        run(1000);
        setFate(trouble(random, 5 + random.int(35)));
        for (const side of [a, b]) clock.after(random.int(200_000), () => side.ask());
        run(600_000 + random.int(300_000));
        setFate(reliable);
        run(100_000);
        a.ask();
        run(2000);
        // Deletions are not acknowledged: what was lost of them stays until its time is over. The youngest pair counts.
        expect(a.installed.at(-1)?.outbound).toEqual(b.installed.at(-1)?.inbound);
        expect(a.installed.at(-1)?.inbound).toEqual(b.installed.at(-1)?.outbound);
        for (const side of [a, b]) expect(side.live.at(-1)?.state).toBe('QM_IDLE');
        dropAll(a, b);
        run(1_000_000);
        expect([...a.states, ...b.states]).toEqual([]);
        expect(clock.nextAt).toBeUndefined();
      }
    },
  );

  it('leaves nothing behind when nobody asks any more', () => {
    for (let i = 0; i < 100; i++) {
      const random = seededRandom(`end ${i}`);
      const policies = [{ ...desPolicy, lifetime: 300 }, builtIn];
      const { a, b, run, clock } = twoPeers({ fate: trouble(random, 40), both: { policies } });
      a.ask();
      run(random.int(20_000));
      b.ask();
      run(200_000);
      dropAll(a, b);
      run(1_000_000);
      expect([...a.states, ...b.states]).toEqual([]);
      expect(clock.nextAt).toBeUndefined();
    }
  });
});
