/**
 * Where the nodes of a topology are drawn. A file's own canvas is in the pixels of another program, with icons of
 * another size: distances are scaled so that neighbours stand about as far apart as our symbols and labels need.
 */
import { boxAround, distance, type Box, type Point, type Size } from './geometry.ts';

export interface Placed {
  id: string;
  position: Point;
}

/** The radius of a node's symbol. A link begins at its edge. */
export const symbolRadius = 24;
/** The figure of a node, its name below the symbol; the symbol's centre is the node's place. */
export const figure: Size & { centre: Point } = { width: 116, height: 86, centre: { x: 58, y: 28 } };

/** Between neighbours, usually; and at the least. */
const usual = 250;
const least = 120;
const largestScale = 5;

/** The centre of every node's symbol. */
export function placesOf(nodes: readonly Placed[]): Map<string, Point> {
  const near = nodes.map((node) => nearest(node, nodes)).filter(Number.isFinite);
  if (nodes.length > 1 && near.length === 0) return onCircle(nodes);
  const typical = near.length > 0 ? median(near) : usual;
  const scale = Math.min(largestScale, Math.max(usual / typical, least / Math.min(typical, ...near)));
  return apart(new Map(nodes.map(({ id, position }) => [id, { x: position.x * scale, y: position.y * scale }])));
}

/** What a node's figure covers: the symbol and the text below it. */
export function figureBoxes(place: Point): [symbol: Box, text: Box] {
  const side = 2 * symbolRadius;
  return [
    boxAround(place, { width: side, height: side }),
    boxAround({ x: place.x, y: place.y + 42 }, { width: figure.width, height: 34 }),
  ];
}

/** The distance to the nearest node that is not at the very same place; infinite when there is none. */
function nearest(node: Placed, nodes: readonly Placed[]): number {
  const distances = nodes.map((other) => distance(node.position, other.position)).filter((length) => length >= 1);
  return Math.min(Infinity, ...distances);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** A file without positions has all nodes at one place. */
function onCircle(nodes: readonly Placed[]): Map<string, Point> {
  const radius = Math.max(usual / 2, (usual * nodes.length) / (2 * Math.PI));
  const around = (place: number): Point => {
    const angle = (2 * Math.PI * place) / nodes.length - Math.PI / 2;
    return { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) };
  };
  return new Map(nodes.map(({ id }, place) => [id, around(place)]));
}

/** Nodes that would hide another one move to the right until they do not. */
function apart(places: Map<string, Point>): Map<string, Point> {
  const taken: Point[] = [];
  for (const [id, place] of places) {
    let free = place;
    while (taken.some((other) => distance(other, free) < symbolRadius)) free = { x: free.x + least, y: free.y };
    taken.push(free);
    places.set(id, free);
  }
  return places;
}
