/**
 * A mode of the command line: its prompt, its commands and its part of the running configuration. Modes are declared
 * once and shared by all routers; what they act upon, their context, is given when a session enters them.
 */
import type { ArgsOf, NoArgsOf } from './arguments.ts';
import { arrange } from './configuration.ts';
import type { Command, ConfigurationLine, Declaration, Form, ModeDeclaration, ModeOptions } from './declaration.ts';
import { faultsOf } from './faults.ts';
import { compile, type Position } from './syntax.ts';
import { choicesOf, type Choice } from './thread.ts';

export class Mode<Context> implements ModeDeclaration<Context> {
  readonly name: string;
  readonly #declarations: Declaration<Context>[] = [];
  readonly #vocabulary = new Map<string, string>();
  readonly #rivals: string[] = [];
  #firstChoices: { run?: readonly Choice<Declaration<Context>>[]; no?: readonly Choice<Declaration<Context>>[] } = {};

  constructor(readonly options: ModeOptions<Context>) {
    this.name = options.name;
  }

  /**
   * The helps of this mode, once per word. A word that means different things in different places has an entry per
   * place, under the words that lead to it: { address: 'IP address', 'key address': 'define shared key with …' }.
   */
  words(vocabulary: Readonly<Record<string, string>>): this {
    for (const [word, help] of Object.entries(vocabulary)) {
      const known = this.#vocabulary.get(word);
      if (known !== undefined && known !== help) this.#rivals.push(`two helps for '${word}': '${known}', '${help}'`);
      this.#vocabulary.set(word, help);
    }
    return this;
  }

  /**
   * Declares a command; the notation is described in syntax.ts.
   * @param syntax several spellings when there are several: those after the first are accepted and never listed
   */
  add<const S extends string>(syntax: S | readonly S[], command: Command<Context, ArgsOf<S>, NoArgsOf<S>>): this {
    const spellings = typeof syntax === 'string' ? [syntax] : syntax;
    spellings.forEach((spelling, index) => {
      this.#declarations.push({
        syntax: spelling,
        command,
        privilege: command.privilege ?? this.options.privilege ?? 1,
        hidden: index > 0 || command.hidden === true,
        steps: compile(spelling, false),
        negatedSteps: compile(spelling, true),
      });
    });
    this.#firstChoices = {};
    return this;
  }

  get declarations(): readonly Declaration<Context>[] {
    return this.#declarations;
  }

  firstChoices(form: Form): readonly Choice<Declaration<Context>>[] {
    if (form === 'run') return (this.#firstChoices.run ??= this.#choicesAfter('run'));
    return (this.#firstChoices.no ??= this.#choicesAfter('no'));
  }

  helpOf({ helpKeys }: Position): string | undefined {
    const key = helpKeys.find((candidate) => this.#vocabulary.has(candidate));
    return key === undefined ? undefined : this.#vocabulary.get(key);
  }

  helpOfWord(word: string): string | undefined {
    return this.#vocabulary.get(word);
  }

  configuration(context: Context, isAll = false): ConfigurationLine[] {
    const sections = new Map<string, ConfigurationLine[]>();
    let last: Command<Context, never> | undefined;
    for (const { command, syntax } of this.#declarations) {
      // The spellings of one command stand side by side and show once.
      if (command === last || !command.show) continue;
      last = command;
      const section = command.section ?? firstWordOf(syntax);
      const lines = sections.get(section) ?? [];
      lines.push(...command.show(context, isAll));
      sections.set(section, lines);
    }
    return arrange(sections, this.options.layout ?? [...sections.keys()]);
  }

  faults(): string[] {
    return [...this.#rivals, ...faultsOf(this)].map((fault) => `${this.name}: ${fault}`);
  }

  #choicesAfter(form: Form): Choice<Declaration<Context>>[] {
    const threads = this.#declarations.map((declared) => ({
      declared,
      next: form === 'run' ? declared.steps : declared.negatedSteps,
      entered: 0,
      bound: undefined,
    }));
    return choicesOf(threads);
  }
}

function firstWordOf(syntax: string): string {
  return syntax.split(' ')[0] ?? '';
}
