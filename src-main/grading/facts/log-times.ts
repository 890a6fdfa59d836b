/**
 * When a line was logged, on the clock that all devices of a lab have in common: the time of day that the line carries,
 * set right by what the device's own clock said when it was looked at.
 */
import type { Clock } from '../../parsers/ios/show-clock.ts';
import { NotJudgeable } from './captures.ts';
import type { LogMessage, Place } from './logs.ts';
import { roleNamed } from './places.ts';
import { showOn, type Show } from './shows.ts';
import type { Look } from '../look.ts';
import { lookAt } from '../look.ts';

const DAY = 86_400_000;

const CLOCK: Show<Clock> = showOn('ios', 'show clock');

/** Those whose clocks can be read. */
export function clockLooks({ exercise }: Pick<Place, 'exercise'>, role: string): Look[] {
  return isReadable(exercise, role) ? lookAt(role, CLOCK) : [];
}

function isReadable(exercise: Place['exercise'], role: string): boolean {
  const { platform } = roleNamed(exercise, role);
  return platform === 'ios' || platform === 'iosxe';
}

/**
 * Milliseconds of the provider's clock.
 * @throws {Unreadable} {NotJudgeable} where lines carry no time of day, or the clock cannot be read
 */
export function timeOf({ exercise, captures }: Place, role: string, { time = '' }: LogMessage): number {
  if (!isReadable(exercise, role))
    throw new NotJudgeable(
      `What ${role} logs cannot be put in order with what others log: its clock is not read here.`,
    );
  const logged = timeOfDay(time);
  if (logged === undefined || !/^[A-Z]/.test(time))
    throw new NotJudgeable(
      `What ${role} logs carries no time of day ("service timestamps debug datetime msec" adds it).`,
    );
  const { evidence, records } = captures.read(role, CLOCK, 'end');
  const now = timeOfDay(records.at(-1)?.time ?? '');
  if (now === undefined) throw new NotJudgeable(`${role} does not say what time it is.`);
  return evidence.deviceTime - ((now - logged + DAY) % DAY);
}

/** Milliseconds since midnight, of "Mar  1 00:13:31.891" and "00:13:31.891". */
function timeOfDay(text: string): number | undefined {
  const [, hours, minutes, seconds, fraction = ''] = /(\d{1,2}):(\d\d):(\d\d)(?:\.(\d{1,6}))?/.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1000 + Math.round(Number(`0.${fraction || '0'}`) * 1000);
}
