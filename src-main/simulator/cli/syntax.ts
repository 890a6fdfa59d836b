/**
 * The notation in which commands are declared, as in the vendor's command reference, and what it compiles to.
 *
 *   policy                a keyword                     A.B.C.D:peer      an IPv4 address (a number)
 *   <1-10000>:priority    a number in a range           MASK:mask         the same, said more clearly; WILDCARD too
 *   <0x0-0xFFFF>:value    the same in hexadecimal       A.B.C.D/nn:net    an address with a prefix length
 *   {des|3des|aes}:cipher one keyword of several        H.H.H:mac HEX:key TIME:time
 *   detail:detail         a keyword whose presence matters              flash:            a keyword that ends in a colon
 *   WORD:name             one word                      INTERFACE:name    an interface, by its full name
 *   WORD...:names         one or more of the token      LINE:text         the rest of the line
 *   IPV6:address          an IPv6 address, which is refused
 *   [name WORD:name]      may be left out, whole        ![<1-24>:group]   may be left out after `no` alone
 *   *[size <1-9>:size] *[repeat <1-9>:count]            a run of these may come in any order, each once
 *   ( any:any | host A.B.C.D:host )                     one of several; blanks around each mark
 *   {<0-65535>|www|telnet}:port                         a number or a keyword
 *
 * A syntax compiles to an automaton (Glushkov's: a position per token, and from each the positions that may follow), so
 * the parser walks all commands of a mode at once and never looks ahead, as IOS does not.
 */
import type { Token } from './token.ts';
import { tokensOf } from './tokens.ts';

/** A token at its place in one command. */
export interface Position {
  readonly token: Token;
  /** Of the argument; '' for a keyword that binds nothing. */
  readonly name: string;
  readonly repeats: boolean;
  /** The words under which its help may stand in the vocabulary, the most exact first. */
  readonly helpKeys: readonly string[];
  readonly next: Steps;
}

/** A step to a position, or to the end of the command when there is none. */
interface Edge {
  readonly to: Position | undefined;
  /** The bits of the any-order groups that it enters, none of which may have been entered before. */
  readonly bits: number;
}

/** Asked for late, because the groups of a run lead to one another. */
export type Steps = () => readonly Edge[];

interface Word {
  readonly kind: string;
  readonly name: string;
  readonly repeats: boolean;
}
interface Group {
  readonly mark: '[' | '![' | '*[';
  readonly items: readonly Item[];
}
/** `( a | b )`: one of several. */
interface Choices {
  readonly alternatives: readonly (readonly Item[])[];
}
type Item = Word | Group | Choices;

interface Place {
  readonly compiler: { readonly negated: boolean; bit: number };
  /** What stands before: the names of arguments, and keywords. */
  readonly path: readonly string[];
}

/** The first steps of a syntax. @param negated as read after `no` or `default` */
export function compile(syntax: string, negated: boolean): Steps {
  const end = [{ to: undefined, bits: 0 }];
  return stepsInto(parse(syntax), () => end, { compiler: { negated, bit: 1 }, path: [] });
}

function stepsInto(items: readonly Item[], after: Steps, place: Place): Steps {
  const [first, ...rest] = items;
  if (!first) return after;
  if ('kind' in first) return stepsIntoWord(first, place, (path) => stepsInto(rest, after, { ...place, path }));
  if ('alternatives' in first) {
    const following = stepsInto(rest, after, place);
    const ways = first.alternatives.map((items) => stepsInto(items, following, place));
    return once(() => ways.flatMap((way) => way()));
  }
  if (first.mark === '*[') return stepsIntoRun(items, after, place);
  const following = stepsInto(rest, after, place);
  const entered = stepsInto(first.items, following, place);
  return first.mark === '[' || place.compiler.negated ? once(() => [...entered(), ...following()]) : entered;
}

function stepsIntoWord(
  { kind, name, repeats }: Word,
  { path }: Place,
  continuation: (path: readonly string[]) => Steps,
): Steps {
  const following = continuation([...path, name || kind]);
  const next = once(() => (repeats ? [...following(), ...entries] : following()));
  const entries = tokensOf(kind).map((token): Edge => {
    const own = token.isKeyword ? token.text : name || token.text;
    const helpKeys = [...suffixesOf([...path, own]), ...(name ? [name] : [])];
    return { to: { token, name, repeats, helpKeys, next }, bits: 0 };
  });
  return () => entries;
}

/** Groups that may come in any order: each leads to all the others that are not yet taken, and to what follows. */
function stepsIntoRun(items: readonly Item[], after: Steps, place: Place): Steps {
  const run: Group[] = [];
  for (const item of items) {
    if (!('mark' in item) || item.mark !== '*[') break;
    run.push(item);
  }
  const following = stepsInto(items.slice(run.length), after, place);
  const choices: Steps = once(() => [...groups.flatMap((group) => group()), ...following()]);
  const groups = run.map(({ items: inner }) => {
    const bit = place.compiler.bit;
    place.compiler.bit *= 2;
    const entered = stepsInto(inner, choices, place);
    return () => entered().map(({ to, bits }) => ({ to, bits: bits | bit }));
  });
  return choices;
}

function once(make: Steps): Steps {
  let made: readonly Edge[] | undefined;
  return () => (made ??= make());
}

function suffixesOf(path: readonly string[]): string[] {
  return path.map((_, index) => path.slice(index).join(' '));
}

function parse(syntax: string): Item[] {
  return partsOf(syntax).map((part) => {
    if (part.startsWith('( ')) return { alternatives: alternativesOf(part.slice(1, -1)).map(parse) };
    const [mark] = /^[!*]?\[/.exec(part) ?? [];
    if (mark) return { mark: mark as Group['mark'], items: parse(part.slice(mark.length, -1)) };
    const [, kind = '', dots = '', name = ''] = /^(\w+:|[^:]*?)(\.\.\.)?(?::(\w+))?$/.exec(part) ?? [];
    if (kind === '') throw new Error(`not a token: '${part}' in '${syntax}'`);
    return { kind, name, repeats: dots !== '' };
  });
}

/** Cuts at the bars that stand between blanks and outside of inner choices. */
function alternativesOf(text: string): string[] {
  const alternatives: string[] = [''];
  for (const part of partsOf(text)) {
    if (part === '|') alternatives.push('');
    else alternatives.push(`${alternatives.pop() ?? ''} ${part}`);
  }
  return alternatives;
}

/** Cuts at the blanks that stand outside brackets. */
function partsOf(syntax: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of `${syntax} `) {
    depth += '[('.includes(character) ? 1 : '])'.includes(character) ? -1 : 0;
    if (character !== ' ' || depth > 0) {
      part += character;
      continue;
    }
    if (part !== '') parts.push(part);
    part = '';
  }
  if (depth !== 0 || part !== '') throw new Error(`brackets do not match: '${syntax}'`);
  return parts;
}
