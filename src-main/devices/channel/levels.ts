import type { Platform } from './platform.ts';

/** One step from a level to the next. */
export interface Move {
  command: string;
  to: string;
  isSecret: boolean;
}

/** The shortest way from one level to another, or undefined when there is none. */
export function wayBetween({ levels }: Platform, from: string, to: string): Move[] | undefined {
  const ways = new Map<string, Move[]>([[from, []]]);
  for (const [level, way] of ways) {
    if (level === to) return way;
    // A Map is read on while it grows: this is the breadth-first search.
    for (const move of movesFrom({ levels }, level)) if (!ways.has(move.to)) ways.set(move.to, [...way, move]);
  }
  return undefined;
}

function movesFrom({ levels }: Pick<Platform, 'levels'>, from: string): Move[] {
  return levels.flatMap(({ name, enter, leave }) => {
    if (enter?.from === from) return [{ command: enter.command, to: name, isSecret: enter.secret ?? false }];
    if (leave && name === from) return [{ command: leave.command, to: leave.to, isSecret: false }];
    return [];
  });
}
