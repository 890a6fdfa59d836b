/**
 * What has to be typed to make one configuration of another: lines that go, with `no`, and then lines that come, each
 * under the lines that open its block. Some lines go only when others are gone, so that a second round may be needed.
 */

export interface ConfigurationNode {
  readonly line: string;
  readonly body: readonly ConfigurationNode[];
}

/** Lines that stand by themselves or say nothing. */
const ignored = /^(!.*|end|version .*|exit-address-family|Building configuration.*|Current configuration.*|)$/;
const bannerStart = /^banner (?:[\w-]+ )?(\^?.)(.*)$/;

/** The lines of a configuration as a tree, by their indents. The text of a banner belongs to its first line. */
export function treeOf(text: string): ConfigurationNode[] {
  const lines = joinBanners(text.split(/\r\n|\r|\n/)).filter((line) => !ignored.test(line.trim()));
  return nodesOf(lines);
}

function joinBanners(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let delimiter: string | undefined;
  for (const line of lines) {
    if (delimiter !== undefined) {
      joined.push(`${joined.pop() ?? ''}\n${line}`);
      if (line.includes(delimiter)) delimiter = undefined;
      continue;
    }
    joined.push(line);
    const [, mark = '', rest = ''] = bannerStart.exec(line) ?? [];
    if (mark !== '' && !rest.includes(mark)) delimiter = mark;
  }
  return joined;
}

function nodesOf(lines: readonly string[]): ConfigurationNode[] {
  const nodes: ConfigurationNode[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const indent = indentOf(line);
    let end = at + 1;
    while (end < lines.length && indentOf(lines[end] ?? '') > indent) end++;
    nodes.push({ line: line.trim(), body: nodesOf(lines.slice(at + 1, end)) });
    at = end;
  }
  return nodes;
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

/** The lines to type in configuration mode, in order; none when the two say the same. */
export function differenceOf(
  current: readonly ConfigurationNode[],
  wanted: readonly ConfigurationNode[],
): readonly string[] {
  return [...goingLines(current, wanted, ''), ...comingLines(current, wanted, '')];
}

/** What was configured last goes first: it may rest on what was configured before. */
function goingLines(
  current: readonly ConfigurationNode[],
  wanted: readonly ConfigurationNode[],
  indent: string,
): string[] {
  const undone = new Set<string>();
  return [...current].reverse().flatMap((node) => {
    const same = wanted.find(({ line }) => line === node.line);
    if (same && !isRebuilt(node, same, { current, wanted }))
      return under(node, indent, goingLines(node.body, same.body, `${indent} `));
    const line = undoing(node.line, wanted);
    if (line === undefined || undone.has(line)) return [];
    undone.add(line);
    return [indent + line];
  });
}

function comingLines(
  current: readonly ConfigurationNode[],
  wanted: readonly ConfigurationNode[],
  indent: string,
): string[] {
  return wanted.flatMap((node) => {
    const same = current.find(({ line }) => line === node.line);
    const isNew = !same || isRebuilt(same, node, { current, wanted });
    const inner = comingLines(isNew ? [] : same.body, node.body, `${indent} `);
    return isNew ? [indent + node.line, ...inner] : under(node, indent, inner);
  });
}

function under({ line }: ConfigurationNode, indent: string, inner: readonly string[]): string[] {
  return inner.length > 0 ? [indent + line, ...inner] : [];
}

interface Sides {
  readonly current: readonly ConfigurationNode[];
  readonly wanted: readonly ConfigurationNode[];
}

/** Access lists depend on their order: one that differs anywhere is made anew. */
function isRebuilt(node: ConfigurationNode, same: ConfigurationNode, { current, wanted }: Sides): boolean {
  if (/^ip access-list (standard|extended)\b/.test(node.line))
    return JSON.stringify(node.body) !== JSON.stringify(same.body);
  const list = numberedListOf(node.line);
  if (list === undefined) return false;
  const linesOf = (nodes: readonly ConfigurationNode[]): string =>
    nodes.flatMap(({ line }) => (numberedListOf(line) === list ? [line] : [])).join('\n');
  return linesOf(current) !== linesOf(wanted);
}

function numberedListOf(line: string): string | undefined {
  return /^access-list \d+/.exec(line)?.[0];
}

/** How a line is taken back; nothing when what is wanted in its place does that. */
function undoing(line: string, wanted: readonly ConfigurationNode[]): string | undefined {
  const list = numberedListOf(line);
  if (list !== undefined) return `no ${list}`;
  const [banner] = /^banner (?:exec|incoming|login|motd|prompt-timeout)?/.exec(line) ?? [];
  if (banner !== undefined) return `no ${banner.trim()}`;
  if (!line.startsWith('no ')) return `no ${line}`;
  const positive = line.slice('no '.length);
  return wanted.some((node) => node.line.startsWith(positive)) ? undefined : positive;
}
