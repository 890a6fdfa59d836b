/** The shape of a line: what it says with everything taken out that differs from one network to the next. */

/** In this order: the longer ones first, so that what they are made of is not taken for something else. */
const values: readonly [RegExp, string][] = [
  // Of the names of subjects and issuers what stands in their parts.
  [/(?<=\b(?:e|cn|ou|o|l|st|c|hostname|serialNumber)=)[^,+\s]+/g, '<name>'],
  [/\b[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}\b/gi, '<mac>'],
  [/\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/gi, '<mac>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '<address>'],
  [/\b(?:[0-9a-f]{1,4}:){2,7}:?(?:[0-9a-f]{0,4})\b/gi, '<address>'],
  [
    /\b(?:Fast|Gigabit|TenGigabit)?Ethernet\d[\d/.]*|\b(?:Tunnel|Loopback|Serial|Vlan|Virtual-Access|Port-channel)\d[\d/.:]*/gi,
    '<interface>',
  ],
  [/\b(?:Fa|Gi|Te|Et|Tu|Lo|Se)\d[\d/.]*\b/g, '<interface>'],
  [/\b0x[0-9a-f]+\b/gi, '<hex>'],
  [/\b[0-9A-F]{8}\b/g, '<hex>'],
  [/\b(?:\d+[ywdhms])+\b|\b\d+:\d\d:\d\d(?:\.\d+)?\b/g, '<time>'],
  [/\b\d+(?:\.\d+)?\b/g, '<number>'],
];

export function wordsOf(line: string): string[] {
  const shaped = values.reduce((text, [pattern, name]) => text.replace(pattern, ` ${name} `), line);
  return shaped.match(/<\w+>|[A-Za-z][\w-]*|[^\s\w<>]/g) ?? [];
}

/** How many words two lines have in common, in their order, of those that either has: 0 to 1. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  return (2 * commonLength(a, b)) / (a.length + b.length);
}

/** Longest common subsequence. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let row = new Uint16Array(b.length + 1);
  for (const word of a) {
    const next = new Uint16Array(b.length + 1);
    for (let j = 1; j <= b.length; j++)
      next[j] = b[j - 1] === word ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0);
    row = next;
  }
  return row[b.length] ?? 0;
}

/** What the eye sees of a line beside its words: how many columns it is indented, and how many gaps it has. */
export function layoutOf(line: string): { indentation: number; gaps: number } {
  const seen = withoutTabs(line);
  const indentation = /^\s*/.exec(seen)?.[0].length ?? 0;
  return { indentation, gaps: seen.trim().match(/\s{2,}/g)?.length ?? 0 };
}

const tabStop = 8;

/** As a terminal shows it. */
function withoutTabs(line: string): string {
  const [first = '', ...rest] = line.split('\t');
  return rest.reduce((seen, part) => seen.padEnd(tabStop * (Math.floor(seen.length / tabStop) + 1)) + part, first);
}
