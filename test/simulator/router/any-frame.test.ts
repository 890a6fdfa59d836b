/** Whatever comes in at a port: nothing is thrown, time goes on, and the router still does what it did before. */
import { expect, it } from 'vitest';
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import type { EthernetPort } from '../../../src-main/simulator/router/ethernet-port.ts';
import type { Interface } from '../../../src-main/simulator/router/interface.ts';
import type { Router } from '../../../src-main/simulator/router/router.ts';
import { exchange, twoRouters, type Keying, type Pair } from '../collisions/two-routers.ts';

const networks = 6;
/** Frames to each of them. */
const runs = 300;

/** A frame that was really sent, with some bytes changed, cut, or lengthened. */
function damaged(frame: Uint8Array, random: Random): Uint8Array {
  const copy = frame.slice(0, random.int(8) === 0 ? random.int(frame.length) : frame.length);
  for (let changes = 1 + random.int(4); changes > 0 && copy.length > 0; changes--) {
    // Most of them behind the addresses, or the frame is for nobody.
    const at = random.int(4) === 0 ? random.int(copy.length) : Math.min(copy.length - 1, 14 + random.int(60));
    copy[at] = random.int(256);
  }
  return random.int(8) === 0 ? Uint8Array.from([...copy, ...random.bytes(random.int(40))]) : copy;
}

/** Lets the next few instants happen. @returns how many there were */
function few(clock: Pair['clock']): number {
  let count = 0;
  while (count < 40 && (clock.nextAt ?? Infinity) <= clock.now() + 5 && clock.runInstant()) count++;
  return count;
}

it.each<Keying>(['main', 'aggressive', 'ikev2'])('damaged frames of %s, of ESP, AH, ARP and GRE', (keying) => {
  for (let i = 0; i < networks; i++) {
    const pair = twoRouters(keying, `frames ${keying} ${i}`);
    const { a, b, link, clock } = pair;
    const seen: { frame: Uint8Array; from: 'a' | 'b' }[] = [];
    const stop = link.frames.on(({ frame, from }) => seen.push({ frame: frame.slice(), from }));
    for (let count = 0; count < 8; count++) exchange(pair, a)();
    stop();
    const dice = seededRandom(`damage ${keying} ${i}`);
    for (let run = 0; run < runs; run++) {
      const one = seen[dice.int(seen.length)];
      if (one) link[one.from].send(damaged(one.frame, dice));
      few(clock);
      if (run % 16 === 0) clock.runUntil(clock.now() + dice.int(2000));
    }
    clock.runUntil(clock.now() + 1_300_000);
    // A damaged answer of ARP is believed, as by real routers.
    for (const router of [a, b]) portOf(router).carrier.forgetNeighbours();
    const outcomes = Array.from({ length: 90 }, () => exchange(pair, b)());
    expect([i, outcomes.at(-1)]).toEqual([i, true]);
  }
});

function portOf(router: Router): Interface<EthernetPort> {
  return router.interfaces.get('FastEthernet0/0') as Interface<EthernetPort>;
}
