/**
 * Lines of `Label : value`, of which ASA prints one or two on a line. Only the labels that a table names are labels:
 * values hold colons too ("IKEv2: (1)AES256  IPsec: (2)AES128").
 */
import { integer } from '../values.ts';

type ReadValue = (text: string) => unknown;

/** The field that a label sets, and how its value is read; without a reader it is a text. */
export type LabelTable = Readonly<Record<string, string | readonly [field: string, read: ReadValue]>>;

export class Labels {
  /** A pattern for a whole line that begins with one of the labels. */
  readonly line: RegExp;
  readonly #pattern: RegExp;
  readonly #table: LabelTable;

  /** @param most how many pairs a line has at the most; of lines that have one, the value may hold anything */
  constructor(
    table: LabelTable,
    private readonly most = 2,
  ) {
    this.#table = table;
    const names = Object.keys(table).sort((a, b) => b.length - a.length);
    const either = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
    this.line = new RegExp(String.raw`^((?:${either})\s*:.*)$`);
    this.#pattern = new RegExp(String.raw`(?<=^|\s)(${either})\s*:`, 'g');
  }

  /** The fields of a line that has the pattern above. A value that is not of its kind sets nothing. */
  fieldsOf(text: string): Record<string, unknown> {
    const found = [...text.matchAll(this.#pattern)].slice(0, this.most);
    const fields: Record<string, unknown> = {};
    found.forEach((match, index) => {
      const from = match.index + match[0].length;
      const entry = this.#table[match[1] ?? ''] ?? '';
      const [field, read] = typeof entry === 'string' ? [entry, oneText] : entry;
      const value = read(text.slice(from, found[index + 1]?.index).trim());
      if (value !== undefined && value !== '') fields[field] = value;
    });
    return fields;
  }
}

/** Up to where the next column may begin. */
function oneText(text: string): string {
  return text.split(/\s\s|\t/, 1)[0] ?? '';
}

/** All of the rest of the line. */
export function wholeText(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** The number before a unit: "86400 Seconds", "4608000 K-Bytes". */
export function amount(text: string): number | undefined {
  return integer(/^\d+/.exec(text)?.[0]);
}
