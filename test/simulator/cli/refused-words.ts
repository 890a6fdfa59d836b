/** Lines that belong to an outer mode, and that a mode within would refuse because of a word that it only refuses. */
import type { Declaration, ModeDeclaration } from '../../../src-main/simulator/cli/declaration.ts';
import { Levels } from '../../../src-main/simulator/cli/levels.ts';
import { resolve, takesFirstMode } from '../../../src-main/simulator/cli/resolve.ts';
import { choicesOf, type Choice } from '../../../src-main/simulator/cli/thread.ts';

type AnyMode = ModeDeclaration<unknown>;
type Choices = readonly Choice<Declaration<unknown>>[];

const privilege = 15;
/** Longer openings of commands have no other words that are refused. */
const deepest = 4;

/** @param contextOf what a mode acts upon @returns each with its mode: 'router ospf: interface' */
export function caughtLines(
  modes: readonly ModeDeclaration<never>[],
  first: ModeDeclaration<never>,
  contextOf: (mode: AnyMode) => unknown,
): string[] {
  return (modes as readonly AnyMode[]).flatMap((mode) => {
    if (mode === first) return [];
    const outer = outerModesOf(mode);
    const levels = new Levels({ mode: first, context: contextOf(first) }, () => undefined);
    for (const one of [...outer.toReversed(), mode]) levels.enter(one, contextOf(one));
    const sought = takesFirstMode(levels) ? [...outer, first as AnyMode] : outer;
    return sought.flatMap((one) => {
      const openings = openingsOf(one.firstChoices('run'), contextOf(one), '');
      return openings.filter((line) => isCaught(levels, line, one)).map((line) => `${mode.name}: ${line}`);
    });
  });
}

function isCaught(levels: Levels, line: string, meant: AnyMode): boolean {
  const [word = ''] = line.split(' ', 1);
  if (!levels.reachable.some(({ mode }) => mode !== meant && refusesLike(mode, word))) return false;
  const found = resolve(levels, line, privilege);
  return found.kind === 'command' && found.isRefusal && found.level.mode !== meant;
}

/** Asked first, because there are few. */
function refusesLike(mode: AnyMode, word: string): boolean {
  return mode
    .firstChoices('run')
    .some(
      ({ token, ways }) =>
        token.text.startsWith(word) && ways.some(({ thread: { declared } }) => declared.command.isRefusal),
    );
}

/** From the inside outwards. */
function outerModesOf({ options: { parent } }: AnyMode): AnyMode[] {
  return parent ? [parent, ...outerModesOf(parent)] : [];
}

/** Keywords with which commands begin that do something, from the first to the last before an argument. */
function openingsOf(choices: Choices, context: unknown, before: string, depth = 1): string[] {
  return choices.flatMap(({ token, ways }) => {
    const own = ways.filter(({ thread: { declared } }) => isReal(declared, context));
    if (!token.isKeyword || own.length === 0) return [];
    const line = before + token.text;
    const further = choicesOf(
      own.map(({ thread, position, bits }) => ({ ...thread, next: position.next, entered: thread.entered | bits })),
    );
    return [line, ...(depth < deepest ? openingsOf(further, context, `${line} `, depth + 1) : [])];
  });
}

function isReal({ command, privilege: needed }: Declaration<unknown>, context: unknown): boolean {
  return command.isRefusal !== true && needed <= privilege && (command.when?.(context) ?? true);
}
