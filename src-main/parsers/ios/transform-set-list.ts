/** `Transform sets={ … }`, as profiles and crypto maps print it: names alone (12.4), or with what they hold (15). */
import { rule, type Rule } from '../rules.ts';
import { listed, words } from '../values.ts';

export interface ListedTransformSet {
  name: string;
  /** In show's spelling; absent where the release prints names alone. */
  transforms?: string[];
  line: number;
}

/** The list that is being read, and whether its closing brace is still to come. */
export interface TransformSetList {
  sets: ListedTransformSet[];
  isOpen: boolean;
  /** Whether its closing brace was seen: an empty list is whole then. */
  isClosed?: boolean;
}

const NAME = /^([^\s{},:]+):?\s*(?:\{([^{}]*)\})?$/;

/** `a,` `b:  { esp-aes esp-sha-hmac  } ,` and several of either kind; false when the text holds anything else. */
function addSets({ sets }: TransformSetList, text: string, line: number): boolean {
  const found: ListedTransformSet[] = [];
  for (const one of listed(text)) {
    const [, name, transforms] = NAME.exec(one) ?? [];
    if (name === undefined) return false;
    found.push(transforms === undefined ? { name, line } : { name, transforms: words(transforms), line });
  }
  sets.push(...found);
  return true;
}

/** The rest of the line on which the list begins: nothing, all of it with the closing brace, or some of it. */
function openList(list: TransformSetList, text: string, line: number): boolean {
  list.isOpen = countOf(text, '}') <= countOf(text, '{');
  list.isClosed = !list.isOpen;
  return addSets(list, list.isOpen ? text : text.slice(0, text.lastIndexOf('}')), line);
}

/** @param listOf the list of the record that is being read, if there is a record */
export function transformSetRules<S>(listOf: (state: S) => TransformSetList | undefined): Rule<S>[] {
  const inList = (state: S): TransformSetList | undefined => {
    const list = listOf(state);
    return list?.isOpen ? list : undefined;
  };
  return [
    rule<S, [string]>(/^Transform (?:sets?|proposals?) ?= ?\{(.*)$/, (state, [text], line) => {
      const list = listOf(state);
      return list !== undefined && openList(list, text, line);
    }),
    rule<S>(/^\}\s*,?$/, (state) => {
      const list = inList(state);
      if (!list) return false;
      list.isOpen = false;
      list.isClosed = true;
      return true;
    }),
    rule<S, [string]>(/^([^\s{}].*)$/, (state, [text], line) => {
      const list = inList(state);
      return list !== undefined && addSets(list, text, line);
    }),
  ];
}

function countOf(text: string, character: string): number {
  return text.split(character).length - 1;
}
