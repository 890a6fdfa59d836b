/** Pieces of packets on an interface of translation: whatever their order, the first piece is the first that goes on. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import { fragment } from '../../../src-main/simulator/router/fragmentation.ts';
import { PieceOrder } from '../../../src-main/simulator/router/nat/piece-order.ts';
import type { Ipv4Packet } from '../../../src-main/simulator/wire/ipv4.ts';

const whole = (identification: number): Ipv4Packet => ({
  typeOfService: 0,
  identification,
  dontFragment: false,
  moreFragments: false,
  fragmentOffset: 0,
  timeToLive: 64,
  protocol: 17,
  source: 0x0a000001,
  destination: 0xcb007101,
  options: new Uint8Array(0),
  payload: new Uint8Array(4000),
});

interface Scene {
  clock: VirtualClock;
  arrive: (piece: Ipv4Packet, vrf?: string) => void;
  passed: Ipv4Packet[];
}

function scene(): Scene {
  const clock = new VirtualClock();
  const order = new PieceOrder(clock);
  const passed: Ipv4Packet[] = [];
  const arrive = (piece: Ipv4Packet, vrf?: string): void => {
    const result = order.inbound(piece, vrf, () => arrive(piece, vrf));
    if (result !== 'taken') passed.push(result);
  };
  return { clock, arrive, passed };
}

test('of several packets every piece goes on once, and the first of each before its others', () => {
  const pieces = [1, 2, 3].flatMap((identification) => fragment(whole(identification), 1500));
  fc.assert(
    fc.property(fc.shuffledSubarray(pieces, { minLength: pieces.length }), (shuffled) => {
      const { clock, arrive, passed } = scene();
      for (const piece of shuffled) arrive(piece);
      clock.runUntil(clock.now() + 1);
      expect(new Set(passed)).toEqual(new Set(pieces));
      expect(passed).toHaveLength(pieces.length);
      for (const identification of [1, 2, 3])
        expect(passed.find((one) => one.identification === identification)?.fragmentOffset).toBe(0);
    }),
  );
});

test('what is whole passes, and a piece whose first one does not come in three seconds is lost', () => {
  const { clock, arrive, passed } = scene();
  const [first, second] = fragment(whole(1), 2020);
  if (!first || !second) throw new Error('not in pieces');
  arrive(second);
  arrive(whole(2));
  expect(passed).toEqual([whole(2)]);
  clock.runUntil(clock.now() + 3001);
  arrive(first);
  clock.runUntil(clock.now() + 1);
  expect(passed).toEqual([whole(2), first]);
});

test('pieces of customers with the same addresses and numbers wait for the first piece of their own table', () => {
  const { clock, arrive, passed } = scene();
  const [first, second] = fragment(whole(1), 2020);
  const [other, last] = fragment(whole(1), 2020);
  if (!first || !second || !other || !last) throw new Error('not in pieces');
  arrive(last, 'BLUE');
  arrive(first, 'RED');
  arrive(second, 'RED');
  clock.runUntil(clock.now() + 1);
  expect(passed).toEqual([first, second]);
  arrive(other, 'BLUE');
  clock.runUntil(clock.now() + 1);
  expect(passed.slice(2).map((one) => one === other || one === last)).toEqual([true, true]);
});
