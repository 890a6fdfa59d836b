/** How the user likes his terminals. Kept in the browser, never sent. */

export interface Preferences {
  fontSize: number;
  isSplit: boolean;
  /** Output is put into the page as text, for screen readers. */
  isSpoken: boolean;
}

export const smallestFont = 9;
export const largestFont = 24;
const key = 'terminals';
const usual: Preferences = { fontSize: 13, isSplit: false, isSpoken: false };

export function readPreferences(storage: Pick<Storage, 'getItem'>): Preferences {
  const kept = parsed(storage.getItem(key));
  const { fontSize, isSplit, isSpoken } = kept;
  return {
    fontSize: typeof fontSize === 'number' ? boundedFont(fontSize) : usual.fontSize,
    isSplit: typeof isSplit === 'boolean' ? isSplit : usual.isSplit,
    isSpoken: typeof isSpoken === 'boolean' ? isSpoken : usual.isSpoken,
  };
}

export function writePreferences(storage: Pick<Storage, 'setItem'>, preferences: Preferences): void {
  storage.setItem(key, JSON.stringify(preferences));
}

export function boundedFont(size: number): number {
  return Math.min(largestFont, Math.max(smallestFont, Math.round(size)));
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Somebody else wrote it: as if nothing were kept.
    return {};
  }
}
