import { describe, expect, it } from 'vitest';
import { hashOf, routeOf } from '../../../src-renderer/state/route.ts';
import { Router } from '../../../src-renderer/state/router.svelte.ts';

describe('the address of the window', () => {
  it.each(['', '#', '#/', '#/attempt/', '#/attempt/a/b', '#/elsewhere', '#/attempt/%E0%A4%A'])(
    'is the library for %j',
    (hash) => {
      expect(routeOf(hash)).toEqual({ screen: 'library' });
    },
  );

  it('comes back to the attempt it was made for, whatever its id', () => {
    for (const id of ['2025-03-01-4tpy', 'ä/ö ?#']) {
      const route = { screen: 'attempt', id } as const;
      expect(routeOf(hashOf(route))).toEqual(route);
    }
  });

  it('is the servers where it says so', () => {
    expect(routeOf(hashOf({ screen: 'servers' }))).toEqual({ screen: 'servers' });
  });

  it('is followed when the browser goes back, until it is no longer', () => {
    const listeners = new Set<() => void>();
    const address = {
      location: { hash: '#/attempt/one' },
      addEventListener: (_: string, listener: () => void) => void listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => void listeners.delete(listener),
    };
    const router = new Router(address);
    const stop = router.follow();
    expect(router.route).toEqual({ screen: 'attempt', id: 'one' });
    address.location.hash = '#/';
    for (const listener of listeners) listener();
    expect(router.route).toEqual({ screen: 'library' });
    router.go({ screen: 'attempt', id: 'two' });
    expect(address.location.hash).toBe('#/attempt/two');
    stop();
    expect(listeners.size).toBe(0);
  });
});
