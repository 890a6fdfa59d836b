/** The drawing of a topology: curves for its links and tunnels, and what can be written beside them without a collision. */
import type { LinkView, NodeView, TunnelView } from '../../src-main/api/contract/laboratory.ts';
import {
  bentCurve,
  boundsOf,
  boxAround,
  contains,
  directionAt,
  distance,
  crosses,
  middle,
  overlap,
  placeFrom,
  pointAt,
  reversed,
  trimmed,
  type Box,
  type Curve,
  type Point,
  type Size,
} from './geometry.ts';
import { figureBoxes, placesOf, symbolRadius } from './places.ts';
import { shortInterface } from './words.ts';

export interface Layout {
  places: Map<string, Point>;
  links: DrawnLink[];
  tunnels: DrawnTunnel[];
  /** All that is drawn. */
  bounds: Box;
}

export interface DrawnLink {
  id: string;
  nodes: [string, string];
  curve: Curve;
  /** What stands at its ends; nothing where it is too crowded. */
  labels: LinkLabel[];
}

export interface LinkLabel {
  node: string;
  /** The centre. */
  at: Point;
  lines: string[];
}

export interface DrawnTunnel {
  tunnel: TunnelView;
  curve: Curve;
  /** The sign of the state, in the middle of the curve. */
  sign: Point;
  /** The words beside the sign. */
  words: Box;
  /** Towards the sign: the words are above it, below it, or at one side. */
  align: 'start' | 'center' | 'end';
}

/** Between links that join the same two nodes. */
const parallelGap = 30;
const lineHeight = 15;
const letter = 6.4;
const tunnelWords = { width: 290, height: 50 };

export function layoutOf(
  nodes: readonly NodeView[],
  links: readonly LinkView[],
  tunnels: readonly TunnelView[],
): Layout {
  const places = placesOf(nodes);
  const figures = [...places.values()].flatMap(figureBoxes);
  const arcs: DrawnTunnel[] = [];
  for (const [at, tunnel] of tunnels.entries())
    arcs.push(...drawTunnel(tunnel, places, { before: tunnelsBefore(tunnels, at), arcs }));
  const taken = [...figures, ...arcs.flatMap((arc) => [...wordBoxes(arc), ...along(arc.curve)])];
  const drawn = links.flatMap((link) => drawLink(link, places, bendOf(link, links)));
  const curves = drawn.map(({ line }) => line.curve);
  for (const { link, line } of drawn) line.labels = labelsOf(link, line.curve, { taken, curves });
  return {
    places,
    links: drawn.map(({ line }) => line),
    tunnels: arcs,
    bounds: boundsOf([...figures, ...arcs.flatMap(({ curve, words }) => [words, ...along(curve)])]),
  };
}

/**
 * `layoutOf` that remembers its last answer. A view is sent for every state that changes; what is where changes with
 * the topology alone.
 */
export function layoutKeeper(): typeof layoutOf {
  let last: { key: string; layout: Layout } | undefined;
  return (nodes, links, tunnels) => {
    const where = [nodes.map(({ id, position }) => [id, position]), tunnels.map((tunnel) => [tunnel.id, tunnel.nodes])];
    const key = JSON.stringify([where, links]);
    if (last?.key !== key) last = { key, layout: layoutOf(nodes, links, tunnels) };
    const { layout } = last;
    const now = new Map(tunnels.map((tunnel) => [tunnel.id, tunnel]));
    return {
      ...layout,
      tunnels: layout.tunnels.map((drawn) => ({ ...drawn, tunnel: now.get(drawn.tunnel.id) ?? drawn.tunnel })),
    };
  };
}

/** How far the middle of a link is from the straight line: the links of a pair fan out. */
function bendOf(link: LinkView, links: readonly LinkView[]): number {
  const pair = pairOf(link.ends.map(({ node }) => node));
  const group = links.filter(({ ends }) => pairOf(ends.map(({ node }) => node)) === pair);
  const bend = (group.indexOf(link) - (group.length - 1) / 2) * parallelGap;
  // A link that is written the other way round would bend to the other side.
  return link.ends[0].node <= link.ends[1].node ? bend : -bend;
}

function pairOf(nodes: readonly string[]): string {
  return JSON.stringify([...nodes].sort());
}

function drawLink(link: LinkView, places: Map<string, Point>, bend: number): { link: LinkView; line: DrawnLink }[] {
  const [a, b] = link.ends;
  const from = places.get(a.node);
  const to = places.get(b.node);
  if (!from || !to || a.node === b.node) return [];
  const curve = bentCurve(from, to, bend);
  return [{ link, line: { id: link.id, nodes: [a.node, b.node], curve: trimmed(curve, symbolRadius), labels: [] } }];
}

interface Occupied {
  /** Figures, tunnels, and the labels placed so far. */
  taken: Box[];
  /** The links. */
  curves: readonly Curve[];
}

/** The label of each end, as long as there is room for it; each takes its room away from those that follow. */
function labelsOf({ ends }: LinkView, curve: Curve, { taken, curves }: Occupied): LinkLabel[] {
  const half = distance(curve.from, curve.to) / 2;
  return ends.flatMap((end, place) => {
    const line = place === 0 ? curve : reversed(curve);
    const short = shortInterface(end.interface);
    const texts = end.address === undefined ? [[short]] : [[short, end.address], [short]];
    for (const lines of texts)
      for (const side of [1, -1]) {
        const box = beside(line, lines, side);
        const collides =
          taken.some((other) => overlap(other, box)) || curves.some((other) => other !== curve && crosses(other, box));
        if (collides || reachOf(box, line.from) > half + 4) continue;
        taken.push(box);
        return [{ node: end.node, lines, at: { x: box.x + box.width / 2, y: box.y + box.height / 2 } }];
      }
    return [];
  });
}

/** The box of a label at the beginning of a line: it touches neither the symbol nor the line. Side 1 is the upper one. */
function beside(line: Curve, lines: readonly string[], side: number): Box {
  const size = sizeOf(lines);
  const start = directionAt(line, 0);
  const along = (Math.abs(start.x) * size.width + Math.abs(start.y) * size.height) / 2;
  const t = placeFrom(line, along + 6);
  const point = pointAt(line, t);
  const direction = directionAt(line, t);
  const up = direction.x > 0 || (direction.x === 0 && direction.y < 0) ? side : -side;
  const normal = { x: direction.y * up, y: -direction.x * up };
  const away = (Math.abs(normal.x) * size.width + Math.abs(normal.y) * size.height) / 2 + 3;
  return boxAround({ x: point.x + normal.x * away, y: point.y + normal.y * away }, size);
}

function sizeOf(lines: readonly string[]): Size {
  return { width: Math.max(...lines.map(({ length }) => length)) * letter, height: lines.length * lineHeight };
}

/** How far the label's middle is from the beginning of its line. */
function reachOf(box: Box, from: Point): number {
  return distance(from, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

function tunnelsBefore(tunnels: readonly TunnelView[], at: number): number {
  const pair = pairOf(tunnels[at]?.nodes ?? []);
  return tunnels.slice(0, at).filter(({ nodes }) => pairOf(nodes) === pair).length;
}

interface TunnelsBefore {
  /** How many have the same ends. */
  before: number;
  arcs: readonly DrawnTunnel[];
}

/**
 * An arc over the nodes between its ends, low or high, on either side: where it and its words are least in the way, the
 * low upper one if it is all the same.
 */
function drawTunnel(tunnel: TunnelView, places: Map<string, Point>, { before, arcs }: TunnelsBefore): DrawnTunnel[] {
  const from = places.get(tunnel.nodes[0]);
  const to = places.get(tunnel.nodes[1]);
  if (!from || !to || tunnel.nodes[0] === tunnel.nodes[1]) return [];
  const others = [...places].filter(([id]) => !tunnel.nodes.includes(id)).flatMap(([, place]) => figureBoxes(place));
  const written = [...places.values()].flatMap(figureBoxes).concat(arcs.flatMap(wordBoxes));
  const rise = Math.min(190, Math.max(84, distance(from, to) * 0.2)) + before * (tunnelWords.height + 34);
  const up = from.x <= to.x ? 1 : -1;
  const drawn = [rise, -rise, rise + highArc, -rise - highArc].map((bend): DrawnTunnel => {
    const curve = trimmed(bentCurve(from, to, bend * up), symbolRadius + 3);
    return { tunnel, curve, sign: pointAt(curve, 0.5), ...wordsBeside(curve) };
  });
  const inTheWay = drawn.map((one) => crossings(one.curve, others) + overlaps(wordBoxes(one), written));
  return drawn.slice(inTheWay.indexOf(Math.min(...inTheWay))).slice(0, 1);
}

/** So much more is the bend of an arc that has to pass over what is in its way. */
const highArc = 70;

function wordBoxes({ sign, words }: DrawnTunnel): Box[] {
  return [words, signBox(sign)];
}

function overlaps(boxes: readonly Box[], others: readonly Box[]): number {
  return others.filter((other) => boxes.some((box) => overlap(box, other))).length;
}

/** On the outer side of the arc: above or below a flat one, beside a steep one. */
function wordsBeside(curve: Curve): Pick<DrawnTunnel, 'words' | 'align'> {
  const sign = pointAt(curve, 0.5);
  const outward = directionOf(middle(curve.from, curve.to), sign);
  const isFlat = Math.abs(outward.x) < 0.5;
  const away = isFlat
    ? { x: 0, y: Math.sign(outward.y) * (tunnelWords.height / 2 + 16) }
    : { x: Math.sign(outward.x) * (tunnelWords.width / 2 + 20), y: 0 };
  const words = boxAround({ x: sign.x + away.x, y: sign.y + away.y }, tunnelWords);
  return { words, align: isFlat ? 'center' : outward.x > 0 ? 'start' : 'end' };
}

function directionOf(from: Point, to: Point): Point {
  const length = distance(from, to) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

function crossings(curve: Curve, boxes: readonly Box[]): number {
  return boxes.filter((box) => steps.some((t) => contains(box, pointAt(curve, t)))).length;
}

const steps = Array.from({ length: 21 }, (_, step) => step / 20);

function signBox(sign: Point): Box {
  return boxAround(sign, { width: 28, height: 28 });
}

/** Small boxes on a curve, which keep labels off it. */
function along(curve: Curve): Box[] {
  return steps.map((t) => boxAround(pointAt(curve, t), { width: 8, height: 8 }));
}
