/** How a handler ends otherwise than well. */

/** The user pressed the escape keys, or the session ended, while a command was waiting. Uncaught, it ends the command. */
export class Aborted extends Error {
  override readonly name = 'Aborted';

  constructor() {
    super('aborted');
  }
}

/**
 * Thrown by a handler that finds, looking closer than the parser can, that the line will not do. Nothing may have been
 * changed. The session prints it; a configuration that is loaded lists the line as refused.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  private constructor(
    readonly reason: 'text' | 'not-simulated' | 'incomplete' | 'invalid',
    /** The text to print, or the name of the argument to put the caret under. */
    readonly detail: string,
  ) {
    super(detail || reason);
  }

  /** Prints a line of the command's own: '% Bad mask 0xFF00FF00 for address 10.0.0.0'. */
  static because(text: string): Refusal {
    return new Refusal('text', text);
  }

  /** What real devices have and these have not, in a sentence that names it: '... is not simulated'. The dialect marks it. */
  static notSimulated(sentence: string): Refusal {
    return new Refusal('not-simulated', sentence);
  }

  /** % Incomplete command. */
  static incomplete(): Refusal {
    return new Refusal('incomplete', '');
  }

  /** % Invalid input detected, with the caret under the argument of that name. */
  static invalid(argument: string): Refusal {
    return new Refusal('invalid', argument);
  }
}
