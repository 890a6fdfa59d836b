import { describe, expect, it } from 'vitest';
import { clockOf } from '../../../../src-main/simulator/ios/crypto/crypto-durations.ts';

describe('a duration', () => {
  it('is hours, minutes and seconds, of two digits each at least', () => {
    expect([0, 61, 86_399, 400_000].map(clockOf)).toEqual(['00:00:00', '00:01:01', '23:59:59', '111:06:40']);
  });
});
