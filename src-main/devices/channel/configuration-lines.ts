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
  const roots: ConfigurationLine[] = [];
  const open: { indent: number; line: ConfigurationLine }[] = [];
  for (const line of textsTogether(printed.split('\n'), blocks)) {
    const text = line.trim();
    if (text === '' || ignored.some((shape) => shape.test(text))) continue;
    const indent = line.length - line.trimStart().length;
    while (open.length > 0 && ((open.at(-1)?.indent ?? 0) >= indent || open.length > DEEPEST)) open.pop();
    const siblings = open.at(-1)?.line.children ?? roots;
    const known = indent === 0 ? siblings.find((one) => one.text === text) : undefined;
    const added = known ?? { text, children: [] };
    if (!known) siblings.push(added);
    open.push({ indent, line: added });
  }
  return roots;
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
