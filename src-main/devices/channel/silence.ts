import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';

/** A reader is asked again after each second in which nothing was said. */
const TICK = 1000;

interface Watched {
  /** When something was said last, by either side. */
  heardAt: () => number;
  /** Nothing was said for so many milliseconds. Called again and again while it stays so. */
  quiet: (milliseconds: number) => void;
  /** The deadline has come. */
  late: () => void;
}

/** Watches a conversation on its clock until it is stopped. Nothing is called after the deadline. */
export function watchSilence(clock: Clock, deadline: number, { heardAt, quiet, late }: Watched): Stop {
  let isStopped = false;
  let stop: Stop | undefined;
  const arm = (): void => {
    if (!isStopped) stop = clock.after(Math.max(0, Math.min(TICK, deadline - clock.now())), tick);
  };
  const tick = (): void => {
    const now = clock.now();
    if (now >= deadline) {
      late();
      return;
    }
    const silence = now - heardAt();
    if (silence >= TICK) quiet(silence);
    arm();
  };
  arm();
  return () => {
    isStopped = true;
    stop?.();
  };
}
