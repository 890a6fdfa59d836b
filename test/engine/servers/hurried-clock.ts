/** Wall time for deadlines towards devices; waits pass faster, since the routers behind them live faster too. */
import type { Clock } from '../../../src-main/base/clock.ts';
import { wallClock } from '../../../src-main/devices/transport/wall-clock.ts';

const haste = 20;

export const hurriedClock: Clock = {
  now: () => wallClock.now() * haste,
  after: (milliseconds, run) => wallClock.after(milliseconds, run),
  sleep: (milliseconds) => wallClock.sleep(milliseconds / haste),
};
