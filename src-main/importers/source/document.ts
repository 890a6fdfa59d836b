import type { Path } from '../../base/path.ts';
import { limits } from '../limits.ts';
import type { Complaint } from '../complaint.ts';
import type { Position } from './position.ts';

export type Syntax = 'JSON' | 'YAML' | 'XML' | 'INI';

/** A text as a value, and the way back from the value to the text. */
export interface Document {
  readonly syntax: Syntax;
  /** Plain data. The scalars of YAML are text or null: `label: 007` and `label: 1e3` are names, not numbers. */
  readonly value: unknown;
  /** What is odd about the text itself, and yet can be read. */
  readonly complaints?: readonly Complaint[];
  /** The place of each path, or of the nearest one around it that exists. */
  positionsOf(paths: readonly Path[]): (Position | undefined)[];
}

/** The programs that save topologies, and those that read them, take the last of such keys without a word. */
export function keyTwice(key: string, position: Position): Complaint {
  const shown = JSON.stringify(key.slice(0, limits.name));
  const message = `the key ${shown} stands twice in one map; the last one counts`;
  return { severity: 'warning', at: [], position, message, mend: 'remove the other' };
}
