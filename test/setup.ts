/**
 * Property tests look at the same cases in every run, so that a change fails on what it broke and on nothing else.
 * SEED=random looks at others: whoever finds a fault that way writes it down as a test of its own.
 */
import fc from 'fast-check';

const seed = process.env['SEED'];
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed ?? 12_4) });
