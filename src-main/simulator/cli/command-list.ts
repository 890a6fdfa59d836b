/** All commands of a mode with their helps: for documentation, and for tests that compare them with a real router's. */
import type { ModeDeclaration } from './declaration.ts';
import type { Position, Steps } from './syntax.ts';

interface ListedCommand {
  readonly syntax: string;
  /** The help of each word, as `?` shows them from the left to the right. */
  readonly helps: readonly { readonly word: string; readonly help: string }[];
  readonly privilege: number;
  /** Whether `no` may stand before it. */
  readonly isNegatable: boolean;
  readonly isHidden: boolean;
}

export function listCommands<Context>(mode: ModeDeclaration<Context>): ListedCommand[] {
  return mode.declarations.map(({ syntax, command, privilege, hidden, steps }) => ({
    syntax,
    privilege,
    helps: positionsOf(steps).map((position) => ({ word: position.token.text, help: mode.helpOf(position) ?? '' })),
    isNegatable: 'no' in command,
    isHidden: hidden,
  }));
}

/** Every token of a syntax once, in the order in which they can be reached. */
export function positionsOf(steps: Steps): Position[] {
  const found = new Set<Position>();
  const visit = (next: Steps): void => {
    for (const { to } of next()) {
      if (!to || found.has(to)) continue;
      found.add(to);
      visit(to.next);
    }
  };
  visit(steps);
  return [...found];
}
