import type { Clock } from '../../base/clock.ts';

/** The machine's own time: the clock of every device that is not simulated. Counts from when the program started. */
export const wallClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  sleep: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
};
