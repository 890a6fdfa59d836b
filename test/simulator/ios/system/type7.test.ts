import { expect, test } from 'vitest';
import { decodeType7, encodeType7, highestOffset } from '../../../../src-main/simulator/ios/system/type7.ts';

// '02050D480809' is "cisco": the example of many public explanations of type 7.
test('hides and shows a password as IOS does', () => {
  expect(encodeType7('cisco', 2)).toBe('02050D480809');
  expect(decodeType7('02050D480809')).toBe('cisco');
  expect(decodeType7('02050d480809')).toBe('cisco');
});

test('every offset is its own inverse, also for passwords longer than the text', () => {
  const long = 'x'.repeat(100);
  for (let offset = 0; offset <= highestOffset; offset++) {
    expect(decodeType7(encodeType7(long, offset))).toBe(long);
  }
});

test.each(['', '02', '9905', '02050', 'zz05'])('%s is no such thing', (text) => {
  expect(decodeType7(text)).toBe(undefined);
});
