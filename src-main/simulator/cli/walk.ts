/**
 * Walking a line through the commands of a mode: all of them at once, word by word. At each word the most exact token
 * is chosen and the rest are forgotten, as IOS does; it never looks ahead.
 */
import type { Declaration, Form, ModeDeclaration } from './declaration.ts';
import { Choice, mayEnd, Taken, type Thread } from './thread.ts';
import { rank, type Fault, type Fit, type Interfaces } from './token.ts';
import { restFrom, type Line } from './words.ts';

/** For whom the commands are: what they act upon and what the session may see. */
export interface Situation<Context> {
  readonly context: Context;
  readonly privilege: number;
}

type Choices<Context> = readonly Choice<Declaration<Context>>[];

type Step<Context> =
  /** `text` is what was taken, written out in full. */
  | {
      readonly kind: 'taken';
      readonly taken: Taken<Declaration<Context>>;
      readonly index: number;
      readonly text: string;
    }
  | Stop;

/** Why a word is not taken. */
export type Stop =
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'invalid'; readonly column: number }
  | { readonly kind: 'fault'; readonly fault: Fault };

export class Walk<Context> {
  readonly #interfaces: Interfaces;

  constructor(
    private readonly mode: ModeDeclaration<Context>,
    private readonly situation: Situation<Context>,
    private readonly form: Form,
  ) {
    this.#interfaces = () => mode.options.interfaces?.(situation.context) ?? [];
  }

  start(): Choices<Context> {
    return this.mode.firstChoices(this.form);
  }

  /** Takes the word at `index`. */
  step(choices: Choices<Context>, line: Line, index: number): Step<Context> {
    const [first, ...others] = this.#mostExact(this.#fits(choices, line, index));
    if (!first) return invalidAt(() => this.#invalidColumn(choices, line, index));
    // Two kinds of argument that fit alike stay both in the race; two keywords do not.
    if (others.length > 0 && first.fit.rank >= rank.abbreviation) return { kind: 'ambiguous' };
    if (first.fit.fault) return { kind: 'fault', fault: first.fit.fault };
    const column = line.words[index]?.column ?? 0;
    const take = ({ fit, choice }: Candidate<Context>): Taken<Declaration<Context>> => choice.take(fit, column);
    const taken = others.length === 0 ? take(first) : new Taken([first, ...others].flatMap((one) => take(one).threads));
    return { kind: 'taken', taken, index: index + first.fit.consumed, text: textOf(first, line, index) };
  }

  /** The command that may end here, if one may. */
  ending({ threads }: Taken<Declaration<Context>>): Thread<Declaration<Context>> | undefined {
    return threads.find((thread) => mayEnd(thread) && this.#exists(thread.declared));
  }

  /** The choices that exist here, and among them the open ones: what `?` lists. */
  listed(choices: Choices<Context>): Choices<Context> {
    return this.#existing(choices).filter(({ ways }) => ways.some(({ thread }) => !thread.declared.hidden));
  }

  list(choice: Choice<Declaration<Context>>, partial: string): ReturnType<(typeof choice)['token']['list']> {
    return choice.token.list(partial, this.#interfaces);
  }

  #fits(choices: Choices<Context>, line: Line, index: number): Candidate<Context>[] {
    // Whether a command exists is asked after whether its word fits, which is so for few.
    const candidates: Candidate<Context>[] = [];
    for (const choice of choices) {
      const fits = choice.token.fit(line, index, this.#interfaces);
      if (fits.length > 0 && this.#isThere(choice)) for (const fit of fits) candidates.push({ fit, choice });
    }
    return candidates;
  }

  #existing(choices: Choices<Context>): Choice<Declaration<Context>>[] {
    return choices
      .map(
        ({ token, ways }) =>
          new Choice(
            token,
            ways.filter(({ thread }) => this.#exists(thread.declared)),
          ),
      )
      .filter(({ ways }) => ways.length > 0);
  }

  #isThere({ ways }: Choice<Declaration<Context>>): boolean {
    return ways.some(({ thread }) => this.#exists(thread.declared));
  }

  #isOpen({ ways }: Choice<Declaration<Context>>): boolean {
    return ways.some(({ thread }) => !thread.declared.hidden && this.#exists(thread.declared));
  }

  /** The best fits. What is hidden gives way to what is not. */
  #mostExact(candidates: readonly Candidate<Context>[]): readonly Candidate<Context>[] {
    if (candidates.length < 2) return candidates;
    const best = Math.max(...candidates.map(({ fit }) => fit.rank));
    const top = candidates.filter(({ fit }) => fit.rank === best);
    const open = top.filter(({ choice }) => this.#isOpen(choice));
    return open.length > 0 ? open : top;
  }

  #exists({ command, privilege }: Declaration<Context>): boolean {
    if (privilege > this.situation.privilege) return false;
    if (this.form !== 'run' && !('no' in command) && !(this.form === 'default' && 'default' in command)) return false;
    return command.when?.(this.situation.context) ?? true;
  }

  /**
   * Where IOS puts the caret: under the first character with which no keyword goes along. `R1#sh clck` has it under
   * the second c (seen in reports of users: netmiko issue 1812 `show ip device`, netmiko_tools issue 19 `show run bgp`).
   */
  #invalidColumn(choices: Choices<Context>, line: Line, index: number): number {
    const word = line.words[index] ?? { text: '', column: line.text.length };
    const there = choices.filter((choice) => this.#isThere(choice));
    return word.column + Math.max(0, ...there.map(({ token }) => token.reach(word.text, this.#interfaces)));
  }
}

/** What one mode does not know is as a rule of the next one out, and nobody asks for the column. */
function invalidAt(columnOf: () => number): { readonly kind: 'invalid'; readonly column: number } {
  return {
    kind: 'invalid',
    get column() {
      return columnOf();
    },
  };
}

interface Candidate<Context> {
  readonly fit: Fit;
  readonly choice: Choice<Declaration<Context>>;
}

/** Keywords and names of interfaces in full; everything else as it was typed. */
function textOf<Context>({ fit, choice }: Candidate<Context>, line: Line, index: number): string {
  const isNamed = choice.token.isKeyword || choice.token.text === 'INTERFACE';
  if (isNamed && typeof fit.value === 'string') return fit.value;
  return fit.rank === rank.line ? restFrom(line, index) : (line.words[index]?.text ?? '');
}
