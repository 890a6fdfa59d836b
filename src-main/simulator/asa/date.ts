/** The date of a firewall. Unlike a router's, its clock runs on while the firewall is reloaded. */
import { dateAfter, type DateTime } from '../ios/system/calendar.ts';
import type { Settings } from '../ios/settings.ts';
import type { Clock } from '../../base/clock.ts';

/** Milliseconds after the start: an ASAv asks for its first command well after its interfaces are up. */
export const ready = 20_000;

interface Timed {
  readonly clock: Clock;
  readonly settings: Settings;
}

/** Milliseconds since the first of March 2002. @param at now, where it is left out: by the simulator's clock */
export function timeOf({ clock, settings }: Timed, at: number = clock.now()): number {
  return at + ready + (settings.clockAhead ?? 0);
}

export function dateOf(device: Timed, at?: number): DateTime {
  return dateAfter(timeOf(device, at));
}
