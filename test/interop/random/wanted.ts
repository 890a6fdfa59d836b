/**
 * Which combinations are tried. QUICKMODE_SEED=word has others than usual, QUICKMODE_SEED=word/7 that one alone, and
 * QUICKMODE_COMBINATIONS=150 that many.
 */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { charon, hasLogins } from '../charon.ts';
import { Authorities } from '../enrolment.ts';
import { accessTitle, drawAccess } from './access.ts';
import { goThroughAccess } from './access-story.ts';
import { draw, type Combination } from './draw.ts';
import { drawFirewall, firewallTitle, goThroughFirewall } from './firewall.ts';
import { drawRefusal } from './difference.ts';
import { goThroughRefusal, refusalTitle } from './refusal-story.ts';
import { titleOf } from './meeting.ts';
import { goThrough } from './story.ts';

export interface Wanted {
  seed: string;
  count: number;
}

export function combinationsOf<T>({ seed, count }: Wanted, draw: (seed: string, number: number) => T): T[] {
  const [word = seed, number] = (process.env['QUICKMODE_SEED'] ?? seed).split('/');
  if (number !== undefined) return [draw(word, Number(number))];
  const wanted = Number(process.env['QUICKMODE_COMBINATIONS'] ?? count);
  return Array.from({ length: wanted }, (_, i) => draw(word, i + 1));
}

/** Every run has its own networks, and every charon of it. */
const placeOf = ({ number }: Pick<Combination, 'number'>): string => `100.${64 + (process.pid % 60)}.${number % 250}`;

export function tryCombinations(wanted: Wanted): void {
  describe.skipIf(charon === undefined)('strongSwan and a router in a combination that was drawn', () => {
    let authorities: Authorities;
    beforeAll(() => {
      authorities = new Authorities();
    }, 60_000);
    afterAll(() => authorities.dispose());

    it.concurrent.each(combinationsOf(wanted, draw).map((one) => ({ one, title: titleOf(one) })))(
      '$title',
      { timeout: 480_000 },
      ({ one }) => goThrough(placeOf(one), one, authorities),
    );
  });
}

export function tryFirewalls(wanted: Wanted): void {
  describe.skipIf(charon === undefined)('strongSwan and an ASA in a combination that was drawn', () => {
    let authorities: Authorities;
    beforeAll(() => {
      authorities = new Authorities();
    }, 60_000);
    afterAll(() => authorities.dispose());

    it.concurrent.each(combinationsOf(wanted, drawFirewall).map((one) => ({ one, title: firewallTitle(one) })))(
      '$title',
      { timeout: 480_000 },
      ({ one }) => goThroughFirewall(placeOf({ number: one.number + 125 }), one, authorities),
    );
  });
}

export function tryRefusals(wanted: Wanted): void {
  describe.skipIf(charon === undefined)('strongSwan and a router that differ in one thing', () => {
    let authorities: Authorities;
    beforeAll(() => {
      authorities = new Authorities();
    }, 60_000);
    afterAll(() => authorities.dispose());

    it.concurrent.each(combinationsOf(wanted, drawRefusal).map((one) => ({ one, title: refusalTitle(one) })))(
      '$title',
      { timeout: 240_000 },
      ({ one }) => goThroughRefusal(placeOf({ number: one.one.number + 60 }), one, authorities),
    );
  });
}

export function tryAccess(wanted: Wanted): void {
  describe.skipIf(charon === undefined || !hasLogins())('strongSwan as a client that a router does not know', () => {
    let authorities: Authorities;
    beforeAll(() => {
      authorities = new Authorities();
    }, 60_000);
    afterAll(() => authorities.dispose());

    it.concurrent.each(combinationsOf(wanted, drawAccess).map((access) => ({ access, title: accessTitle(access) })))(
      '$title',
      { timeout: 480_000 },
      ({ access }) => goThroughAccess(placeOf({ number: access.one.number + 190 }), access, authorities),
    );
  });
}
