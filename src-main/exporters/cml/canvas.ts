import type { Topology } from '../../lab/topology.ts';

/** CML takes whole positions from -15000 to 15000: a larger drawing is made smaller, all of it alike. */
const edge = 15_000;

export class Canvas {
  readonly #scale: number;

  constructor({ nodes, notes = [] }: Topology) {
    const widest = [...nodes, ...notes].reduce(
      (most, { position: { x, y } }) => Math.max(most, Math.abs(x), Math.abs(y)),
      0,
    );
    this.#scale = widest > edge ? edge / widest : 1;
  }

  /** Annotations, other than nodes, may stand between whole positions. */
  placeNote({ x, y }: { x: number; y: number }): { x: number; y: number } {
    return { x: x * this.#scale, y: y * this.#scale };
  }

  place({ x, y }: { x: number; y: number }): { x: number; y: number } {
    // Adding zero makes 0 of -0, which would be written differently.
    return { x: Math.round(x * this.#scale) + 0, y: Math.round(y * this.#scale) + 0 };
  }
}
