/**
 * The lines that make one configuration of another. First what is too much is taken back, from the last line to the
 * first, since what is used stands before what uses it; then what is missing is typed, from the first to the last.
 */
import type { ConfigurationLine } from './configuration-lines.ts';
import type { NegationRules } from './restore.ts';

type Lines = readonly ConfigurationLine[];

/** @param former what is to be; @param present what is */
export function negation(former: Lines, present: Lines, rules: NegationRules): string[] {
  const groups = new Groups(former, present, rules);
  return [...takenBack(former, present, groups), ...typedAgain(former, present, groups)];
}

function takenBack(former: Lines, present: Lines, groups: Groups): string[] {
  const lines: string[] = [];
  for (const line of present.toReversed()) {
    const kept = former.find(({ text }) => text === line.text);
    if (groups.isAnew(line.text)) lines.push(...groups.allTakenBack(line.text));
    else if (kept && groups.isRebuilt(kept, line)) lines.push(groups.negated(line.text));
    else if (kept) lines.push(...inSection(line.text, takenBack(kept.children, line.children, groups)));
    else if (groups.isPermanent(line.text)) lines.push(...inSection(line.text, takenBack([], line.children, groups)));
    else if (!groups.isReplaced(line.text, former, present)) lines.push(groups.negated(line.text));
  }
  return lines;
}

function typedAgain(former: Lines, present: Lines, groups: Groups): string[] {
  return former.flatMap((line) => {
    const there = present.find(({ text }) => text === line.text);
    const isWhole = !there || groups.isAnew(line.text) || groups.isRebuilt(line, there);
    if (isWhole) return [...typed(line.text), ...inside(line.children.flatMap(wholly), line.children)];
    return inSection(line.text, typedAgain(line.children, there.children, groups));
  });
}

function wholly({ text, children }: ConfigurationLine): string[] {
  return [...typed(text), ...inside(children.flatMap(wholly), children)];
}

function inside(lines: readonly string[], children: Lines): string[] {
  return children.length === 0 ? [] : [...lines, 'exit'];
}

function inSection(header: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [header, ...lines, 'exit'];
}

const FREE = ['#', '~', '$', '%', '@', '&', '=', '+', 'z'];

/** "^C" as it is printed is one character, which cannot be typed: another that the text does not hold does its work. */
function typed(text: string): string[] {
  const match = /^(banner \S+ )\^C([^]*)\^C$/.exec(text);
  if (!match) return text.split('\n');
  const [, opening = '', body = ''] = match;
  const delimiter = FREE.find((one) => !body.includes(one)) ?? '#';
  return `${opening}${delimiter}${body}${delimiter}`.split('\n');
}

/** What the rules say of lines, and which groups of lines must be typed anew. */
class Groups {
  readonly #anew = new Set<string>();
  readonly #told = new Set<string>();

  constructor(
    former: Lines,
    present: Lines,
    private readonly rules: NegationRules,
  ) {
    for (const { text } of [...former, ...present]) {
      const group = this.#group(text);
      if (!group) continue;
      const [wanted, there] = [this.#ofGroup(former, group.key), this.#ofGroup(present, group.key)];
      if (needsAnew(wanted, there, group.isWhole)) this.#anew.add(group.key);
    }
  }

  /** Does the line belong to a group that is taken back and typed again as a whole? */
  isAnew(text: string): boolean {
    const group = this.#group(text);
    return group !== undefined && this.#anew.has(group.key);
  }

  /** Takes back the group of the line, once. */
  allTakenBack(text: string): string[] {
    const group = this.#group(text);
    if (!group || this.#told.has(group.key)) return [];
    this.#told.add(group.key);
    return [group.all];
  }

  isRebuilt(former: ConfigurationLine, present: ConfigurationLine): boolean {
    if (!this.rules.orderedSections.some((shape) => shape.test(former.text))) return false;
    const [wanted, there] = [former, present].map(({ children }) => children.map(({ text }) => text));
    return needsAnew(wanted ?? [], there ?? [], false);
  }

  isPermanent(text: string): boolean {
    return this.rules.permanent.some((shape) => shape.test(text));
  }

  /** Will another be typed in its place, which does away with it? */
  isReplaced(text: string, former: Lines, present: Lines): boolean {
    const isOpposed = text.startsWith('no ') && former.some((line) => line.text.startsWith(text.slice(3)));
    const key = this.#singleKey(text);
    const isTyped = (line: ConfigurationLine): boolean => !present.some((one) => one.text === line.text);
    return (
      isOpposed || (key !== undefined && former.some((line) => this.#singleKey(line.text) === key && isTyped(line)))
    );
  }

  negated(text: string): string {
    const [line = ''] = text.split('\n');
    const rule = this.rules.takenBack.find(({ shape }) => shape.test(line));
    if (rule) return line.replace(rule.shape, rule.by);
    return line.startsWith('no ') ? line.slice(3) : `no ${line}`;
  }

  #singleKey(text: string): string | undefined {
    for (const shape of this.rules.single) {
      const match = shape.exec(text);
      if (match) return match[1];
    }
    return undefined;
  }

  #group(text: string): { key: string; all: string; isWhole: boolean } | undefined {
    for (const { shape, all, isWhole = false } of this.rules.ordered) {
      const match = shape.exec(text);
      if (match) return { key: match[1] ?? '', all: match[0].replace(shape, all), isWhole };
    }
    return undefined;
  }

  #ofGroup(lines: Lines, key: string): string[] {
    return lines.map(({ text }) => text).filter((text) => this.#group(text)?.key === key);
  }
}

/** May lines be taken out one by one and others be added after them, or must it be made anew? */
function needsAnew(wanted: readonly string[], there: readonly string[], isWhole: boolean): boolean {
  const kept = there.filter((text) => wanted.includes(text));
  const isInOrder = kept.every((text, i) => text === wanted[i]);
  return !isInOrder || (isWhole && kept.length < there.length);
}
