import type { Path } from '../../base/path.ts';
import type { Position } from './position.ts';

export type Syntax = 'JSON' | 'YAML' | 'XML' | 'INI';

/** A text as a value, and the way back from the value to the text. */
export interface Document {
  readonly syntax: Syntax;
  /** Plain data. The scalars of YAML are text or null: `label: 007` and `label: 1e3` are names, not numbers. */
  readonly value: unknown;
  /** The place of each path, or of the nearest one around it that exists. */
  positionsOf(paths: readonly Path[]): (Position | undefined)[];
}
