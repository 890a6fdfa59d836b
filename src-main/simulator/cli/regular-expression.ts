/**
 * Cisco's regular expressions, as output filters take them: `.` `*` `+` `?` `^` `$` `_` `[a-z]` `[^a]` `(a|b)` and `\` before
 * a character that shall stand for itself. `_` is a comma, a brace, a parenthesis, a blank, or either end of the line
 * (Cisco IOS Terminal Services Configuration Guide, appendix "Regular Expressions"). Upper and lower case differ.
 * Not supported: recall of an earlier parenthesis (`\1`).
 *
 * A set of states is walked instead of trying one way after another, so no expression takes long on any line.
 */

interface State {
  /** The character it takes; for an edge that takes none, whether it may be crossed at this place of the line. */
  readonly test: Test | undefined;
  readonly next: State[];
}
type Test =
  | { readonly kind: 'character'; matches(character: string): boolean }
  | { readonly kind: 'place'; matches(isStart: boolean, isEnd: boolean): boolean };

export class RegularExpression {
  readonly #start: State;
  readonly #end: State = { test: undefined, next: [] };

  /** @throws SyntaxError when the expression is not one */
  constructor(source: string) {
    const reader = new Reader(source);
    this.#start = reader.alternatives()(this.#end);
    if (!reader.isAtEnd) throw new SyntaxError(`unexpected '${reader.rest}' in the regular expression '${source}'`);
  }

  /** Whether it is found anywhere in the line. */
  test(line: string): boolean {
    let states = new Set<State>();
    for (let place = 0; place <= line.length; place++) {
      // A match may begin anywhere.
      this.#cross(this.#start, { isStart: place === 0, isEnd: place === line.length }, states);
      if (states.has(this.#end)) return true;
      states = this.#take(states, line[place], place + 1, line.length);
    }
    return false;
  }

  #take(states: ReadonlySet<State>, character: string | undefined, place: number, length: number): Set<State> {
    const taken = new Set<State>();
    if (character === undefined) return taken;
    for (const { test, next } of states) {
      if (test?.kind !== 'character' || !test.matches(character)) continue;
      for (const state of next) this.#cross(state, { isStart: false, isEnd: place === length }, taken);
    }
    return taken;
  }

  /** Adds a state and all that can be reached from it without a character. */
  #cross(from: State, place: { isStart: boolean; isEnd: boolean }, into: Set<State>): void {
    const waiting = [from];
    for (let state = waiting.pop(); state; state = waiting.pop()) {
      if (into.has(state)) continue;
      if (state.test?.kind === 'place' && !state.test.matches(place.isStart, place.isEnd)) continue;
      into.add(state);
      if (state.test?.kind !== 'character') waiting.push(...state.next);
    }
  }
}

/** Reads from left to right and builds states from right to left: each part is told what comes after it. */
class Reader {
  #at = 0;

  constructor(private readonly source: string) {}

  get isAtEnd(): boolean {
    return this.#at === this.source.length;
  }

  get rest(): string {
    return this.source.slice(this.#at);
  }

  alternatives(): Build {
    const parts = [this.#sequence()];
    while (this.#accept('|')) parts.push(this.#sequence());
    return (after) => ({ test: undefined, next: parts.map((build) => build(after)) });
  }

  #sequence(): Build {
    const parts: Build[] = [];
    while (!this.isAtEnd && !/^[|)]/.test(this.rest)) parts.push(this.#repeated());
    return (after) => parts.reduceRight((next, build) => build(next), after);
  }

  #repeated(): Build {
    let build = this.#single();
    for (let sign = this.#sign(); sign; sign = this.#sign()) build = repetitions[sign](build);
    return build;
  }

  #sign(): keyof typeof repetitions | undefined {
    const sign = this.source[this.#at];
    if (sign !== '*' && sign !== '+' && sign !== '?') return undefined;
    this.#at++;
    return sign;
  }

  #single(): Build {
    const character = this.source[this.#at++] ?? '';
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return taking(this.#set());
      case '\\':
        return taking(is(this.source[this.#at++] ?? '\\'));
      case '*':
      case '+':
      case '?':
        throw new SyntaxError(`nothing for '${character}' to repeat in '${this.source}'`);
      default:
        return meanings[character] ?? taking(is(character));
    }
  }

  #group(): Build {
    const inside = this.alternatives();
    if (!this.#accept(')')) throw new SyntaxError(`a parenthesis is not closed in '${this.source}'`);
    return inside;
  }

  #set(): (character: string) => boolean {
    const isInverted = this.#accept('^');
    const ranges: [string, string][] = [];
    // A bracket right after the opening one stands for itself.
    while (!this.isAtEnd && (ranges.length === 0 || this.source[this.#at] !== ']')) ranges.push(this.#range());
    if (!this.#accept(']')) throw new SyntaxError(`a bracket is not closed in '${this.source}'`);
    return (character) => ranges.some(([low, high]) => character >= low && character <= high) !== isInverted;
  }

  #range(): [string, string] {
    const low = this.#literal();
    if (this.source[this.#at] !== '-' || this.source[this.#at + 1] === ']') return [low, low];
    this.#at++;
    return [low, this.#literal()];
  }

  #literal(): string {
    if (this.source[this.#at] === '\\') this.#at++;
    return this.source[this.#at++] ?? '';
  }

  #accept(character: string): boolean {
    if (this.source[this.#at] !== character) return false;
    this.#at++;
    return true;
  }
}

/** Makes the states of a part, given the state that follows it. */
type Build = (after: State) => State;

function is(expected: string): (character: string) => boolean {
  return (character) => character === expected;
}

function taking(matches: (character: string) => boolean): Build {
  return (after) => ({ test: { kind: 'character', matches }, next: [after] });
}

function at(matches: (isStart: boolean, isEnd: boolean) => boolean): Build {
  return (after) => ({ test: { kind: 'place', matches }, next: [after] });
}

function delimiter(after: State): State {
  const character = taking((found) => ',{}() '.includes(found));
  const end = at((isStart, isEnd) => isStart || isEnd);
  return { test: undefined, next: [character(after), end(after)] };
}

/** The characters that do not stand for themselves. */
const meanings: Readonly<Record<string, Build>> = {
  '.': taking(() => true),
  '^': at((isStart) => isStart),
  $: at((_, isEnd) => isEnd),
  _: delimiter,
};

const repetitions = {
  '*': (build: Build): Build => {
    return (after) => {
      const again: State = { test: undefined, next: [after] };
      again.next.push(build(again));
      return again;
    };
  },
  '+': (build: Build): Build => {
    return (after) => {
      const again: State = { test: undefined, next: [after] };
      const entry = build(again);
      again.next.push(entry);
      return entry;
    };
  },
  '?': (build: Build): Build => {
    return (after) => ({ test: undefined, next: [after, build(after)] });
  },
};
