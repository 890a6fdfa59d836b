import { expect, test } from 'vitest';
import {
  dateAfter,
  millisecondsTo,
  nameOfMonth,
  nameOfWeekday,
  timeOfDay,
} from '../../../../src-main/simulator/ios/system/calendar.ts';

const day = 86_400_000;

test('a router whose clock was never set begins on the first of March 2002, a Friday', () => {
  const date = dateAfter(250_123);
  expect([nameOfWeekday(date), nameOfMonth(date), date.day, date.year]).toEqual(['Fri', 'Mar', 1, 2002]);
  expect(timeOfDay(date, true)).toBe('00:04:10.123');
});

test('agrees with the calendar of the language for thirty years', () => {
  for (let days = 0; days < 30 * 366; days += 17) {
    const expected = new Date(Date.UTC(2002, 2, 1) + days * day);
    const { year, month, day: number, weekday } = dateAfter(days * day);
    expect([year, month, number, weekday]).toEqual([
      expected.getUTCFullYear(),
      expected.getUTCMonth(),
      expected.getUTCDate(),
      expected.getUTCDay(),
    ]);
    expect(millisecondsTo({ year, month, day: number })).toBe(days * day);
  }
});

test('there is no thirtieth of February', () => {
  expect(millisecondsTo({ year: 2024, month: 1, day: 30 })).toBeUndefined();
  expect(millisecondsTo({ year: 2023, month: 1, day: 29 })).toBeUndefined();
});
