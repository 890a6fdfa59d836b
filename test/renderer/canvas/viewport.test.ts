import { describe, expect, it } from 'vitest';
import { fitting, neighbour, revealing, zoomedBy } from '../../../src-renderer/canvas/viewport.ts';

const window = { width: 800, height: 400 };

describe('the viewport', () => {
  it('shows all of a large drawing in the middle', () => {
    const { x, y, zoom } = fitting({ x: -1000, y: -100, width: 2000, height: 200 }, window);
    expect(zoom).toBeCloseTo(0.38);
    expect([x, y]).toEqual([400, 200]);
  });

  it('does not blow up a small drawing', () => {
    expect(fitting({ x: 0, y: 0, width: 10, height: 10 }, window).zoom).toBe(1.2);
  });

  it('keeps the middle where it is when it comes nearer, and knows its limits', () => {
    const before = { x: 100, y: 50, zoom: 1 };
    const after = zoomedBy(before, 2, window);
    expect((400 - after.x) / after.zoom).toBeCloseTo(300);
    expect((200 - after.y) / after.zoom).toBeCloseTo(150);
    expect(zoomedBy(before, 1000, window).zoom).toBe(2.5);
    expect(zoomedBy(before, 0.0001, window).zoom).toBe(0.1);
  });

  it('moves only as far as a hidden point needs', () => {
    const viewport = { x: 0, y: 0, zoom: 1 };
    expect(revealing(viewport, { x: 400, y: 200 }, window)).toBe(viewport);
    expect(revealing(viewport, { x: 1000, y: 200 }, window)).toEqual({ x: -260, y: 0, zoom: 1 });
  });

  it('goes with an arrow key to the next node in that direction', () => {
    const places = new Map([
      ['a', { x: 0, y: 0 }],
      ['b', { x: 100, y: 10 }],
      ['c', { x: 300, y: 0 }],
      ['d', { x: 20, y: 200 }],
    ]);
    expect(neighbour(places, 'a', 'ArrowRight')).toBe('b');
    expect(neighbour(places, 'a', 'ArrowDown')).toBe('d');
    expect(neighbour(places, 'a', 'ArrowLeft')).toBeUndefined();
    expect(neighbour(places, 'a', 'x')).toBeUndefined();
  });
});
