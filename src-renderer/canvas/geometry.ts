/** Points, boxes and curves of the canvas: x to the right, y down, in pixels of the canvas at zoom 1. */

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** A box by its upper left corner. */
export type Box = Point & Size;

/** A line from one point to another that is drawn towards a third: a quadratic Bézier curve. */
export interface Curve {
  from: Point;
  towards: Point;
  to: Point;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

export function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

export function boxAround(center: Point, { width, height }: Size): Box {
  return { x: center.x - width / 2, y: center.y - height / 2, width, height };
}

/** Whether two boxes share more than an edge. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function contains(box: Box, point: Point): boolean {
  return point.x > box.x && point.x < box.x + box.width && point.y > box.y && point.y < box.y + box.height;
}

/** The smallest box that holds all of them; an empty one at the origin for none. */
export function boundsOf(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** From `from` to `to`, bent so that its middle is `bend` to the left of the straight line. Left of "to the right" is up. */
export function bentCurve(from: Point, to: Point, bend: number): Curve {
  const length = distance(from, to) || 1;
  const straight = middle(from, to);
  return {
    from,
    to,
    towards: {
      x: straight.x + ((to.y - from.y) / length) * 2 * bend,
      y: straight.y - ((to.x - from.x) / length) * 2 * bend,
    },
  };
}

export function pointAt({ from, towards, to }: Curve, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * from.x + 2 * u * t * towards.x + t * t * to.x,
    y: u * u * from.y + 2 * u * t * towards.y + t * t * to.y,
  };
}

/** The direction of the curve, of length 1. */
export function directionAt({ from, towards, to }: Curve, t: number): Point {
  const x = (1 - t) * (towards.x - from.x) + t * (to.x - towards.x);
  const y = (1 - t) * (towards.y - from.y) + t * (to.y - towards.y);
  const length = Math.hypot(x, y) || 1;
  return { x: x / length, y: y / length };
}

/** The part of a curve between two places of it (de Casteljau's construction). */
export function partOf(curve: Curve, start: number, end: number): Curve {
  const from = pointAt(curve, start);
  const to = pointAt(curve, end);
  const blend = (a: number, b: number, c: number) =>
    (1 - start) * (1 - end) * a + (start + end - 2 * start * end) * b + start * end * c;
  return {
    from,
    to,
    towards: {
      x: blend(curve.from.x, curve.towards.x, curve.to.x),
      y: blend(curve.from.y, curve.towards.y, curve.to.y),
    },
  };
}

/** Whether a curve runs through a box. Ours are nearly straight: it is taken for two straight lines. */
export function crosses(curve: Curve, box: Box): boolean {
  const half = pointAt(curve, 0.5);
  return cuts(curve.from, half, box) || cuts(half, curve.to, box);
}

/** Whether a straight line has a part in a box: the overlap of its two shadows on the axes (Liang and Barsky). */
function cuts(from: Point, to: Point, box: Box): boolean {
  const across = shadow(from.x, to.x, [box.x, box.x + box.width]);
  const down = shadow(from.y, to.y, [box.y, box.y + box.height]);
  return Math.max(0, across[0], down[0]) < Math.min(1, across[1], down[1]);
}

/** From where to where on the way from one number to another one is between two limits. */
function shadow(from: number, to: number, [low, high]: [number, number]): [number, number] {
  if (from === to) return from > low && from < high ? [-Infinity, Infinity] : [1, 0];
  const [a, b] = [(low - from) / (to - from), (high - from) / (to - from)];
  return a < b ? [a, b] : [b, a];
}

/** Where a curve is first so far from its beginning; the middle when it never is. */
export function placeFrom(curve: Curve, away: number): number {
  let low = 0;
  let high = 0.5;
  if (distance(curve.from, pointAt(curve, high)) <= away) return high;
  for (let round = 0; round < 20; round++) {
    const t = (low + high) / 2;
    if (distance(curve.from, pointAt(curve, t)) < away) low = t;
    else high = t;
  }
  return high;
}

export function reversed({ from, towards, to }: Curve): Curve {
  return { from: to, towards, to: from };
}

/** A curve without the parts that lie under the circles at its ends. */
export function trimmed(curve: Curve, radius: number): Curve {
  return partOf(curve, placeFrom(curve, radius), 1 - placeFrom(reversed(curve), radius));
}

/** For the `d` of an SVG path. */
export function pathOf({ from, towards, to }: Curve): string {
  const write = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
  return `M${write(from)}Q${write(towards)} ${write(to)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
