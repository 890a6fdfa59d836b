/** Conditions of a link as GNS3's filters: delay with jitter, and loss, in whole numbers. It has none for the rest. */
import type { LinkConditioning } from '../../lab/topology.ts';

interface LinkFilters {
  filters: Record<string, number[]>;
  /** What is there in another number than it was given: "a loss of 0.5 is there as 1". */
  rounded: string[];
}

export function linkFilters({ delay = 0, jitter = 0, loss = 0 }: LinkConditioning): LinkFilters {
  const given = { delay, jitter, loss };
  const whole = inWholeNumbers(given);
  const changed = (['delay', 'jitter', 'loss'] as const).filter((key) => given[key] !== whole[key]);
  return {
    filters: {
      ...(whole.delay > 0 && { delay: [whole.delay, whole.jitter] }),
      ...(whole.loss > 0 && { packet_loss: [whole.loss] }),
    },
    rounded: changed.map((key) => `a ${key} of ${given[key]} is there as ${whole[key]}`),
  };
}

/** A filter that begins with zero is one switched off: what there is of delay or loss is at least 1. */
function inWholeNumbers(given: Record<'delay' | 'jitter' | 'loss', number>): typeof given {
  const atLeast = (value: number, isThere: boolean): number => Math.max(isThere ? 1 : 0, Math.round(value));
  return {
    delay: atLeast(given.delay, given.delay > 0 || given.jitter > 0),
    jitter: Math.round(given.jitter),
    loss: atLeast(given.loss, given.loss > 0),
  };
}
