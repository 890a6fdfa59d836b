/**
 * What holds on any network: what is begun comes to an agreement or to an end, whatever is lost, repeated and reordered,
 * also when both ends renew, ask and delete at once. Every run follows from its seed.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import { anyBytes } from '../wire/wire.common.ts';
import { reliable, trouble } from '../ike/network.ts';
import { addressA, addressB, agreements, twoPeers, type Side, type TwoPeers } from './two-peers.ts';

const dpd = { interval: 30, retry: 5, mode: 'periodic' as const };

const actions: ((side: Side) => void)[] = [
  (side) => side.ask(),
  (side) => side.renewChild(),
  (side) => side.renewChild(),
  (side) => side.renew(),
  (side) => side.renew(),
  (side) => {
    const [child] = side.installed;
    if (child) side.drop(child);
  },
];

const names = ({ ready }: Side): string[] =>
  ready.map(({ initiatorSpi, responderSpi }) => hexOf(initiatorSpi) + hexOf(responderSpi)).sort();

/** What IPsec holds is what IKE lists, and what the other side holds. */
function expectOneState({ a, b }: TwoPeers, seed: string): void {
  expect(agreements(a), seed).toEqual(agreements(b));
  expect(names(a), seed).toEqual(names(b));
  for (const side of [a, b]) {
    const listed = side.ready.flatMap(({ children }) => children.map(({ sa }) => sa.inbound.spi)).sort();
    expect(listed, seed).toEqual(side.installed.map(({ inbound }) => inbound.spi).sort());
    expect(
      side.ike.associations.every(({ status, queued }) => status === 'READY' && queued === 0),
      seed,
    ).toBe(true);
  }
}

function runOnce(seed: string): TwoPeers {
  const random = seededRandom(seed);
  const peers = twoPeers({ seed, both: { profile: { dpd, lifetime: 7200 } }, fate: trouble(random, random.int(30)) });
  const { a, b, run, setFate } = peers;
  (random.int(2) === 0 ? a : b).ask();
  if (random.int(3) === 0) b.ask();
  for (let i = 0; i < 4; i++) {
    run(random.int(8000));
    const act = actions[random.int(actions.length)];
    for (const side of random.int(3) === 0 ? [a, b] : [random.int(2) === 0 ? a : b]) act?.(side);
  }
  run(20_000);
  setFate(reliable);
  run(600_000);
  // Dead peer detection may have asked at this very moment.
  if ([a, b].some(({ ike }) => ike.associations.some(({ queued }) => queued > 0))) run(1000);
  return peers;
}

describe('two peers in trouble', () => {
  const runs = Number(process.env['QUICKMODE_RUNS'] ?? 4700);

  it(`agree in the end, ${runs} times`, { timeout: 300_000 }, () => {
    for (let i = 0; i < runs; i++) {
      const seed = `trouble ${i}`;
      expectOneState(runOnce(seed), seed);
    }
  });

  it('keep nothing when all is cleared', () => {
    for (let i = 0; i < 20; i++) {
      const peers = runOnce(`cleared ${i}`);
      peers.a.ike.clear();
      peers.run(300_000);
      expect([peers.a.ike.associations, peers.b.ike.associations]).toEqual([[], []]);
      expect([peers.a.installed, peers.b.installed]).toEqual([[], []]);
    }
  });

  it('renew for hours without losing a child', () => {
    const peers = twoPeers({ both: { profile: { lifetime: 600 } }, fate: trouble(seededRandom('hours'), 5) });
    const { a, b, run, setFate } = peers;
    a.ask();
    for (let minute = 0; minute < 240; minute++) {
      run(60_000);
      if (minute % 7 === 0) (minute % 2 === 0 ? a : b).renewChild();
    }
    setFate(reliable);
    run(120_000);
    expectOneState(peers, 'hours');
    expect(agreements(a)).toHaveLength(1);
  });
});

describe('whatever comes', () => {
  it('does no harm: damaged copies of real messages change nothing', () => {
    const peers = twoPeers({ seed: 'damage' });
    peers.a.ask();
    peers.run(1000);
    const before = agreements(peers.b);
    const real = peers.sent.filter(({ from }) => from === 'A').map(({ bytes }) => bytes);
    const damaged = fc
      .tuple(fc.constantFrom(...real), fc.nat(), fc.integer({ min: 1, max: 255 }))
      .map(([bytes, at, change]) => {
        const copy = Uint8Array.from(bytes);
        copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ change;
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(anyBytes(200), damaged), (bytes) => {
        peers.b.ike.receive(addressB, addressA, bytes);
      }),
      { numRuns: 2000 },
    );
    peers.run(100_000);
    expect(agreements(peers.b)).toEqual(before);
    expect(peers.b.ready).toHaveLength(1);
  });
});
