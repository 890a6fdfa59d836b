import type { Platform } from './platform.ts';
import type { NegationRules } from './restore.ts';

/** A line of a configuration and those of its submode. A text of several lines (a banner) is one. */
export interface ConfigurationLine {
  text: string;
  children: ConfigurationLine[];
}

/** Longer than any submode is deep. */
const DEEPEST = 20;

/**
 * A configuration as the device prints it, as a tree: what is indented belongs to the line above. Sections that are
 * printed in several parts are one.
 */
export function configurationLines(
  printed: string,
  { ignored }: Pick<NegationRules, 'ignored'>,
  blocks: Platform['blocks'],
): ConfigurationLine[] {
  const top: ConfigurationLine = { text: '', children: [] };
  const open: { indent: number; line: ConfigurationLine }[] = [];
  for (const line of textsTogether(printed.split('\n'), blocks)) {
    const text = line.trim();
    if (text === '' || ignored.some((shape) => shape.test(text))) continue;
    const indent = line.length - line.trimStart().length;
    while (isOver(open.at(-1)?.indent, indent) || open.length > DEEPEST) open.pop();
    const { children } = open.at(-1)?.line ?? top;
    open.push({ indent, line: lineIn(children, text, indent === 0) });
  }
  return top.children;
}

function isOver(open: number | undefined, indent: number): boolean {
  return open !== undefined && open >= indent;
}

/** Adds the line, where it is not there yet as another part of the same section. */
function lineIn(siblings: ConfigurationLine[], text: string, isSection: boolean): ConfigurationLine {
  const known = isSection ? siblings.find((one) => one.text === text) : undefined;
  if (known) return known;
  const added = { text, children: [] };
  siblings.push(added);
  return added;
}

/** Joins the lines of banners by new lines. */
function textsTogether(lines: readonly string[], blocks: Platform['blocks']): string[] {
  const joined: string[] = [];
  let closes: ((line: string) => boolean) | undefined;
  for (const line of lines) {
    if (closes) {
      joined.push(`${joined.pop() ?? ''}\n${line}`);
      if (closes(line)) closes = undefined;
      continue;
    }
    joined.push(line.trimEnd());
    closes = openText(blocks, line);
  }
  return joined;
}

function openText(blocks: Platform['blocks'], line: string): ((line: string) => boolean) | undefined {
  for (const { opens, closes } of blocks) {
    const match = opens.exec(line);
    if (!match) continue;
    if (closes instanceof RegExp) return (later) => closes.test(later);
    const delimiter = match[1] ?? '';
    const isOpen = !line.slice(match[0].length).includes(delimiter);
    return isOpen ? (later) => later.includes(delimiter) : undefined;
  }
  return undefined;
}
