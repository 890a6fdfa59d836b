import { describe, expect, it } from 'vitest';
import type { ConnectionState } from '../../../src-renderer/host/connection.ts';
import { EngineLink } from '../../../src-renderer/state/engine-link.svelte.ts';

function aLink() {
  let tell: (state: ConnectionState) => void = () => undefined;
  const link = new EngineLink({
    state: { kind: 'connecting', tries: 0 },
    onState: (listener) => {
      tell = listener;
      return () => undefined;
    },
    retryNow: () => undefined,
  });
  return { link, tell: (state: ConnectionState) => tell(state) };
}

describe('the link to the engine', () => {
  it('is not called lost while the window opens', () => {
    const { link, tell } = aLink();
    expect(link.isLost).toBe(false);
    tell({ kind: 'open' });
    expect(link.isLost).toBe(false);
  });

  it('is lost until it is open again, and after some tries says what to look for', () => {
    const { link, tell } = aLink();
    tell({ kind: 'open' });
    tell({ kind: 'lost', tries: 1, next: 250 });
    expect(link.isLost).toBe(true);
    expect(link.says).toContain('is being made again');
    tell({ kind: 'connecting', tries: 1 });
    expect(link.isLost).toBe(true);
    tell({ kind: 'lost', tries: 3, next: 1000 });
    expect(link.says).toContain('See whether QuickMode still runs');
    tell({ kind: 'open' });
    expect(link.isLost).toBe(false);
  });
});
