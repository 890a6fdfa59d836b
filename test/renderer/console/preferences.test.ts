import { describe, expect, it } from 'vitest';
import { readPreferences, writePreferences } from '../../../src-renderer/console/preferences.ts';

function storage(kept: string | null = null) {
  let text = kept;
  return { getItem: () => text, setItem: (_: string, value: string) => (text = value) };
}

describe('preferences for terminals', () => {
  it('begin with what suits most', () => {
    expect(readPreferences(storage())).toEqual({ fontSize: 13, isSplit: false, isSpoken: false });
  });

  it('are kept', () => {
    const kept = storage();
    writePreferences(kept, { fontSize: 16, isSplit: true, isSpoken: true });
    expect(readPreferences(kept)).toEqual({ fontSize: 16, isSplit: true, isSpoken: true });
  });

  it('are bounded, and what somebody else wrote is ignored', () => {
    expect(readPreferences(storage('{"fontSize":400,"isSplit":"yes"}'))).toMatchObject({
      fontSize: 24,
      isSplit: false,
    });
    for (const text of ['{', 'null', '[]', '7']) expect(readPreferences(storage(text)).fontSize).toBe(13);
  });
});
