import { describe, expect, it } from 'vitest';
import {
  bentCurve,
  boundsOf,
  crosses,
  directionAt,
  distance,
  overlap,
  partOf,
  pathOf,
  placeFrom,
  pointAt,
  reversed,
  trimmed,
} from '../../../src-renderer/canvas/geometry.ts';

const from = { x: 0, y: 0 };
const to = { x: 100, y: 0 };

describe('curves of the canvas', () => {
  it('bends a curve upwards by what was asked for, measured at its middle', () => {
    expect(pointAt(bentCurve(from, to, 30), 0.5)).toEqual({ x: 50, y: -30 });
    expect(pointAt(bentCurve(to, from, 30), 0.5)).toEqual({ x: 50, y: 30 });
  });

  it('cuts a part out of a curve that runs where the whole one runs', () => {
    const whole = bentCurve(from, { x: 80, y: 60 }, 25);
    const part = partOf(whole, 0.2, 0.7);
    const [a, b] = [pointAt(part, 0.5), pointAt(whole, 0.45)];
    expect(distance(a, b)).toBeLessThan(1e-9);
    expect(part.to).toEqual(pointAt(whole, 0.7));
  });

  it('begins and ends a trimmed curve at the edge of the circles around its ends', () => {
    const curve = bentCurve(from, to, 20);
    const visible = trimmed(curve, 24);
    expect(distance(from, visible.from)).toBeCloseTo(24, 3);
    expect(distance(to, visible.to)).toBeCloseTo(24, 3);
  });

  it('finds a place by its distance, and goes no further than the middle', () => {
    const straight = bentCurve(from, to, 0);
    expect(pointAt(straight, placeFrom(straight, 30)).x).toBeCloseTo(30, 3);
    expect(placeFrom(straight, 400)).toBe(0.5);
    expect(directionAt(reversed(straight), 0)).toEqual({ x: -1, y: 0 });
  });

  it('knows whether a curve runs through a box, and is not misled by the box around the curve', () => {
    const rising = bentCurve(from, { x: 100, y: 100 }, 0);
    const box = { x: 60, y: 10, width: 20, height: 20 };
    expect(crosses(rising, box)).toBe(false);
    expect(crosses(rising, { ...box, y: 65 })).toBe(true);
    expect(crosses(bentCurve(from, to, 0), { x: 40, y: -5, width: 10, height: 10 })).toBe(true);
    expect(crosses(bentCurve(from, to, 0), { x: 140, y: -5, width: 10, height: 10 })).toBe(false);
  });

  it('has a direction and a path even where both ends are one point', () => {
    const point = bentCurve(from, from, 10);
    expect(Object.values(directionAt(point, 0)).every(Number.isFinite)).toBe(true);
    expect(pathOf(bentCurve(from, to, 0))).toBe('M0 0Q50 0 100 0');
  });

  it('counts boxes that only touch as apart, and bounds those that there are', () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    expect(overlap(box, { ...box, x: 10 })).toBe(false);
    expect(overlap(box, { ...box, x: 9 })).toBe(true);
    expect(boundsOf([box, { x: -5, y: 20, width: 1, height: 2 }])).toEqual({ x: -5, y: 0, width: 15, height: 22 });
    expect(boundsOf([])).toEqual({ x: 0, y: 0, width: 0, height: 0 });
  });
});
