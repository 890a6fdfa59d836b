/**
 * Which combinations are tried. QUICKMODE_SEED=word has others than usual, QUICKMODE_SEED=word/7 that one alone, and
 * QUICKMODE_COMBINATIONS=150 that many.
 */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { charon } from '../charon.ts';
import { Authorities } from '../enrolment.ts';
import { draw, type Combination } from './draw.ts';
import { titleOf } from './meeting.ts';
import { goThrough } from './story.ts';

export interface Wanted {
  seed: string;
  count: number;
}

function combinationsOf({ seed, count }: Wanted): Combination[] {
  const [word = seed, number] = (process.env['QUICKMODE_SEED'] ?? seed).split('/');
  if (number !== undefined) return [draw(word, Number(number))];
  const wanted = Number(process.env['QUICKMODE_COMBINATIONS'] ?? count);
  return Array.from({ length: wanted }, (_, i) => draw(word, i + 1));
}

/** Every run has its own networks, and every charon of it. */
const placeOf = ({ number }: Combination): string => `100.${64 + (process.pid % 60)}.${number % 250}`;

export function tryCombinations(wanted: Wanted): void {
  describe.skipIf(charon === undefined)('strongSwan and a router in a combination that was drawn', () => {
    let authorities: Authorities;
    beforeAll(() => {
      authorities = new Authorities();
    });
    afterAll(() => authorities.dispose());

    it.concurrent.each(combinationsOf(wanted).map((one) => ({ one, title: titleOf(one) })))(
      '$title',
      { timeout: 480_000 },
      ({ one }) => goThrough(placeOf(one), one, authorities),
    );
  });
}
