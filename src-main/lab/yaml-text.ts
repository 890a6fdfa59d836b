/**
 * lab.yml as a value, and the way back from a place in the value to its line. YAML 1.2 with its core schema: numbers
 * and booleans are what they look like. Anchors and aliases are allowed within limits; merge keys are not read.
 */
import { isAlias, isCollection, isMap, isScalar, isSeq, visit } from 'yaml';
import type { Document, LineCounter, Pair } from 'yaml';
import type { Diagnostic } from '../base/errors.ts';
import type { Path } from '../base/path.ts';
import type { Loaded } from './exercise.ts';
import { limits } from './limits.ts';
import { composeWithin } from './yaml-depth.ts';

interface Place {
  /** Both start at 1. */
  line: number;
  column: number;
}

export interface YamlText {
  readonly value: unknown;
  /** Of a value, or of the nearest value around it that exists. */
  placeOf(path: Path): Place;
  /** Of the key that the path ends with, if it ends with one. */
  placeOfKey(path: Path): Place;
  /** Of words inside the text at the path; of the text itself when they do not stand there as they are. */
  placeOfWords(path: Path, words: string): Place;
}

export function readYamlText(text: string): Loaded<YamlText> {
  if (text.length > limits.labFile)
    return refused({
      message: `expected at most ${limits.labFile} characters, found ${text.length}`,
      mend: 'move long instructions and configurations into files of their own',
    });
  const composed = composeWithin(text, limits.depth - 1, { prettyErrors: false, logLevel: 'error' });
  if (composed.isTooDeep) return refused(tooDeep(composed.place));
  const { document, lines } = composed;
  const diagnostics = syntaxFaults(document, lines);
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const unfit = unfitness(document, lines);
  if (unfit) return refused(unfit);
  return valueOf(document, text, lines);
}

function refused(fault: Omit<Diagnostic, 'severity' | 'path'>): Loaded<YamlText> {
  return { ok: false, diagnostics: [{ severity: 'error', path: 'lab.yml', ...fault }] };
}

const messages: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'a second document starts here',
  DUPLICATE_KEY: 'this key stands twice in one map',
};

const mends: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'remove one of the two',
  MULTIPLE_DOCS: 'a lab is one document: remove the line "---" and what follows it',
  TAB_AS_INDENT: 'indent with blanks',
  BLOCK_AS_IMPLICIT_KEY:
    'put a text with a colon and a blank in it in quotes, or indent what belongs to this key on the next line',
  BAD_INDENT: 'begin it in the column of the lines that it belongs to',
  MISSING_CHAR: 'look for a comma, a bracket or a quote that is missing here or on the line before',
};

/** Where the text stops being YAML, what is read after it is guessed: only what stands first is told. */
function syntaxFaults(document: Document.Parsed, lines: LineCounter): Diagnostic[] {
  const [first] = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (!first) return [];
  const apart = document.errors.filter(({ code }) => code in messages);
  return (first.code in messages ? apart : [first]).slice(0, 20).map((fault) => ({
    severity: 'error',
    path: 'lab.yml',
    ...placeAt(lines, fault.pos[0]),
    message: messages[fault.code] ?? `not YAML: ${fault.message.replace(/\n.*/s, '')}`,
    mend: mends[fault.code] ?? 'mend the YAML here; the fault is often in the indentation or a quote just before',
  }));
}

/** Nesting too deep by the pairs inside lists, which become maps; aliases without number. */
function unfitness(document: Document.Parsed, lines: LineCounter): Omit<Diagnostic, 'severity' | 'path'> | undefined {
  let aliases = 0;
  let fault: Omit<Diagnostic, 'severity' | 'path'> | undefined;
  visit(document, {
    Alias: (_, node) => {
      const isKnown = ++aliases > limits.aliases || node.resolve(document) !== undefined;
      if (isKnown && aliases <= limits.aliases) return undefined;
      const message = `nothing before this is marked as &${node.source}`;
      const unknown = { message, mend: 'an alias (*name) repeats what was marked before as &name' };
      fault = { ...placeAt(lines, node.range?.[0] ?? 0), ...(isKnown ? tooManyAliases : unknown) };
      return visit.BREAK;
    },
    Collection: (_, node, ancestors) => {
      if (ancestors.filter(isCollection).length < limits.depth) return undefined;
      fault = tooDeep(placeAt(lines, node.range?.[0] ?? 0));
      return visit.BREAK;
    },
  });
  return fault;
}

function tooDeep(place: Place): Omit<Diagnostic, 'severity' | 'path'> {
  const message = `expected at most ${limits.depth} levels of lists and maps`;
  return { ...place, message, mend: 'take the innermost levels out' };
}

const tooManyAliases = {
  message: `expected at most ${limits.aliases} aliases (*name), counted along nested anchors`,
  mend: 'write out what the aliases repeat',
};

function valueOf(document: Document.Parsed, text: string, lines: LineCounter): Loaded<YamlText> {
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: limits.aliases });
  } catch (error) {
    // A document without errors fails here only by aliases that multiply.
    if (!(error instanceof ReferenceError)) throw error;
    return refused(tooManyAliases);
  }
  return { ok: true, value: { value, ...placesIn(document, text, lines) }, diagnostics: [] };
}

function placesIn(document: Document.Parsed, text: string, lines: LineCounter): Omit<YamlText, 'value'> {
  return {
    placeOf: (path) => placeAt(lines, walk(document, path).value[0]),
    placeOfKey: (path) => {
      const { key, value } = walk(document, path);
      return placeAt(lines, key ?? value[0]);
    },
    placeOfWords: (path, words) => {
      const [start, end] = walk(document, path).value;
      const found = text.slice(start, end).indexOf(words);
      return placeAt(lines, found === -1 ? start : start + found);
    },
  };
}

interface Spot {
  /** Where the last key of the path starts. */
  key?: number | undefined;
  /** Where the value starts and ends. */
  value: [start: number, end: number];
}

/** Goes as far along the path as there is something, through aliases to what they repeat. */
function walk(document: Document.Parsed, path: Path): Spot {
  let node: unknown = document.contents;
  let spot: Spot = { value: rangeOf(node) ?? [0, 0] };
  for (const step of path) {
    const next = stepInto(document, node, step);
    if (!next) break;
    node = next.node;
    spot = { key: next.key, value: rangeOf(node) ?? [next.key ?? 0, next.key ?? 0] };
  }
  return spot;
}

function stepInto(document: Document.Parsed, from: unknown, step: string | number) {
  const node = isAlias(from) ? from.resolve(document) : from;
  if (isMap(node)) {
    const pair = node.items.find(({ key }: Pair) => isScalar(key) && String(key.value) === String(step));
    return pair && { node: pair.value, key: rangeOf(pair.key)?.[0] };
  }
  if (isSeq(node) && typeof step === 'number' && step < node.items.length)
    return { node: node.items[step], key: undefined };
  return undefined;
}

function rangeOf(node: unknown): [number, number] | undefined {
  if (!isScalar(node) && !isCollection(node) && !isAlias(node)) return undefined;
  return node.range ? [node.range[0], node.range[1]] : undefined;
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
