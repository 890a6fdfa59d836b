/** What can be wrong with the declarations of a mode. A test of each platform looks for it. */
import { positionsOf } from './command-list.ts';
import { sectionsOf } from './configuration.ts';
import type { Declaration, ModeDeclaration } from './declaration.ts';
import type { Position, Steps } from './syntax.ts';

export function faultsOf<Context>(mode: ModeDeclaration<Context>): string[] {
  const { declarations } = mode;
  const faults = declarations.flatMap((declaration) => missingHelps(mode, declaration));
  if (declarations.some(({ command }) => 'no' in command) && mode.helpOfWord('no') === undefined) {
    faults.push(`no help for 'no'`);
  }
  return [...new Set([...faults, ...twins(declarations), ...homeless(mode)])];
}

/** @throws Error that lists every fault: a missing help, a command declared twice, a section without a place */
export function checkModes(modes: readonly ModeDeclaration<never>[]): void {
  const faults = modes.flatMap((mode) => mode.faults());
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

function missingHelps<Context>(
  mode: ModeDeclaration<Context>,
  { syntax, negatedSteps, hidden }: Declaration<Context>,
): string[] {
  if (hidden) return [];
  return positionsOf(negatedSteps)
    .filter((position) => position.token.text !== 'INTERFACE' && mode.helpOf(position) === undefined)
    .map(({ token, name }) => `no help for '${token.isKeyword ? token.text : name || token.text}' of '${syntax}'`);
}

function homeless<Context>({ declarations, options }: ModeDeclaration<Context>): string[] {
  const places = options.layout && sectionsOf(options.layout);
  return declarations
    .filter(({ command }) => 'show' in command)
    .map(({ command, syntax }) => command.section ?? syntax.split(' ')[0] ?? '')
    .filter((section) => places && !places.includes(section))
    .map((section) => `the layout has no place for '${section}'`);
}

/** Commands that a same line would run. Those with a condition may share a line: one of them exists at a time. */
function twins<Context>(declarations: readonly Declaration<Context>[]): string[] {
  const always = declarations.filter(({ command }) => !('when' in command));
  // Only commands that begin alike can be the same: looking at every pair would take longer than all else at start-up.
  const byFirstWord = new Map<string, Declaration<Context>[]>();
  for (const declaration of always) {
    for (const { to } of declaration.steps()) {
      const word = to?.token.text ?? '';
      const alike = byFirstWord.get(word) ?? [];
      if (alike.at(-1) !== declaration) alike.push(declaration);
      byFirstWord.set(word, alike);
    }
  }
  return [...byFirstWord.values()].flatMap((alike) =>
    alike.flatMap((one, index) => alike.slice(index + 1).flatMap((other) => twinFault(one, other))),
  );
}

function twinFault<Context>(one: Declaration<Context>, other: Declaration<Context>): string[] {
  if (!meet(one.steps, other.steps, new Set())) return [];
  if (one.syntax === other.syntax) return [`declared twice: '${one.syntax}'`];
  return [`'${one.syntax}' and '${other.syntax}' are the same line`];
}

/** Whether two automata accept a common line of the same tokens. */
function meet(one: Steps, other: Steps, seen: ReadonlySet<Position>): boolean {
  return one().some(({ to }) =>
    other().some((edge) => {
      if (!to || !edge.to) return to === edge.to;
      if (to.token.text !== edge.to.token.text || seen.has(to)) return false;
      return meet(to.next, edge.to.next, new Set([...seen, to]));
    }),
  );
}
