import { randomInt } from 'node:crypto';

/** What a store takes from the world beside its file. */
export interface Environs {
  now: () => Date;
  /** A whole number from 0 to `below` - 1. */
  dice: (below: number) => number;
}

export const realEnvirons: Environs = { now: () => new Date(), dice: (below) => randomInt(below) };
