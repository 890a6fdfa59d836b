/**
 * A mode whose commands act on several things at once: the commands are those of another mode, and each is run for every
 * one of them in turn (`interface range`).
 */
import type { Command, Declaration, Exec, Form, ModeDeclaration, ModeOptions } from './declaration.ts';
import type { Position } from './syntax.ts';
import { choicesOf, type Choice } from './thread.ts';

/** @typeParam Context what the commands of the mode for one act upon */
export class ModeOfSeveral<Context> implements ModeDeclaration<readonly Context[]> {
  readonly name: string;
  #declarations: { readonly count: number; readonly all: readonly Declaration<readonly Context[]>[] } | undefined;

  constructor(
    private readonly single: ModeDeclaration<Context>,
    readonly options: ModeOptions<readonly Context[]>,
  ) {
    this.name = options.name;
  }

  get declarations(): readonly Declaration<readonly Context[]>[] {
    // Features add their commands to the other mode one by one.
    const { length: count } = this.single.declarations;
    if (this.#declarations?.count !== count) this.#declarations = { count, all: this.single.declarations.map(forEach) };
    return this.#declarations.all;
  }

  firstChoices(form: Form): readonly Choice<Declaration<readonly Context[]>>[] {
    return choicesOf(
      this.declarations.map((declared) => ({
        declared,
        next: form === 'run' ? declared.steps : declared.negatedSteps,
        entered: 0,
        bound: undefined,
      })),
    );
  }

  helpOf(position: Position): string | undefined {
    return this.single.helpOf(position);
  }

  helpOfWord(word: string): string | undefined {
    return this.single.helpOfWord(word);
  }

  configuration(): [] {
    return [];
  }

  faults(): string[] {
    return [];
  }
}

type Handler<Context> = (context: Context, args: Readonly<Record<string, unknown>>, exec: Exec) => unknown;

function forEach<Context>(declaration: Declaration<Context>): Declaration<readonly Context[]> {
  const { command, syntax } = declaration;
  // What leads out of the mode does so once.
  const several = (handler: Handler<Context>): Handler<readonly Context[]> =>
    syntax === 'exit' ? forFirst(handler) : forAll(handler);
  const wrapped: Command<readonly Context[], Readonly<Record<string, unknown>>> = {
    run: several((context, args, exec) => command.run(context, args, exec)),
    ...('no' in command && { no: several((context, args, exec) => command.no?.(context, args, exec)) }),
    ...('default' in command && { default: several((context, args, exec) => command.default?.(context, args, exec)) }),
    ...(command.isRefusal && { isRefusal: true }),
    ...('when' in command && { when: (contexts) => contexts.every((context) => command.when?.(context) ?? true) }),
  };
  return { ...declaration, command: wrapped };
}

function forFirst<Context>(handler: Handler<Context>): Handler<readonly Context[]> {
  return ([first], args, exec) => (first === undefined ? undefined : handler(first, args, exec));
}

function forAll<Context>(handler: Handler<Context>): Handler<readonly Context[]> {
  return (contexts, args, exec) => {
    const results = contexts.map((context) => handler(context, args, exec));
    const waiting = results.filter((result) => result instanceof Promise);
    return waiting.length > 0 ? Promise.all(waiting) : undefined;
  };
}
