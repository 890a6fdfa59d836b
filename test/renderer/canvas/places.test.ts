import { describe, expect, it } from 'vitest';
import { distance, type Point } from '../../../src-renderer/canvas/geometry.ts';
import { placesOf } from '../../../src-renderer/canvas/places.ts';

function nodesAt(...positions: [number, number][]): { id: string; position: Point }[] {
  return positions.map(([x, y], place) => ({ id: String(place), position: { x, y } }));
}

function closest(places: Map<string, Point>): number {
  const points = [...places.values()];
  return Math.min(...points.flatMap((a, at) => points.slice(at + 1).map((b) => distance(a, b))));
}

describe('places of nodes', () => {
  it('brings neighbours of a small canvas as far apart as labels need, and keeps the shape', () => {
    const places = placesOf(nodesAt([0, 0], [50, 0], [100, 50]));
    expect(places.get('1')).toEqual({ x: 250, y: 0 });
    expect(places.get('2')).toEqual({ x: 500, y: 250 });
  });

  it('brings a wide canvas together', () => {
    expect(closest(placesOf(nodesAt([0, 0], [2000, 0], [4000, 0])))).toBeCloseTo(250);
  });

  it('leaves room between the closest two, however far the others are', () => {
    expect(closest(placesOf(nodesAt([0, 0], [40, 0], [1000, 0], [2000, 0], [3000, 0])))).toBeGreaterThanOrEqual(120);
  });

  it('puts the nodes of a file without positions on a circle', () => {
    const places = placesOf(nodesAt([0, 0], [0, 0], [0, 0], [0, 0]));
    expect(closest(places)).toBeGreaterThan(150);
  });

  it('moves a node off another one that has the same place', () => {
    expect(closest(placesOf(nodesAt([0, 0], [0, 0], [300, 0])))).toBeGreaterThanOrEqual(24);
  });

  it('has a place for a node that is alone, and none for nobody', () => {
    expect(placesOf(nodesAt([120, 40])).size).toBe(1);
    expect(placesOf([]).size).toBe(0);
  });
});
