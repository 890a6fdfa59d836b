import { describe, expect, it } from 'vitest';
import { describeMalformed, isMalformed, Malformed } from '../../../src-main/simulator/wire/malformed.ts';

describe('malformed bytes', () => {
  it('are told from a value', () => {
    expect(isMalformed(new Malformed('IPv4', 'version 6'))).toBe(true);
    expect(isMalformed({ layer: 'IPv4', reason: 'version 6' })).toBe(false);
    expect(isMalformed(undefined)).toBe(false);
  });

  it('are described with their layer and the reason', () => {
    expect(describeMalformed(new Malformed('IPv4', 'version 6'))).toBe('malformed IPv4: version 6');
  });
});
