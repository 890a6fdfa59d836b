/** Which part of the canvas the window shows. A point p of the canvas is at p × zoom + (x, y) of the window. */
import { distance, type Box, type Point, type Size } from './geometry.ts';

export interface Viewport {
  x: number;
  y: number;
  zoom: number;
}

export const smallestZoom = 0.1;
export const largestZoom = 2.5;
/** A small topology is not blown up further than this to fill the window. */
const comfortable = 1.2;
const margin = 20;

/** Shows all of a box, in the middle. */
export function fitting(box: Box, window: Size): Viewport {
  const across = (window.width - 2 * margin) / Math.max(1, box.width);
  const down = (window.height - 2 * margin) / Math.max(1, box.height);
  const zoom = Math.min(comfortable, Math.max(smallestZoom, Math.min(across, down)));
  return {
    zoom,
    x: window.width / 2 - (box.x + box.width / 2) * zoom,
    y: window.height / 2 - (box.y + box.height / 2) * zoom,
  };
}

/** Nearer or further by a factor; the middle of the window stays where it is. */
export function zoomedBy(viewport: Viewport, factor: number, window: Size): Viewport {
  const zoom = Math.min(largestZoom, Math.max(smallestZoom, viewport.zoom * factor));
  const middle = (start: number, length: number) => length / 2 - ((length / 2 - start) / viewport.zoom) * zoom;
  return { zoom, x: middle(viewport.x, window.width), y: middle(viewport.y, window.height) };
}

/** Moves the window so that a point is in it, with some room around; the same viewport when it is already. */
export function revealing(viewport: Viewport, point: Point, window: Size): Viewport {
  const room = 60;
  const shift = (start: number, at: number, length: number) => {
    const place = at * viewport.zoom + start;
    const wanted = Math.min(Math.max(place, Math.min(room, length / 2)), Math.max(length - room, length / 2));
    return start + wanted - place;
  };
  const x = shift(viewport.x, point.x, window.width);
  const y = shift(viewport.y, point.y, window.height);
  return x === viewport.x && y === viewport.y ? viewport : { ...viewport, x, y };
}

/** What the drawing asks of the part that moves the viewport. */
export interface CameraControl {
  /** Whether the key was one of the camera's. */
  press(key: string): boolean;
  /** Somebody moved the window by hand: it stays where it was put. */
  release(): void;
  reveal(point: Point): void;
}

const arrows: Record<string, Point> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** The node that an arrow key goes to: near, and rather straight ahead than aside. */
export function neighbour(places: ReadonlyMap<string, Point>, from: string, key: string): string | undefined {
  const start = places.get(from);
  const arrow = arrows[key];
  if (!start || !arrow) return undefined;
  let best: { id: string; cost: number } | undefined;
  for (const [id, place] of places) {
    const ahead = (place.x - start.x) * arrow.x + (place.y - start.y) * arrow.y;
    const aside = Math.abs((place.x - start.x) * arrow.y + (place.y - start.y) * arrow.x);
    if (id === from || ahead <= 0 || aside > 2 * ahead) continue;
    const cost = distance(start, place) + aside;
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}
